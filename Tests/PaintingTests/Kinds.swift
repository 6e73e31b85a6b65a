import KioskCore
import Surveys

/// A question of every kind, with the words of `look.md` §10.
enum Kinds {
    static let all = [statement, long, smileys, child, yesNo, choice]

    static let statement = question(
        "Koin oloni turvalliseksi hoidon/palvelun aikana",
        "Jag kände mig trygg under vården/servicen", "I felt safe during the care/service",
        .statement(agreement))
    static let long = question(
        "Hoitoani/palveluani koskevat päätökset tehtiin yhteistyössä kanssani",
        "Beslut som gäller min vård/service fattades i samarbete med mig",
        "Decisions about my care/service were made together with me", .statement(agreement))
    static let smileys = question(
        "Kuinka tyytyväinen olit palveluumme?", "Hur nöjd var du med vår service?",
        "How satisfied were you with our service?",
        .smileys(
            choices([
                ("Tyytymätön", "Missnöjd", "Dissatisfied"), ("Neutraali", "Neutral", "Neutral"),
                ("Tyytyväinen", "Nöjd", "Satisfied"),
            ])))
    static let child = question(
        "Työntekijä oli minulle kiva", "Den som arbetar här var snäll mot mig",
        "The person working here was nice to me",
        .smileys(
            choices([
                ("En yhtään", "Inte alls", "Not at all"), ("Vähän", "Lite", "A little"),
                ("Melko", "Ganska", "Quite"), ("Paljon", "Mycket", "A lot"),
                ("Tosi paljon", "Jättemycket", "Very much"),
            ])))
    static let yesNo = question(
        "Ratkesiko asiasi tällä yhteydenotolla?", "Löstes ditt ärende genom den här kontakten?",
        "Was your matter solved by this contact?", .yesNo)
    static let choice = question(
        "Miten asioit meillä tänään?", "Hur uträttade du ditt ärende i dag?",
        "How did you deal with us today?",
        .choice(
            choices([
                ("Vastaanotolla", "På mottagningen", "At the surgery"),
                ("Puhelimitse", "Per telefon", "By phone"),
                ("Etävastaanotolla", "På distansmottagning", "By video"),
                ("Muulla tavalla", "På annat sätt", "In another way"),
            ])))

    private static let agreement = choices([
        ("Täysin eri mieltä", "Helt av annan åsikt", "Strongly disagree"),
        ("Jokseenkin eri mieltä", "Delvis av annan åsikt", "Somewhat disagree"),
        ("Ei samaa eikä eri mieltä", "Varken av samma eller annan åsikt", "Neither"),
        ("Jokseenkin samaa mieltä", "Delvis av samma åsikt", "Somewhat agree"),
        ("Täysin samaa mieltä", "Helt av samma åsikt", "Strongly agree"),
    ])

    private static func choices(_ words: [(String, String, String)]) -> [Choice] {
        words.enumerated().map { place, words in
            Choice(
                code: "\(place + 1)",
                label: LocalizedText([.finnish: words.0, .swedish: words.1, .english: words.2]))
        }
    }

    private static func question(
        _ finnish: String, _ swedish: String, _ english: String, _ kind: Question.Kind
    ) -> Question {
        let text = LocalizedText([.finnish: finnish, .swedish: swedish, .english: english])
        return Question(linkID: finnish, text: text, kind: kind)
    }
}

extension Question {
    /// Its first answer and its last.
    var ends: [Answer] {
        switch kind {
        case .scale(let scale): [.scale(scale.values.lowerBound), .scale(scale.values.upperBound)]
        case .statement(let choices), .smileys(let choices), .choice(let choices):
            [choices.first, choices.last].compactMap { $0.map { .choice($0.code) } }
        case .yesNo: [.yesNo(true), .yesNo(false)]
        }
    }
}
