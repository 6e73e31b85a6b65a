import Foundation

/// A scripted visitor of a virtual board: reads what the terminal shows, touches
/// it, and looks.
///
/// Where the keys are, palautectl says; that the glass shows them, the picture.
package struct Visitor: Sendable {
    /// What a test needs of `palautectl status --json` (`interfaces.md`).
    package struct Status: Hashable, Sendable, Decodable {
        package struct Journal: Hashable, Sendable, Decodable {
            package var lastSeq: Int
            package var unsent: Int
        }

        package var screen: String
        /// x, y, width and height of each key, in pixels.
        package var targets: [String: [Int]]
        package var acknowledged: Int
        package var touches: Int
        package var journal: Journal?
    }

    // Touches within 0.4 s of a new screen are for the screen before (look.md §9).
    private static let patience = Duration.seconds(1)

    package let board: VirtualBoard

    package init(at board: VirtualBoard) {
        self.board = board
    }

    /// Nil while the kiosk is starting.
    package func status() throws -> Status? {
        let answer = try board.run("palautectl --json status")
        guard answer.status == 0 else { return nil }
        return try JSONDecoder().decode(Status.self, from: Data(answer.output.utf8))
    }

    /// Asks until `isWanted`.
    @discardableResult
    package func wait(
        for what: String, within limit: Duration = .seconds(120), until isWanted: (Status) -> Bool
    ) throws -> Status {
        let clock = ContinuousClock()
        let deadline = clock.now + limit
        while true {
            let status = try status()
            if let status, isWanted(status) { return status }
            guard clock.now < deadline else {
                throw BoardError.silent(
                    what, lastLines: ["\(status.map(String.init(describing:)) ?? "no kiosk")"])
            }
        }
    }

    @discardableResult
    package func wait(forScreen screen: String) throws -> Status {
        try wait(for: "the screen \(screen)") { $0.screen == screen }
    }

    /// The middle of a key that is on the glass now.
    package func place(of target: String) throws -> GlassPoint {
        let status = try wait(for: "the key \(target)") { $0.targets[target] != nil }
        let box = status.targets[target] ?? []
        return GlassPoint(x: box[0] + box[2] / 2, y: box[1] + box[3] / 2)
    }

    /// Touches a key until `isDone`; like a person, again after a while.
    package func press(_ target: String, until isDone: (Status) -> Bool) throws {
        for _ in 0..<10 {
            let status = try wait(for: "the key \(target)") { $0.targets[target] != nil || isDone($0) }
            if isDone(status) { return }
            try board.tap(try place(of: target))
            if (try? wait(for: target, within: Self.patience, until: isDone)) != nil { return }
        }
        throw BoardError.silent("what follows the key \(target)", lastLines: [])
    }

    /// From the greeting to the question.
    package func start() throws {
        try wait(forScreen: "attract")
        try press("start") { $0.screen == "question" }
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
