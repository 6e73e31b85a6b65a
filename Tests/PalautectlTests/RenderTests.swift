import Foundation
import Testing
import Testkit

/// Screens as PNG files, without a display.
struct RenderTests {
    private static let pack = TerminalRoot.checkout.appending(path: "Assets/surveys/nps.json").path

    @Test(arguments: [
        ("1280x800@217mm", ["--survey", pack, "--language", "sv", "--chosen", "8"]),
        ("800x1280@135.6mm", ["--screen", "attract"]), ("1024x600@154mm", ["--screen", "thanks"]),
        ("1920x1080@344mm", ["--screen", "outOfService"]),
        ("1280x800@217mm", ["--screen", "closed", "--opens", "mon@8:30"]),
    ])
    func drawsAPictureOfTheSizeAsked(panel: String, screen: [String]) async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let out = terminal.root("picture.png")
            let result = try Program(
                "palautectl",
                ["--root", terminal.path, "render", "--panel", panel, "--out", out] + screen
            ).end()
            #expect((result.code, result.messages, result.output) == (0, "", ""))
            let png = [UInt8](try Data(contentsOf: URL(filePath: out)))
            #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            // IHDR comes first: width and height, most significant byte first.
            let sizes = [16, 20].map { png[$0..<$0 + 4].reduce(0) { $0 << 8 | Int($1) } }
            #expect(panel.hasPrefix("\(sizes[0])x\(sizes[1])@"))
        }
    }

    @Test func drawsASheetOfAWholePack() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let pack = TerminalRoot.checkout.appending(path: "Assets/surveys/smileys.json").path
            let out = terminal.root("sheet")
            let result = try palautectl(
                "render", "--survey", pack, "--all", "--languages", "fi,sv", "--out", out, at: terminal)
            #expect(result.code == 0)
            let files = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
            #expect(files == ["01-fi.png", "01-sv.png", "02-fi.png", "02-sv.png", "index.html"])
            let page = try String(contentsOfFile: "\(out)/index.html", encoding: .utf8)
            for file in files.dropLast() { #expect(page.contains("src=\"\(file)\"")) }
        }
    }

    @Test func tellsWhereTheKeysAre() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let result = try palautectl("render", "--survey", Self.pack, "--targets", at: terminal)
            let boxes = try #require(try result.json() as? [String: [Int]])
            #expect(result.code == 0)
            #expect(Set(boxes.keys).isSuperset(of: (0...10).map { "scale.\($0)" } + ["skip", "back"]))
            #expect(boxes.values.allSatisfy { $0.count == 4 })
        }
    }

    @Test(arguments: [
        (2, ["--survey", pack, "--question", "2"], "1 to 1"),
        (2, ["--survey", pack, "--chosen", "11"], "0 to 10"),
        (2, ["--survey", pack, "--pressed", "nothing"], "scale.7"),
        (2, ["--survey", pack, "--language", "de"], "fi, sv, en"),
        (1, ["--survey", "/nothing.json"], "/nothing.json"),
        (1, ["--survey", "/etc/hostname"], "mend the pack"),
        (1, ["--screen", "thanks", "--theme", "nothing"], "name another"),
        (1, ["--screen", "thanks", "--languages", "de"], "add the translation"),
        (2, ["--screen", "closed", "--opens", "monday"], "mon@8:00"),
        (2, ["--screen", "closed", "--opens", "mon@24:00"], "mon@8:00"),
        (3, ["--screen", "thanks", "--out", "/nothing/x.png"], "/nothing/x.png"),
    ])
    func saysWhyItDrawsNothing(code: Int32, arguments: [String], word: String) async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let out = arguments.contains("--out") ? [] : ["--out", terminal.root("x.png")]
            let result = try Program("palautectl", ["--root", terminal.path, "render"] + arguments + out)
                .end()
            #expect(result.complains(code, word), "\(result)")
            #expect(!FileManager.default.fileExists(atPath: terminal.root("x.png")))
        }
    }

    @Test func saysWhichFontIsMissing() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            try terminal.remove("usr/share/palaute/fonts")
            let result = try palautectl("render", "--screen", "thanks", "--out", "/dev/null", at: terminal)
            #expect(result.complains(3, terminal.root.fonts, "fonts-inter"))
        }
    }
}
