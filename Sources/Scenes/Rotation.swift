/// How far the picture is turned on its panel, in degrees clockwise.
///
/// The panel is as its connector has it. At ``quarter`` the top of the picture
/// lies along the panel's right side, so the panel hangs with that side up.
///
/// `width` and `height` below are always the picture's, upright as people see it;
/// with both of 1 the functions turn shares of the glass.
package enum Rotation: Int, Hashable, Sendable, Codable, CaseIterable {
    case none = 0
    case quarter = 90
    case half = 180
    case threeQuarters = 270

    /// Whether a wide picture needs a tall panel.
    package var swapsSides: Bool { self == .quarter || self == .threeQuarters }

    /// Where a point of the picture lies on the panel.
    package func panelPoint(of point: PanelPoint, width: Double, height: Double) -> PanelPoint {
        switch self {
        case .none: point
        case .quarter: PanelPoint(x: height - point.y, y: point.x)
        case .half: PanelPoint(x: width - point.x, y: height - point.y)
        case .threeQuarters: PanelPoint(x: point.y, y: width - point.x)
        }
    }

    /// Which point of the picture lies at a point of the panel.
    package func picturePoint(of point: PanelPoint, width: Double, height: Double) -> PanelPoint {
        switch self {
        case .none: point
        case .quarter: PanelPoint(x: point.y, y: height - point.x)
        case .half: PanelPoint(x: width - point.x, y: height - point.y)
        case .threeQuarters: PanelPoint(x: width - point.y, y: point.x)
        }
    }

    /// What a rectangle of the picture covers on the panel.
    package func panelRect(of rect: Rect, width: Double, height: Double) -> Rect {
        turned(rect) { panelPoint(of: $0, width: width, height: height) }
    }

    /// What a rectangle of the panel covers of the picture.
    package func pictureRect(of rect: Rect, width: Double, height: Double) -> Rect {
        turned(rect) { picturePoint(of: $0, width: width, height: height) }
    }

    private func turned(_ rect: Rect, _ turn: (PanelPoint) -> PanelPoint) -> Rect {
        let one = turn(PanelPoint(x: rect.x, y: rect.y))
        let other = turn(PanelPoint(x: rect.maxX, y: rect.maxY))
        return Rect(
            x: min(one.x, other.x), y: min(one.y, other.y), width: abs(one.x - other.x),
            height: abs(one.y - other.y))
    }
}

extension Panel {
    /// The glass with a picture turned by `rotation`, from the panel as its
    /// connector has it; and back.
    package func turned(by rotation: Rotation) -> Panel {
        guard rotation.swapsSides else { return self }
        return Panel(
            widthPixels: heightPixels, heightPixels: widthPixels, width: height, height: width,
            distance: distance)
    }
}
