import Scenes
import Surveys

/// What a calibration is made against.
package struct CalibrationRequest: Hashable, Sendable {
    package var panel: Panel
    package var rotation: Rotation
    /// What the new one has to be better than.
    package var standing: Calibration

    package init(panel: Panel, rotation: Rotation, standing: Calibration) {
        self.panel = panel
        self.rotation = rotation
        self.standing = standing
    }
}

/// Nine crosses, one after the other, each touched once by a technician.
struct Calibrating: Hashable, Sendable {
    /// Without a touch for this long it is given up.
    static let patience = Duration.seconds(60)
    /// In the order shown, as shares of the picture: near the corners, where an
    /// error is largest, and as far from the edges as a finger needs.
    static let crosses = [0.1, 0.5, 0.9].flatMap { y in [0.1, 0.5, 0.9].map { SharePoint(x: $0, y: y) } }

    let request: CalibrationRequest
    private(set) var deadline: Instant
    private var pairs: [CalibrationPair] = []
    /// Where the finger that is down came down.
    private var origin: PanelPoint?

    init(_ request: CalibrationRequest, at now: Instant) {
        self.request = request
        deadline = now + Self.patience
    }

    var screen: CalibrationScreen {
        CalibrationScreen(index: pairs.count, count: Self.crosses.count, cross: Self.crosses[pairs.count])
    }

    /// The whole glass is one key: by the calibration that stands the finger may
    /// seem to be anywhere.
    static let everywhere = HitMap([
        HitMap.Region(
            target: Target(rawValue: "glass"), rect: Rect(x: -1e6, y: -1e6, width: 2e6, height: 2e6))
    ])

    /// A finger came down.
    mutating func pressed(at point: PanelPoint, at now: Instant) {
        origin = point
        deadline = now + Self.patience
    }

    /// A finger was lifted; returns whether that was the last cross. A finger that
    /// slid does not count.
    mutating func lifted(_ contact: Contact, driftPixels: Double) -> Bool {
        guard let device = contact.device, let origin else { return false }
        let (x, y) = (contact.at.x - origin.x, contact.at.y - origin.y)
        guard x * x + y * y <= driftPixels * driftPixels else { return false }
        let cross = request.rotation.scanout(of: Self.crosses[pairs.count])
        pairs.append(CalibrationPair(device: device, scanout: cross))
        return pairs.count == Self.crosses.count
    }

    func fit() throws(CalibrationRefusal) -> CalibrationFit {
        let (width, height) = (request.panel.width, request.panel.height)
        return try Calibration.fit(
            pairs, standing: request.standing,
            size: request.rotation.swapsSides ? (height, width) : (width, height))
    }
}

extension Terminal {
    /// Begins unless somebody is in the middle of a visit.
    mutating func beginCalibrating(_ request: CalibrationRequest, at now: Instant) -> [Effect] {
        switch phase {
        case .attract:
            phase = .calibrating(Calibrating(request, at: now))
            isDark = false
            return []
        case .calibrating: return [.refuseCalibration(.calibratingAlready)]
        case .visiting, .closing, .thanks, .removed: return [.refuseCalibration(.visitUnderWay)]
        }
    }

    /// The technician went away.
    mutating func stopCalibrating() {
        if case .calibrating = phase { rest() }
    }

    mutating func touched(_ contact: Contact, calibrating: Calibrating, at now: Instant) -> [Effect] {
        var calibrating = calibrating
        switch tap.handle(contact, over: Calibrating.everywhere, at: now) {
        case .pressed: calibrating.pressed(at: contact.at, at: now)
        case .chosen:
            guard calibrating.lifted(contact, driftPixels: tap.driftPixels) else { break }
            rest()
            do throws(CalibrationRefusal) {
                return [.keepCalibration(try calibrating.fit())]
            } catch {
                return [.refuseCalibration(error)]
            }
        case .released, nil: break
        }
        phase = .calibrating(calibrating)
        return []
    }
}
