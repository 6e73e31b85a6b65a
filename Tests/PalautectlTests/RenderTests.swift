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
        ("1920x1080@15.6", ["--screen", "help"]), ("1080x1920@21.5in", ["--screen", "profile"]),
        ("1280x800@10.1in", ["--survey", pack, "--tools", "--profile", "large,contrast"]),
        ("1280x800@10.1", ["--screen", "thanks", "--profile", "usual"]),
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
            let sizes = try Self.sizes(ofPNG: out)
            #expect(panel.hasPrefix("\(sizes[0])x\(sizes[1])@"))
        }
    }

    /// Width and height of the picture at `path`, which must be a PNG file.
    private static func sizes(ofPNG path: String) throws -> [Int] {
        let png = [UInt8](try Data(contentsOf: URL(filePath: path)))
        try #require(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        // IHDR comes first: width and height, most significant byte first.
        return [16, 20].map { png[$0..<$0 + 4].reduce(0) { $0 << 8 | Int($1) } }
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
            #expect(files == ["01-fi.png", "01-sv.png", "02-fi.png", "02-sv.png", "index.html", "sheet.png"])
            let page = try String(contentsOfFile: "\(out)/index.html", encoding: .utf8)
            for file in files.dropLast(2) { #expect(page.contains("src=\"\(file)\"")) }
            // Two questions of two languages, 320 × 200 each with a caption and gaps.
            #expect(try Self.sizes(ofPNG: "\(out)/sheet.png") == [688, 508])
        }
    }

    /// The places of the keys, which follow the size of the glass.
    private func targets(_ options: [String], at terminal: TerminalRoot) throws -> String {
        let result = try Program(
            "palautectl", ["--root", terminal.path, "render", "--targets"] + options
        ).end()
        #expect((result.code, result.messages) == (0, ""))
        return result.output
    }

    /// 10.1 inches at 16:10 are 217.54 mm of width.
    @Test func inchesAreThoseOfTheDiagonal() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let question = ["--survey", Self.pack]
            let places = try ["10.1in", "10.1", "217.541mm", "217.541", "39in", "39"].map {
                try targets(question + ["--panel", "1280x800@\($0)"], at: terminal)
            }
            #expect(Set(places.prefix(4)).count == 1)
            #expect(places[4] == places[5] && places[4] != places[0])
        }
    }

    @Test func aProfileIsDrawnAsTheVisitorChoseIt() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let question = ["--survey", Self.pack]
            let plain = try targets(question, at: terminal)
            let large = try targets(question + ["--large-text"], at: terminal)
            #expect(plain != large)
            #expect(try targets(question + ["--profile", "usual"], at: terminal) == plain)
            #expect(try targets(question + ["--profile", "large"], at: terminal) == large)
            let pictures = try ["paiva", "vahva"].map { theme in
                let out = terminal.root("\(theme).png")
                _ = try targets(
                    question + ["--theme", theme, "--profile", "contrast", "--out", out], at: terminal)
                return try Data(contentsOf: URL(filePath: out))
            }
            #expect(pictures[0] == pictures[1])
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

    @Test func aThemesLogoAndGreetingAreDrawn() async throws {
        try await onThread {
            let terminal = try TerminalRoot()
            let (theme, logo) = ("usr/share/palaute/themes/paiva.json", "usr/share/palaute/themes/logo.png")
            let good = try String(contentsOfFile: "\(terminal.path)/\(theme)", encoding: .utf8)
            func picture() throws -> Data {
                let out = terminal.root("greeting.png")
                _ = try targets(["--screen", "attract", "--out", out], at: terminal)
                return try Data(contentsOf: URL(filePath: out))
            }
            let plain = try picture()
            // Any picture will do for a logo.
            try plain.write(to: URL(filePath: "\(terminal.path)/\(logo)"))
            try terminal.write(
                good.replacing("{", with: "{\"logo\":\"logo.png\",", maxReplacements: 1), to: theme)
            let decorated = try picture()
            let words = #"{"logo":"logo.png","words":{"fi":{"greeting":"Hei"}},"#
            try terminal.write(good.replacing("{", with: words, maxReplacements: 1), to: theme)
            #expect(Set([plain, decorated, try picture()]).count == 3)
            try terminal.write("GIF89a", to: logo)
            let result = try palautectl("render", "--screen", "thanks", "--targets", at: terminal)
            #expect(result.complains(1, "themes/logo.png: it is no PNG file"))
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
        (2, ["--screen", "thanks", "--panel", "1280x800@10mm"], "50–2000 mm wide"),
        (2, ["--screen", "thanks", "--panel", "1280x800@10cm"], "1280x800@10.1in, the diagonal"),
        (2, ["--screen", "thanks", "--panel", "1280x800"], "1280x800@217mm, the width"),
        (2, ["--screen", "thanks", "--profile", "huge"], "--profile huge is unknown"),
        (2, ["--screen", "thanks", "--profile", "large,"], "large, contrast or usual"),
        (2, ["--screen", "thanks", "--profile", "usual,contrast"], "without contrast"),
        (2, ["--screen", "thanks", "--profile", "usual", "--large-text"], "without large text"),
        (2, ["--survey", pack, "--all", "--languages", "se"], "fi, sv, en"),
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
