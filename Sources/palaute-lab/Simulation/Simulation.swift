import KioskCore
import Surveys
import Testkit

/// One schedule, carried out to its end.
struct Simulation {
    struct Report {
        var wrongs: [String]
        var thanked: Int
        var lost: Int
        var doubled: Int
        var hash: UInt64
    }

    /// In heartbeats: a reply is offered again after six hours.
    private static let patience = 100
    private var world: World

    static func run(_ schedule: Schedule, _ control: SimulateCommand.Control? = nil) -> Report {
        var simulation = Simulation(world: World(schedule, control))
        for step in schedule.steps { simulation.carryOut(step) }
        return simulation.end()
    }

    private mutating func carryOut(_ step: Step) {
        world.pass(step.after)
        switch step.action {
        case .person(let seed): answer(SplitMix(seed: seed))
        case .mashing(let seed, let touches): mash(touches, SplitMix(seed: seed))
        case .sleep(let duration): world.sleep(duration)
        case .kioskDies: world.killKiosk()
        case .databaseLost: world.loseDatabase()
        case .uplinkDies: world.killUplink()
        case .powerCut: world.cutPower()
        case .weather(let weather): world.collector.weather = weather
        case .disk(let disk): world.journal.disk = disk
        case .collectorForgets: world.collector.forget(using: &world.random)
        case .content(let isGood):
            world.contentIsGood = isGood
            if isGood {
                world.feedKiosk(.contentLoaded(.simulated))
            } else {
                world.feedKiosk(.contentRefused)
            }
        }
    }

    /// Somebody who goes through to the thanks, or one of four who goes away before.
    private mutating func answer(_ random: SplitMix) {
        var random = random
        let touches = Int.random(in: 0..<4, using: &random) > 0 ? 40 : Int.random(in: 1...7, using: &random)
        for _ in 0..<touches {
            world.pass(.milliseconds(Int.random(in: 420...3_000, using: &random)))
            guard let screen = world.kiosk?.shown?.screen else { return }
            if screen == .thanks { return world.tap(.done) }
            if let key = Self.choose(on: screen, using: &random) { world.tap(key) }
        }
    }

    /// Mostly the way forward, now and then any key there is.
    private static func choose(on screen: ScreenModel.Screen, using random: inout SplitMix) -> Key? {
        let keys = World.keys(of: screen)
        guard Int.random(in: 0..<8, using: &random) > 0 else { return keys.randomElement(using: &random) }
        switch screen {
        case .attract: return .start
        case .question(let question):
            if question.offersNext { return .next }
            return question.question.kind.keys.randomElement(using: &random)
        case .idle: return .moreTime
        case .profile: return .done
        default: return keys.last
        }
    }

    private mutating func mash(_ touches: Int, _ random: SplitMix) {
        var random = random
        for _ in 0..<touches {
            world.pass(.milliseconds(Int.random(in: 20...500, using: &random)))
            guard let screen = world.kiosk?.shown?.screen,
                let key = World.keys(of: screen).randomElement(using: &random)
            else { continue }
            world.tap(key, isDouble: Int.random(in: 0..<4, using: &random) == 0)
        }
    }

    /// All is mended; then everything has to come to its end.
    private mutating func end() -> Report {
        world.collector.weather = .clear
        world.journal.disk = .good
        world.contentIsGood = true
        for _ in 0..<Self.patience {
            world.pass(.seconds(300))
            if world.isSettled { break }
        }
        if !world.isSettled { world.witness.note("the terminal never came to rest") }
        if world.collector.doubled > 0 { world.witness.note("a reply is stored twice") }
        if world.collector.conflicts > 0 { world.witness.note("one id came with two contents") }
        world.witness.judge(world.collector, world.journal)
        for (id, replies) in world.collector.stored.sorted(by: { $0.key.description < $1.key.description }) {
            for reply in replies { world.trace.note("\(id) \(reply.sha256)") }
        }
        return Report(
            wrongs: world.witness.wrongs, thanked: world.witness.thanked.count, lost: world.witness.lost,
            doubled: world.collector.doubled, hash: world.trace.hash)
    }
}

extension World {
    fileprivate var isSettled: Bool {
        guard case .attract = kiosk?.shown?.screen else { return false }
        return journal.summary?.unsent == 0 && collector.lacking.allSatisfy { witness.parked[$0] != nil }
    }
}
