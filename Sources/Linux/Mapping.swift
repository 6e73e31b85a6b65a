import CLinux

/// Memory shared with a device, unmapped in `deinit`.
///
/// The corresponding C functions are `mmap` and `munmap`.
package final class Mapping {
    package let base: UnsafeMutableRawPointer
    private let sizeBytes: Int

    /// Maps a part of what `descriptor` stands for, to read and to write.
    package init(
        _ descriptor: Descriptor, offsetBytes: Int, sizeBytes: Int, subject: String
    ) throws(SystemError) {
        let failed = shim_map_failed()
        var base = failed
        try check("mmap", subject) {
            base = mmap(
                nil, sizeBytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor.rawValue, offsetBytes)
            return base == failed ? -1 : 0
        }
        self.base = base!
        self.sizeBytes = sizeBytes
    }

    deinit {
        munmap(base, sizeBytes)
    }
}
