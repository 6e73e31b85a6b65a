/// How bright the glass is.
package enum GlassLight: Hashable, Sendable, CaseIterable {
    case lit
    /// After dark: 60 % of the light (`look.md` §9).
    case dimmed
    /// A black picture, and as little light as the board can: nobody is there.
    case dark

    /// The share of the panel's light.
    package var percent: Int {
        switch self {
        case .lit: 100
        case .dimmed: 60
        case .dark: 0
        }
    }
}
