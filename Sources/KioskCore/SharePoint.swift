import Scenes

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

extension Rotation {
    /// The place in the picture that is scanned out at `scanout`.
    package func picture(of scanout: SharePoint) -> SharePoint {
        SharePoint(picturePoint(of: scanout.point, width: 1, height: 1))
    }

    /// Where a place in the picture is scanned out.
    package func scanout(of picture: SharePoint) -> SharePoint {
        SharePoint(panelPoint(of: picture.point, width: 1, height: 1))
    }
}

extension SharePoint {
    fileprivate init(_ point: PanelPoint) {
        self.init(x: point.x, y: point.y)
    }

    fileprivate var point: PanelPoint { PanelPoint(x: x, y: y) }
}
