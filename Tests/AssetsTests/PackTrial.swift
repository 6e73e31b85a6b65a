import FHIR
import Foundation
import Provisioning
import Surveys
import Testing
import Testkit

/// Spoiled packs, each judged alone and then installed on a terminal over its
/// good content. The terminal must do just what the judgement says.
struct PackTrial: CustomStringConvertible {
    private(set) var (taken, refused, stayed, followed) = (0, 0, 0, 0)
    private(set) var reasons: Set<String> = []
    private var took = Duration.zero
    private var random: SplitMix
    private let packs: [SoundDocument]
    private let terminal: TerminalRoot
    private let settings: [String: Any]
    private let good: ActiveContent

    init(seed: UInt64) throws {
        random = SplitMix(seed: seed)
        packs = try SurveyAssetsTests.names.map { name in
            let file = SurveyAssetsTests.root.appending(path: "Assets/surveys/\(name)")
            return try SoundDocument([UInt8](Data(contentsOf: file)))
        }
        terminal = try TerminalRoot()
        // The good content pins none of the others, and each would be read every time.
        for name in SurveyAssetsTests.names where name != "nps.json" {
            try terminal.remove("usr/share/palaute/surveys/\(name)")
        }
        settings = try terminal.settings(serial: 2)
        good = try terminal.root.activeContent { _ in }
    }

    mutating func spoil(_ count: Int) throws {
        took += try ContinuousClock().measure {
            for _ in 0..<count {
                let pack = random.spoiled(packs)
                // A larger one is not even read.
                try install(pack, judged: pack.count > SurveyFile.maximumBytes ? nil : try judge(pack))
            }
        }
    }

    private mutating func judge(_ pack: [UInt8]) throws -> Judgement {
        let file: SurveyFile
        do throws(Problem) {
            file = try SurveyFile(pack, at: "pack.json")
        } catch {
            return Judgement(pin: nil, outcome: .failure(try refused(error)))
        }
        let pin: Pin
        do throws(Problem) {
            pin = Pin(canonical: file.canonical, sha256: try file.sha256)
        } catch {
            let unhashed = Pin(canonical: file.canonical, sha256: String(repeating: "0", count: 64))
            return Judgement(pin: unhashed, outcome: .failure(try refused(error)))
        }
        switch Result(catching: { () throws(Problem) in try file.survey() }) {
        case .success(let survey):
            taken += 1
            try #require(survey.problems() == [])
            try #require((1...Survey.mostQuestions).contains(survey.questions.count))
            // What was taken can be told to others whole.
            try #require(try Survey(questionnaire: Questionnaire(survey: survey)).problems() == [])
            return Judgement(pin: pin, outcome: .success(survey))
        case .failure(let problem):
            return Judgement(pin: pin, outcome: .failure(try refused(problem)))
        }
    }

    private mutating func refused(_ problem: Problem) throws -> Problem {
        refused += 1
        reasons.insert(problem.reason)
        try #require(problem.path == "pack.json")
        try requireOneLine(problem)
        return problem
    }

    private func requireOneLine(_ problem: Problem) throws {
        try #require((1...500).contains(problem.reason.unicodeScalars.count))
        try #require(!"\(problem)".contains { $0.isNewline })
    }

    /// Signed for the spoiled pack itself: only its content can refuse it.
    private mutating func install(_ pack: [UInt8], judged: Judgement?) throws {
        let named = judged?.pin.flatMap { $0.canonical.utf8.count < 1_000 ? $0 : nil }
        var settings = settings
        settings["surveys"] = [
            [
                "canonical": named?.canonical ?? "https://example.org/Questionnaire/unreadable|1",
                "sha256": named?.sha256 ?? String(repeating: "0", count: 64),
            ]
        ]
        try terminal.install(settings)
        try Data(pack).write(to: URL(filePath: terminal.root("var/lib/palaute/content/2/pack.json")))
        var told: [Problem] = []
        let content = try terminal.root.activeContent { told.append($0) }

        if named != nil, let survey = judged?.survey(in: [.finnish, .swedish, .english]) {
            followed += 1
            try #require(told == [])
            try #require(content.settings?.serial == 2)
            try #require(content.survey == survey)
            return
        }
        stayed += 1
        try #require(content == good)
        try #require(told.count == 1)
        try requireOneLine(told[0])
        if let judged, named != nil || judged.pin == nil, case .failure(let problem) = judged.outcome {
            try #require(told[0].reason == problem.reason)
        }
    }

    var description: String {
        "\(taken + refused) spoiled packs: \(taken) sound, \(refused) refused, \(reasons.count) reasons; "
            + "installed: \(stayed) times the last good stayed, \(followed) followed; \(took)"
    }
}

/// How settings name a pack.
private struct Pin {
    var canonical: String
    var sha256: String
}

/// What a pack is worth by itself.
private struct Judgement {
    /// Nil: it cannot even be named.
    let pin: Pin?
    let outcome: Result<Survey, Problem>

    /// The survey, where it is sound and speaks all `languages`.
    func survey(in languages: [Language]) -> Survey? {
        guard case .success(let survey) = outcome else { return nil }
        return Set(languages).isSubset(of: survey.languages) ? survey : nil
    }
}
