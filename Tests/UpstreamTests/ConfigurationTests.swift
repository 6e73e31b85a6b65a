import Foundation
import Testing
import Upstream
import Wire

struct ConfigurationTests {
    let path = FileManager.default.temporaryDirectory.appending(path: "uplink-\(UUID())").path
    static let ca = "-----BEGIN CERTIFICATE-----"

    private func write(_ text: String, mode: Int = 0o600) throws {
        #expect(
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: mode]))
    }

    @Test func readsAnchorsAndIgnoresWhatItDoesNotNeed() throws {
        defer { unlink(path) }
        try write(
            #"{"collector":"https://c/","fhirBase":"https://c/fhir","ca":"\#(Self.ca)","settingsKeys":[{}]}"#)
        #expect(
            try Anchors.read(from: path)
                == Anchors(collector: "https://c", fhirBase: "https://c/fhir", ca: Self.ca))
    }

    @Test(arguments: [
        ("{", "not the JSON expected"), (#"{"collector":"https://c"}"#, "fhirBase is missing"),
        (#"{"collector":"http://c","fhirBase":"https://c","ca":"x"}"#, "collector is not an https address"),
        (#"{"collector":"https://c","fhirBase":"https://c d","ca":"x"}"#, "fhirBase is not an https address"),
        (#"{"collector":"https://c","fhirBase":"https://c","ca":"x"}"#, "ca holds no PEM certificate"),
    ])
    func saysInOneLineWhatIsWrongWithTheAnchors(text: String, words: String) throws {
        defer { unlink(path) }
        try write(text)
        let problem = #expect(throws: ConfigurationProblem.self) { try Anchors.read(from: path) }
        #expect(problem?.description.hasPrefix("\(path): \(words)") == true)
    }

    @Test func saysThatAFileIsMissingAndWhatToDo() {
        let problem = #expect(throws: ConfigurationProblem.self) { try Device.read(from: path) }
        #expect(problem?.description.contains("No such file") == true)
        #expect(problem?.description.contains("enrol") == true)
    }

    @Test func refusesATokenThatOthersCanRead() throws {
        defer { unlink(path) }
        try write(#"{"device":"d","token":"t"}"#, mode: 0o640)
        let problem = #expect(throws: ConfigurationProblem.self) { try Device.read(from: path) }
        #expect(problem?.description.contains("chmod 600") == true)
        #expect(problem?.description.contains("640") == true)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(try Device.read(from: path) == Device(device: "d", token: "t"))
    }

    @Test(arguments: ["", "a b", "a\\nX: y", "ä"]) func refusesATokenThatIsNoToken(token: String) throws {
        defer { unlink(path) }
        try write(#"{"device":"d","token":"\#(token)"}"#)
        #expect(throws: ConfigurationProblem.self) { try Device.read(from: path) }
    }
}

struct TrustedTimeTests {
    let path = FileManager.default.temporaryDirectory.appending(path: "time-\(UUID())").path
    static let later = TrustedTime.floorMs + 5_000_000_000

    @Test(arguments: ["", "x", "-5", "12", "99999999999999999999"])
    func startsAtTheFloorWithoutABelievableFile(text: String) throws {
        defer { unlink(path) }
        try Data(text.utf8).write(to: URL(filePath: path))
        let time = TrustedTime(path: path)
        #expect(time.verificationMs(at: .zero) == TrustedTime.floorMs)
        #expect(time.state == .floor)
    }

    @Test func goesOnFromTheFixOfThisBoot() throws {
        defer { unlink(path) }
        let time = TrustedTime(path: path)
        let fix = TimeFix(utcMs: Self.later, errorMs: 1, atBootNs: 1_000_000_000, source: "heartbeat")
        try time.note(fix, at: Instant(nanoseconds: 1_000_000_000))
        #expect(time.verificationMs(at: Instant(nanoseconds: 4_000_000_000)) == Self.later + 3000)
        #expect(time.state == .synced)
    }

    @Test func keepsTheLastTrustedTimeForTheNextBootAtMostEveryTenMinutes() throws {
        defer { unlink(path) }
        let time = TrustedTime(path: path)
        for minute in [0, 5, 9, 11] as [Int64] {
            let at = minute * 60_000_000_000
            let fix = TimeFix(
                utcMs: Self.later + minute * 60_000, errorMs: 1, atBootNs: at, source: "heartbeat")
            try time.note(fix, at: Instant(nanoseconds: at))
            let kept = TrustedTime(path: path).verificationMs(at: .zero)
            #expect(kept == Self.later + (minute == 11 ? 660_000 : 0))
        }
    }

    @Test func doesNotBelieveATimeBeforeTheRelease() throws {
        let time = TrustedTime(path: path)
        try time.note(
            TimeFix(utcMs: TrustedTime.floorMs - 1, errorMs: 1, atBootNs: 0, source: "heartbeat"), at: .zero)
        #expect(time.fix == nil)
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
