/// A shadow in normal memory and the two buffers that take turns on the screen.
///
/// Painting goes to the shadow, because reading scanout memory can be very
/// slow. Each buffer remembers what it missed: it was away for one frame, so a
/// frame's damage is copied twice, once to each buffer.
struct FlipChain {
    private let memory: PixelMemory
    private let buffers: [PixelBuffer]
    private var missing: [Damage]
    /// The buffer that the screen shows.
    private(set) var front = 0

    /// The buffer that is filled next.
    var back: Int { 1 - front }

    init(_ first: PixelBuffer, _ second: PixelBuffer) {
        precondition(first.size == second.size, "buffers of one screen have one size")
        memory = PixelMemory(first.size)
        buffers = [first, second]
        missing = [Damage([PixelRect(first.size)]), Damage([PixelRect(first.size)])]
    }

    /// What is painted to; the same memory for the chain's whole life.
    var shadow: PixelBuffer { memory.pixels }

    /// Brings the back buffer to the shadow's state.
    mutating func fillBack(damage: [PixelRect]) {
        for index in missing.indices { missing[index].add(damage, within: shadow.size) }
        for part in missing[back].parts { buffers[back].copy(part, from: shadow) }
        missing[back] = Damage()
    }

    /// The back buffer is on the screen now.
    mutating func flip() {
        front = back
    }
}
