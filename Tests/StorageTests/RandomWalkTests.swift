import Storage
import Surveys
import Testing
import Testkit
import Wire

/// Journals under random orders: the one in the file does what the one in memory
/// does, and every number is there once.
struct RandomWalkTests {
    /// One file, one model, the same orders for both.
    private struct Walk {
        let file: Bench
        let model: Bench
        var random: SplitMix
        var boot = 1
        var withdrawn: Set<Int> = []
        var numbers: [UInt64: Int] = [:]
        var begun: Set<UInt64> = []
        /// Visits that nobody speaks of any more.
        var mayBeGone: Set<UInt64> = []

        init(seed: UInt64) throws {
            file = try Bench(.file)
            model = try Bench(.memory)
            random = SplitMix(seed: seed)
        }

        /// Has both do the same and refuses any difference.
        func both<Value: Equatable>(_ body: (any JournalStore) throws -> Value) throws -> Value {
            let value = try body(file.journal)
            let expected = try body(model.journal)
            try #require(value == expected)
            return value
        }

        mutating func step() throws {
            let visit = UInt64.random(in: 1...12, using: &random)
            let answer = AnswerRecord.scale(
                Int.random(in: 0...10, using: &random), of: Bool.random(using: &random) ? "nps" : "ease",
                at: Int64.random(in: 1...500, using: &random))
            switch Int.random(in: 0..<17, using: &random) {
            case 0..<7 where mayBeGone.contains(visit): break
            case 0..<4:
                begun.insert(visit)
                _ = try both { try $0.record(answer, of: .number(visit)).self == () }
            case 4..<7:
                begun.insert(visit)
                try close(visit, [answer])
            case 7..<11: try receive()
            case 11: try note()
            case 12: try restart(sameBoot: true)
            case 13: try giveUp()
            case 14, 15: try offerAgain()
            default: try restart(sameBoot: false)
            }
            _ = try both { try $0.summary() }
        }

        private mutating func close(_ visit: UInt64, _ answers: [AnswerRecord]) throws {
            let reason = [EndReason.finished, .walkedAway, .withdrawn].randomElement(using: &random)!
            let number = try both { try $0.close(.number(visit), reason, at: .at(600), answers) }
            #expect(numbers[visit] == nil || numbers[visit] == number)
            numbers[visit] = number
        }

        private mutating func receive() throws {
            let (max, bytes) = (
                Int.random(in: 0...5, using: &random), Int.random(in: 0...6_000, using: &random)
            )
            let version = "\(UInt8.random(in: 0...9, using: &random))"
            let batch = try both { try $0.batch(max: max, bytes: bytes, context: .at(version: version)) }
            let receipts = batch.filter { _ in Bool.random(using: &random) }.map { reply in
                var receipt = reply.receipt(Receipt.Outcome.allCases.randomElement(using: &random)!)
                if Int.random(in: 0..<8, using: &random) == 0 { receipt.sha256 = "0" }
                return receipt
            }
            _ = try both { try $0.apply(receipts) }
            _ = try both { try $0.apply(receipts) }
        }

        private mutating func offerAgain() throws {
            let first = Int.random(in: 0...12, using: &random)
            let ranges = [-1...4, -2...9].map {
                SequenceRange(first: first, last: first + Int.random(in: $0, using: &random))
            }
            let onlyParked = Bool.random(using: &random)
            _ = try both { try $0.offerAgain(ranges, onlyParked: onlyParked) }
            _ = try both { try $0.account() }
            _ = try both { try $0.parked(after: first) }
        }

        /// Of what may go the number is asked once more: later nobody knows it.
        private mutating func giveUp() throws {
            for visit in begun.subtracting(mayBeGone).sorted() { try close(visit, []) }
            let retention = Duration.seconds(Bool.random(using: &random) ? 0 : 200)
            let now = Instant.at(Int64.random(in: 600...900, using: &random))
            _ = try both { try $0.giveUp(receivedFor: retention, at: now) }
            mayBeGone.formUnion(begun)
        }

        private mutating func note() throws {
            let seconds = Int64.random(in: 0...20_000, using: &random)
            let fix = TimeFix(
                utcMs: 1_800_000_000_000 + Int64(boot) * 86_400_000 + seconds * 1_000,
                errorMs: Int64.random(in: 0...500, using: &random), atBootNs: Instant.at(seconds).nanoseconds,
                source: "chrony")
            _ = try both { try $0.noteTime(fix).self == () }
        }

        private mutating func restart(sameBoot: Bool) throws {
            if !sameBoot { boot += 1 }
            try file.restart(boot: "boot-\(boot)")
            try model.restart(boot: "boot-\(boot)")
            if !sameBoot { _ = try both { try $0.interruptOpenVisits().self == () } }
        }

        /// Closes all and delivers all: each number from 1 is there once.
        mutating func finish() throws {
            for visit in UInt64(1)...12 where !mayBeGone.contains(visit) { try close(visit, []) }
            #expect(numbers.values.sorted() == Array(1...12))
            while true {
                let batch = try both { try $0.batch(max: 5, bytes: 100_000, context: .at()) }
                if batch.isEmpty { break }
                _ = try both { try $0.apply(batch.map { $0.receipt(.acknowledged) }) }
            }
            let summary = try both { try $0.summary() }
            #expect(summary.unsent == 0)
            #expect(summary.lastNumber == 12)
        }
    }

    @Test func keepsEveryNumberAndEveryByteOverAThousandWalks() {
        for seed in UInt64(0)..<1_000 where !walk(seed, reopening: false) { return }
    }

    @Test func isTheSameWhenOpenedAgainAfterEveryOrder() {
        for seed in UInt64(1_000)..<1_050 where !walk(seed, reopening: true) { return }
    }

    /// False when the walk of `seed` showed a difference.
    private func walk(_ seed: UInt64, reopening: Bool) -> Bool {
        do {
            var walk = try Walk(seed: seed)
            for _ in 0..<25 {
                try walk.step()
                if reopening { try walk.file.restart(boot: "boot-\(walk.boot)") }
            }
            try walk.finish()
            return true
        } catch {
            Issue.record("seed \(seed): \(error)")
            return false
        }
    }
}
