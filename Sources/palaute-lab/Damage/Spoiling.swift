import FoundationEssentials
import Testkit

/// What becomes of one block of a file.
struct Spoiling: CustomStringConvertible {
    enum Kind: CaseIterable {
        /// Never written, or given back by the disk as nothing.
        case zeros
        case noise
        /// One bit turned over.
        case bit
        /// As it was a while ago: a write that the disk swallowed.
        case stale
        /// Another block of the same file in its place.
        case misplaced
    }

    static let blockBytes = 4096

    var file: String
    var block: Int
    var kind: Kind

    var description: String { "\(kind) in block \(block) of \(file)" }

    /// Spoils one block of the files below `folder`.
    ///
    /// - Parameter earlier: the files as they were a while ago.
    init(in folder: String, earlier: [String: Data], _ random: inout SplitMix) throws {
        let files = try Self.files(in: folder)
        // Each kind of file as often as another, whatever their sizes.
        let groups = [
            files.keys.filter { $0 == "journal.sqlite" }, files.keys.filter { $0 == "journal.sqlite-wal" },
            files.keys.filter { $0.hasPrefix("ledger/") },
        ].map { names in names.filter { files[$0]?.isEmpty == false }.sorted() }.filter { !$0.isEmpty }
        let names = groups[Int.random(in: 0..<groups.count, using: &random)]
        file = names[Int.random(in: 0..<names.count, using: &random)]
        kind = Kind.allCases[Int.random(in: 0..<Kind.allCases.count, using: &random)]
        var bytes = files[file] ?? Data()
        let blocks = (bytes.count + Self.blockBytes - 1) / Self.blockBytes
        block = Int.random(in: 0..<blocks, using: &random)
        let place = block * Self.blockBytes..<min(bytes.count, (block + 1) * Self.blockBytes)
        let other = Int.random(in: 0..<blocks, using: &random) * Self.blockBytes
        switch kind {
        case .zeros: bytes.replaceSubrange(place, with: repeatElement(0, count: place.count))
        case .noise: for index in place { bytes[index] = UInt8.random(in: 0...255, using: &random) }
        case .bit:
            bytes[Int.random(in: place, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case .stale: Self.put(earlier[file] ?? Data(), from: place.lowerBound, into: &bytes, at: place)
        case .misplaced: Self.put(bytes, from: other, into: &bytes, at: place)
        }
        try bytes.write(to: URL(filePath: "\(folder)/\(file)"))
    }

    private static func put(_ source: Data, from start: Int, into bytes: inout Data, at place: Range<Int>) {
        for index in place where start + index - place.lowerBound < source.count {
            bytes[index] = source[start + index - place.lowerBound]
        }
    }

    /// The journal's files by name.
    static func files(in folder: String) throws -> [String: Data] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        return names.reduce(into: [:]) { files, name in
            guard name.hasPrefix("journal.sqlite") || name.hasPrefix("ledger/") else { return }
            guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return }
            files[name] = bytes
        }
    }
}
