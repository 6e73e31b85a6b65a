import Foundation
import KioskShell

/// A scripted visitor of a terminal: reads what it shows, and touches it.
///
/// Where the keys are, the kiosk says; that a real glass shows them, the picture.
package struct Visitor<Board: Glass> {
    package let board: Board
    /// How long one touch may take to show. Touches within 0.4 s of a new screen
    /// are for the screen before (look.md §9), and are made again after this.
    package var patience = Duration.seconds(1)

    package init(at board: Board) {
        self.board = board
    }

    package func status() throws -> Status? { try board.status() }

    /// Looks until `isWanted`.
    @discardableResult
    package func wait(
        for what: String, within limit: Duration = .seconds(120), until isWanted: (Status) -> Bool
    ) throws -> Status {
        var last: Status?
        return try look(for: what, within: limit, seen: { last.map { "\($0)" } ?? "no kiosk" }) {
            last = try status()
            return last.flatMap { isWanted($0) ? $0 : nil }
        }
    }

    @discardableResult
    package func wait(forScreen screen: String) throws -> Status {
        try wait(for: "the screen \(screen)") { $0.screen == screen }
    }

    /// The middle of a key that is on the glass now.
    package func place(of target: String) throws -> GlassPoint {
        middle(of: try wait(for: "the key \(target)") { $0.targets[target] != nil }.targets[target] ?? [])
    }

    /// Touches a key until `isDone`; like a person, again after a while.
    package func press(_ target: String, until isDone: (Status) -> Bool) throws {
        for _ in 0..<10 {
            let status = try wait(for: "the key \(target)") { $0.targets[target] != nil || isDone($0) }
            if isDone(status) { return }
            // Where it was seen: another look may already find another screen.
            try board.tap(middle(of: status.targets[target] ?? []))
            if (try? wait(for: target, within: patience, until: isDone)) != nil { return }
        }
        let seen = try status().map { "\($0)" } ?? "no kiosk"
        throw Program.Failure("nothing follows the key \(target); seen: \(seen)")
    }

    /// From the greeting to the question, and to its answers where they have a page
    /// of their own.
    package func start() throws {
        try wait(forScreen: "attract")
        try press("start") { $0.screen == "question" }
        let status = try wait(for: "the question on the glass") { $0.targets["back"] != nil }
        if status.targets["toAnswers"] != nil { try press("toAnswers") { $0.targets["toAnswers"] == nil } }
    }

    private func middle(of box: [Int]) -> GlassPoint {
        GlassPoint(x: box[0] + box[2] / 2, y: box[1] + box[3] / 2)
    }

    /// Chooses a number of the scale, which stays to be confirmed.
    package func choose(_ number: Int) throws {
        try press("scale.\(number)") { $0.targets["next"] != nil }
    }

    /// A whole visit, from the greeting to the thank-you.
    package func answer(_ number: Int) throws {
        try start()
        try choose(number)
        try press("next") { $0.screen == "thanks" }
    }

    /// From the thank-you to the greeting, without waiting for it.
    package func leave() throws {
        try press("done") { $0.screen == "attract" }
    }
}

extension Visitor: Sendable where Board: Sendable {}
