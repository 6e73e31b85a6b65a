import Foundation
import Testing
import Testkit

/// How it is asked, and what it says to a mistake.
struct UsageTests {
    @Test(arguments: [
        "", "status", "journal", "touch", "displays", "render", "survey", "survey check", "settings",
        "settings check", "schema", "doctor", "restart",
    ])
    func explainsEveryCommand(command: String) async throws {
        let result = try await onThread {
            try Program("palautectl", command.split(separator: " ").map(String.init) + ["--help"]).end()
        }
        #expect(result.code == 0)
        #expect(result.messages.isEmpty)
        #expect(result.output.contains("USAGE: palautectl \(command)".trimmingCharacters(in: .whitespaces)))
        #expect(result.output.contains("OVERVIEW: "))
    }

    @Test(arguments: [
        "nothing", "status nothing", "schema", "schema nothing", "survey check", "settings check",
        "touch --seconds=-1", "touch --seconds 99999999999999999", "touch --seconds soon", "--root",
        "touch --calibrate --seconds 9", "touch --calibrate --record x.evemu",
        "render --out x.png", "render --survey x.json", "render --screen thanks",
        "render --screen nothing --out x.png", "render --screen thanks --out x.png --panel 1280x800",
        "render --screen thanks --out x.png --panel 1280x800@0mm",
        "render --screen thanks --out x.png --panel 9999x9999@217mm",
        "render --screen thanks --out x.png --distance 0",
        "render --screen attract --out x.png --languages ,",
    ])
    func saysWhatIsWrongWithACommandAndWhereToLook(line: String) async throws {
        let result = try await onThread {
            try Program("palautectl", line.split(separator: " ").map(String.init)).end()
        }
        #expect(result.complains(2, "palautectl --help"), "\(result)")
    }

    @Test func tellsItsVersion() async throws {
        let result = try await onThread { try palautectl("--version") }
        #expect(result.code == 0)
        #expect(result.output.contains(/^\d+\.\d+\.\d+\n$/))
    }

    @Test(arguments: ["board", "settings", "anchors"])
    func printsTheFormOfAFile(name: String) async throws {
        let result = try await onThread { try palautectl("schema", name) }
        #expect(result.code == 0)
        let schema = try #require(try result.json() as? [String: Any])
        #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema["properties"] is [String: Any])
    }

    @Test(.enabled("there is a display here") { !FileManager.default.fileExists(atPath: "/dev/dri") })
    func saysWhatToDoWithoutADisplay() async throws {
        let result = try await onThread { try palautectl("displays") }
        #expect(result.complains(3, "no display", "/dev/dri", "dmesg"))
    }
}
