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
