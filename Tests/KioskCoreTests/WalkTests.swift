import KioskCore
import Surveys
import Testing
import Testkit
import Wire

/// Random people, a journal that is sometimes slow and sometimes fails: what
/// must hold after every single step.
struct WalkTests {
    @Test(arguments: 0..<300) func keepsItsPromisesOverARandomWalk(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var glass = Glass(content: .sample(questions: 3))
        for _ in 0..<400 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<6:
                let keys = Glass.hits(of: glass.terminal.model).regions.compactMap { Key($0.target) }
                if let key = keys.randomElement(using: &random) { glass.press(key) }
            case 6: glass.wait(.milliseconds(Int64.random(in: 1..<60_000, using: &random)))
            case 7: glass.answerJournal(1, failing: Int.random(in: 0..<4, using: &random) == 0)
            default: glass.answerJournal()
            }
            #expect(glass.terminal.acknowledged <= glass.durable.count)
            #expect(glass.orders.count <= 64)
            if let deadline = glass.terminal.nextDeadline { #expect(deadline > glass.now) }
        }
    }
}
