import CollectorServer
import FHIR
import Foundation
import Testing

/// What FHIR implementations made by others say of the collector's answers.
/// `Tests/FHIRTests/oracles/setup` installs them.
@Suite struct OracleTests {
    @Test func speaksFHIRAsOthersUnderstandIt() async throws {
        try await withCollector(surveys: ReadingTests.surveys) { lobby, _ in
            let good = try Fixtures.reply(1, by: lobby.device.id)
            let other = try Fixtures.reply(1, by: lobby.device.id, .missing(.skipped))
            let batch = Bundle.batch(putting: [
                (Fixtures.id(1), good), (Fixtures.id(1), good), (Fixtures.id(1), other),
                (Fixtures.id(2), good),
            ])
            let answers = [
                "metadata": try await lobby.get("/fhir/metadata"),
                "batch-response": try await lobby.post(batch: batch),
                "refusal": try await lobby.post(batch: []),
                "replies": try await lobby.get("/fhir/QuestionnaireResponse"),
                "surveys": try await lobby.get("/fhir/Questionnaire"),
                "reply": try await lobby.get("/fhir/QuestionnaireResponse/\(Fixtures.id(1))"),
            ]
            #expect(try complaints(about: answers.mapValues(\.body)) == "")
        }
    }

    /// Control: the oracles can complain.
    @Test func wouldHearOfAnUnsoundAnswer() throws {
        let unsound = Array(#"{"resourceType":"OperationOutcome","issue":[{"severity":"bad"}]}"#.utf8)
        #expect(try complaints(about: ["unsound": unsound]) != "")
    }

    private func complaints(about files: [String: [UInt8]]) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let python = root.appending(path: ".build/oracles/bin/python")
        try #require(
            FileManager.default.isExecutableFile(atPath: python.path),
            "the oracles are not installed: run Tests/FHIRTests/oracles/setup")
        let folder = try TemporaryFolder()
        let paths = try files.map {
            try folder.write(String(decoding: $0.value, as: UTF8.self), to: "\($0.key).json")
        }
        let process = Process()
        let output = Pipe()
        process.executableURL = python
        process.arguments = [root.appending(path: "Tests/FHIRTests/oracles/check.py").path] + paths
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }
}
