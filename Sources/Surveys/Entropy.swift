/// Randomness handed in from outside, so that state machines have none of their
/// own and a seed replays bit for bit.
package struct Entropy: Hashable, Sendable {
    package var id: ReplyID
    package var seed: UInt64

    package init(id: ReplyID, seed: UInt64) {
        self.id = id
        self.seed = seed
    }
}
