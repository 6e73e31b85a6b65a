import CLinux
import Linux
import Testing

struct FilesTests {
    @Test func replacesAFileAndLeavesNothingBeside() throws {
        let scratch = try Scratch()
        let path = scratch.file("local.json")
        try AtomicFile.write([1, 2, 3], to: path)
        try AtomicFile.write([4], to: path)
        #expect(try readFile(path, limit: 10) == [4])
        #expect(try scratch.names == ["local.json"])
    }

    @Test func keepsTheOldFileWhenTheNewOneCannotTakeItsPlace() throws {
        let scratch = try Scratch()
        let path = scratch.file("folder")
        try check("mkdir", path) { mkdir(path, 0o700) }
        let error = #expect(throws: SystemError.self) { try AtomicFile.write([1], to: path) }
        #expect(error == SystemError(call: "rename", subject: path, code: EISDIR))
        #expect(try scratch.names == ["folder"])
    }

    @Test func writesOverWhatAPowerCutLeft() throws {
        let scratch = try Scratch()
        let path = scratch.file("f")
        try AtomicFile.write([9, 9, 9], to: path + ".new")
        try AtomicFile.write([1], to: path)
        #expect(try readFile(path, limit: 1) == [1])
    }

    @Test func readsUpToTheLimitAndRefusesMore() throws {
        let scratch = try Scratch()
        let path = scratch.file("f")
        try AtomicFile.write([UInt8](repeating: 7, count: 100_000), to: path)
        #expect(try readFile(path, limit: 100_000).count == 100_000)
        let error = #expect(throws: SystemError.self) { try readFile(path, limit: 99_999) }
        #expect(error?.code == EFBIG)
    }

    @Test func saysThatAFileIsMissing() {
        let error = #expect(throws: SystemError.self) { try readFile("/no/such", limit: 1) }
        #expect(error?.description == "open(/no/such): No such file or directory")
    }

    @Test func readsFilesThatClaimToBeEmpty() throws {
        #expect(try bootID().utf8.count == 36)
        #expect(try bootID() == bootID())
    }

    @Test func givesTheLockToOneHolderAtATime() throws {
        let scratch = try Scratch()
        let path = scratch.file("journal.lock")
        var first = try LockFile.take(path)
        #expect(first != nil)
        #expect(try LockFile.take(path) == nil)
        first = nil
        #expect(try LockFile.take(path) != nil)
    }

    @Test(arguments: [0, 1, 16, 257, 100_000]) func fillsAsManyRandomBytesAsAsked(count: Int) throws {
        let bytes = try randomBytes(count)
        #expect(bytes.count == count)
        // A run of 16 zeros at the end means that the rest was not filled.
        #expect(count < 16 || bytes.suffix(16).contains { $0 != 0 })
    }
}
