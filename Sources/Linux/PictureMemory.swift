import CLinux

/// Zeroed memory of this process for something large, as a picture is, in huge
/// pages where the kernel has them, and all of it there from the start: the first
/// stroke over a picture of four megabytes would else meet a thousand page faults.
/// Freed in `deinit`.
///
/// The corresponding C functions are `mmap` and `madvise` with `MADV_HUGEPAGE` and
/// `MADV_POPULATE_WRITE`, whose refusal costs only time.
package final class PictureMemory {
    package let base: UnsafeMutableRawPointer
    package let sizeBytes: Int
    private let mapped: UnsafeMutableRawPointer
    private let mappedBytes: Int

    private static let hugePage = 2 << 20

    /// - Precondition: there is memory; without it nothing can be shown at all.
    package init(sizeBytes: Int) {
        precondition(sizeBytes > 0, "a picture has pixels")
        // Whole huge pages, or the last is made of small ones; and as much more as it
        // takes to begin where a huge page may.
        let wholeBytes = (sizeBytes + Self.hugePage - 1) / Self.hugePage * Self.hugePage
        let mappedBytes = wholeBytes + Self.hugePage
        let mapped = mmap(nil, mappedBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let mapped, mapped != shim_map_failed() else { preconditionFailure("no memory for a picture") }
        let base = mapped.alignedUp(toMultipleOf: Self.hugePage)
        madvise(base, wholeBytes, MADV_HUGEPAGE)
        madvise(base, sizeBytes, MADV_POPULATE_WRITE)
        (self.mapped, self.mappedBytes) = (mapped, mappedBytes)
        (self.base, self.sizeBytes) = (base, sizeBytes)
    }

    deinit {
        munmap(mapped, mappedBytes)
    }
}
