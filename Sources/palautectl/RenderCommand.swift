import ArgumentParser
import KioskCore
import Linux
import Painting
import Provisioning
import Scenes
import Surveys

struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Draw a screen into a PNG file, as the glass would show it.",
        discussion: """
            Uses translations, themes and fonts below ROOT/usr/share/palaute.

              palautectl render --survey nps.json --language sv --chosen 8 --out nps.png
              palautectl render --screen attract --panel 800x1280@135.6mm --out greeting.png
              palautectl render --survey pack.json --question 2 --chosen 4 --large-text --answers --out two.png
              palautectl render --screen idle --theme vahva --out idle.png
              palautectl render --screen closed --opens mon@8:30 --out closed.png
              palautectl render --survey nps.json --targets
              palautectl render --survey nps.json --panel 1920x1080@15.6in --profile large,contrast --out large.png
              palautectl render --survey nps.json --tools --out tools.png
              palautectl render --survey national-adult.json --all --out sheet

            The last draws every question in every language, each into a file of its own, all of
            them small into sheet.png, and index.html that shows them.
            """)

    enum ScreenName: String, CaseIterable, ExpressibleByArgument {
        case attract, question, languages, stopping, removed, idle, privacy, closed, saving, savingFailed,
            thanks
        case outOfService, calibrating, help, profile
    }

    @ParentCommand var parent: Palautectl
    @Option(help: "A pack: its question is drawn.") var survey: String?
    @Option(help: "Which screen.") var screen = ScreenName.question
    @Option(help: "Which question of the pack, from 1.") var question = 1
    @Option(help: "A language of the translations.") var language = "fi"
    @Option(help: "Languages of the greeting.") var languages = "fi,sv,en"
    @Option(help: "A theme of the themes folder.") var theme = "paiva"
    @Option(
        help: """
            Width and height in pixels as people see them, and the width in millimetres (217mm) or \
            the diagonal in inches (10.1in; a bare number below 40 is in inches).
            """)
    var panel = "1280x800@217mm"
    @Option(help: "Degrees clockwise that the panel gets the picture turned: 0, 90, 180 or 270.")
    var rotation = 0
    @Option(help: "Millimetres from the eye.") var distance = 500.0
    @Option(help: "When a closed unit opens, such as mon@8:30 or today@9:00.")
    var opens = "tomorrow@8:00"
    @Option(help: "What is chosen: a point, the code of a choice, yes or no.") var chosen: String?
    @Option(help: "The unit that a question and the greeting name.") var unit: String?
    @Flag(help: "With the ways to help and to the other languages on a question.") var tools = false
    @Flag(help: "The answers of a question that is parted into two steps.") var answers = false
    @Flag(help: "Text of twice the size; the same as --profile large.") var largeText = false
    @Option(help: "How the visitor chose to answer: large, contrast, both with a comma, or usual.")
    var profile: String?
    @Option(help: "The key under the finger, such as scale.7 or next.") var pressed: String?
    @Option(help: "The PNG file; with --all a folder.") var out: String?
    @Flag(
        help: "Each question of the pack in each of --languages, and all of them in sheet.png and index.html."
    )
    var all = false
    @Flag(help: "Print the pressable regions as JSON: name to x, y, width, height.") var targets = false

    func validate() throws {
        if glass == nil { throw ValidationError(Panel.grammar) }
        _ = try look
        guard 200...2_000 ~= distance else { throw ValidationError("--distance is from 200 to 2000 mm") }
        if Rotation(rawValue: rotation) == nil {
            throw ValidationError("--rotation is 0, 90, 180 or 270")
        }
        if offered.isEmpty { throw ValidationError("--languages is written like fi,sv,en") }
        if screen == .question, survey == nil {
            throw ValidationError("--survey FILE names the pack to draw")
        }
        if all, screen != .question || out == nil || targets {
            throw ValidationError("--all draws the questions of --survey into the folder --out")
        }
        if out == nil, !targets { throw ValidationError("--out FILE or --targets: say what to make") }
    }

    func run() throws {
        try reporting {
            let painter = Painter(fonts: try FontSet(directory: parent.place.fonts))
            if all { return try drawAll(by: painter) }
            let scene = try scene(measure: painter)
            if let pressed, scene.hitMap.rect(of: Target(rawValue: pressed)) == nil {
                let names = scene.hitMap.regions.map(\.target.rawValue).joined(separator: ", ")
                throw ValidationError("--pressed \(pressed) is not on this screen: \(names)")
            }
            if targets { Console.say(json(scene.hitMap.boxes)) }
            let png = png(of: scene, by: painter)
            if let out { try AtomicFile.write(png, to: out, mode: 0o644) }
        }
    }

    func png(of scene: Scene, by painter: Painter) -> [UInt8] {
        painter.png(of: scene, turnedBy: Rotation(rawValue: rotation) ?? .none)
    }

    func scene(measure: any TextMeasure) throws -> Scene {
        guard let glass else { preconditionFailure("validate() saw a panel") }
        let screen = try model()
        let place = parent.place
        let chosenLanguage = Language(rawValue: language)
        let themed = try place.themeFile(named: theme)
        let screens = Screens(
            panel: glass, theme: themed.theme,
            phrases: try place.phrasebook(for: offered + [chosenLanguage]).saying(themed.words),
            measure: measure)
        let model = ScreenModel(
            screen: screen, language: chosenLanguage,
            pressed: pressed.map(Target.init(rawValue:)), profile: try look)
        return screens.scene(for: model)
    }

    var offered: [Language] {
        languages.split(separator: ",").map { Language(rawValue: String($0)) }
    }

    private func model() throws -> ScreenModel.Screen {
        switch screen {
        case .attract:
            let offer = unit.map { Offer(questions: 4, minutes: 1, unit: $0, offersPrivacy: true) }
            return .attract(languages: offered, offer: offer)
        case .stopping: return .stopping(StoppingScreen(hasAnswers: true))
        case .help: return .help(HelpScreen(offersLanguages: offered.count > 1))
        case .profile: return .profile
        case .removed: return .removed
        case .languages: return .languages(offered)
        case .idle: return .idle(IdleScreen(secondsLeft: 18, secondsInAll: 30))
        case .privacy:
            return .privacy(
                PrivacyScreen(
                    controller: unit ?? "Keskustan hyvinvointialue", contact: "tietosuoja@esimerkki.fi",
                    days: 30))
        case .closed: return .closed(ClosedScreen(opening: try opening))
        case .saving: return .saving
        case .savingFailed: return .savingFailed
        case .thanks: return .thanks
        case .outOfService: return .outOfService
        case .calibrating:
            return .calibrating(CalibrationScreen(index: 2, count: 9, cross: SharePoint(x: 0.9, y: 0.1)))
        case .question: return .question(try questionScreen())
        }
    }

    private var opening: OpeningHours.Opening {
        get throws {
            guard let match = opens.wholeMatch(of: /(\w+)@(\d{1,2}):(\d{2})/), let hour = Int(match.2),
                let minute = Int(match.3), 0..<24 ~= hour, 0..<60 ~= minute,
                let day = OpeningHours.Opening.Day(named: match.1)
            else { throw ValidationError("--opens is written like tomorrow@8:00, today@9:30 or mon@8:00") }
            return OpeningHours.Opening(day, minute: 60 * hour + minute)
        }
    }

    private func questionScreen() throws -> QuestionScreen {
        let pack = try SurveyFile(path: survey ?? "").survey()
        guard 1...pack.questions.count ~= question else {
            throw ValidationError("--question is from 1 to \(pack.questions.count) in this pack")
        }
        guard pack.languages.contains(Language(rawValue: language)) else {
            let names = pack.languages.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--language \(language) is not in this pack: \(names)")
        }
        let question = pack.questions[question - 1]
        let answer = try answer(to: question)
        return QuestionScreen(
            question: question, index: self.question - 1, count: pack.questions.count,
            chosen: answer, offersBack: true, offersNext: answer != nil, offersHelp: tools,
            languageName: tools ? try name(of: Language(rawValue: language)) : nil, unit: unit,
            showsAnswers: answers)
    }

    /// As the language calls itself.
    private func name(of language: Language) throws -> String? {
        try parent.place.phrasebook(for: [language]).names[language]
    }

    private func answer(to question: Question) throws -> Answer? {
        guard let chosen else { return nil }
        let answer: Answer?
        switch question.kind {
        case .scale: answer = Int(chosen).map { .scale($0) }
        case .statement, .smileys, .choice: answer = .choice(chosen)
        case .yesNo: answer = ["yes": .yesNo(true), "no": .yesNo(false)][chosen]
        }
        guard let answer, question.allows(answer) else {
            if case .scale(let scale) = question.kind {
                let (low, high) = (scale.values.lowerBound, scale.values.upperBound)
                throw ValidationError("--chosen is from \(low) to \(high) here")
            }
            throw ValidationError("--chosen \(chosen) is no answer here")
        }
        return answer
    }

    private var glass: Panel? { Panel(argument: panel, distance: Millimetres(distance)) }

    private var look: Profile {
        get throws { try Profile(argument: profile, isLarge: largeText) }
    }
}

extension OpeningHours.Opening.Day {
    fileprivate init?(named name: Substring) {
        let weekday = Settings.Hours.Day(rawValue: String(name))
            .flatMap(Settings.Hours.Day.allCases.firstIndex).flatMap(Weekday.init(rawValue:))
        switch (name, weekday) {
        case ("today", _): self = .today
        case ("tomorrow", _): self = .tomorrow
        case (_, let weekday?): self = .on(weekday)
        default: return nil
        }
    }
}

extension HitMap {
    /// Whole pixels, by name.
    fileprivate var boxes: [String: [Int]] {
        Dictionary(
            regions.map { region in
                let rect = region.rect
                return (region.target.rawValue, [rect.x, rect.y, rect.width, rect.height].map { Int($0) })
            }, uniquingKeysWith: { first, _ in first })
    }
}
