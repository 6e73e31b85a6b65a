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
