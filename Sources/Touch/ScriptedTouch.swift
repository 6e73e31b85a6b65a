import CEvdev
import Linux
import Synchronization

/// A touchscreen without glass: fingers by script, or fed by any thread.
///
/// What a hand does passes through the same ``SlotTracker`` as a device's
/// events, so that no script can break the promises of a ``TouchSource``.
package final class ScriptedTouch: TouchSource, Sendable {
    /// What one finger does.
    package enum Move: Hashable, Sendable {
        /// Comes down, or moves while it is down; 0 to 1 of the glass, `size` in
        /// millimetres.
        case touch(slot: Int = 0, x: Double, y: Double, size: Double = 9)
        case lift(slot: Int = 0)
        /// The whole device goes away.
        case unplug
    }

    /// What the hand does at one moment.
    package struct Step: Hashable, Sendable {
        /// Since the start of the script.
        package var at: Duration
        package var moves: [Move]

        package init(at: Duration, _ moves: [Move]) {
            self.at = at
            self.moves = moves
        }
    }

    /// Moves that wait; more is a mistake of the script.
    private static let stepLimit = 100_000
    private static let slotCount = 10
    fileprivate static let axis: ClosedRange<Int32> = 0...1_000_000
    fileprivate static let sizeUnits = 10.0

    fileprivate struct Pending {
        var dueNanoseconds: Int64
        var moves: [Move]
    }

    fileprivate struct State {
        var pending: [Pending] = []
        var tracker = SlotTracker(
            SlotTracker.Shape(
                kind: .slots(count: slotCount), x: axis, y: axis, sizeUnitsPerMillimetre: sizeUnits))
        var contacts: [Int: Int32] = [:]
        var lastContact: Int32 = 0
        var isGone = false
    }

    private let timer: Timer
    private let state: Mutex<State>

    /// Starts the script now.
    package init(_ steps: [Step] = []) throws(SystemError) {
        precondition(steps.count <= Self.stepLimit, "a script has an end")
        let start = Clock.bootNanoseconds()
        var state = State()
        state.pending = steps.sorted { $0.at < $1.at }.map {
            Pending(dueNanoseconds: start + $0.at.wholeNanoseconds, moves: $0.moves)
        }
        timer = try Timer()
        self.state = Mutex(state)
        try arm(state)
    }

    package var descriptor: Descriptor { timer.descriptor }

    /// Does `moves` at once, as one frame of the device; from any thread.
    package func feed(_ moves: [Move]) throws(SystemError) {
        let now = Clock.bootNanoseconds()
        try state.withLock { state throws(SystemError) in
            precondition(state.pending.count < Self.stepLimit, "somebody reads what is fed")
            let place = state.pending.firstIndex { $0.dueNanoseconds > now } ?? state.pending.endIndex
            state.pending.insert(Pending(dueNanoseconds: now, moves: moves), at: place)
            try arm(state)
        }
    }

    package func drain() throws(SystemError) -> [TouchEvent] {
        let now = Clock.bootNanoseconds()
        let sinceBoot = now - Clock.monotonicNanoseconds()
        return try state.withLock { state throws(SystemError) in
            _ = try timer.drain()
            let due = state.pending.prefix { $0.dueNanoseconds <= now }
            state.pending.removeFirst(due.count)
            try arm(state)
            return due.flatMap { state.carryOut($0.moves, at: $0.dueNanoseconds - sinceBoot) }
        }
    }

    // Inside the lock: an arming by another thread must not be undone.
    private func arm(_ state: State) throws(SystemError) {
        if let next = state.pending.first { try timer.arm(deadlineNanoseconds: next.dueNanoseconds) }
    }
}

extension ScriptedTouch.State {
    fileprivate mutating func carryOut(
        _ moves: [ScriptedTouch.Move], at timeNanoseconds: Int64
    ) -> [TouchEvent] {
        guard !isGone else { return [] }
        var samples: [TouchSample] = []
        for move in moves {
            switch move {
            case .touch(let slot, let x, let y, let size):
                if contacts[slot] == nil {
                    lastContact += 1
                    contacts[slot] = lastContact
                }
                samples += say(ABS_MT_SLOT, Int32(clamping: slot))
                samples += say(ABS_MT_TRACKING_ID, contacts[slot] ?? lastContact)
                samples += say(ABS_MT_POSITION_X, Self.value(x))
                samples += say(ABS_MT_POSITION_Y, Self.value(y))
                samples += say(ABS_MT_TOUCH_MAJOR, Int32(size * ScriptedTouch.sizeUnits))
            case .lift(let slot):
                contacts[slot] = nil
                samples += say(ABS_MT_SLOT, Int32(clamping: slot))
                samples += say(ABS_MT_TRACKING_ID, -1)
            case .unplug:
                isGone = true
                samples += tracker.cancelAll(at: timeNanoseconds)
                return samples.map(TouchEvent.sample) + [.gone]
            }
        }
        samples += tracker.handle(
            InputEvent(type: EV_SYN, code: SYN_REPORT, value: 0, timeNanoseconds: timeNanoseconds))
        return samples.map(TouchEvent.sample)
    }

    private mutating func say(_ code: Int32, _ value: Int32) -> [TouchSample] {
        tracker.handle(InputEvent(type: EV_ABS, code: code, value: value))
    }

    private static func value(_ share: Double) -> Int32 {
        Int32(clamping: Int64((min(max(share, -1), 2) * 1_000_000).rounded()))
    }
}

extension Duration {
    fileprivate var wholeNanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
