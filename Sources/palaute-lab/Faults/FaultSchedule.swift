import Testkit

/// Which fault strikes when: by a seed two times of three, and never thrice in a row,
/// so that terminals come forward and fall back.
struct FaultSchedule {
    private let faults: [Fault]
    private let limit: Int
    private var random: SplitMix
    private var inARow = 0
    /// What awaits the request of the connection that was made last.
    private var planned: Fault?
    private(set) var strikes: [Fault: Int] = [:]

    /// - Parameter strikes: how often each of them strikes at most.
    init(_ faults: [Fault], strikes: Int, seed: UInt64) {
        (self.faults, limit, random) = (faults, strikes, SplitMix(seed: seed))
    }

    /// Whether each request comes over a connection of its own, as any may fail.
    var strikesConnections: Bool { faults.contains { $0.isOfConnection } }

    /// The fault of a connection that is being made; nil: it is a good one.
    mutating func strikeConnection() -> Fault? {
        guard strikesConnections else { return nil }
        planned = draw { _ in true }
        guard let fault = planned, fault.isOfConnection else { return nil }
        return strike(fault)
    }

    /// The fault of a request that carries so many replies; nil: it is answered well.
    mutating func strikeRequest(of replies: Int) -> Fault? {
        guard strikesConnections else { return draw { $0.canStrike(replies) }.map { strike($0) } }
        guard let fault = planned, !fault.isOfConnection, fault.canStrike(replies) else { return nil }
        return strike(fault)
    }

    /// A coin, for what a fault leaves open.
    mutating func toss() -> Bool { Bool.random(using: &random) }

    private mutating func draw(_ isPossible: (Fault) -> Bool) -> Fault? {
        let possible = faults.filter { isPossible($0) && strikes[$0, default: 0] < $0.limit(of: limit) }
        guard inARow < 2, Int.random(in: 0..<3, using: &random) > 0,
            let fault = possible.randomElement(using: &random)
        else {
            inARow = 0
            return nil
        }
        inARow += 1
        return fault
    }

    private mutating func strike(_ fault: Fault) -> Fault {
        strikes[fault, default: 0] += 1
        planned = nil
        return fault
    }
}
