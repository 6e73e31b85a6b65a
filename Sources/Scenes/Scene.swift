/// A whole picture as a value: what to paint, in order, what can be pressed, and
/// what each key is called aloud.
///
/// Equal scenes are equal pictures. Painting a scene only inside
/// ``damage(from:)`` of what is on the glass gives the same pixels as painting
/// all of it.
package struct Scene: Equatable, Sendable {
    package var widthPixels: Int
    package var heightPixels: Int
    package var background: Color
    /// Painted first to last.
    package var elements: [Element]
    /// Regions in reading order.
    package var hitMap: HitMap
    /// What a voice says for each region.
    package var labels: [Target: String]
    /// What a voice says before any region: what the screen is about.
    package var heading: [String] = []

    package init(
        widthPixels: Int, heightPixels: Int, background: Color, elements: [Element] = [],
        hitMap: HitMap = HitMap(), labels: [Target: String] = [:]
    ) {
        self.widthPixels = widthPixels
        self.heightPixels = heightPixels
        self.background = background
        self.elements = elements
        self.hitMap = hitMap
        self.labels = labels
    }

    /// The screen as it is read aloud, from its question to its last key.
    package var readAloud: [String] { heading + hitMap.regions.compactMap { labels[$0.target] } }

    /// The whole panel.
    package var bounds: Rect {
        Rect(x: 0, y: 0, width: Double(widthPixels), height: Double(heightPixels))
    }
}
