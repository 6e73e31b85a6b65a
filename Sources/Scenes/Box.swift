/// A rectangle with rounded corners, and a key's edge and foot if it has them.
///
/// The foot is the lower `foot` pixels of `rect` in the edge's colour: what makes
/// a key look as if it stood up from the paper.
package struct Box: Hashable, Sendable {
    /// The whole drawn shape, foot included; whole pixels.
    package var rect: Rect
    package var radius: Double
    package var fill: Color
    package var edge: Color
    package var edgeWidth: Double
    package var foot: Double

    package init(
        _ rect: Rect, radius: Double = 0, fill: Color, edge: Color? = nil, edgeWidth: Double = 0,
        foot: Double = 0
    ) {
        self.rect = rect
        self.radius = radius
        self.fill = fill
        self.edge = edge ?? fill
        self.edgeWidth = edge == nil ? 0 : edgeWidth
        self.foot = foot
    }

    /// The part in the fill's colour, inside the edge and above the foot.
    package var inner: Rect {
        Rect(
            x: rect.x + edgeWidth, y: rect.y + edgeWidth,
            width: rect.width - 2 * edgeWidth, height: rect.height - foot - 2 * edgeWidth)
    }
}
