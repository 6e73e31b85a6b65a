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
    /// `context` once it shows.
    ///
    /// The corresponding C function is `drmModePageFlip`.
    func flip(
        to framebuffer: Framebuffer, context: UnsafeMutableRawPointer, of card: Card
    ) throws(SystemError) {
        try card.check("drmModePageFlip") {
            drmModePageFlip(
                $0, id.rawValue, framebuffer.id.rawValue, UInt32(DRM_MODE_PAGE_FLIP_EVENT), context)
        }
    }
}

/// What a controller showed when we came, put back in `deinit`.
final class SavedCRTC {
    private let card: Card
    private let connector: Connector.ID
    private let saved: drmModeCrtcPtr?

    init(_ crtc: CRTC, connector: Connector.ID, of card: Card) {
        self.card = card
        self.connector = connector
        saved = drmModeGetCrtc(card.descriptor.rawValue, crtc.id.rawValue)
    }

    deinit {
        guard let saved else { return }
        if saved.pointee.buffer_id != 0 {
            var connectors = [connector.rawValue]
            // The picture before may be gone with its owner; then the card
            // stays dark, which is no reason to fail.
            _ = drmModeSetCrtc(
                card.descriptor.rawValue, saved.pointee.crtc_id, saved.pointee.buffer_id,
                saved.pointee.x, saved.pointee.y, &connectors, 1, &saved.pointee.mode)
        }
        drmModeFreeCrtc(saved)
    }
}
