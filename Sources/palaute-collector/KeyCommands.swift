import ArgumentParser
import CollectorServer
import FoundationEssentials

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make the key that settings are signed with.",
        subcommands: [Make.self, Public.self])

    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key (ES256, JWK) that only its owner can read.")

        @Option(help: ArgumentHelp("File to write; must not exist.", valueName: "file")) var out: String

        func run() throws {
            try Files.write(SettingsSigning.makeKey(), to: out, options: .withoutOverwriting)
        }
    }

    struct Public: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the public part of a key, as `settingsKeys` in anchors.json has it.")

        @Option(help: ArgumentHelp("The key.", valueName: "file")) var key: String

        func run() throws {
            Console.say(String(decoding: try SettingsSigning.publicPart(of: Files.read(key)), as: UTF8.self))
        }
    }
}

struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Sign the settings of terminals.", subcommands: [Sign.self])

    struct Sign: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign a settings payload as a flattened JWS.",
            discussion: "Terminals refuse a serial lower than the one they have: raise it with each change.")

        @Option(help: ArgumentHelp("The key made by `key make`.", valueName: "file")) var key: String
        @Option(name: .customLong("in"), help: ArgumentHelp("The payload, JSON.", valueName: "file"))
        var input: String
        @Option(help: ArgumentHelp("File to write; replaced at once.", valueName: "file")) var out: String

        func run() throws {
            let signed = try SettingsSigning.sign(Files.read(input), with: Files.read(key))
            try Files.write(signed, to: out, options: .atomic)
        }
    }
}

enum Files {
    static func read(_ path: String) throws -> [UInt8] {
        do { return [UInt8](try Data(contentsOf: URL(filePath: path))) } catch {
            throw InputProblem("\(path): cannot be read")
        }
    }

    static func write(_ bytes: [UInt8], to path: String, options: Data.WritingOptions) throws {
        do { try Data(bytes).write(to: URL(filePath: path), options: options) } catch {
            let exists = (error as? CocoaError)?.code == .fileWriteFileExists
            throw InputProblem(
                "\(path): \(exists ? "is there already; choose another name" : "cannot be written")")
        }
    }
}
