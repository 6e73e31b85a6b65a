import CollectorServer
import Intake
import SQLite
import Surveys
import Testing

/// What every store promises, shown on each.
@Suite struct ReplyStoreContract {
    enum Kind: CaseIterable {
        case memory, sqlite
    }

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func store(_ kind: Kind) throws -> any ReplyStore {
        switch kind {
        case .memory: MemoryReplyStore()
        case .sqlite: try SQLiteReplyStore.open(inFolder: folder.path)
        }
    }

    @Test(arguments: Kind.allCases)
    func storesAnIDOnceWhenEightWritersRace(kind: Kind) async throws {
        let store = try store(kind)
        let verdicts = try await race(8, on: { _ in store }) { _ in Fixtures.stored() }
        #expect(verdicts.filter { $0 == .stored }.count == 1)
        #expect(verdicts.filter { $0 == .same }.count == 7)
        #expect(try await store.replies(after: 0, limit: 10).count == 1)
    }

    @Test(arguments: Kind.allCases)
    func letsOneOfEightDifferentContentsWin(kind: Kind) async throws {
        let store = try store(kind)
        let verdicts = try await race(8, on: { _ in store }) { Fixtures.stored(sha256: "\($0)") }
        #expect(verdicts.filter { $0 == .stored }.count == 1)
        #expect(verdicts.filter { $0 == .conflict }.count == 7)
        let winner = try #require(verdicts.firstIndex(of: .stored))
        #expect(try await store.reply(Fixtures.id(1))?.sha256 == "\(winner)")
    }

    @Test(arguments: Kind.allCases)
    func tellsOfEachReplyOfABatchInOrder(kind: Kind) async throws {
        let store = try store(kind)
        #expect(try await store.put([]) == [])
        #expect(try await store.put([Fixtures.stored(2)]) == [.stored])
        let batch = [
            Fixtures.stored(1), Fixtures.stored(2), Fixtures.stored(2, sha256: "bb"), Fixtures.stored(3),
            Fixtures.stored(3), Fixtures.stored(1, sha256: "cc"),
        ]
        #expect(try await store.put(batch) == [.stored, .same, .conflict, .stored, .same, .conflict])
        #expect(try await store.replies(after: 0, limit: 10).map(\.number) == [2, 1, 3])
    }

    @Test(arguments: Kind.allCases)
    func givesBackWhatItWasGiven(kind: Kind) async throws {
        let store = try store(kind)
        let replies = (1...5).map { Fixtures.stored($0) }
        _ = try await store.put(replies)
        #expect(try await store.reply(Fixtures.id(3)) == replies[2])
        #expect(try await store.reply(Fixtures.id(9)) == nil)
        #expect(try await store.replies(after: 1, limit: 2) == Array(replies[1...2]))
        #expect(try await store.replies(after: 5, limit: 2) == [])
    }

    @Test(arguments: Kind.allCases)
    func knowsTheNumbersOfEachJournalApart(kind: Kind) async throws {
        let store = try store(kind)
        let other = ReplyID(high: 7, low: 7)
        _ = try await store.put([
            Fixtures.stored(3), Fixtures.stored(1), Fixtures.stored(4, device: "e"),
            Fixtures.stored(5, journal: "k"),
            Fixtures.stored(3, sha256: "bb", id: other), Fixtures.stored(9),
        ])
        #expect(try await store.numbers(of: "d", in: Fixtures.journal, within: 1...8) == [1, 3, 3])
        #expect(try await store.numbers(of: "d", in: Fixtures.journal, within: 3...3) == [3, 3])
    }

    @Test(arguments: Kind.allCases)
    func knowsADeviceByTheDigestOfItsToken(kind: Kind) async throws {
        let store = try store(kind)
        let (device, token) = try await store.enrol(name: "lobby")
        let (second, other) = try await store.enrol(name: "hall", id: "5F0C7E1A-9D1B-4C53-8F6E-2B7A4C9D1E30")
        #expect(try await store.device(tokenSHA256: token.sha256) == device)
        #expect(try await store.device(tokenSHA256: token.text) == nil)
        #expect(try await store.devices() == [second, device])
        #expect(token.text != other.text)
        #expect(token.text.utf8.count == 64)
        #expect(second.id == "5f0c7e1a-9d1b-4c53-8f6e-2b7a4c9d1e30")
    }

    @Test(arguments: Kind.allCases)
    func refusesADeviceWhoseNameOrIDIsTaken(kind: Kind) async throws {
        let store = try store(kind)
        let (device, _) = try await store.enrol(name: "lobby")
        for (name, id) in [("lobby", nil), ("hall", device.id), ("", nil), ("a\nb", nil), ("hall", "x")] {
            await #expect(throws: InputProblem.self) { try await store.enrol(name: name, id: id) }
        }
        #expect(try await store.devices() == [device])
    }
}

/// Puts one reply from each of `writers` at once; the verdicts in their order.
func race(
    _ writers: Int, on store: (Int) throws -> any ReplyStore, reply: @escaping @Sendable (Int) -> StoredReply
) async throws -> [Verdict] {
    try await withThrowingTaskGroup(of: (Int, Verdict).self) { group in
        for writer in 0..<writers {
            let store = try store(writer)
            group.addTask { (writer, try await store.put([reply(writer)])[0]) }
        }
        var verdicts = [Verdict?](repeating: nil, count: writers)
        for try await (writer, verdict) in group { verdicts[writer] = verdict }
        return verdicts.compactMap { $0 }
    }
}
