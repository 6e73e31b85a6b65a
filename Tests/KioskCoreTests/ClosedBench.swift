import KioskCore
import Scenes
import Surveys
import Wire

/// A terminal in a unit with opening hours, and a collector that tells the time.
struct ClosedBench {
    /// Midnight of Wednesday, 25 November 2026, in Finland.
    static let wednesday: Int64 = 1_795_557_600_000

    var glass: Glass

    /// - Parameter told: the time that the collector tells at once; nil: none.
    init(_ hours: OpeningHours? = .office, at told: Int64? = nil) {
        var content = Content.sample
        content.hours = hours
        glass = Glass(content: content)
        if let told { tell(told) }
    }

    static func wednesday(_ hour: Int64, _ minute: Int64 = 0) -> Int64 {
        wednesday + (hour * 60 + minute) * 60_000
    }

    /// Five minutes before the office closes, on Wednesday.
    static var beforeClosing: ClosedBench { ClosedBench(at: wednesday(15, 55)) }
    /// Just closed, on Wednesday.
    static var closed: ClosedBench {
        var bench = beforeClosing
        bench.glass.wait(.seconds(300))
        return bench
    }

    mutating func tell(_ utcMs: Int64, errorMs: Int64 = 5) {
        let fix = TimeFix(
            utcMs: utcMs, errorMs: errorMs, atBootNs: glass.now.nanoseconds, source: "heartbeat")
        glass.send(.uplink(.said(.time(fix))))
        glass.answerJournal()
    }

    mutating func use(_ hours: OpeningHours?) {
        var content = Content.sample
        content.hours = hours
        glass.send(.contentLoaded(content))
        glass.answerJournal()
    }

    mutating func finger(_ phase: Contact.Phase, at point: PanelPoint = PanelPoint(x: 50, y: 50)) {
        glass.send(.touched(Contact(id: 1, phase: phase, at: point)))
    }

    /// A whole touch where the greeting has its start.
    mutating func touch() {
        glass.wait(.milliseconds(500))
        finger(.down)
        glass.wait(.milliseconds(80))
        finger(.up)
    }

    var sign: ClosedScreen? {
        if case .closed(let screen) = glass.screen { screen } else { nil }
    }

    var lights: [GlassLight] {
        glass.effects.compactMap { if case .setGlass(let light) = $0 { light } else { nil } }
    }
}
