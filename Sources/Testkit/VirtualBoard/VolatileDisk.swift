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
    }

    enum Entry {
        /// A write; `isDurable` when it was acknowledged from the medium (FUA).
        case write(offset: Int, bytes: [UInt8], isDurable: Bool)
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
        let entries = lock.withLock { Array(log.prefix(length)) }
        var random = SplitMix(seed: seed)
        var image = base
        var pending: [(offset: Int, bytes: ArraySlice<UInt8>)] = []
        func put(_ write: (offset: Int, bytes: ArraySlice<UInt8>)) {
            image.replaceSubrange(write.offset..<write.offset + write.bytes.count, with: write.bytes)
        }
        for entry in entries {
            switch entry {
            case .write(let offset, let bytes, isDurable: true): put((offset, bytes[...]))
            case .write(let offset, let bytes, isDurable: false): pending.append((offset, bytes[...]))
            case .flush:
                pending.forEach(put)
                pending.removeAll()
            }
        }
        switch policy {
        case .drop: break
        case .all: pending.forEach(put)
        case .prefix: pending.prefix(Int.random(in: 0...pending.count, using: &random)).forEach(put)
        case .torn:
            for write in pending {
                for start in stride(from: 0, to: write.bytes.count, by: Self.sectorBytes)
                where Bool.random(using: &random) {
                    put((write.offset + start, write.bytes.dropFirst(start).prefix(Self.sectorBytes)))
                }
            }
        }
        return image
    }

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
            log.append(.write(offset: offset, bytes: bytes, isDurable: isDurable && !lies))
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
