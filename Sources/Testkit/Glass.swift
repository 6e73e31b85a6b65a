import Foundation
import KioskShell
import Linux

/// A terminal that can be looked at and touched.
package protocol Glass {
    /// Nil while no kiosk answers.
    func status() throws -> Status?

    /// Puts one finger down and lifts it.
    func tap(_ point: GlassPoint) throws
}

/// A place on a terminal's glass, in its pixels.
package struct GlassPoint: Hashable, Sendable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// Looks again and again until `body` gives something, a hundredth of a second
/// apart.
///
/// - Throws: ``Program/Failure`` with `what` and what was `seen` last, when
///   nothing came in time.
@discardableResult
package func look<Value>(
    for what: String, within limit: Duration = .seconds(60), seen: () -> String = { "" },
    _ body: () throws -> Value?
) throws -> Value {
    let clock = ContinuousClock()
    let deadline = clock.now + limit
    while true {
        if let value = try body() { return value }
        guard clock.now < deadline else {
            throw Program.Failure("\(what) did not come within \(limit); seen: \(seen())")
        }
        Thread.sleep(forTimeInterval: 0.01)
    }
}
