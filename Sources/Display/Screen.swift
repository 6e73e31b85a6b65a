import Linux

/// What a screen says.
package enum ScreenEvent: Hashable, Sendable {
    /// The picture of the last ``Screen/present(damage:)`` is on the glass since
    /// this moment of CLOCK_MONOTONIC. Never pace by it: virtual cards flip at
    /// once.
    case flipped(monotonicNanoseconds: Int64)
}

/// A picture in memory and the glass that shows it.
///
/// Paint into the shadow, present, wait for `flipped`, paint again. All calls
/// come from one thread.
package protocol Screen: AnyObject {
    var size: PixelSize { get }
    /// Readable when ``drain()`` has something to say; for the Poller.
    var descriptor: Descriptor { get }
    /// True from ``present(damage:)`` until ``drain()`` has given `flipped`.
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
    func present(damage: [PixelRect]) throws(SystemError)

    /// Takes what happened since the last call, without waiting.
    func drain() throws(SystemError) -> [ScreenEvent]
}
