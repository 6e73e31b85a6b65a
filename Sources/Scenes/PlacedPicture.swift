/// A PNG file as it was read, known by its digest.
///
/// Whoever reads one has looked at its head and checked its size; whether its pixels
/// can be decoded only the painter finds out.
package struct PNG: Sendable {
    package var name: String
    /// The whole file.
    package var bytes: [UInt8]
    /// The SHA-256 of ``bytes`` in hexadecimal digits.
    package var digest: String
    package var width: Int
    package var height: Int

    package init(name: String, bytes: [UInt8], digest: String, width: Int, height: Int) {
        self.name = name
        self.bytes = bytes
        self.digest = digest
        self.width = width
        self.height = height
    }
}

/// Files of one name and one digest are equal: nobody compares their bytes.
extension PNG: Hashable {
    package static func == (left: PNG, right: PNG) -> Bool {
        left.digest == right.digest && left.name == right.name
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(digest)
        hasher.combine(name)
    }
}

/// A picture out of a file, at its place in a scene.
///
/// It fills ``rect``; one that cannot be decoded is not drawn.
package struct PlacedPicture: Hashable, Sendable {
    package var png: PNG
    /// Whole pixels.
    package var rect: Rect

    package init(_ png: PNG, in rect: Rect) {
        self.png = png
        self.rect = rect
    }

    /// What it shows, for people who read a scene as text.
    package var name: String { png.name }
}
