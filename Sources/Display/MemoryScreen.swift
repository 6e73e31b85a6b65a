import Linux

/// A screen without glass; its flips are done at the next ``drain()``.
package final class MemoryScreen: Screen {
    package let size: PixelSize
    package private(set) var isFlipPending = false

    private let buffers: [PixelMemory]
    private var chain: FlipChain
    private let flips: Mailbox<ScreenEvent>
    private let now: () -> Int64

    /// - Parameter now: what stamps the flips, in nanoseconds.
    package init(
        _ size: PixelSize, now: @escaping () -> Int64 = Clock.monotonicNanoseconds
    ) throws(SystemError) {
        self.size = size
        self.now = now
        buffers = [PixelMemory(size), PixelMemory(size)]
        chain = FlipChain(buffers[0].pixels, buffers[1].pixels)
        flips = try Mailbox(limit: 1)
    }

    package var descriptor: Descriptor { flips.descriptor }

    package func withShadow(_ body: (PixelBuffer) -> Void) {
        body(chain.shadow)
    }

    package func present(damage: [PixelRect]) throws(SystemError) -> Handover {
        precondition(!isFlipPending, "one flip at a time")
        chain.fillBack(damage: damage)
        isFlipPending = flips.post(.flipped(monotonicNanoseconds: now()))
        return .accepted
    }

    package func drain() throws(SystemError) -> [ScreenEvent] {
        let events = flips.drain()
        if !events.isEmpty {
            chain.flip()
            isFlipPending = false
        }
        return events
    }

    package func keepsTheGlass() throws(SystemError) -> Bool { true }

    package func fitsTheDisplay() throws(SystemError) -> Bool { true }

    package func setPower(isOn: Bool) throws(SystemError) {}

    /// The bytes on the glass: four a pixel (blue, green, red, unused on a
    /// little-endian machine), rows without a gap.
    package func snapshot() -> [UInt8] {
        let front = buffers[chain.front].pixels
        return Array(UnsafeRawBufferPointer(start: front.base, count: front.strideBytes * front.height))
    }
}
