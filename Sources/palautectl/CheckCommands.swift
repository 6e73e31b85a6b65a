import ArgumentParser
import Linux
import Provisioning
import Surveys

struct SurveyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "survey", abstract: "Check packs before they go anywhere.", subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what is wrong with a pack, or how settings pin it.",
            discussion: "Prints url|version and the SHA-256 that `surveys` of the settings carry.")

        @ParentCommand var command: SurveyCommand
        @Argument(help: "FHIR R4 Questionnaire files.") var files: [String]

        func run() throws {
            let outcomes = files.map { file in checking { () throws(Problem) in try describe(file) } }
            if outcomes.contains(false) { throw ExitCode.bad }
        }

        private func describe(_ path: String) throws(Problem) -> String {
            let file = try SurveyFile(path: path)
            let survey = try file.survey()
            if command.parent.json { return json(file.pin) }
            let languages = survey.languages.map(\.rawValue).joined(separator: ", ")
            return "\(path): ok, \(survey.questions.count) questions in \(languages)\n  \(json(file.pin))"
        }
    }

    @ParentCommand var parent: Palautectl
}

struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Check signed settings.", subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say whether this terminal would take signed settings, and why not.")

        @ParentCommand var settings: SettingsCommand
        @Argument(help: "settings.jws files.") var files: [String]

        func run() throws {
            let root = settings.parent.place
            let outcomes = files.map { file in
                checking { () throws(Problem) in
                    let settings = try root.settings(at: file)
                    return "\(file): ok, serial \(settings.serial) for \(settings.device)"
                }
            }
            if outcomes.contains(false) { throw ExitCode.bad }
        }
    }

    @ParentCommand var parent: Palautectl
}

/// Prints what `body` says of one file; a problem is printed too, and false.
private func checking(_ body: () throws(Problem) -> String) -> Bool {
    do throws(Problem) {
        print(try body())
        return true
    } catch {
        print("\(error)")
        return false
    }
}

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the form of a file as JSON Schema.")

    @Argument(help: "\(Schema.allCases.map(\.rawValue).joined(separator: ", "))")
    var name: Schema

    func run() {
        print(name.text)
    }
}

extension Schema: ExpressibleByArgument {}
