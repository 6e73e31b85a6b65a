import Surveys
import Testing

struct SurveyProblemsTests {
    private let sound = Survey(
        url: "https://example.org/Questionnaire/one", version: "1.0.0", title: .both("Otsikko"),
        languages: [.finnish, .swedish],
        questions: [
            Question(
                linkID: "one", text: .both("Kysymys"),
                kind: .scale(Scale(values: 0...10, lowEnd: .both("Ei"), highEnd: .both("Kyllä"))))
        ])

    @Test func aSoundSurveyHasNone() {
        #expect(sound.problems() == [])
    }

    /// One spoiled survey and the line that names the fault.
    struct Fault: Sendable, CustomStringConvertible {
        let line: String
        let spoil: @Sendable (inout Survey) -> Void
        var description: String { line }

        init(_ line: String, spoil: @escaping @Sendable (inout Survey) -> Void) {
            self.line = line
            self.spoil = spoil
        }
    }

    @Test(arguments: [
        Fault("survey: has no question") { $0.questions = [] },
        Fault("survey: has no language") { $0.languages = [] },
        Fault("survey: a language is named twice") { $0.languages.append(.finnish) },
        Fault("survey: url is empty or has a |; the version stands apart") { $0.url += "|1" },
        Fault("survey: version is empty or has a |") { $0.version = "" },
        Fault("survey: title is missing in sv") { $0.title = LocalizedText([.finnish: "Otsikko"]) },
        Fault("item one: linkId is used twice") { $0.questions += $0.questions },
        Fault("survey: has 101 questions; allowed are 100") {
            $0.questions = Array(repeating: $0.questions[0], count: 101)
        },
        Fault("item one: text is longer than 500 characters in fi") {
            $0.questions[0].text.translations[.finnish] = String(repeating: "ä", count: 501)
        },
        // One visible character, and yet as long as it was made.
        Fault("item one: text is longer than 500 characters in sv") {
            $0.questions[0].text.translations[.swedish] = "a" + String(repeating: "\u{301}", count: 500)
        },
        Fault("item one: text of the low end is longer than 120 characters in fi") {
            let end = LocalizedText([.finnish: String(repeating: "e", count: 121), .swedish: "Nej"])
            $0.questions[0].kind = .scale(Scale(values: 0...10, lowEnd: end, highEnd: .both("Kyllä")))
        },
        Fault("survey: title is longer than 500 characters in fi") {
            $0.title.translations[.finnish] = String(repeating: "o", count: 501)
        },
        Fault("item \(String(repeating: "l", count: 65)): linkId is longer than 64 bytes") {
            $0.questions[0].linkID = String(repeating: "l", count: 65)
        },
        Fault("item : linkId is empty") { $0.questions[0].linkID = "" },
        Fault("item one: text is missing in sv") { $0.questions[0].text = LocalizedText([.finnish: "K"]) },
        Fault("item one: text is missing in fi") {
            $0.questions[0].text.translations[.finnish] = " \n"
        },
        Fault("item one: scale 0–11 has 12 points; allowed are 2 to 11") {
            $0.questions[0].kind = .scale(Scale(values: 0...11, lowEnd: .both("Ei"), highEnd: .both("Kyllä")))
        },
        Fault("item one: scale 3–3 has 1 points; allowed are 2 to 11") {
            $0.questions[0].kind = .scale(Scale(values: 3...3, lowEnd: .both("Ei"), highEnd: .both("Kyllä")))
        },
        Fault("item one: text of the high end is missing in sv") {
            let end = LocalizedText([.finnish: "Kyllä"])
            $0.questions[0].kind = .scale(Scale(values: 0...10, lowEnd: .both("Ei"), highEnd: end))
        },
    ])
    func eachFaultIsNamedByPlaceAndReason(fault: Fault) {
        var survey = sound
        fault.spoil(&survey)
        #expect(survey.problems().map(\.description) == [fault.line])
    }

    @Test func theLongestTextsAndTheMostQuestionsAreSound() {
        var survey = sound
        let end = LocalizedText.both(String(repeating: "e", count: 120))
        survey.questions = (1...100).map { number in
            Question(
                linkID: "q\(number)", text: .both(String(repeating: "ä", count: 500)),
                kind: .scale(Scale(values: 0...10, lowEnd: end, highEnd: end)))
        }
        #expect(survey.problems() == [])
    }

    @Test func allFaultsAreToldAtOnce() {
        var survey = sound
        survey.languages.append(.english)
        #expect(survey.problems().count == 4)
    }
}

extension LocalizedText {
    fileprivate static func both(_ text: String) -> LocalizedText {
        LocalizedText([.finnish: text, .swedish: text])
    }
}
