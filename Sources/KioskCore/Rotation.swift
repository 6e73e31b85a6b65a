/// A place as shares of a width and a height: 0…1 from left to right and from top
/// to bottom.
package struct SharePoint: Hashable, Sendable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// How far the picture is turned clockwise on what the card scans out: at
/// ``quarter`` the top of the picture lies at the scanout's right.
package enum Rotation: Int, Hashable, Sendable, CaseIterable {
    case none = 0
    case quarter = 90
    case half = 180
    case threeQuarters = 270

    /// The place in the picture that is scanned out at `scanout`.
    package func picture(of scanout: SharePoint) -> SharePoint {
        switch self {
        case .none: scanout
        case .quarter: SharePoint(x: scanout.y, y: 1 - scanout.x)
        case .half: SharePoint(x: 1 - scanout.x, y: 1 - scanout.y)
        case .threeQuarters: SharePoint(x: 1 - scanout.y, y: scanout.x)
        }
    }

    /// Where a place in the picture is scanned out.
    package func scanout(of picture: SharePoint) -> SharePoint {
        switch self {
        case .none: picture
        case .quarter: SharePoint(x: 1 - picture.y, y: picture.x)
        case .half: SharePoint(x: 1 - picture.x, y: 1 - picture.y)
        case .threeQuarters: SharePoint(x: picture.y, y: 1 - picture.x)
        }
    }

    /// Whether width and height change places.
    package var swapsSides: Bool { self == .quarter || self == .threeQuarters }
}
