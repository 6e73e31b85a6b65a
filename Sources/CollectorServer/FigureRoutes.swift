import FHIR
import FoundationEssentials
import Hummingbird
import Surveys

/// `GET /figures`: how many replies there are and what they say, for this
/// machine only.
struct FigureRoutes: Sendable {
    private let store: any ReplyStore
    private let counter: Counter

    init(store: any ReplyStore) {
        self.store = store
        counter = Counter(store: store)
    }

    func add(to router: Router<CollectorContext>) {
        router.get("figures") { request, context in
            try Gate.requireLocal(request, context)
            let report = Report(try await counter.figures(), devices: try await store.devices())
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
    var nps: Recommendation
    var missing: [String: Int]
    var byDevice: [Journal]

    struct Recommendation: Encodable {
        var score: Double?
        var promoters: Int
        var passives: Int
        var detractors: Int
        var band: String?
    }

    struct Journal: Encodable {
        var device: String
        var name: String?
        var journalId: String
        var n: Int
        var lastSeq: Int
    }

    init(_ figures: Figures, devices: [Device]) {
        n = figures.n
        test = figures.test
        nps = Recommendation(
            score: figures.nps.score.map { ($0 * 10).rounded() / 10 }, promoters: figures.nps.promoters,
            passives: figures.nps.passives, detractors: figures.nps.detractors,
            band: figures.nps.band?.rawValue)
        missing = Dictionary(
            uniqueKeysWithValues: Missing.allCases.map { ($0.rawValue, figures.missing[$0] ?? 0) })
        byDevice = figures.journals.map { journal, numbers in
            Journal(
                device: journal.device, name: devices.first { $0.id == journal.device }?.name,
                journalId: journal.id, n: numbers.n, lastSeq: numbers.last)
        }.sorted { ($0.device, $0.journalId) < ($1.device, $1.journalId) }
    }
}
