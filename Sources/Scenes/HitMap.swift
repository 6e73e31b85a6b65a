/// The name of something that can be pressed, such as `scale.7` or `next`.
package struct Target: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }
}

/// What can be pressed on a scene, and where.
///
/// Regions never overlap; reading order is the order of ``regions``.
package struct HitMap: Hashable, Sendable {
    package struct Region: Hashable, Sendable {
        package var target: Target
        package var rect: Rect

        package init(target: Target, rect: Rect) {
            self.target = target
            self.rect = rect
        }
    }

    package var regions: [Region]

    package init(_ regions: [Region] = []) {
        self.regions = regions
    }

    /// What a finger that comes down at `point` presses.
    package func target(at point: PanelPoint) -> Target? {
        regions.first { $0.rect.contains(point) }?.target
    }

    package func rect(of target: Target) -> Rect? {
        regions.first { $0.target == target }?.rect
    }
}
