import CollectorServer
import Foundation
import Intake
import SQLite
import Testing

/// What a file adds to the contract.
@Suite struct SQLiteReplyStoreTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var path: String { "\(folder.path)/collector.sqlite" }

    @Test func storesAnIDOnceWhenEightConnectionsRace() async throws {
        let stores = try (0..<8).map { _ in try SQLiteReplyStore(path: path) }
        let verdicts = try await race(8, on: { stores[$0] }) { _ in Fixtures.stored() }
        #expect(verdicts.filter { $0 == .stored }.count == 1)
        #expect(verdicts.filter { $0 == .same }.count == 7)
    }

    /// Control: without the unique key the same race doubles the reply.
    @Test func doublesWithoutItsUniqueKey() async throws {
        let stores = try (0..<8).map { _ in try SQLiteReplyStore(path: path) }
        try Connection(path, .readWrite).execute("DROP INDEX reply_key")
        let verdicts = try await race(8, on: { stores[$0] }) { _ in Fixtures.stored() }
        #expect(verdicts.filter { $0 == .stored }.count == 8)
        #expect(try await stores[0].replies(after: 0, limit: 10).count == 8)
    }

    @Test func keepsEverythingAcrossARestart() async throws {
        let (device, token) = try await SQLiteReplyStore(path: path).enrol(name: "lobby")
        _ = try await SQLiteReplyStore(path: path).put([Fixtures.stored()])
        let again = try SQLiteReplyStore(path: path)
        #expect(try await again.put([Fixtures.stored()]) == [.same])
        #expect(try await again.device(tokenSHA256: token.sha256) == device)
    }

    @Test func keepsTenantsApart() async throws {
        let first = try SQLiteReplyStore(path: path, tenant: "a")
        let second = try SQLiteReplyStore(path: path, tenant: "b")
        #expect(try await first.put([Fixtures.stored()]) == [.stored])
        #expect(try await second.put([Fixtures.stored(sha256: "bb")]) == [.stored])
        #expect(try await second.replies(after: 0, limit: 10).map(\.sha256) == ["bb"])
        let (_, token) = try await first.enrol(name: "lobby")
        #expect(try await second.device(tokenSHA256: token.sha256) == nil)
    }

    @Test func keepsNoTokenInTheFile() async throws {
        let (device, token) = try await SQLiteReplyStore(path: path).enrol(name: "lobby")
        let file = try Data(contentsOf: URL(filePath: path))
        #expect(file.range(of: Data(device.id.utf8)) != nil)
        #expect(file.range(of: Data(token.text.utf8)) == nil)
    }

    @Test func refusesAFileThatANewerProgramWrote() throws {
        try Connection(path, .create).execute("PRAGMA user_version = 99")
        #expect(throws: SQLiteError.self) { try SQLiteReplyStore(path: path) }
    }

    @Test func refusesAFileThatIsNoDatabase() throws {
        _ = try folder.write(String(repeating: "palaute ", count: 1000), to: "collector.sqlite")
        #expect(throws: SQLiteError.self) { try SQLiteReplyStore(path: path) }
    }
}
