import ArgumentParser
import Linux
import Provisioning
import Scenes
import Surveys

struct SurveyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "survey", abstract: "Check packs before they go anywhere.", subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what is wrong with a pack, or how settings pin it.",
            discussion: """
                Prints url|version and the SHA-256 that `surveys` of the settings carry.

                  palautectl survey check pack.json
                  palautectl survey check pack.json --panel 1280x800@10.1in   and whether it fits there
                """)

        @ParentCommand var command: SurveyCommand
        @Argument(help: "FHIR R4 Questionnaire files.") var files: [String]
        @Option(help: "Lay every question out for this panel, in every language, and name what does not fit.")
        var panel: String?
        @Option(help: "Millimetres from the eye to that panel.") var distance = 500.0

        func validate() throws {
            if panel != nil, glass == nil { throw ValidationError(Panel.grammar) }
            guard 200...2_000 ~= distance else { throw ValidationError("--distance is from 200 to 2000 mm") }
        }

        private var glass: Panel? {
            panel.flatMap { Panel(argument: $0, distance: Millimetres(distance)) }
        }

        func run() throws {
            try checkAll(files, json: command.parent.json) { path throws(Problem) in try describe(path) }
        }

        private func describe(_ path: String) throws(Problem) -> String {
            let (pin, survey) = try read(path)
            if let glass {
                let trial = try PanelTrial(of: survey, on: glass, root: command.parent.place)
                if let fault = trial.fault {
                    throw Problem(path: path, reason: fault, remedy: PanelTrial.remedy)
                }
            }
            if command.parent.json { return json(pin) }
            let languages = survey.languages.map(\.rawValue).joined(separator: ", ")
            return "\(path): ok, \(survey.questions.count) questions in \(languages)\n  \(json(pin))"
        }

        private func read(_ path: String) throws(Problem) -> (Settings.PinnedSurvey, Survey) {
            do throws(Problem) {
                let file = try SurveyFile(path: path)
                return (try file.pin, try file.survey())
            } catch {
                // A terminal sends people here; here they are.
                throw Problem(
                    path: error.path, reason: error.reason,
                    remedy: "give a FHIR R4 Questionnaire, as Assets/surveys/nps.json is one")
            }
        }
    }

    @ParentCommand var parent: Palautectl
}

struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Check signed settings.", subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say whether this terminal would take signed settings, and why not.",
            discussion: "Judges the signature by ROOT/etc/palaute/anchors.json.")

        @ParentCommand var settings: SettingsCommand
        @Argument(help: "settings.jws files.") var files: [String]

        func run() throws {
            let (root, asJSON) = (settings.parent.place, settings.parent.json)
            try checkAll(files, json: asJSON) { path throws(Problem) in
                let settings = try root.settings(at: path)
                if asJSON { return json(settings) }
                return "\(path): ok, serial \(settings.serial) for \(settings.device)"
            }
        }
    }

    @ParentCommand var parent: Palautectl
}

/// Prints what `describe` says of each file, or its problem.
/// - Throws: exit code 1 when one of them is bad.
private func checkAll(
    _ files: [String], json asJSON: Bool, _ describe: (String) throws(Problem) -> String
) throws {
    var isBad = false
    for file in files {
        do throws(Problem) {
            Console.say(try describe(file))
        } catch {
            isBad = true
            Console.say(asJSON ? json(ProblemLine(error)) : "\(error)")
        }
    }
    if isBad { throw ExitCode.bad }
}

/// A problem for programs.
private struct ProblemLine: Encodable {
    var path: String
    var reason: String
    var remedy: String

    init(_ problem: Problem) {
        (path, reason, remedy) = (problem.path, problem.reason, problem.remedy)
    }
}

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the form of a file as JSON Schema.")

    @Argument(help: "\(Schema.allCases.map(\.rawValue).joined(separator: ", "))")
    var name: Schema

    func run() {
        Console.say(name.text)
    }
}

extension Schema: ExpressibleByArgument {}
