import FHIR
import FoundationEssentials
import Hummingbird
import Surveys

/// `GET /figures`: how many replies there are and what they say, for this
/// machine only.
struct FigureRoutes: Sendable {
    private let store: any ReplyStore
    private let surveys: SurveyShelf
    private let counter: Counter

    /// - Parameter surveys: tell what was asked, and so what a mean is of.
    init(store: any ReplyStore, surveys: SurveyShelf) {
        self.store = store
        self.surveys = surveys
        counter = Counter(store: store)
    }

    func add(to router: Router<CollectorContext>) {
        router.get("figures") { request, context in
            try Gate.requireLocal(request, context)
            let report = Report(
                try await counter.figures(), surveys: surveys, devices: try await store.devices())
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return Response(.ok, MediaType.json, [UInt8](try encoder.encode(report)))
        }
    }
}

/// Keeps the figures and adds only what has arrived since they were last asked for.
private actor Counter {
    private let store: any ReplyStore
    private var figures = Figures()
    private var counted = 0

    init(store: any ReplyStore) {
        self.store = store
    }

    func figures() async throws -> Figures {
        // Another caller may come in at each await: a page that it has counted is left.
        while true {
            let start = counted
            let page = try await store.replies(after: start, limit: Limits.pageOfReplies)
            guard counted == start else { continue }
            if page.isEmpty { return figures }
            counted += page.count
            for reply in page {
                figures.add(try ReplyFacts(QuestionnaireResponse(json: reply.bytes)))
            }
        }
    }
}

private struct Report: Encodable {
    var n: Int
    var test: Int
    /// Of every recommendation question together.
    var nps: Recommendation
    var missing: [String: Int]
    var questions: [QuestionFigures]
    var byDevice: [Journal]

    struct Journal: Encodable {
        var device: String
        var name: String?
        var journalId: String
        var n: Int
        var lastSeq: Int
    }

    init(_ figures: Figures, surveys: SurveyShelf, devices: [Device]) {
        n = figures.n
        test = figures.test
        missing = Missing.counts(figures.missing)
        let asked = figures.questions.map { Asked($0, $1, in: surveys) }.sorted()
        var all = NPS()
        for item in asked where item.question?.isRecommendation ?? true { all.add(item.tally.answers) }
        nps = Recommendation(all)
        questions = asked.map { QuestionFigures($0.place, $0.tally, $0.question) }
        byDevice = figures.journals.map { journal, numbers in
            Journal(
                device: journal.device, name: devices.first { $0.id == journal.device }?.name,
                journalId: journal.id, n: numbers.n, lastSeq: numbers.last)
        }.sorted { ($0.device, $0.journalId) < ($1.device, $1.journalId) }
    }
}

/// What was counted of a question, and the question if its pack is on the shelf.
private struct Asked: Comparable {
    let place: Figures.Place
    let tally: Figures.Tally
    let question: Question?
    /// In its survey; one that no pack has comes last.
    private let order: Int

    init(_ place: Figures.Place, _ tally: Figures.Tally, in surveys: SurveyShelf) {
        self.place = place
        self.tally = tally
        let known = surveys.surveys[place.survey]?.questions ?? []
        let order = known.firstIndex { $0.linkID == place.linkID }
        question = order.map { known[$0] }
        self.order = order ?? .max
    }

    static func < (left: Asked, right: Asked) -> Bool {
        (left.place.survey, left.order, left.place.linkID)
            < (right.place.survey, right.order, right.place.linkID)
    }
}
