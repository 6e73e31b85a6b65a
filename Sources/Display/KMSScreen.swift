import CDRM
import Linux

/// There is no display to show a picture on; try again after a uevent of `drm`.
package struct DisplayUnavailable: Error, CustomStringConvertible {
    /// Why not, card by card.
    package var reasons: [String]

    package var description: String {
        let none = "no card in /dev/dri; see in `dmesg` why no driver took the display"
        return "no display: " + (reasons.isEmpty ? none : reasons.joined(separator: "; "))
    }
}

/// The glass behind a card and a connector, by KMS dumb buffers.
///
/// The first picture sets the mode, every other is a page flip. `deinit` waits
/// for a pending flip and puts back what was shown before.
package final class KMSScreen: Screen {
    /// `deinit` gives a display this long to finish a flip.
    private static let lastFlip = Duration.milliseconds(200)

    package let size: PixelSize
    package let mode: Mode
    package let connectorName: String
    package private(set) var isFlipPending = false

    private let card: Card
    private let connector: Connector.ID
    private let crtc: CRTC
    private let saved: SavedCRTC
    private let buffers: [DumbBuffer]
    private var chain: FlipChain
    private var isModeSet = false
    private var events: [ScreenEvent] = []

    /// Opens the first card that has a connected display.
    ///
    /// - Parameter connector: the only one to use, as ``Connector/name`` writes
    ///   it; nil takes the first that is connected.
    /// - Throws: ``DisplayUnavailable`` with each card's reason.
    package static func open(connector: String? = nil) throws(DisplayUnavailable) -> KMSScreen {
        var reasons: [String] = []
        for path in deviceNodes("card", in: "/dev/dri") {
            do throws(SystemError) {
                let card = try Card(path)
                let connectors = try card.connectors()
                guard card.hasDumbBuffers else {
                    reasons.append("\(path) has no dumb buffers")
                    continue
                }
                if let found = connectors.first(where: { $0.canShow(on: connector) }) {
                    return try KMSScreen(card, found)
                }
                let names = connectors.map(\.name).joined(separator: ", ")
                reasons.append("\(path): \(connector ?? "nothing") is connected (has \(names))")
            } catch {
                reasons.append("\(error)")
            }
        }
        throw DisplayUnavailable(reasons: reasons)
    }

    private init(_ card: Card, _ connector: Connector) throws(SystemError) {
        guard let mode = connector.preferredMode, let crtc = try card.crtc(for: connector) else {
            throw SystemError(call: "drmModeGetResources", subject: connector.name, code: ENODEV)
        }
        try card.becomeMaster()
        self.card = card
        self.connector = connector.id
        self.crtc = crtc
        self.mode = mode
        connectorName = connector.name
        size = mode.size
        saved = SavedCRTC(crtc, connector: connector.id, of: card)
        buffers = [try DumbBuffer(size, on: card), try DumbBuffer(size, on: card)]
        chain = FlipChain(buffers[0].pixels, buffers[1].pixels)
    }

    deinit {
        // A controller with a pending flip refuses the old picture (EBUSY).
        guard isFlipPending, let poller = try? Poller() else { return }
        try? poller.add(descriptor, tag: 0)
        _ = try? poller.wait(timeout: Self.lastFlip)
        _ = try? drain()
    }

    package var descriptor: Descriptor { card.descriptor }

    package func withShadow(_ body: (PixelBuffer) -> Void) {
        body(chain.shadow)
    }

    package func present(damage: [PixelRect]) throws(SystemError) {
        precondition(!isFlipPending, "one flip at a time")
        chain.fillBack(damage: damage)
        let next = buffers[chain.back].framebuffer
        if !isModeSet {
            try crtc.show(next, on: connector, mode: mode, of: card)
            isModeSet = true
        }
        // After setting the mode, too: that gives no event, a flip to the
        // picture that already shows does.
        try crtc.flip(to: next, context: Unmanaged.passUnretained(self).toOpaque(), of: card)
        isFlipPending = true
    }

    package func drain() throws(SystemError) -> [ScreenEvent] {
        var context = drmEventContext()
        context.version = 2
        context.page_flip_handler = { _, _, seconds, microseconds, screen in
            guard let screen else { return }
            Unmanaged<KMSScreen>.fromOpaque(screen).takeUnretainedValue()
                .flipped(nanoseconds: Int64(seconds) * 1_000_000_000 + Int64(microseconds) * 1000)
        }
        // Once: it takes all that is there, and there is at most one flip.
        _ = try check("drmHandleEvent", card.path, expecting: EAGAIN) {
            drmHandleEvent(descriptor.rawValue, &context)
        }
        defer { events = [] }
        return events
    }

    /// Looks whether the display is still there and takes the mode.
    ///
    /// Slow (see ``Connector``): only after a uevent. When it is false, let the
    /// screen go and ``open(connector:)`` again.
    package func isConnected() throws(SystemError) -> Bool {
        let now = try Connector(connector, of: card)
        return now.isConnected && now.modes.contains { $0.size == size }
    }

    private func flipped(nanoseconds: Int64) {
        chain.flip()
        isFlipPending = false
        events.append(.flipped(monotonicNanoseconds: nanoseconds))
    }
}

extension Connector {
    fileprivate func canShow(on wanted: String?) -> Bool {
        isConnected && preferredMode != nil && (wanted == nil || wanted == name)
    }
}
