/// One of a question's answers that are told apart by words.
package struct Choice: Hashable, Sendable {
    /// What a reply carries; unique in its question.
    package var code: String
    /// What the glass shows, and speech says.
    package var label: LocalizedText

    package init(code: String, label: LocalizedText) {
        self.code = code
        self.label = label
    }

    /// The most options that a question may have: what every panel shows whole.
    package static let most = 6
    /// The most bytes of a code.
    package static let longestCode = 64
    /// The most Unicode scalars of a label, which stands on a key.
    package static let longestText = 120
}
