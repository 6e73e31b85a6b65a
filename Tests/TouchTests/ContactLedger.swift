import Touch

/// Keeps account of contacts: who is down, who ended, what was wrong.
struct ContactLedger {
    private(set) var down: [Int: Int] = [:]
    private(set) var ended = 0
    /// The first thing that was wrong.
    private(set) var fault: String?

    mutating func add(_ samples: [TouchSample]) {
        for sample in samples {
            if !(0...1).contains(sample.x) || !(0...1).contains(sample.y) {
                note("outside: \(sample)")
            }
            switch sample.phase {
            case .down:
                if down[sample.slot] != nil { note("a second down: \(sample)") }
                down[sample.slot] = sample.trackingID
            case .moved:
                if down[sample.slot] != sample.trackingID { note("moved, not down: \(sample)") }
            case .up, .cancelled:
                if down[sample.slot] != sample.trackingID { note("up, not down: \(sample)") }
                down[sample.slot] = nil
                ended += 1
            }
        }
    }

    mutating func add(_ events: [TouchEvent]) {
        for event in events {
            switch event {
            case .sample(let sample): add([sample])
            case .gone: if !down.isEmpty { note("gone with contacts down: \(down)") }
            }
        }
    }

    private mutating func note(_ text: String) {
        if fault == nil { fault = text }
    }
}
