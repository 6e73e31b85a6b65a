import Scenes

// The logo of whoever runs the terminal: on the greeting and the thank-you, on paper
// above the words or beside their last lines, and never beside a question (`look.md` §1).
extension Sketch {
    /// A logo has at most this size, and is left out where not even half of that fits.
    private static let mostMillimetres = (width: 60.0, height: 16.0)

    /// Between a logo and the words below it: the ring of an Å stays clear of it.
    var logoAir: Double { 1.2 * metrics.least }

    /// How wide and high `logo` is, in whole pixels, where `room` is left above the
    /// words for it and its air; nil where there is no logo or too little room.
    func size(above room: Double, of logo: PNG?) -> (width: Double, height: Double)? {
        logo.flatMap { size(of: $0, width: metrics.width, height: room - logoAir) }
    }

    /// Draws `logo` with its upper left corner at the nearest whole pixel.
    mutating func draw(_ logo: PNG?, _ size: (width: Double, height: Double)?, x: Double, y: Double) {
        guard let logo, let size else { return }
        let rect = Rect(x: x.rounded(), y: y.rounded(), width: size.width, height: size.height)
        scene.elements.append(.picture(PlacedPicture(logo, in: rect)))
    }

    /// Draws `logo` to the right of `lines` of the smallest text and no higher than
    /// they are, where they leave so much of `room`; nothing otherwise.
    mutating func draw(_ logo: PNG?, beside lines: [String], firstMiddle: Double, within room: Double) {
        let height = metrics.least * (1 + Double(lines.count - 1) * Metrics.pitchPerCapital)
        let width = room - widest(lines, .label, metrics.least) - 2 * metrics.least
        guard let logo, let size = size(of: logo, width: width, height: height) else { return }
        draw(
            logo, size, x: metrics.width - metrics.wideMargin - size.width,
            y: firstMiddle - metrics.least / 2 + (height - size.height) / 2)
    }

    private func size(of logo: PNG, width: Double, height: Double) -> (width: Double, height: Double)? {
        guard logo.width > 0, logo.height > 0 else { return nil }
        let (across, down) = (Double(logo.width), Double(logo.height))
        let full = min(
            Self.mostMillimetres.width * metrics.perMillimetre / across,
            Self.mostMillimetres.height * metrics.perMillimetre / down)
        let scale = min(full, width / across, height / down)
        let size = ((across * scale).rounded(.down), (down * scale).rounded(.down))
        return scale >= full / 2 && size.0 >= 1 && size.1 >= 1 ? size : nil
    }
}
