import Touch

/// Keeps account of contacts: who is down, who ended, what was wrong.
struct ContactLedger {
    private(set) var down: [Int: Int] = [:]
    private(set) var ended = 0
    private(set) var faults: [String] = []

    mutating func add(_ samples: [TouchSample]) {
        for sample in samples {
            if !(0...1).contains(sample.x) || !(0...1).contains(sample.y) {
                faults.append("outside: \(sample)")
            }
            switch sample.phase {
            case .down:
                if down[sample.slot] != nil { faults.append("a second down: \(sample)") }
                down[sample.slot] = sample.trackingID
            case .moved:
                if down[sample.slot] != sample.trackingID { faults.append("moved, not down: \(sample)") }
            case .up, .cancelled:
                if down[sample.slot] != sample.trackingID { faults.append("up, not down: \(sample)") }
                down[sample.slot] = nil
                ended += 1
            }
        }
    }

    mutating func add(_ events: [TouchEvent]) {
        for event in events {
            switch event {
            case .sample(let sample): add([sample])
            case .gone: if !down.isEmpty { faults.append("gone with contacts down: \(down)") }
            }
        }
    }
}
