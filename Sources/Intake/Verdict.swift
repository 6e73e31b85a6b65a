/// What becomes of one reply. The first write of an id wins, for ever: replays
/// are harmless and nothing stored is ever changed.
package enum Verdict: Hashable, Sendable {
    /// Nothing had this id; now the reply has it.
    case stored
    /// The very same content stands there already: the receipt was lost, or two
    /// attempts crossed.
    case same
    /// Other content stands under the id. What stands there stays.
    case conflict
    case refused(Refusal)

    /// The rule, by the SHA-256 of the canonical bytes without `meta`.
    package init(sha256: String, stored: String?) {
        self =
            switch stored {
            case nil: .stored
            case sha256?: .same
            default: .conflict
            }
    }
}
