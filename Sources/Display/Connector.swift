import CDRM
import Linux

/// A socket for a display, as it was when it was looked at.
package struct Connector: Identifiable {
    package struct ID: Hashable, Sendable {
        let rawValue: UInt32
    }

    package let id: ID
    /// As the kernel writes it below `/sys/class/drm`: `HDMI-A-1`, `Virtual-1`.
    package let name: String
    package let isConnected: Bool
    /// The display's own word (EDID), zero when it has none; often wrong.
    package let widthMillimetres: Int
    package let heightMillimetres: Int
    package let modes: [Mode]
    /// Bit `n` stands for the n-th controller of the card.
    let possibleCRTCs: UInt32

    /// The display's own mode, or the first it offers.
    package var preferredMode: Mode? {
        modes.first(where: \.isPreferred) ?? modes.first
    }

    /// Looks at a connector; the card may talk to the display, which takes up
    /// to a tenth of a second.
    ///
    /// The corresponding C function is `drmModeGetConnector`.
    init(_ id: ID, of card: Card) throws(SystemError) {
        let found = try card.get("drmModeGetConnector") { drmModeGetConnector($0, id.rawValue) }
        defer { drmModeFreeConnector(found) }
        self.id = id
        let type = drmModeGetConnectorTypeName(found.pointee.connector_type).map(String.init(cString:))
        name = "\(type ?? "Unknown")-\(found.pointee.connector_type_id)"
        isConnected = found.pointee.connection == DRM_MODE_CONNECTED
        widthMillimetres = Int(found.pointee.mmWidth)
        heightMillimetres = Int(found.pointee.mmHeight)
        let timings = UnsafeBufferPointer(
            start: found.pointee.modes, count: Int(found.pointee.count_modes))
        modes = timings.map(Mode.init)
        possibleCRTCs = drmModeConnectorGetPossibleCrtcs(card.descriptor.rawValue, found)
    }
}
