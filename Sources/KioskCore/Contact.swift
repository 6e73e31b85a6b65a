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

    package init(id: Int, phase: Phase, at: PanelPoint) {
        self.id = id
        self.phase = phase
        self.at = at
    }
}
