import CollectorServer
import FHIR
import Foundation
import Surveys
import Testing

/// palaute-collector from outside.
@Suite struct ProgramTests {
    private let program: CollectorProgram

    init() throws {
        program = try CollectorProgram()
    }

    @Test func printsEachNewReplyOnceWithItsScore() async throws {
        var lobby = try program.enrol("lobby")
        let (port, lines) = try program.serve("--print-replies")
        lobby.port = port
        for _ in 0..<2 { _ = try await lobby.post(batch: Fixtures.batch(1...1, by: lobby.device.id)) }
        let skipped = try Fixtures.reply(2, by: lobby.device.id, .missing(.skipped))
        _ = try await lobby.post(batch: Bundle.batch(putting: [(Fixtures.id(2), skipped)]))
        #expect(lines.next() == "reply 1 from lobby, \(Fixtures.id(1)): 9")
        #expect(lines.next() == "reply 2 from lobby, \(Fixtures.id(2)): skipped")
        #expect(try program.stop() == 0)
        #expect(lines.next() == nil)
    }

    @Test func letsADeviceInThatWasAddedWhileItServes() async throws {
        let (port, _) = try program.serve()
        var hall = try program.enrol("hall")
        hall.port = port
        #expect(try await hall.statuses(of: Fixtures.batch(1...3, by: hall.device.id)) == [201, 201, 201])
    }

    @Test func keepsEveryReplyItAcknowledgedThroughKills() async throws {
        let lobby = try program.enrol("lobby")
        var acknowledged: Set<Int> = []
        var sent = 0
        for _ in 0..<4 {
            let (port, _) = try program.serve()
            let (kept, reached) = await burst(from: sent + 1, to: port, by: lobby)
            acknowledged.formUnion(kept)
            sent = reached
        }
        #expect(acknowledged.count >= 4 * Self.untilKilled)
        let codes = try await replay(1...sent, by: lobby)
        #expect(codes.filter { acknowledged.contains($0.key) }.allSatisfy { $0.value == 200 })
        #expect(codes.count == sent)
        // Control: a folder that lost its database would be found out.
        program.kill()
        try FileManager.default.removeItem(atPath: "\(program.folder.path)/collector.sqlite")
        let again = try program.enrol("lobby")
        #expect(try await replay(1...1, by: again).values.allSatisfy { $0 == 201 })
    }

    private static let untilKilled = 30

    /// Three clients send until enough is acknowledged; then the server is killed
    /// under the requests that are out.
    private func burst(from first: Int, to port: Int, by device: Visitor) async -> (Set<Int>, Int) {
        var lobby = device
        lobby.port = port
        return await withTaskGroup(of: (ClosedRange<Int>, Bool).self) { [lobby] group in
            var next = first
            var acknowledged: Set<Int> = []
            var isUp = true
            func send() {
                let numbers = next...(next + 4)
                next += 5
                group.addTask {
                    let codes = try? await lobby.statuses(of: Fixtures.batch(numbers, by: lobby.device.id))
                    return (numbers, codes == Array(repeating: 201, count: 5))
                }
            }
            for _ in 0..<3 { send() }
            for await (numbers, isAcknowledged) in group {
                if isAcknowledged { acknowledged.formUnion(numbers) }
                if isUp, acknowledged.count >= Self.untilKilled {
                    program.kill()
                    isUp = false
                }
                if isUp { send() }
            }
            return (acknowledged, next - 1)
        }
    }

    private func replay(_ numbers: ClosedRange<Int>, by device: Visitor) async throws -> [Int: Int] {
        var lobby = device
        lobby.port = try program.serve().port
        let codes = try await lobby.statuses(of: Fixtures.batch(numbers, by: lobby.device.id))
        return Dictionary(uniqueKeysWithValues: zip(numbers, codes.compactMap { $0 }))
    }

    @Test func saysByItsExitCodeWhatIsWrong() throws {
        let folder = program.folder.path
        let broken = try program.folder.write("{", to: "broken.json")
        let key = "\(folder)/settings.key"
        let cases: [(code: Int32, result: CollectorProgram.Result)] = [
            (0, try program.run("--help")), (0, try program.run("serve", "--help")),
            (0, try program.run("migrate", "--data", folder)),
            (0, try program.run("key", "make", "--out", key)),
            (1, try program.run("key", "make", "--out", key)),
            (1, try program.run("settings", "sign", "--key", key, "--in", broken, "--out", "\(folder)/x")),
            (
                1,
                try program.run(
                    "serve", "--data", folder, "--port", "0", "--insecure-loopback", "--surveys", folder)
            ),
            (1, try program.run("device", "add", "bad\nname", "--data", folder)),
            (2, try program.run("serve", "--data", folder, "--port", "0")),
            (2, try program.run("serve", "--data", folder, "--port", "99999", "--insecure-loopback")),
            (2, try program.run("nothing")), (2, try program.run("device", "add")),
            (3, try program.run("key", "public", "--key", "\(folder)/nothing")),
            (1, try program.run("migrate", "--data", broken)),
        ]
        for (code, result) in cases {
            #expect(result.code == code)
            #expect(result.complaint.isEmpty == (code == 0))
        }
    }

    @Test func makesItsFilesForItsUserAlone() throws {
        let folder = "\(program.folder.path)/new"
        let key = "\(program.folder.path)/settings.key"
        #expect(try program.run("migrate", "--data", folder).code == 0)
        #expect(try program.run("key", "make", "--out", key).code == 0)
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(folder) == 0o700)
        #expect(try mode(key) == 0o600)
    }
}
