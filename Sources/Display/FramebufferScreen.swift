import CDRM
import Linux

/// The glass behind a framebuffer: `/dev/fb0`, or a file that stands for one.
///
/// For boards whose display has no DRM driver. Painting is copied straight to what
/// is shown, so a flip is done at once. `deinit` leaves the last picture.
package final class FramebufferScreen: Screen {
    package let size: PixelSize
    package private(set) var isFlipPending = false

    private let target: FramebufferTarget
    private let memory: FramebufferMemory
    private let shadow: PixelMemory
    /// What an error kept from being copied.
    private var missing: Damage
    private let flips: Mailbox<ScreenEvent>

    package init(_ target: FramebufferTarget) throws(SystemError) {
        self.target = target
        memory = try FramebufferMemory(target)
        size = memory.layout.size
        shadow = PixelMemory(size)
        missing = Damage([PixelRect(size)])
        flips = try Mailbox(limit: 1)
    }

    package var descriptor: Descriptor { flips.descriptor }

    package func withShadow(_ body: (PixelBuffer) -> Void) {
        body(shadow.pixels)
    }

    package func present(damage: [PixelRect]) throws(SystemError) -> Handover {
        precondition(!isFlipPending, "one flip at a time")
        missing.add(damage, within: size)
        for part in missing.parts { memory.copy(part, from: shadow.pixels) }
        missing = Damage()
        isFlipPending = flips.post(.flipped(monotonicNanoseconds: Clock.monotonicNanoseconds()))
        return .accepted
    }

    package func drain() throws(SystemError) -> [ScreenEvent] {
        let events = flips.drain()
        if !events.isEmpty { isFlipPending = false }
        return events
    }

    /// A framebuffer has no owner to ask for.
    package func keepsTheGlass() throws(SystemError) -> Bool { true }

    package func fitsTheDisplay() throws(SystemError) -> Bool {
        try memory.layout == target.layout(of: memory.descriptor)
    }

    package func setPower(isOn: Bool) throws(SystemError) {
        guard case .device(let path) = target else { return }
        // Not every driver can; then the picture is black and lit.
        let level = isOn ? FB_BLANK_UNBLANK : FB_BLANK_POWERDOWN
        _ = try check("FBIOBLANK", path, expecting: EINVAL) {
            shim_fb_blank(memory.descriptor.rawValue, UInt(level))
        }
    }
}

/// The mapped pixels of a framebuffer.
private final class FramebufferMemory {
    let descriptor: Descriptor
    let layout: FramebufferLayout
    private let mapping: Mapping

    init(_ target: FramebufferTarget) throws(SystemError) {
        descriptor = try target.open()
        layout = try target.layout(of: descriptor)
        mapping = try Mapping(
            descriptor, offsetBytes: 0, sizeBytes: layout.sizeBytes, subject: target.path)
    }

    func copy(_ rect: PixelRect, from source: PixelBuffer) {
        layout.format.copy(
            rect, from: source, to: mapping.base + layout.firstByte, strideBytes: layout.strideBytes)
    }
}
