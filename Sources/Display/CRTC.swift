import CDRM
import Linux

/// A controller that sends one framebuffer to a display.
struct CRTC: Identifiable {
    struct ID: Hashable, Sendable {
        let rawValue: UInt32
    }

    let id: ID

    /// Starts sending `framebuffer` to `connector`; the display may blink.
    ///
    /// The corresponding C function is `drmModeSetCrtc`.
    func show(
        _ framebuffer: Framebuffer, on connector: Connector.ID, mode: Mode, of card: Card
    ) throws(SystemError) {
        var connectors = [connector.rawValue]
        var timing = mode.timing
        try card.check("drmModeSetCrtc") {
            drmModeSetCrtc($0, id.rawValue, framebuffer.id.rawValue, 0, 0, &connectors, 1, &timing)
        }
    }

    /// Asks for `framebuffer` at the next vertical blank, and for an event with
    /// `number` once it shows.
    ///
    /// The corresponding C function is `drmModePageFlip`.
    func flip(to framebuffer: Framebuffer, number: UInt64, of card: Card) throws(SystemError) {
        try card.check("drmModePageFlip") {
            drmModePageFlip(
                $0, id.rawValue, framebuffer.id.rawValue, UInt32(DRM_MODE_PAGE_FLIP_EVENT),
                UnsafeMutableRawPointer(bitPattern: UInt(number)))
        }
    }

    /// Whether this controller sends one of `framebuffers` now.
    ///
    /// The corresponding C function is `drmModeGetCrtc`.
    func shows(oneOf framebuffers: [Framebuffer], of card: Card) throws(SystemError) -> Bool {
        let now = try card.get("drmModeGetCrtc") { drmModeGetCrtc($0, id.rawValue) }
        defer { drmModeFreeCrtc(now) }
        return now.pointee.mode_valid != 0
            && framebuffers.contains { $0.id.rawValue == now.pointee.buffer_id }
    }
}
