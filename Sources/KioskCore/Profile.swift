/// How one visitor wants to answer: chosen behind `Apua`, kept for this visit only
/// (`look.md` §8).
package struct Profile: Hashable, Sendable {
    /// Every text of twice the size.
    package var isLarge = false
    /// The theme of strong contrast, whatever the unit's own is.
    package var hasContrast = false
    /// All waits are three times as long, and nothing goes on by itself.
    package var isCalm = false

    package init(isLarge: Bool = false, hasContrast: Bool = false, isCalm: Bool = false) {
        self.isLarge = isLarge
        self.hasContrast = hasContrast
        self.isCalm = isCalm
    }

    /// `wait` as long as this person needs it.
    func stretched(_ wait: Duration) -> Duration { isCalm ? wait * 3 : wait }

    /// Whoever asked for larger text reads longer than a lobby's moment.
    var letsQuestionsGoOn: Bool { !isLarge && !isCalm }

    /// Turns the switch of `key` over, or all of them back; false for any other key.
    mutating func turn(_ key: Key) -> Bool {
        switch key {
        case .largeText: isLarge.toggle()
        case .contrast: hasContrast.toggle()
        case .calm: isCalm.toggle()
        case .usual: self = Profile()
        default: return false
        }
        return true
    }
}
