import ArgumentParser
import CollectorServer
import Linux

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make the key that settings are signed with.",
        subcommands: [Make.self, Public.self])

    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key (ES256, JWK) that only its owner can read.")

        @Option(help: ArgumentHelp("File to write; must not exist.", valueName: "file")) var out: String

        func run() throws {
            guard (try? readFile(out, limit: fileLimitBytes)) == nil else {
                throw InputProblem(
                    "\(out): is there already; terminals trust the old key, so it is not replaced")
            }
            try AtomicFile.write(SettingsSigning.makeKey(), to: out, mode: 0o600)
        }
    }

    struct Public: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the public part of a key, as `settingsKeys` in anchors.json has it.")

        @Option(help: ArgumentHelp("The key.", valueName: "file")) var key: String

        func run() throws {
            Console.say(
                String(
                    decoding: try SettingsSigning.publicPart(of: readFile(key, limit: fileLimitBytes)),
                    as: UTF8.self))
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
            let payload = try readFile(input, limit: fileLimitBytes)
            let signed = try SettingsSigning.sign(payload, with: readFile(key, limit: fileLimitBytes))
            try AtomicFile.write(signed, to: out)
        }
    }
}

/// Keys and settings are small; a larger file is another one by mistake.
private let fileLimitBytes = 1 << 20
