import Linux

/// What a screen says.
package enum ScreenEvent: Hashable, Sendable {
    /// The picture of the last ``Screen/present(damage:)`` is on the glass since
    /// this moment of CLOCK_MONOTONIC. Never pace by it: virtual cards flip at
    /// once.
    case flipped(monotonicNanoseconds: Int64)
}

/// What became of a picture that was to be shown.
package enum Handover: Hashable, Sendable {
    /// It is under way; `flipped` follows.
    case accepted
    /// The card is busy or somebody else's for now. Nothing is forgotten: present
    /// again after this time.
    case retryLater(after: Duration)
}

/// A picture in memory and the glass that shows it.
///
/// Paint into the shadow, present, wait for `flipped`, paint again. All calls
/// come from one thread. Whatever happens to the display, the screen either goes on
/// or is let go and opened anew: it is never repaired from outside.
package protocol Screen: AnyObject {
    /// As the panel's connector has it, before any rotation.
    var size: PixelSize { get }
    /// Readable when ``drain()`` has something to say; for the Poller.
    var descriptor: Descriptor { get }
    /// True from an accepted ``present(damage:)`` until ``drain()`` has given
    /// `flipped`.
    var isFlipPending: Bool { get }

    /// Lends the pixels to paint to: black at first, later as they were left.
    ///
    /// The memory stays in its place as long as the screen lives.
    func withShadow(_ body: (PixelBuffer) -> Void)

    /// Asks for the shadow's picture to be shown.
    ///
    /// `damage` is what was painted since the last call; what lies outside of
    /// the picture is left out. No flip may be pending. After an error the
    /// screen still shows the picture before; nothing of `damage` is forgotten.
    func present(damage: [PixelRect]) throws(SystemError) -> Handover

    /// Takes what happened since the last call, without waiting.
    func drain() throws(SystemError) -> [ScreenEvent]

    /// Whether the glass is still ours: nobody else shows something on it.
    ///
    /// Cheap: two system calls at most.
    func keepsTheGlass() throws(SystemError) -> Bool

    /// Whether opening anew would lead to this very display in this very mode.
    ///
    /// Slow, up to a tenth of a second for each connector: only after the kernel told
    /// of a change.
    func fitsTheDisplay() throws(SystemError) -> Bool

    /// Switches the panel on or off where it can be; a dark one keeps its picture.
    ///
    /// While it is off nothing may be presented.
    func setPower(isOn: Bool) throws(SystemError)
}
