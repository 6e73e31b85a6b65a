import Foundation
import Linux

/// A disk with a volatile write cache, for power cuts at any moment of a run.
///
/// QEMU writes to it over a socket (NBD); every write and flush is logged, so the
/// image that a cut leaves behind can be made afterwards, for any place in the log
/// and as often as wanted, without booting again. https://github.com/NetworkBlockDevice/nbd
package final class VolatileDisk: @unchecked Sendable {
    /// What of the unflushed writes a power cut leaves on the disk.
    package enum Policy: String, CaseIterable, Sendable {
        /// Nothing: only what was flushed.
        case drop
        /// The first of them, up to a random one.
        case prefix
        /// A random half, each torn into sectors.
        case torn
        /// Everything, as an ideal disk would.
        case all

        /// Which writes of those that were not flushed are on the medium.
        func remains(of pending: [Write], _ random: inout SplitMix) -> [Write] {
            switch self {
            case .drop: return []
            case .all: return pending
            case .prefix: return Array(pending.prefix(Int.random(in: 0...pending.count, using: &random)))
            case .torn:
                return pending.flatMap { write in
                    stride(from: 0, to: write.bytes.count, by: sectorBytes).compactMap { start in
                        guard Bool.random(using: &random) else { return nil }
                        return Write(
                            offset: write.offset + start,
                            bytes: write.bytes.dropFirst(start).prefix(sectorBytes))
                    }
                }
            }
        }
    }

    struct Write {
        var offset: Int
        var bytes: ArraySlice<UInt8>
        var end: Int { offset + bytes.count }

        func put(into image: inout [UInt8]) {
            image.replaceSubrange(offset..<end, with: bytes)
        }
    }

    enum Entry {
        /// A write; `isDurable` when it was acknowledged from the medium (FUA).
        case write(Write, isDurable: Bool)
        case flush
    }

    static let sectorBytes = 512

    package let socketPath: String
    private let listener: LocalListener
    private let base: [UInt8]
    private let lock = NSCondition()
    // Under `lock`:
    private var content: [UInt8]
    private var log: [Entry] = []
    private var lies = false
    private var failure: Int32?
    private var hangs = false

    /// Serves `image` at a new socket for as long as this value lives.
    package init(image: [UInt8]) throws(SystemError) {
        base = image
        content = image
        socketPath = "/tmp/disk.\(UUID().uuidString)"
        listener = try LocalListener(at: socketPath, mode: 0o600)
        _ = listener.descriptor.blocking()
        Thread { [weak self, socketPath, listener] in
            while let connection = try? listener.accept()?.blocking(), self != nil {
                Thread { [weak self] in try? NBDConnection(connection, socketPath).serve(self) }.start()
            }
        }.start()
    }

    deinit {
        // The thread that waits for the next client holds the listener.
        listener.stop()
        unlink(socketPath)
    }

    /// Whether flushes are acknowledged without being done: the control that
    /// every test of power cuts needs.
    package var isLying: Bool {
        get { lock.withLock { lies } }
        set { lock.withLock { lies = newValue } }
    }

    /// Makes every write and flush fail with an `errno`; nil: no longer.
    package var failureCode: Int32? {
        get { lock.withLock { failure } }
        set { lock.withLock { failure = newValue } }
    }

    /// Keeps every write and flush waiting for as long as it is true, as a disk does
    /// that mends its sectors.
    package var isHanging: Bool {
        get { lock.withLock { hangs } }
        set {
            lock.withLock {
                hangs = newValue
                lock.broadcast()
            }
        }
    }

    /// How many writes and flushes have been logged: a place to cut at.
    package var logLength: Int { lock.withLock { log.count } }

    /// How many flushes have been done.
    package var flushes: Int {
        lock.withLock {
            log.count { if case .flush = $0 { true } else { false } }
        }
    }

    /// The disk as a power cut after `length` entries of the log leaves it.
    package func image(cutAfter length: Int, _ policy: Policy, seed: UInt64) -> [UInt8] {
        var image = base
        var pending: [Write] = []
        for entry in recording.log.prefix(length) {
            switch entry {
            case .write(let write, isDurable: true): write.put(into: &image)
            case .write(let write, isDurable: false): pending.append(write)
            case .flush:
                for write in pending { write.put(into: &image) }
                pending.removeAll()
            }
        }
        var random = SplitMix(seed: seed)
        for write in policy.remains(of: pending, &random) { write.put(into: &image) }
        return image
    }

    /// What it was at first, and what was written since.
    var recording: (base: [UInt8], log: [Entry]) { (base, lock.withLock { log }) }

    // -- what the connection asks ------------------------------------------------

    var size: Int { base.count }

    func read(_ offset: Int, _ count: Int) -> [UInt8] {
        lock.withLock { Array(content[offset..<offset + count]) }
    }

    /// - Returns: the `errno` that the guest sees, 0 for none.
    func write(_ bytes: [UInt8], at offset: Int, isDurable: Bool) -> Int32 {
        lock.withLock {
            while hangs { lock.wait() }
            if let failure { return failure }
            content.replaceSubrange(offset..<offset + bytes.count, with: bytes)
            log.append(.write(Write(offset: offset, bytes: bytes[...]), isDurable: isDurable && !lies))
            return 0
        }
    }

    /// - Returns: the `errno` that the guest sees, 0 for none.
    func flush() -> Int32 {
        lock.withLock {
            while hangs { lock.wait() }
            if let failure { return failure }
            if !lies { log.append(.flush) }
            return 0
        }
    }
}
