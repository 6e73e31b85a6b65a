import ArgumentParser
import FoundationEssentials
import KioskShell
import Linux
import Wire

struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "How many replies are stored, waiting and parked.",
        discussion: """
            A reply is parked when the collector refuses it for good. It stays here, is counted, \
            and is sent again when the collector asks for it, or a technician does:

              palautectl journal parked                 which, and the collector's word
              palautectl journal export parked.ndjson   takes copies along
              palautectl journal resend                 once the collector is mended
            """,
        subcommands: [Count.self, Parked.self, Export.self, Resend.self], defaultSubcommand: Count.self)

    @ParentCommand var parent: Palautectl

    struct Count: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How many replies are stored, waiting and parked.")

        @ParentCommand var command: JournalCommand

        func run() throws {
            try reporting {
                let client = ControlClient(root: command.parent.place)
                guard let journal = try client.status().journal else {
                    Console.complain(
                        "the journal cannot be opened; `journalctl -u palaute-kiosk` says why and what to do")
                    throw ExitCode.bad
                }
                Console.say(command.parent.json ? json(journal) : "\(journal.line)\njournal id \(journal.id)")
            }
        }
    }

    struct Parked: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Which replies the collector refused, and how; without what was answered.")

        @ParentCommand var command: JournalCommand

        func run() throws {
            try reporting {
                for reply in try ControlClient(root: command.parent.place).parked() {
                    if command.parent.json {
                        Console.say(
                            json(
                                Line(seq: reply.seq, id: reply.id, code: reply.code, attempts: reply.attempts)
                            ))
                    } else {
                        Console.say("\(reply.seq)  \(reply.id)  \(reply.code ?? "refused")")
                    }
                }
            }
        }

        private struct Line: Encodable {
            var seq: Int
            var id: String
            var code: String?
            var attempts: Int
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy parked replies into a new file.",
            discussion: """
                One QuestionnaireResponse in a line, byte for byte as it was sent. It tells what people \
                answered: the file is for its owner only, keep it so. What people wrote stays sealed.
                """)

        @ParentCommand var command: JournalCommand
        @Argument(help: "The file to make.") var file: String

        func run() throws {
            try reporting {
                let replies = try ControlClient(root: command.parent.place).parked()
                let copy = try Descriptor.create(file, mode: 0o600)
                for reply in replies { try copy.write(Array((reply.json + "\n").utf8), subject: file) }
                Console.say("\(file): \(replies.count) replies")
            }
        }
    }

    struct Resend: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send parked replies again.",
            discussion: "A reply that the collector refuses again is parked again.")

        @ParentCommand var command: JournalCommand
        @Argument(help: "Their numbers; all that are parked if none is given.") var numbers: [Int] = []

        func run() throws {
            try reporting {
                let client = ControlClient(root: command.parent.place)
                let parked = try client.parked().map(\.seq)
                if let stranger = numbers.first(where: { !parked.contains($0) }) {
                    Console.complain("number \(stranger) is not parked; see `palautectl journal parked`")
                    throw ExitCode.bad
                }
                let count = try client.resend(numbers.isEmpty ? parked : numbers.sorted())
                Console.say("\(count) replies go out again; `palautectl journal` tells what becomes of them")
            }
        }
    }
}

extension ControlClient {
    /// All that are parked, the lowest number first.
    fileprivate func parked() throws -> [ParkedPage.Reply] {
        var all: [ParkedPage.Reply] = []
        while true {
            let answer = try ask("parked \(all.last?.seq ?? 0)")
            guard let page = try? JSONDecoder().decode(ParkedPage.self, from: Data(answer)) else {
                throw Failure.strange
            }
            guard let last = page.parked.last, last.seq > all.last?.seq ?? 0 else { return all }
            all += page.parked
        }
    }
}

extension ControlClient {
    /// - Returns: how many are in line again; who was sent meanwhile is not.
    fileprivate func resend(_ numbers: [Int]) throws -> Int {
        var count = 0
        // What the journal takes at once.
        let pages = stride(from: 0, to: numbers.count, by: 500).map { numbers[$0...].prefix(500) }
        for range in pages.flatMap({ SequenceRange.covering(Array($0), limit: .max) }) {
            let answer = try ask("resend \(range.first)-\(range.last)")
            guard let resent = try? JSONDecoder().decode([String: Int].self, from: Data(answer))["resent"]
            else {
                throw Failure.strange
            }
            count += resent
        }
        return count
    }
}
