import CDRM
import Linux

/// The glass behind a card and a connector, by KMS dumb buffers.
///
/// The first picture sets the mode, every other is a page flip. `deinit` waits
/// for a pending flip and leaves the display to the kernel.
package final class KMSScreen: Screen {
    /// `deinit` gives a display this long to finish a flip.
    private static let lastFlip = Duration.milliseconds(200)
    /// How soon a card that was busy, or somebody else's, is asked again.
    private static let retry = Duration.milliseconds(250)

    package let mode: Mode
    package let connectorName: String

    private let wish: DisplayWish
    private let card: Card
    private let connector: Connector.ID
    private let crtc: CRTC
    private let buffers: [DumbBuffer]
    private var chain: FlipChain
    private var flip = AwaitedFlip()
    private var isModeSet = false

    /// Opens the display that `wish` asks for, or the first that can be used.
    ///
    /// - Throws: ``DisplayUnavailable`` with each card's reason.
    package static func open(_ wish: DisplayWish = DisplayWish()) throws(DisplayUnavailable) -> KMSScreen {
        var search = DisplaySearch()
        for path in deviceNodes("card", in: "/dev/dri") { search.look(at: path) }
        for found in wish.order(search.displays) {
            do throws(SystemError) {
                return try KMSScreen(found.1, found.connector, wish)
            } catch {
                search.note(error)
            }
        }
        throw search.unavailable
    }

    private init(_ card: Card, _ connector: Connector, _ wish: DisplayWish) throws(SystemError) {
        guard let mode = wish.mode(among: connector.modes), let crtc = try card.crtc(for: connector) else {
            throw SystemError(call: "drmModeGetResources", subject: connector.name, code: ENODEV)
        }
        try card.becomeMaster()
        self.wish = wish
        self.card = card
        self.connector = connector.id
        self.crtc = crtc
        self.mode = mode
        connectorName = connector.name
        buffers = [try DumbBuffer(mode.size, on: card), try DumbBuffer(mode.size, on: card)]
        chain = FlipChain(buffers[0].pixels, buffers[1].pixels)
    }

    deinit {
        guard isFlipPending, card.isMaster, let poller = try? Poller() else { return }
        try? poller.add(descriptor, tag: 0)
        _ = try? poller.wait(timeout: Self.lastFlip)
    }

    package var size: PixelSize { mode.size }
    package var descriptor: Descriptor { card.descriptor }
    package var isFlipPending: Bool { flip.isPending }

    package func withShadow(_ body: (PixelBuffer) -> Void) {
        body(chain.shadow)
    }

    package func present(damage: [PixelRect]) throws(SystemError) -> Handover {
        precondition(!isFlipPending, "one flip at a time")
        chain.fillBack(damage: damage)
        let next = buffers[chain.back].framebuffer
        do throws(SystemError) {
            if !isModeSet {
                try crtc.show(next, on: connector, mode: mode, of: card)
                isModeSet = true
            }
            // After setting the mode, too: that gives no event, a flip to the
            // picture that already shows does.
            try crtc.flip(to: next, number: flip.next, of: card)
        } catch {
            // A flip of somebody else's is under way, or the card is not ours now.
            guard [EBUSY, EACCES, EPERM].contains(error.code) else { throw error }
            return .retryLater(after: Self.retry)
        }
        flip.asked()
        return .accepted
    }

    package func drain() throws(SystemError) -> [ScreenEvent] {
        let bytes = try descriptor.read(upTo: 1024, subject: card.path) ?? []
        return FlipEvent.events(in: bytes).compactMap { event in
            guard flip.isDone(by: event) else { return nil }
            chain.flip()
            return .flipped(monotonicNanoseconds: event.nanoseconds)
        }
    }

    package func keepsTheGlass() throws(SystemError) -> Bool {
        guard card.isMaster else { return false }
        if !isModeSet { return true }
        return try crtc.shows(oneOf: buffers.map(\.framebuffer), of: card)
    }

    package func fitsTheDisplay() throws(SystemError) -> Bool {
        var search = DisplaySearch()
        for path in deviceNodes("card", in: "/dev/dri") {
            if path == card.path {
                try search.look(at: card)
            } else {
                search.look(at: path)
            }
        }
        guard let best = wish.order(search.displays).first, best.1 === card, best.connector.id == connector,
            let bestMode = wish.mode(among: best.connector.modes)
        else { return false }
        return bestMode.description == mode.description
    }

    package func setPower(isOn: Bool) throws(SystemError) {
        try connector.setPower(isOn: isOn, of: card)
    }
}
