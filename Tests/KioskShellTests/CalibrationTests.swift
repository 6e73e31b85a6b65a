import Foundation
import KioskCore
import KioskShell
import Linux
import Testing

/// `palautectl touch --calibrate`, from the technician's line to the next touch.
@MainActor struct CalibrationTests {
    /// A digitiser that says everything 4 % too far to the right and 3 % too high.
    private static func device(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (x + 0.04, y - 0.03) }

    private func cross(_ index: Int) -> (x: Double, y: Double) {
        (0.1 + 0.4 * Double(index % 3), 0.1 + 0.4 * Double(index / 3))
    }

    private func technician(at bench: Bench) throws -> Descriptor {
        let client = try #require(try LocalSocket.connect(to: bench.terminal.root.controlSocket))
        _ = try LocalSocket.send(ArraySlice(Array("calibrate\n".utf8)), over: client)
        try bench.settle()
        return client
    }

    private func touch(_ bench: Bench, _ place: (x: Double, y: Double)) throws {
        try bench.pass(.milliseconds(500))
        try bench.plugs.touch(Self.device(place.x, place.y))
        try bench.settle()
        try bench.lift()
    }

    private func touchAll(_ bench: Bench) throws {
        for index in 0..<9 { try touch(bench, cross(index)) }
    }

    private func answer(_ bench: Bench, to client: Descriptor) throws -> CalibrationAnswer {
        try JSONDecoder().decode(CalibrationAnswer.self, from: Data(try bench.answer(to: client).utf8))
    }

    private func refusal(_ bench: Bench, _ question: String = "calibrate") throws -> String? {
        try JSONDecoder().decode(CalibrationAnswer.self, from: Data(try bench.ask(question).utf8)).refused
    }

    private func kept(_ bench: Bench) throws -> [Double] {
        var problems: [String] = []
        let state = bench.terminal.root.localState { problems.append("\($0)") }
        #expect(problems == [])
        return state.calibration?.matrix ?? []
    }

    @Test func nineTouchesCalibrateAtOnceAndOutliveAReplugAndARestart() throws {
        let bench = try Bench.atTheGreeting()
        let client = try technician(at: bench)
        for index in 0..<9 {
            let place = cross(index)
            let screen = CalibrationScreen(
                index: index, count: 9, cross: SharePoint(x: place.x.tenth, y: place.y.tenth))
            #expect(try bench.shows(bench.pictures.message(.calibrating(screen))))
            #expect(try bench.screen() == "calibrating")
            try touch(bench, place)
        }
        let result = try answer(bench, to: client)
        #expect(result == CalibrationAnswer(beforeMm: 9.6, afterMm: 0))
        #expect(try bench.shows(bench.pictures.greeting()))
        #expect(try kept(bench).map { ($0 * 1_000).rounded() / 1_000 } == [1, 0, -0.04, 0, 1, 0.03])
        try #expect(findsTheMiddle(bench))
        bench.plugs.isEmpty = true
        try bench.plugs.feed(.unplug)
        try bench.settle()
        bench.plugs.isEmpty = false
        try bench.pass(.seconds(2))
        #expect(bench.plugs.count == 2)
        try #expect(findsTheMiddle(bench))
        let file = try String(contentsOfFile: bench.terminal.root.local, encoding: .utf8)
        let restarted = try Bench.atTheGreeting { try $0.write(file, to: "var/lib/palaute/local.json") }
        try #expect(findsTheMiddle(restarted))
        // The control: a terminal that was not calibrated sees the finger elsewhere.
        try #expect(!findsTheMiddle(Bench.atTheGreeting()))
    }

    /// Whether a finger in the middle of the glass is seen there.
    private func findsTheMiddle(_ bench: Bench) throws -> Bool {
        try bench.plugs.touch(Self.device(0.5, 0.5), slot: 3)
        try bench.settle()
        let seen = try bench.ask("touch")
        try bench.lift(slot: 3)
        return [#"{"3":[640,400]}"#, #"{"3":[639,399]}"#, #"{"3":[640,399]}"#, #"{"3":[639,400]}"#]
            .contains(seen)
    }

    @Test func whatIsNoBetterIsRefusedWithTheReasonAndKeepsNothing() throws {
        let bench = try Bench.atTheGreeting()
        let client = try technician(at: bench)
        // As it stands the panel is right, and the hand is not.
        for index in 0..<9 {
            let (x, y) = cross(index)
            try touch(bench, (x - 0.04 + (index.isMultiple(of: 2) ? 0.01 : -0.01), y + 0.03))
        }
        let refused = try #require(try answer(bench, to: client).refused)
        #expect(refused.contains("2.2 mm off the crosses as it stands"))
        #expect(!FileManager.default.fileExists(atPath: bench.terminal.root.local))
        #expect(try bench.shows(bench.pictures.greeting()))
    }

    @Test func aVisitUnderWayIsNotInterrupted() throws {
        let bench = try Bench.atTheGreeting()
        try bench.tap(.start, .scale(4))
        #expect(try refusal(bench) == "a visit is under way; try again when the greeting shows")
        #expect(try bench.shows(bench.pictures.question(chosen: 4)))
    }

    @Test func endsWhenTheTechnicianHangsUp() throws {
        let bench = try Bench.atTheGreeting()
        var client: Descriptor? = try technician(at: bench)
        #expect(try bench.screen() == "calibrating")
        #expect(try refusal(bench) == "it is being calibrated already")
        #expect(try bench.screen() == "calibrating")
        withExtendedLifetime(client) {}
        client = nil
        try bench.settle()
        #expect(try bench.shows(bench.pictures.greeting()))
        // The next one begins anew.
        let next = try technician(at: bench)
        try touchAll(bench)
        #expect(try answer(bench, to: next).refused == nil)
    }

    @Test func isGivenUpAfterAMinuteWithoutATouch() throws {
        let bench = try Bench.atTheGreeting()
        let client = try technician(at: bench)
        try touch(bench, cross(0))
        try bench.pass(.seconds(60))
        #expect(try answer(bench, to: client).refused?.contains("nobody touched") == true)
        #expect(try bench.shows(bench.pictures.greeting()))
    }

    @Test func whatCannotBeKeptIsNotUsedEither() throws {
        let bench = try Bench.atTheGreeting()
        try FileManager.default.createDirectory(
            atPath: bench.terminal.root.local, withIntermediateDirectories: true)
        let client = try technician(at: bench)
        try touchAll(bench)
        #expect(try answer(bench, to: client).refused?.contains("it could not be kept") == true)
        try #expect(!findsTheMiddle(bench))
        #expect(try bench.shows(bench.pictures.greeting()))
    }

    @Test func saysThatThereIsNothingToTouch() throws {
        let bench = try Bench.atTheGreeting()
        bench.plugs.isEmpty = true
        try bench.plugs.feed(.unplug)
        try bench.settle()
        #expect(try refusal(bench)?.contains("no touch device") == true)
        let blind = try Bench()
        blind.album.failsNextOpening = true
        blind.runtime.start()
        #expect(try refusal(blind)?.contains("no picture") == true)
    }

    @Test func aBrokenFileDoesNotKeepTheTerminalFromStarting() throws {
        let bench = try Bench.atTheGreeting { try $0.write("{broken", to: "var/lib/palaute/local.json") }
        #expect(try bench.shows(bench.pictures.greeting()))
        #expect(FileManager.default.fileExists(atPath: bench.terminal.root.local + ".broken"))
        #expect(try bench.ask("touch") == "{}")
    }
}

extension Double {
    fileprivate var tenth: Double { (self * 10).rounded() / 10 }
}
