import Foundation
import Testing
import Testkit

/// One thing that is wrong with a terminal, and what it makes of that.
struct BadInput: Sendable, CustomTestStringConvertible {
    typealias Step = @Sendable (TerminalRoot) throws -> Void

    enum Outcome: Sendable {
        /// It says that it rests.
        case rests
        /// It goes on with these settings.
        case keepsAsking(serial: Int)
        /// It ends with exit code 3, for its service to start it again.
        case ends
    }

    /// What it takes when the cause is gone.
    enum Recovery: Sendable {
        case nothing, reload, start
    }

    /// What is bad and how, in words.
    var name: String
    /// Below the root: what the line in the log names.
    var place: String
    /// What the line says is to be done.
    var remedy: String
    var outcome = Outcome.rests
    var recovery = Recovery.nothing
    /// What the superuser is to do without.
    var without: [String] = []
    /// Before the kiosk starts, where it is spoiled only while the kiosk runs.
    var prepare: Step?
    var spoil: Step
    /// Without it the place is put back as it was.
    var mend: Step?

    var testDescription: String { name }
}

extension BadInput {
    static let all = content + settings + fonts + journal + board

    private static let survey = "usr/share/palaute/surveys/nps.json"
    private static let contents = "var/lib/palaute/content"
    private static let database = "var/lib/palaute/journal.sqlite"
    private static let record = "usr/share/palaute/boards/desk.json"
    private static let fontFolder = "usr/share/palaute/fonts"

    private static func text(_ text: String, in place: String) -> Step {
        { try $0.write(text, to: place) }
    }

    private static func removing(_ place: String) -> Step {
        { try $0.remove(place) }
    }

    private static func changing(_ place: String, _ change: @escaping @Sendable (Data) -> Data) -> Step {
        { terminal in
            let url = URL(filePath: terminal.root(place))
            try change(Data(contentsOf: url)).write(to: url)
        }
    }

    private static func half(of place: String) -> Step {
        changing(place) { $0.prefix($0.count / 2) }
    }

