import CDRM
import Linux

/// Scanout memory that the CPU writes: pixels and the framebuffer over them.
///
/// Its parts may go in any order: the kernel counts who uses what.
final class DumbBuffer {
    let framebuffer: Framebuffer
    let pixels: PixelBuffer
    private let mapping: Mapping

    init(_ size: PixelSize, on card: Card) throws(SystemError) {
        let memory = try DumbMemory(size, on: card)
        mapping = try memory.map()
        pixels = PixelBuffer(
            base: mapping.base, strideBytes: Int(memory.strideBytes), width: size.width,
            height: size.height)
        framebuffer = try Framebuffer(memory)
    }
}

/// The corresponding C functions are `drmModeCreateDumbBuffer` and
/// `drmModeDestroyDumbBuffer`.
private final class DumbMemory {
    let card: Card
    let size: PixelSize
    let handle: UInt32
    let strideBytes: UInt32
    let sizeBytes: UInt64

    init(_ size: PixelSize, on card: Card) throws(SystemError) {
        var handle: UInt32 = 0
        var strideBytes: UInt32 = 0
        var sizeBytes: UInt64 = 0
        try card.check("drmModeCreateDumbBuffer") {
            drmModeCreateDumbBuffer(
                $0, UInt32(size.width), UInt32(size.height), 32, 0, &handle, &strideBytes, &sizeBytes)
        }
        self.card = card
        self.size = size
        self.handle = handle
        self.strideBytes = strideBytes
        self.sizeBytes = sizeBytes
    }

    /// The corresponding C function is `drmModeMapDumbBuffer`.
    func map() throws(SystemError) -> Mapping {
        var offset: UInt64 = 0
        try card.check("drmModeMapDumbBuffer") { drmModeMapDumbBuffer($0, handle, &offset) }
        return try Mapping(
            card.descriptor, offsetBytes: Int(offset), sizeBytes: Int(sizeBytes), subject: card.path)
    }

    deinit {
        drmModeDestroyDumbBuffer(card.descriptor.rawValue, handle)
    }
}

/// What a controller can send: a format over scanout memory.
///
/// The corresponding C functions are `drmModeAddFB2` and `drmModeRmFB`.
final class Framebuffer: Identifiable {
    struct ID: Hashable, Sendable {
        let rawValue: UInt32
    }

    let id: ID
    private let memory: DumbMemory

    fileprivate init(_ memory: DumbMemory) throws(SystemError) {
        var id: UInt32 = 0
        let handles = [memory.handle, 0, 0, 0]
        let strides = [memory.strideBytes, 0, 0, 0]
        let offsets: [UInt32] = [0, 0, 0, 0]
        try memory.card.check("drmModeAddFB2") {
            drmModeAddFB2(
                $0, UInt32(memory.size.width), UInt32(memory.size.height), SHIM_DRM_FORMAT_XRGB8888,
                handles, strides, offsets, &id, 0)
        }
        self.id = ID(rawValue: id)
        self.memory = memory
    }

    deinit {
        drmModeRmFB(memory.card.descriptor.rawValue, id.rawValue)
    }
}
