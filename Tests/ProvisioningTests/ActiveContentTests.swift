import Foundation
import Provisioning
import Sealing
import Testing
import Testkit

struct ActiveContentTests {
    /// The content of `terminal`, and what was told on the way.
    private func load(_ terminal: TerminalRoot) -> (
        content: ActiveContent?, told: [Problem], thrown: Problem?
    ) {
        var told: [Problem] = []
        do throws(Problem) {
            let content = try terminal.root.activeContent { told.append($0) }
            return (content, told, nil)
        } catch {
            return (nil, told, error)
        }
    }

    @Test func readsSignedSettingsWithTheirSurveyWordsAndTheme() throws {
        let terminal = try TerminalRoot()
        let content = try #require(load(terminal).content)
        #expect(content.settings?.serial == 1)
        #expect(content.survey.questions.count == 1)
        #expect(content.phrases.text(.start, in: .finnish) == "Aloita")
        #expect(content.phrases.names[.swedish] == "Svenska")
    }

    @Test func takesTheNewestSettingsThatCanBeUsed() throws {
        let terminal = try TerminalRoot()
        try terminal.install(terminal.settings(serial: 12))
        #expect(load(terminal).content?.settings?.serial == 12)
    }

    @Test func staysWithTheLastGoodSettingsAndTellsWhatIsWrongWithTheNewest() throws {
        let terminal = try TerminalRoot()
        var broken = try terminal.settings(serial: 2)
        broken["languages"] = [String]()
        try terminal.install(broken)
        let (content, told, _) = load(terminal)
        #expect(content?.settings?.serial == 1)
        #expect(told.map(\.reason) == ["languages is empty"])
    }

    @Test func refusesALowerSerialThanTheOneInUse() throws {
        let terminal = try TerminalRoot()
        let problem = #expect(throws: Problem.self) { try terminal.root.activeContent(inUse: 2) { _ in } }
        #expect(problem?.reason == "serial 1 is lower than 2, which is in use")
        #expect(try terminal.root.activeContent(inUse: 1) { _ in }.settings?.serial == 1)
    }

    @Test func takesNoSettingsThatHaveExpired() throws {
        let terminal = try TerminalRoot()
        var settings = try terminal.settings()
        settings["notAfter"] = "2027-01-31T22:00:00Z"
        try terminal.install(settings)
        let end: Int64 = 1_801_432_800_000
        let problem = #expect(throws: Problem.self) { try terminal.root.activeContent(at: end) { _ in } }
        #expect(problem?.reason == "expired on 2027-01-31T22:00:00Z")
        for time in [nil, end - 1] {
            #expect(try terminal.root.activeContent(at: time) { _ in }.settings?.serial == 1)
        }
        settings["notAfter"] = "next year"
        try terminal.install(settings)
        #expect(load(terminal).thrown?.reason.hasPrefix("notAfter must be like") == true)
    }

    @Test func namesThePackThatCannotBeRead() throws {
        let terminal = try TerminalRoot()
        try terminal.write("{", to: "usr/share/palaute/surveys/nps.json")
        let problem = try #require(load(terminal).thrown)
        #expect(problem.path.hasSuffix("surveys/nps.json"))
        #expect(problem.reason == "it is not JSON")
    }

    @Test func refusesSettingsSignedByAnotherKey() throws {
        let terminal = try TerminalRoot()
        try terminal.install(terminal.settings(), signedBy: JWK.generate(.p256))
        let problem = try #require(load(terminal).thrown)
        #expect(problem.path.hasSuffix("content/1/settings.jws"))
    }

    @Test func refusesASurveyThatIsNotTheOneTheSettingsPin() throws {
        let terminal = try TerminalRoot()
        let path = "\(terminal.path)/usr/share/palaute/surveys/nps.json"
        let pack = try String(contentsOfFile: path, encoding: .utf8)
        try Data(pack.replacing("suosittelisit", with: "haukkuisit").utf8).write(to: URL(filePath: path))
        let problem = try #require(load(terminal).thrown)
        #expect(problem.reason.contains("it is not the"))
    }

    @Test func refusesSettingsInTheFolderOfAnotherSerial() throws {
        let terminal = try TerminalRoot()
        try FileManager.default.moveItem(
            atPath: "\(terminal.path)/var/lib/palaute/content/1",
            toPath: "\(terminal.path)/var/lib/palaute/content/9")
        #expect(load(terminal).thrown?.reason == "it is settings 1 in the folder of 9")
    }

