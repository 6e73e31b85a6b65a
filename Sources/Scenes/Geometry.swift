/// A length on the glass. Everything is laid out in millimetres; a ``Panel``
/// turns them into pixels.
package struct Millimetres: Hashable, Comparable, Sendable, Codable {
    package var value: Double

    package init(_ value: Double) {
        self.value = value
    }

    package static func < (left: Millimetres, right: Millimetres) -> Bool { left.value < right.value }
}

/// A point of the panel in pixels after rotation; the origin is top left.
package struct PanelPoint: Hashable, Sendable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A rectangle of the panel in pixels after rotation.
package struct Rect: Hashable, Sendable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    package var maxX: Double { x + width }
    package var maxY: Double { y + height }

    package func contains(_ point: PanelPoint) -> Bool {
        point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
    }

    /// The rectangle grown by `margin` pixels on every side.
    package func grown(by margin: Double) -> Rect {
        Rect(x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
    }

    package func union(_ other: Rect) -> Rect {
        let left = min(x, other.x)
        let top = min(y, other.y)
        return Rect(
            x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
    }
}

extension Rect {
    /// What both rectangles cover; nil where they only touch or lie apart.
    package func intersection(_ other: Rect) -> Rect? {
        let left = max(x, other.x)
        let top = max(y, other.y)
        let right = min(maxX, other.maxX)
        let bottom = min(maxY, other.maxY)
        guard left < right, top < bottom else { return nil }
        return Rect(x: left, y: top, width: right - left, height: bottom - top)
    }

    package func contains(_ other: Rect) -> Bool {
        other.x >= x && other.y >= y && other.maxX <= maxX && other.maxY <= maxY
    }

    /// The smallest rectangle of whole pixels around this one.
    package var outward: Rect {
        let left = x.rounded(.down)
        let top = y.rounded(.down)
        return Rect(
            x: left, y: top, width: maxX.rounded(.up) - left, height: maxY.rounded(.up) - top)
    }

    /// The place and the size in whole pixels, each rounded by itself, so that keys
    /// of one size stay of one size wherever they lie.
    package var settled: Rect {
        Rect(x: x.rounded(), y: y.rounded(), width: width.rounded(), height: height.rounded())
    }

    /// Every side moved to the nearest whole pixel, so that edges are sharp.
    package var snapped: Rect {
        let left = x.rounded()
        let top = y.rounded()
        return Rect(x: left, y: top, width: maxX.rounded() - left, height: maxY.rounded() - top)
    }
}

/// The glass: its pixels after rotation, its size and how far the eye is.
package struct Panel: Hashable, Sendable {
    package var widthPixels: Int
    package var heightPixels: Int
    package var width: Millimetres
    package var height: Millimetres
    /// Declared distance between eye and glass.
    package var distance: Millimetres

    package init(
        widthPixels: Int, heightPixels: Int, width: Millimetres, height: Millimetres, distance: Millimetres
    ) {
        self.widthPixels = widthPixels
        self.heightPixels = heightPixels
        self.width = width
        self.height = height
        self.distance = distance
    }

    /// Where the two pitches differ the larger counts, so that nothing gets too
    /// small (`look.md`).
    package var pixelsPerMillimetre: Double {
        max(Double(widthPixels) / width.value, Double(heightPixels) / height.value)
    }
    /// Height of a capital at 0.70° of the declared distance, rounded up to a tenth
    /// of a millimetre: no text on this panel is smaller (`look.md` §2, *L*).
    package var leastCapital: Millimetres {
        // 2 · tan 0.35°
        Millimetres((distance.value * 0.0122175 * 10).rounded(.up) / 10)
    }
}
