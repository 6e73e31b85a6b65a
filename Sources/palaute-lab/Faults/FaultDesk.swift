import FHIR
import Linux
import Synchronization

/// What all connections of a fault server share: the schedule, and the truth.
final class FaultDesk: Sendable {
    private struct State {
        var schedule: FaultSchedule
        var truth = GroundTruth()
        /// Requests without a whole answer yet, by the number of their connection.
        var underway: Set<Int> = []
        var connections = 0
        var isNameless = false
    }

    private let state: Mutex<State>
    private let bomb: [UInt8]
    /// More in one request is too much.
    private let entryLimit: Int

    /// - Parameter bomb: a gigabyte, gzipped.
    init(_ faults: [Fault], strikes: Int, seed: UInt64, bomb: [UInt8], entryLimit: Int) {
        state = Mutex(State(schedule: FaultSchedule(faults, strikes: strikes, seed: seed)))
        (self.bomb, self.entryLimit) = (bomb, entryLimit)
    }

    var truth: GroundTruth { state.withLock { $0.truth } }
    var strikes: [Fault: Int] { state.withLock { $0.schedule.strikes } }

    /// The number of a connection; none is given twice.
    func number() -> Int {
        state.withLock { state in
            state.connections += 1
            return state.connections
        }
    }

    /// The fault of a connection that has just been made.
    func connected() -> Fault? {
        state.withLock { state in
            let fault = state.schedule.strikeConnection()
            if fault == .noName { state.isNameless = true }
            return fault
        }
    }

    /// Whether the name is to be taken away now; told once.
    func takeNameless() -> Bool {
        state.withLock { state in
            defer { state.isNameless = false }
            return state.isNameless
        }
    }

    func note(_ wrong: String) { state.withLock { $0.truth.note(wrong) } }

    /// - Returns: requests that were under way already; they ought to be over soon.
    func begin(_ connection: Int) -> Set<Int> {
        state.withLock { state in
            defer { state.underway.insert(connection) }
            return state.underway
        }
    }

    func end(_ connection: Int) {
        state.withLock { _ = $0.underway.remove(connection) }
    }

    func areUnderway(_ connections: Set<Int>) -> Bool {
        state.withLock { !$0.underway.isDisjoint(with: connections) }
    }

    /// What a request gets.
    func answer(_ request: FaultRequest) throws -> FaultAnswer {
        try state.withLock { state in
            let count = request.entries.count
            let isLast = state.schedule.strikesConnections
            let (headers, ending) = isLast ? (["Connection: close"], .leave) : ([], FaultAnswer.Ending.stay)
            guard count <= entryLimit else {
                return .send(HTTPText.answer([], status: "413 Content Too Large", headers: headers), ending)
            }
            guard let fault = state.schedule.strikeRequest(of: count) else {
                let honest = try HonestAnswer(request, filing: &state.truth, headers: headers)
                return .send(honest.response, ending)
            }
            // What is no receipt is filed or not, as a coin falls: whoever takes it for one
            // loses a reply.
            var forgotten = state.truth
            let receipts = fault.receipts
            let isFiled = receipts == .all || receipts == .none && state.schedule.toss()
            var honest =
                isFiled
                ? try HonestAnswer(request, filing: &state.truth, headers: [])
                : try HonestAnswer(request, filing: &forgotten, headers: [])
            if receipts == .some {
                let isSpoiltFiled = state.schedule.toss()
                honest.entries = request.entries.enumerated().map { place, entry in
                    fault.spoils(place) && !isSpoiltFiled
                        ? honest.entries[place] : state.truth.file(entry)
                }
            }
            return try fault.answer(request, honest, bomb: bomb)
        }
    }
}
