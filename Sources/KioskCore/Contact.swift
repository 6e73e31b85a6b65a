import Scenes
import Surveys

/// One finger at one moment, in panel pixels after rotation and calibration.
package struct Contact: Hashable, Sendable {
    package enum Phase: Hashable, Sendable {
        case down, moved, up
        /// The device went away or said that the contact was not meant.
        case cancelled
    }

    /// Distinguishes fingers; stable from `down` to `up` or `cancelled`.
    package var id: Int
    package var phase: Phase
    package var at: PanelPoint
    /// Where the device says it is, before calibration; nil where there is none.
    package var device: SharePoint?
    /// The longer axis of the contact; nil where the device does not tell it.
    package var size: Millimetres?
    /// The device itself calls it a palm.
    package var isCalledPalm: Bool

    package init(
        id: Int, phase: Phase, at: PanelPoint, device: SharePoint? = nil, size: Millimetres? = nil,
        isCalledPalm: Bool = false
    ) {
        self.id = id
        self.phase = phase
        self.at = at
        self.device = device
        self.size = size
        self.isCalledPalm = isCalledPalm
    }
}