    private static let content = [
        BadInput(
            name: "a survey that was cut", place: survey, remedy: "palautectl survey check",
            spoil: half(of: survey)),
        BadInput(
            name: "no survey", place: "\(contents)/1", remedy: "put the pack beside the settings",
            spoil: removing(survey),
            mend: { terminal in
                try FileManager.default.copyItem(
                    atPath: TerminalRoot.checkout.appending(path: "Assets/surveys/nps.json").path,
                    toPath: terminal.root(survey))
            }),
        BadInput(
            name: "another survey under the same version", place: survey,
            remedy: "publish a changed survey under a new version",
            spoil: changing(survey) {
                Data(String(decoding: $0, as: UTF8.self).replacing("suosittelisit", with: "haukkuisit").utf8)
            }
        ),
        BadInput(
            name: "anchors that are no JSON", place: "etc/palaute/anchors.json",
            remedy: "provisioning stick", spoil: half(of: "etc/palaute/anchors.json")),
        BadInput(
            name: "no anchors", place: "etc/palaute/anchors.json", remedy: "provisioning stick",
            spoil: removing("etc/palaute/anchors.json")),
        BadInput(
            name: "a theme that is no JSON", place: "usr/share/palaute/themes/paiva.json",
            remedy: "mend the theme", spoil: half(of: "usr/share/palaute/themes/paiva.json")),
        BadInput(
            name: "a language without its words", place: "usr/share/palaute/translations/sv.json",
            remedy: "add the translation",
            spoil: text(#"{"name":"Svenska","phrases":{}}"#, in: "usr/share/palaute/translations/sv.json")),
    ]

    private static func installing(
        _ serial: Int, _ changes: [String: String] = [:], signedByAnother: Bool = false
    ) -> Step {
        { terminal in
            let settings = try terminal.settings(serial: serial).merging(changes) { $1 }
            try terminal.install(settings, signedBy: signedByAnother ? .generate(.p256) : nil)
        }
    }

    private static func first(_ name: String, _ spoil: @escaping Step) -> BadInput {
        BadInput(
            name: name, place: "\(contents)/1/settings.jws", remedy: "palaute-collector settings sign",
            spoil: spoil)
    }

    /// Bad settings for a terminal that has good ones of serial 2.
    private static func next(_ name: String, _ place: String, _ remedy: String, _ spoil: @escaping Step)
        -> BadInput
    {
        BadInput(
            name: name, place: "\(contents)/\(place)", remedy: remedy, outcome: .keepsAsking(serial: 2),
            recovery: .reload, prepare: installing(2), spoil: spoil, mend: installing(4))
    }

    private static let settings = [
        first("settings that nobody signed", text(#"{"serial":1}"#, in: "\(contents)/1/settings.jws")),
        first("settings signed by another", installing(1, signedByAnother: true)),
        first("settings that were cut", half(of: "\(contents)/1/settings.jws")),
        BadInput(
            name: "no settings", place: contents, remedy: "palaute-collector settings sign",
            spoil: removing("\(contents)/1"), mend: installing(1)),
        next("new settings that were cut", "3/settings.jws", "settings sign") {
            try installing(3)($0)
            try half(of: "\(contents)/3/settings.jws")($0)
        },
        next(
            "new settings signed by another", "3/settings.jws", "settings sign",
            installing(3, signedByAnother: true)),
        next(
            "new settings that have expired", "3/settings.jws", "a later notAfter",
            installing(3, ["notAfter": "2026-01-02T00:00:00Z"])),
        next("a lower serial", "1", "sign settings with a higher serial", removing("\(contents)/2")),
        next(
            "settings in use that were cut", "2/settings.jws", "settings sign",
            half(of: "\(contents)/2/settings.jws")),
    ]

    private static let fonts = [
        BadInput(
            name: "no fonts", place: fontFolder, remedy: "fonts-inter", spoil: removing(fontFolder)),
        BadInput(
            name: "fonts that are none", place: fontFolder, remedy: "fonts-inter",
            spoil: { terminal in
                try terminal.remove(fontFolder)
                for name in [
                    "Inter-Medium", "Inter-SemiBold", "Inter-Bold", "InterDisplay-SemiBold",
                    "InterDisplay-Bold",
                ] {
                    try terminal.write("no font", to: "\(fontFolder)/\(name).otf")
                }
            }),
    ]

    private static let journal = [
        BadInput(
            name: "a journal that is no database", place: database, remedy: "keep what lies in",
            outcome: .keepsAsking(serial: 1),
            spoil: text("no database, but a text that is long enough", in: database),
            mend: { _ in }),
        BadInput(
            name: "a journal that was cut", place: database, remedy: "keep what lies in",
            outcome: .keepsAsking(serial: 1), spoil: half(of: database), mend: { _ in }),
        BadInput(
            name: "a journal of a newer program", place: database, remedy: "install that version",
            spoil: { try LeftJournal.setVersion(99, of: $0) }),
        BadInput(
            name: "a journal's folder that cannot be written", place: "var/lib/palaute",
            remedy: "see that its folder can be written", without: ["dac_override"],
            spoil: { try $0.setMode(0o500, of: "var/lib/palaute") },
            mend: { try $0.setMode(0o755, of: "var/lib/palaute") }),
    ]

    private static func board(_ name: String, _ place: String, _ remedy: String, _ spoil: @escaping Step)
        -> BadInput
    {
        BadInput(name: name, place: place, remedy: remedy, outcome: .ends, recovery: .start, spoil: spoil)
    }

    private static let board = [
        board(
            "no board named", "etc/palaute/board", "write the name of a record", removing("etc/palaute/board")
        ),
        board("no record of the board", record, "name another", removing(record)),
        board("a record that was cut", record, "palautectl schema board", half(of: record)),
        board(
            "a record with an unknown display", record, "palautectl schema board",
            changing(record) {
                Data(String(decoding: $0, as: UTF8.self).replacing("memory", with: "paper").utf8)
            }),
    ]
}

extension TerminalRoot {
    fileprivate func setMode(_ mode: Int, of place: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: root(place))
    }
}
