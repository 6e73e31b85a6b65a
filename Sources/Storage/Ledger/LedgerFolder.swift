import Linux

/// The folder of a ledger's files, `000`, `001`, …
struct LedgerFolder: Hashable, Sendable {
    var path: String

    /// Files that may stand in it: far more than a full disk's.
    private static let limit = 100_000

    static func name(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }

    func path(of number: Int) -> String { "\(path)/\(Self.name(number))" }

    /// Their numbers, oldest first; none when the folder is missing.
    func files() throws(SystemError) -> [Int] {
        do throws(SystemError) {
            return try folderNames(path, limit: Self.limit)
                .compactMap { name in Int(name).flatMap { Self.name($0) == name ? $0 : nil } }.sorted()
        } catch {
            if error.isMissing { return [] }
            throw error
        }
    }

    func bytes(of number: Int) throws(SystemError) -> [UInt8] {
        try readFile(path(of: number), limit: LedgerFile.limitBytes)
    }

    /// Whether a file has no more than its first line: the power went while it was begun.
    func isSmall(_ number: Int) -> Bool {
        (try? readFile(path(of: number), limit: 1024)) != nil
    }

    /// Moves files out of the way, into the folder `aside`; none is ever deleted.
    func setAside(_ files: [Int]) throws(SystemError) {
        guard !files.isEmpty else { return }
        try Folder.make(path + "/aside")
        for file in files { try moveFile(path(of: file), to: "\(path)/aside/\(Self.name(file))") }
        try Folder.sync(path + "/aside")
        try Folder.sync(path)
    }

    func remove(_ number: Int) throws(SystemError) {
        try removeFile(path(of: number))
        try Folder.sync(path)
    }
}