    @Test func namesThePhrasesATranslationLacks() throws {
        let terminal = try TerminalRoot()
        try terminal.write(#"{"name":"Svenska","phrases":{}}"#, to: "usr/share/palaute/translations/sv.json")
        #expect(load(terminal).thrown?.reason.hasPrefix("it lacks greeting") == true)
    }

    @Test(arguments: [
        ("serial", 0 as any Sendable, "serial must be 1 or more"),
        ("device", "*", "device must be this terminal's id"),
        ("surveys", [String](), "surveys is empty"),
        ("idleSeconds", 1, "idleSeconds must be 5–3600"),
        ("warnSeconds", 5, "warnSeconds must be 20–3600"),
        ("authoredPrecision", "millisecond", "authoredPrecision must be one of minute, hour, day"),
        ("idleSeconds", "soon", "idleSeconds is not a number"),
        (
            "hours", [String: [String]](),
            "hours has no open day; leave it out of a unit that is always open"
        ),
        (
            "hours", ["monday": ["08:00", "16:00"]],
            "hours.monday must be one of mon, tue, wed, thu, fri, sat, sun"
        ),
        ("hours", ["mon": ["8", "16"]], "hours.mon must be two times like 08:00 and 16:00"),
        ("hours", ["mon": ["08:00"]], "hours.mon must be two times like 08:00 and 16:00"),
        ("hours", ["tue": ["16:00", "08:00"]], "hours.tue must open before it closes"),
        ("hours", ["tue": "08:00-16:00"], "hours.tue is not of the right shape"),
    ]) func saysWhichSettingIsWrong(key: String, value: any Sendable, reason: String) throws {
        let terminal = try TerminalRoot()
        var settings = try terminal.settings()
        settings[key] = value
        let signed = try JWS.sign(
            Array(JSONSerialization.data(withJSONObject: settings)), with: terminal.key)
        #expect(throws: Problem(path: "x", reason: reason, remedy: Self.remedy)) {
            try Settings.open(signed, at: "x", trusting: [terminal.key.publicPart])
        }
    }

    static let remedy = "sign settings for this terminal with `palaute-collector settings sign`"
}

struct BoardTests {
    @Test func readsTheRecordThatTheImageNames() throws {
        let terminal = try TerminalRoot()
        let board = try terminal.root.board()
        #expect(board.name == "desk")
        #expect(board.panel.widthPixels == 1280)
    }

    @Test(arguments: [
        (#""mm":[217,135.6]"#, #""mm":[217]"#, "mm: must be two lengths of 50–2000"),
        (#""rotation":0"#, #""rotation":45"#, "rotation: must be 0, 90, 180 or 270"),
        (#""rotation":0"#, #""mode":"large""#, "mode: must be a mode such as 1920x1080@60"),
        (#""rotation":0"#, #""backlight":"../x""#, "backlight: must be a name of /sys/class/backlight"),
        (#""rotation":0"#, #""powerOff":1"#, "powerOff is not true or false"),
        (#""matrix":[1,0,0,0,1,0]"#, #""matrix":[1,0]"#, "touch: must be a matrix of six numbers"),
        (#""display":"memory","#, "", "display is missing"),
        ("{", "", "it is not JSON"),
    ]) func saysWhatIsWrongWithARecord(part: String, replacement: String, reason: String) throws {
        let terminal = try TerminalRoot()
        let record = TerminalRoot.deskRecord.replacing(part, with: replacement)
        try terminal.write(record, to: "usr/share/palaute/boards/desk.json")
        do throws(Problem) {
            _ = try terminal.root.board()
            Issue.record("the record was taken")
        } catch {
            #expect(error.reason == reason)
        }
    }

    @Test(arguments: ["../../etc/shadow", "", ".hidden"]) func namesNoFileOutsideItsFolder(name: String)
        throws
    {
        let terminal = try TerminalRoot()
        try terminal.write(name, to: "etc/palaute/board")
        #expect(throws: Problem.self) { try terminal.root.board() }
    }
}

struct SchemaTests {
    @Test(arguments: Schema.allCases) func printsAWellFormedSchema(schema: Schema) throws {
        let document = try JSONSerialization.jsonObject(with: Data(schema.text.utf8)) as? [String: Any]
        #expect((document?["$id"] as? String)?.hasSuffix(schema.rawValue) == true)
    }
}
