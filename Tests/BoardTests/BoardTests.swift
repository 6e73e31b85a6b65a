import Foundation
import Testing
import Testkit

/// Everything that needs the virtual board, one board at a time: an emulated
/// terminal takes a whole core.
@Suite(.serialized, .timeLimit(.minutes(environment("PALAUTE_REPLUGS", else: 30) > 30 ? 60 : 15)))
struct BoardTests {}

/// How often something is done: few times here, more at night (`Board/nightly`).
func environment(_ name: String, else few: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap(Int.init) ?? few
}
