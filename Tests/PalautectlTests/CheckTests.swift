import Foundation
import Sealing
import Testing
import Testkit

/// What goes onto a terminal, checked before.
struct CheckTests {
    private static let pack = TerminalRoot.checkout.appending(path: "Assets/surveys/nps.json").path

    @Test func tellsHowSettingsPinAPack() async throws {
        try await onThread {
            let lines = try palautectl("survey", "check", Self.pack)
            #expect(lines.code == 0)
            #expect(lines.output.contains("ok, 1 questions in fi, sv, en"))
            let pin = try palautectl("survey", "check", Self.pack, "--json").json() as? [String: String]
            let settings = try TerminalRoot().settings()["surveys"] as? [[String: String]]
            #expect(pin == settings?.first)
        }
    }

    @Test(arguments: [
        ("nothing.json", nil, "No such file"), ("text.json", "Hello", "not JSON"),
        ("cut.json", #"{"resourceType":"Questionnaire""#, "not JSON"),
        ("other.json", #"{"resourceType":"Patient"}"#, "resourceType"),
        (
            "empty.json", #"{"resourceType":"Questionnaire","status":"active","url":"u","version":"1"}"#,
            "no language"
        ),
    ])
    func saysWhatIsWrongWithAPack(name: String, text: String?, reason: String) async throws {
        try await onThread {
            let folder = try TerminalRoot()
            let path = folder.root(name)
            if let text { try folder.write(text, to: name) }
            let lines = try palautectl("survey", "check", path, Self.pack)
            #expect(lines.code == 1)
            #expect(lines.output.contains("\(path): "))
            #expect(lines.output.contains(reason), "\(lines.output)")
            // The good one beside it is told all the same.
            #expect(lines.output.contains("nps.json: ok"))
            let problem = try palautectl("survey", "check", path, "--json").json() as? [String: String]
            #expect(problem?["path"] == path)
            #expect(problem?["remedy"]?.isEmpty == false)
        }
    }

    @Test(arguments: ["1280x800@10.1in", "800x1280@10.1in", "1920x1080@15.6in"])
    func saysThatThePublishedPacksFitThePanels(panel: String) async throws {
        try await onThread {
            let packs = ["national-adult", "national-adult-situation", "smileys", "nps"].map {
                TerminalRoot.checkout.appending(path: "Assets/surveys/\($0).json").path
            }
            let terminal = try TerminalRoot()
            let result = try Program(
                "palautectl", ["--root", terminal.path, "survey", "check", "--panel", panel] + packs
            ).end()
            #expect(result.code == 0, "\(result.messages)")
        }
    }

    @Test func namesTheQuestionAndTheLanguageThatDoNotFitAPanel() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let bytes = try String(contentsOfFile: Self.pack, encoding: .utf8)
            let word = String(repeating: "mahdottoman", count: 9)
            try terminal.write(bytes.replacing("En lainkaan todennäköisesti", with: word), to: "wide.json")
            let wide = terminal.root("wide.json")
            #expect(try palautectl("survey", "check", wide, at: terminal).code == 0)
            let result = try palautectl("survey", "check", wide, "--panel", "1280x800@10.1", at: terminal)
            #expect(result.code == 1)
            #expect(result.output.hasPrefix("\(wide): item nps does not fit in fi"), "\(result.output)")
            #expect(result.output.contains("shorten its words"))
        }
    }

    /// Spoiled on purpose, a megabyte each: neither time nor memory runs away.
    @Test(arguments: hostile)
    func judgesTheLargestPacksInBoundedMemory(name: String, pack: String) async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            try terminal.write(pack, to: name)
            let program = "\(Program.folder)/palautectl"
            let begun = ContinuousClock.now
            // 256 MiB of its own; the program and its libraries are not counted.
            let output = try Program.run(
                "/bin/bash",
                ["-c", "ulimit -d 262144; '\(program)' survey check '\(terminal.root(name))'; echo exit $?"])
            print("\(name): \(pack.utf8.count) bytes judged in \(ContinuousClock.now - begun)")
            #expect(output.hasSuffix("exit 1\n"), "\(output.suffix(300))")
            #expect(output.contains("\(name): ") && output.utf8.count < 2_000)
        }
    }

    private static let hostile: [(String, String)] = {
        let head = #"{"resourceType":"Questionnaire","url":"u","version":"1","status":"active","#
        func filled(_ piece: String, _ end: String) -> String {
            head + String(repeating: piece, count: (1_000_000 - head.utf8.count) / piece.utf8.count) + end
        }
        return [
            ("deep.json", filled(#""item":[{"#, "")),
            (
                "items.json",
                head + #""item":["#
                    + filled(#"{"linkId":"a","type":"choice"},"#, "{}]}").dropFirst(head.utf8.count)
            ),
            ("text.json", filled("a", "")), ("keys.json", filled(#""title":"t","#, #""title":"t"}"#)),
            ("languages.json", head + #""title":"t","item":["# + String(repeating: "[", count: 900_000)),
        ]
    }()

    @Test func tellsWhetherThisTerminalTakesSettings() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            try terminal.install(terminal.settings(serial: 2), signedBy: JWK.generate(.p256))
            let (good, bad) = (
                terminal.root("var/lib/palaute/content/1/settings.jws"),
                terminal.root("var/lib/palaute/content/2/settings.jws")
            )
            let taken = try palautectl("settings", "check", good, at: terminal)
            #expect(taken.code == 0)
            #expect(taken.output == "\(good): ok, serial 1 for \(TerminalRoot.device)\n")
            let refused = try palautectl("settings", "check", bad, at: terminal)
            #expect(refused.code == 1)
            #expect(refused.output.hasPrefix("\(bad): ") && refused.output.contains("settings sign"))
            let json = try palautectl("settings", "check", "--json", good, at: terminal).json()
            #expect((json as? [String: Any])?["serial"] as? Int == 1)
        }
    }
}
