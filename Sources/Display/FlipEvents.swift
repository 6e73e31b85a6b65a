import CDRM

/// A flip that the card says is done.
package struct FlipEvent: Hashable, Sendable {
    /// What the flip was asked with.
    package var number: UInt64
    /// CLOCK_MONOTONIC.
    package var nanoseconds: Int64

    package init(number: UInt64, nanoseconds: Int64) {
        self.number = number
        self.nanoseconds = nanoseconds
    }

    /// Reads what a card's descriptor gives: one `struct drm_event_vblank` after the
    /// other; events of other kinds are passed over, and so is what follows a broken
    /// one.
    package static func events(in bytes: [UInt8]) -> [FlipEvent] {
        var events: [FlipEvent] = []
        var rest = bytes[...]
        while let head = rest.load(drm_event.self), head.length >= MemoryLayout<drm_event>.size {
            if head.type == UInt32(DRM_EVENT_FLIP_COMPLETE), let flip = rest.load(drm_event_vblank.self) {
                let nanoseconds = Int64(flip.tv_sec) * 1_000_000_000 + Int64(flip.tv_usec) * 1_000
                events.append(FlipEvent(number: flip.user_data, nanoseconds: nanoseconds))
            }
            rest = rest.dropFirst(Int(head.length))
        }
        return events
    }
}

/// The one flip that a screen waits for.
///
/// Cards have told of a flip at once, late and twice: only the first word about the
/// flip that was asked last counts.
package struct AwaitedFlip {
    package private(set) var isPending = false
    private var number: UInt64 = 0

    package init() {}

    /// The number to ask the next flip with; never zero.
    package var next: UInt64 { number + 1 }

    package mutating func asked() {
        precondition(!isPending, "one flip at a time")
        number = next
        isPending = true
    }

    /// Whether this is the flip that was waited for.
    package mutating func isDone(by event: FlipEvent) -> Bool {
        guard isPending, event.number == number else { return false }
        isPending = false
        return true
    }
}

extension ArraySlice<UInt8> {
    fileprivate func load<Value: BitwiseCopyable>(_ type: Value.Type) -> Value? {
        guard count >= MemoryLayout<Value>.size else { return nil }
        return withUnsafeBytes { $0.loadUnaligned(as: type) }
    }
}
