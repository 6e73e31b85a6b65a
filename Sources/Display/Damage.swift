/// The parts of a picture that one buffer does not show yet.
struct Damage {
    /// More parts than this are copied as the one rectangle around them.
    static let partLimit = 16

    private(set) var parts: [PixelRect]

    init(_ parts: [PixelRect] = []) {
        self.parts = parts
    }

    /// Adds what of `rects` lies within a picture of `size`.
    mutating func add(_ rects: [PixelRect], within size: PixelSize) {
        for rect in rects {
            guard let rect = rect.clipped(to: size), !parts.contains(rect) else { continue }
            parts.append(rect)
        }
        if parts.count > Self.partLimit {
            parts = [parts.dropFirst().reduce(parts[0]) { $0.union($1) }]
        }
    }
}
