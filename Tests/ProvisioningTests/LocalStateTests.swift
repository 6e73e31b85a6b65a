import Foundation
import Provisioning
import Testing
import Testkit

/// What the terminal was told on the spot, in its file.
struct LocalStateTests {
    private let terminal: TerminalRoot
    private let calibration = LocalState.Calibration(matrix: [1.25, 0, -0.1, 0.003, 0.9, 0], errorMm: 0.8)

    init() throws {
        terminal = try TerminalRoot()
    }

    private func read() -> (state: LocalState, problems: [Problem]) {
        var problems: [Problem] = []
        let state = terminal.root.localState { problems.append($0) }
        return (state, problems)
    }

    private func document() throws -> [String: Any] {
        let data = try Data(contentsOf: URL(filePath: terminal.root.local))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func aTerminalThatWasToldNothingHasNothing() {
        let (state, problems) = read()
        #expect(state == LocalState())
        #expect(problems == [])
    }

    @Test func whatIsKeptIsReadAgain() throws {
        try terminal.root.keep(LocalState(calibration: calibration))
        let (state, problems) = read()
        #expect(state.calibration == calibration)
        #expect(problems == [])
        #expect(!FileManager.default.fileExists(atPath: terminal.root.local + ".new"))
    }

    @Test func whatOtherVersionsKeepHereStaysAsItIs() throws {
        let others = #""volume":7,"rotation":90.5,"network":{"wifi":["a",null,true]},"board":"x/ä""#
        try terminal.write("{\(others)}", to: "var/lib/palaute/local.json")
        var (state, problems) = read()
        #expect(problems == [])
        state.calibration = calibration
        try terminal.root.keep(state)
        let kept = try document()
        let wanted = try JSONSerialization.jsonObject(with: Data("{\(others)}".utf8)) as? [String: Any]
        for (key, value) in try #require(wanted) {
            #expect((kept[key] as? NSObject) == (value as? NSObject), "\(key)")
        }
        #expect(kept.count == 5)
        #expect(read().state == state)
        state.calibration = nil
        try terminal.root.keep(state)
        #expect(try document().count == 4)
    }

    @Test(arguments: [
        "", "nonsense", "[]", "7", #"{"calibration":7}"#, #"{"calibration":{"matrix":[1,0,0,0,1]}}"#,
        #"{"calibration":{"matrix":[1,0,0,0,1],"errorMm":1}}"#,
        #"{"calibration":{"matrix":[1,0,0,0,1,"0"],"errorMm":1}}"#,
        #"{"calibration":{"matrix":[1,0,0,0,1,1e999],"errorMm":1}}"#,
        #"{"calibration":{"matrix":[1,0,0,2,0,0],"errorMm":1}}"#,
    ])
    func aBrokenFileIsSetAsideAndToldOnce(text: String) throws {
        try terminal.write(text, to: "var/lib/palaute/local.json")
        let (state, problems) = read()
        #expect(state == LocalState())
        #expect(problems.count == 1)
        let line = try #require(problems.first).description
        #expect(line.hasPrefix(terminal.root.local) && line.contains("local.json.broken"))
        #expect(!line.contains("\n"))
        #expect(try String(contentsOfFile: terminal.root.local + ".broken", encoding: .utf8) == text)
        // Told once: the next start finds no file.
        #expect(read().problems == [])
        try terminal.root.keep(LocalState(calibration: calibration))
        #expect(read().state.calibration == calibration)
    }

    @Test func aFolderInPlaceOfTheFileIsToldAndNotTouched() throws {
        try FileManager.default.createDirectory(
            atPath: terminal.root.local, withIntermediateDirectories: true)
        #expect(read().problems.count == 1)
        #expect(throws: Problem.self) { try terminal.root.keep(LocalState(calibration: calibration)) }
        #expect(FileManager.default.fileExists(atPath: terminal.root.local))
    }
}
