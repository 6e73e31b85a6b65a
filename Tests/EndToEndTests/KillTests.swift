import Foundation
import Testing
import Testkit

extension EndToEndTests {
    /// Programs die at random moments while people answer.
    @Suite struct KillTests {
        private static let blows = 24

        @Test(arguments: [1 as UInt64])
        func losesAndDoublesNothingWhateverIsKilled(seed: UInt64) async throws {
            try await onThread {
                let site = try Site(LocalCollector())
                var fate = Fate(seed: seed)
                var passer = Passer(at: site.kiosk, seed: seed)
                try passer.walk { try fate.strike(site, until: Self.blows) }
                if !site.collector.isRunning {
                    try site.collector.stop()
                    try site.collector.start()
                }
                // After five crashes it asks the compiled-in question and lets replies
                // wait, until a technician has it read its settings.
                try site.visitor.wait(for: "the kiosk") { _ in true }
                site.kiosk.reload()
                // Nobody waits for a long back-off: the uplink is as new.
                try site.killUplink()
                try site.waitUntilDelivered()
                let (journal, audit) = try site.close()
                // The form of every trial (`interfaces.md`).
                print(
                    #"{"trial":"programs","n":\#(fate.told.count),"acknowledged":\#(passer.thanked.count),"#
                        + #""lost":\#(audit.lost.count),"doubled":\#(audit.doubled.count),"seed":\#(seed)}"#)
                #expect(audit == .clean, "seed \(seed): \(fate.told)")
                #expect(journal.integrity == "ok")
                #expect(journal.openVisits == 0)
                let finished = journal.replies.filter { $0.end == "finished" }.compactMap(\.point)
                #expect(finished.contains(inOrder: passer.thanked), "seed \(seed): \(fate.told)")
                #expect(passer.pressed.contains(inOrder: journal.replies.compactMap(\.point)))
                // Every kind of blow fell, and people were served between them.
                #expect(Set(fate.told).count == Fate.Blow.allCases.count)
                #expect(passer.thanked.count >= 5)
            }
        }

        @Test func closesATerminalWhoseProgramsHaveOnlyJustStarted() async throws {
            try await onThread {
                for _ in 1...5 {
                    let (journal, audit) = try Site(LocalCollector()).close()
                    #expect(audit == .clean)
                    #expect(journal.replies.isEmpty)
                }
            }
        }

        @Test func seesThatAThankedReplyIsMissing() {
            #expect(!["a", "c"].contains(inOrder: ["a", "b"]))
            #expect(!["b", "a"].contains(inOrder: ["a", "b"]))
            #expect(["a", "x", "b"].contains(inOrder: ["a", "b"]))
        }
    }
}

/// What dies when, by a seed.
private struct Fate {
    enum Blow: CaseIterable {
        case kiosk, uplink, collector, collectorComesBack
    }

    private(set) var told: [Blow] = []
    private var random: SplitMix
    private var next: ContinuousClock.Instant

    init(seed: UInt64) {
        random = SplitMix(seed: seed)
        next = .now + .seconds(1)
    }

    /// Strikes when the time has come; false when all blows have fallen.
    mutating func strike(_ site: Site, until limit: Int) throws -> Bool {
        guard ContinuousClock.now >= next else { return true }
        next = .now + .milliseconds(Int.random(in: 20...1_200, using: &random))
        var blows = [Blow.kiosk, .uplink, .uplink]
        // While it ends nothing can happen to it.
        if site.collector.isRunning { blows += [.collector, .collector] }
        if site.collector.hasEnded { blows += [.collectorComesBack, .collectorComesBack] }
        guard let blow = blows.randomElement(using: &random) else { return false }
        told.append(blow)
        switch blow {
        case .kiosk:
            site.kiosk.kill()
            try site.kiosk.start()
        case .uplink: try site.killUplink()
        case .collector: site.collector.leave()
        case .collectorComesBack: try site.collector.start()
        }
        return told.count < limit
    }
}

/// Somebody who answers whatever is asked, visit after visit, and begins anew when
/// the terminal does.
private struct Passer {
    /// Chosen and still to be confirmed, thanked for: in order.
    private(set) var pressed: [Int] = []
    private(set) var thanked: [Int] = []
    private let kiosk: KioskProcess
    private var random: SplitMix
    /// The last choice is confirmed.
    private var awaitsThanks = false
    /// What was touched last, and when.
    private var last: (key: String, at: ContinuousClock.Instant)?

    init(at kiosk: KioskProcess, seed: UInt64) {
        self.kiosk = kiosk
        random = SplitMix(seed: seed &+ 1)
    }

    /// Goes on as long as `isToGoOn`, which is asked between any two looks.
    mutating func walk(while isToGoOn: () throws -> Bool) throws {
        let clock = ContinuousClock()
        let limit = clock.now + .seconds(120)
        while try isToGoOn() {
            guard clock.now < limit else {
                throw Program.Failure("the trial did not end; thanked for \(thanked.count)")
            }
            try act()
            Thread.sleep(forTimeInterval: 0.01)
        }
    }

    /// One look and at most one touch.
    private mutating func act() throws {
        guard let status = try kiosk.status() else {
            (last, awaitsThanks) = (nil, false)
            return
        }
        switch status.screen {
        case "attract": try touch("start", of: status.targets)
        case "question" where status.targets["next"] != nil:
            if try touch("next", of: status.targets) { awaitsThanks = true }
        case "question":
            let point = Int.random(in: 0...10, using: &random)
            if try touch("scale.\(point)", of: status.targets, orSince: "scale.") { pressed.append(point) }
        case "thanks":
            if awaitsThanks, let point = pressed.last { thanked.append(point) }
            awaitsThanks = false
            try touch("done", of: status.targets)
        default: break
        }
    }

    /// Touches a key, but not again within the guard of a new screen.
    @discardableResult
    private mutating func touch(
        _ key: String, of targets: [String: [Int]], orSince beginning: String? = nil
    ) throws -> Bool {
        if let last, last.key.hasPrefix(beginning ?? key), last.at.duration(to: .now) < .milliseconds(450) {
            return false
        }
        guard let box = targets[key] else { return false }
        last = (key, .now)
        try kiosk.tap(GlassPoint(x: box[0] + box[2] / 2, y: box[1] + box[3] / 2))
        return true
    }
}

extension Array where Element: Equatable {
    /// Whether `others` are among these, in their order.
    fileprivate func contains(inOrder others: [Element]) -> Bool {
        var rest = others[...]
        for element in self where element == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }
}
