import CollectorServer
import FHIR
import Foundation
import Surveys
import Testing

/// Replies in, over a real socket.
@Suite struct BatchTests {
    @Test func answersEachEntryInOrderWithAReceipt() async throws {
        try await withCollector { lobby, _ in
            let answer = try await lobby.post(batch: Fixtures.batch(1...3, by: lobby.device.id))
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "application/fhir+json; fhirVersion=4.0")
            let bundle = try answer.bundle()
            #expect(bundle.type == .batchResponse)
            for (number, entry) in zip(1...3, bundle.entry ?? []) {
                let response = try #require(entry.response)
                #expect(response.status == "201 Created")
                #expect(response.location == "QuestionnaireResponse/\(Fixtures.id(number))/_history/1")
                #expect(response.etag?.count == 68)
                #expect(response.outcome == nil)
            }
            #expect(bundle.entry?.count == 3)
        }
    }

    @Test func answersAReplayAsItAnsweredTheFirstTime() async throws {
        try await withCollector { lobby, _ in
            let batch = try Fixtures.batch(1...20, by: lobby.device.id)
            let first = try await lobby.post(batch: batch).bundle()
            let again = try await lobby.post(batch: batch).bundle()
            #expect(first.entry?.allSatisfy { $0.response?.code == 201 } == true)
            #expect(again.entry?.allSatisfy { $0.response?.code == 200 } == true)
            #expect(again.entry?.map { $0.response?.etag } == first.entry?.map { $0.response?.etag })
            #expect(again.entry?.map { $0.response?.location } == first.entry?.map { $0.response?.location })
            #expect(try await lobby.get("/fhir/QuestionnaireResponse").json()["total"] == .integer(20))
        }
    }

    @Test(arguments: ReplyStoreContract.Kind.allCases)
    func storesOneReplyOnceWhenEightClientsRace(kind: ReplyStoreContract.Kind) async throws {
        let folder = try TemporaryFolder()
        let store: any ReplyStore =
            switch kind {
            case .memory: MemoryReplyStore()
            case .sqlite: try SQLiteReplyStore.open(inFolder: folder.path)
            }
        try await withCollector(store) { lobby, _ in
            let batch = try Fixtures.batch(1...5, by: lobby.device.id)
            let statuses = try await withThrowingTaskGroup(of: [Int?].self) { group in
                for _ in 0..<8 { group.addTask { try await lobby.statuses(of: batch) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(statuses.filter { $0 == 201 }.count == 5)
            #expect(statuses.filter { $0 == 200 }.count == 35)
            #expect(try await store.replies(after: 0, limit: 100).count == 5)
        }
    }

    @Test func refusesABadEntryAndTakesTheOthers() async throws {
        try await withCollector { lobby, _ in
            let device = lobby.device.id
            let good = try Fixtures.reply(1, by: device)
            let bad = String(decoding: try Fixtures.reply(2, by: device), as: UTF8.self)
                .replacing("\"completed\"", with: "\"in-progress\"")
            let foreign = try Fixtures.reply(3, by: "5f0c7e1a-9d1b-4c53-8f6e-2b7a4c9d1e30")
            let batch = Bundle.batch(putting: [
                (Fixtures.id(1), good), (Fixtures.id(2), Array(bad.utf8)), (Fixtures.id(3), foreign),
                (Fixtures.id(4), good), (Fixtures.id(5), Array("[]".utf8)),
                (Fixtures.id(6), try Fixtures.reply(6, by: device)),
            ])
            let entries = try await lobby.post(batch: batch).bundle().entry ?? []
            #expect(entries.map { $0.response?.code } == [201, 422, 403, 422, 400, 201])
            for entry in entries where entry.response?.code != 201 {
                #expect(entry.response?.outcome?.issue.first?.diagnostics?.isEmpty == false)
                #expect(entry.response?.etag == nil)
            }
            #expect(entries[2].response?.outcome?.issue.first?.code == .forbidden)
        }
    }

    @Test func keepsTheFirstContentAndCallsTheSecondAConflict() async throws {
        try await withCollector { lobby, happenings in
            var happenings = happenings
            let device = lobby.device.id
            let first = try Fixtures.reply(1, by: device, .answered(.scale(9)))
            let second = try Fixtures.reply(1, by: device, .answered(.scale(0)))
            #expect(try await lobby.statuses(of: Bundle.batch(putting: [(Fixtures.id(1), first)])) == [201])
            let answer = try await lobby.post(batch: Bundle.batch(putting: [(Fixtures.id(1), second)]))
                .bundle()
            #expect(answer.entry?.first?.response?.code == 409)
            #expect(answer.entry?.first?.response?.outcome?.issue.first?.code == .conflict)
            #expect(try await lobby.get("/fhir/QuestionnaireResponse/\(Fixtures.id(1))").body == first)
            guard case .stored(let facts, from: let sender)? = await happenings.next() else {
                Issue.record("nothing was told of the first")
                return
            }
            #expect(facts.id == Fixtures.id(1))
            #expect(sender == lobby.device)
            guard case .conflict? = await happenings.next() else {
                Issue.record("nothing was told of the conflict")
                return
            }
        }
    }

    @Test func takesWhiteSpaceAndMetaForTheSameReply() async throws {
        try await withCollector { lobby, _ in
            let bytes = try Fixtures.reply(1, by: lobby.device.id)
            let spaced = String(decoding: bytes, as: UTF8.self).replacing(",", with: " ,\n ")
                .replacing("\"meta\":{", with: "\"meta\" : {\"versionId\":\"3\",")
            let path = "/fhir/QuestionnaireResponse/\(Fixtures.id(1))"
            #expect(try await lobby.send("PUT", path, bytes).status == 201)
            #expect(try await lobby.send("PUT", path, Array(spaced.utf8)).status == 200)
        }
    }

    @Test func takesASinglePut() async throws {
        try await withCollector { lobby, _ in
            let path = "/fhir/QuestionnaireResponse/\(Fixtures.id(1))"
            let bytes = try Fixtures.reply(1, by: lobby.device.id)
            let answer = try await lobby.send("PUT", path, bytes)
            #expect(answer.status == 201)
            #expect(answer.headers["location"] == "\(path)/_history/1")
            #expect(answer.headers["etag"]?.hasPrefix("W/\"") == true)
            let other = try Fixtures.reply(1, by: lobby.device.id, .missing(.skipped))
            let conflict = try await lobby.send("PUT", path, other)
            #expect(conflict.status == 409)
            #expect(conflict.outcome?.code == .conflict)
            #expect(try await lobby.send("PUT", path + "0", bytes).status == 422)
        }
    }
}
