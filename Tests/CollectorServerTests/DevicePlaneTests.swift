import CollectorServer
import FHIR
import Foundation
import Surveys
import Testing
import Wire

/// Heartbeat and settings.
@Suite struct DevicePlaneTests {
    private func heartbeat(_ change: (inout HeartbeatRequest) -> Void = { _ in }) throws -> [UInt8] {
        var request = HeartbeatRequest(bootId: "b", uptimeMs: 5, clockState: .unknown, appVersion: "1")
        change(&request)
        return try CanonicalJSON.encode(request)
    }

    private func reply(_ answer: Visitor.Answer) throws -> HeartbeatReply {
        try JSONDecoder().decode(HeartbeatReply.self, from: Data(answer.body))
    }

    @Test func tellsTheTimeToTheMillisecond() async throws {
        try await withCollector { lobby, _ in
            let answer = try await lobby.send("POST", "/v1/device/heartbeat", heartbeat())
            #expect(answer.status == 200)
            #expect(try reply(answer) == HeartbeatReply(serverTimeMs: 1_700_000_000_123))
        }
    }

    @Test func asksForTheNumbersThatItLacks() async throws {
        try await withCollector { lobby, _ in
            let replies = try [1, 2, 5].map { (Fixtures.id($0), try Fixtures.reply($0, by: lobby.device.id)) }
            _ = try await lobby.post(batch: Bundle.batch(putting: replies))
            let answer = try await lobby.send(
                "POST", "/v1/device/heartbeat",
                heartbeat {
                    $0.journalId = Fixtures.journal
                    $0.lastSeq = 9
                    $0.unsent = [SequenceRange(first: 8, last: 9)]
                    $0.parked = [3]
                    $0.withdrawn = [6]
                })
            #expect(
                try reply(answer).missing
                    == [SequenceRange(first: 4, last: 4), SequenceRange(first: 7, last: 7)])
        }
    }

    @Test func ignoresWhatItDoesNotKnow() async throws {
        try await withCollector { lobby, _ in
            let text = String(decoding: try heartbeat(), as: UTF8.self)
            let later = "{\"news\":{\"a\":[1.5]}," + text.dropFirst()
            #expect(try await lobby.send("POST", "/v1/device/heartbeat", Array(later.utf8)).status == 200)
        }
    }

    @Test(arguments: ["", "{}", "[]", #"{"bootId":1,"uptimeMs":1,"clockState":"synced","appVersion":"1"}"#])
    func refusesABrokenHeartbeatWithAProblem(body: String) async throws {
        try await withCollector { lobby, _ in
            let answer = try await lobby.send("POST", "/v1/device/heartbeat", Array(body.utf8))
            #expect(answer.status == 400)
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(try answer.json()["status"] == .integer(400))
        }
    }

    @Test func handsOutTheSettingsAsTheyAreNow() async throws {
        let folder = try TemporaryFolder()
        let key = try SettingsSigning.makeKey()
        func publish(_ serial: Int) throws -> [UInt8] {
            let payload = Array(#"{"serial":\#(serial),"device":"*"}"#.utf8)
            let signed = try SettingsSigning.sign(payload, with: key)
            _ = try folder.write(String(decoding: signed, as: UTF8.self), to: "settings.jws")
            return signed
        }
        let first = try publish(7)
        try await withCollector(settings: "\(folder.path)/settings.jws") { lobby, _ in
            let answer = try await lobby.get("/v1/device/config")
            #expect(answer.body == first)
            let etag = try #require(answer.headers["etag"])
            #expect(try await lobby.get("/v1/device/config", headers: ["If-None-Match": etag]).status == 304)
            let second = try publish(8)
            let changed = try await lobby.get("/v1/device/config", headers: ["If-None-Match": etag])
            #expect(changed.body == second)
            let beat = try await lobby.send("POST", "/v1/device/heartbeat", heartbeat())
            #expect(try reply(beat).settingsSerial == 8)
        }
    }

    @Test func hasNoSettingsUnlessTheyAreGiven() async throws {
        for settings in [nil, "/nowhere/settings.jws"] {
            try await withCollector(settings: settings) { lobby, _ async throws in
                #expect(try await lobby.get("/v1/device/config").status == 404)
                let beat = try await lobby.send("POST", "/v1/device/heartbeat", heartbeat())
                #expect(try reply(beat).settingsSerial == nil)
            }
        }
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"serial":1}"#, #"{"serial":0,"device":"*"}"#, #"{"serial":1.5,"device":"*"}"#,
    ])
    func signsNoSettingsThatATerminalRefuses(payload: String) throws {
        let key = try SettingsSigning.makeKey()
        #expect(throws: InputProblem.self) { try SettingsSigning.sign(Array(payload.utf8), with: key) }
    }

    @Test func signsOnlyWithAPrivateKey() throws {
        let key = try SettingsSigning.makeKey()
        let payload = Array(#"{"serial":1,"device":"*"}"#.utf8)
        #expect(throws: InputProblem.self) {
            try SettingsSigning.sign(payload, with: SettingsSigning.publicPart(of: key))
        }
        #expect(throws: InputProblem.self) { try SettingsSigning.sign(payload, with: []) }
    }
}
