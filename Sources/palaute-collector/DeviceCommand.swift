import ArgumentParser
import CollectorServer
import Linux

struct DeviceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device", abstract: "Say which terminals may send replies.",
        subcommands: [Add.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Register a terminal and print its token, once.",
            discussion: """
                Only a digest of the token is kept: who loses it adds the device again under another name. \
                A running server knows the device at once.
                """)

        @Argument(help: "What people call the terminal, such as `lobby`.") var name: String
        @Option(help: "The terminal's UUID (version 4), if it already has one.") var id: String?
        @OptionGroup var folder: DataFolder
        @Flag(help: "Print {\"device\",\"name\",\"token\"}.") var json = false

        func run() async throws {
            let (device, token) = try await folder.open().enrol(name: name, id: id)
            Console.say(
                json
                    ? #"{"device":"\#(device.id)","name":"\#(device.name)","token":"\#(token.text)"}"#
                    : "device \(device.id)\ntoken  \(token.text)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the terminals.")

        @OptionGroup var folder: DataFolder

        func run() async throws {
            for device in try await folder.open().devices() { Console.say("\(device.id)  \(device.name)") }
        }
    }
}
