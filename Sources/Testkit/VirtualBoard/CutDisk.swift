import Foundation

/// What power cuts leave of one ``VolatileDisk``, from one place in its log to the
/// next: a thousand of them cost little more than the log's length.
package struct CutDisk {
    private static let blockBytes = 4096

    private let log: [VolatileDisk.Entry]
    /// What is on the medium for certain, and which of its blocks hold anything.
    private var medium: [UInt8]
    private var isUsed: [Bool]
    private var pending: [VolatileDisk.Write] = []
    private var cut = 0

    /// Takes the log as it is now.
    package init(_ disk: VolatileDisk) {
        let recording = disk.recording
        log = recording.log
        medium = recording.base
        isUsed = stride(from: 0, to: medium.count, by: Self.blockBytes).map { [medium] start in
            medium[start..<min(medium.count, start + Self.blockBytes)].contains { $0 != 0 }
        }
    }

    /// Goes on to the cut after `length` entries of the log.
    ///
    /// - Precondition: no cut before the last one.
    package mutating func advance(to length: Int) {
        precondition(length >= cut, "a disk's log is gone through once")
        for entry in log[cut..<length] {
            switch entry {
            case .write(let write, isDurable: true): put(write)
            case .write(let write, isDurable: false): pending.append(write)
            case .flush:
                for write in pending { put(write) }
                pending.removeAll(keepingCapacity: true)
            }
        }
        cut = length
    }

    private mutating func put(_ write: VolatileDisk.Write) {
        write.put(into: &medium)
        for block in write.offset / Self.blockBytes...(write.end - 1) / Self.blockBytes {
            isUsed[block] = true
        }
    }

    /// Writes the image that the cut leaves to a file; where nothing was ever
    /// written, it has holes.
    package func leave(_ policy: VolatileDisk.Policy, seed: UInt64, at path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil) else {
            throw CocoaError(.fileWriteUnknown)
        }
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? file.close() }
        try file.truncate(atOffset: UInt64(medium.count))
        var block = 0
        while block < isUsed.count {
            guard isUsed[block] else {
                block += 1
                continue
            }
            let first = block
            while block < isUsed.count, isUsed[block] { block += 1 }
            let bytes = first * Self.blockBytes..<min(medium.count, block * Self.blockBytes)
            try file.seek(toOffset: UInt64(bytes.lowerBound))
            try file.write(contentsOf: Data(medium[bytes]))
        }
        var random = SplitMix(seed: seed)
        for write in policy.remains(of: pending, &random) {
            try file.seek(toOffset: UInt64(write.offset))
            try file.write(contentsOf: Data(write.bytes))
        }
    }
}
