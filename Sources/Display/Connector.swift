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
        modes = timings.map { Mode($0) }
        possibleCRTCs = drmModeConnectorGetPossibleCrtcs(card.descriptor.rawValue, found)
    }
}

// Power, by the connector's property DPMS (display power management signalling).
extension Connector.ID {
    private static let propertyName = "DPMS"

    /// Switches the display behind this connector on or off; nothing where the card
    /// has no say in it.
    ///
    /// The corresponding C function is `drmModeConnectorSetProperty`.
    func setPower(isOn: Bool, of card: Card) throws(SystemError) {
        guard let property = try powerProperty(of: card) else { return }
        let value = isOn ? DRM_MODE_DPMS_ON : DRM_MODE_DPMS_OFF
        try card.check("drmModeConnectorSetProperty") {
            drmModeConnectorSetProperty($0, rawValue, property, UInt64(value))
        }
    }

    private func powerProperty(of card: Card) throws(SystemError) -> UInt32? {
        // As the kernel knows it: asking the display itself would take long.
        let found = try card.get("drmModeGetConnectorCurrent") { drmModeGetConnectorCurrent($0, rawValue) }
        defer { drmModeFreeConnector(found) }
        let ids = UnsafeBufferPointer(start: found.pointee.props, count: Int(found.pointee.count_props))
        return ids.first { id in
            guard let property = drmModeGetProperty(card.descriptor.rawValue, id) else { return false }
            defer { drmModeFreeProperty(property) }
            return withUnsafeBytes(of: property.pointee.name) { name in
                name.prefix { $0 != 0 }.elementsEqual(Self.propertyName.utf8)
            }
        }
    }
}
