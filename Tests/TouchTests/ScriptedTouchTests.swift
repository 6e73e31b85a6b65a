import Linux
import Testing
import Touch

struct ScriptedTouchTests {
    private struct ScriptedHand: Hand {
        let script: ScriptedTouch
        var source: any TouchSource { script }

        func does(_ moves: ScriptedTouch.Move...) throws {
            try script.feed(moves)
        }
    }

    @Test(arguments: TouchContract.allCases) func keepsTheContract(clause: TouchContract) throws {
        try clause.check(ScriptedHand(script: ScriptedTouch()))
    }

    @Test func followsItsScriptInOrderOfTime() throws {
        let touch = try ScriptedTouch([
            .init(at: .milliseconds(6), [.lift()]),
            .init(at: .milliseconds(2), [.touch(x: 0.5, y: 0.5)]),
            .init(at: .milliseconds(4), [.touch(x: 0.6, y: 0.5)]),
        ])
        let seen = try samples(touch, 3)
        #expect(seen.map(\.phase) == [.down, .moved, .up])
        #expect(seen[2].timeNanoseconds - seen[0].timeNanoseconds >= 3_900_000)
        #expect(try !isReadable(touch, timeout: .zero))
    }

    @Test func putsWhatIsFedBeforeWhatIsStillToCome() throws {
        let touch = try ScriptedTouch([.init(at: .seconds(3600), [.touch(x: 0, y: 0)])])
        try touch.feed([.touch(x: 1, y: 1)])
        #expect(try samples(touch, 1).map(\.x) == [1])
        #expect(try !isReadable(touch, timeout: .zero))
    }

    @Test func saysNothingAfterItIsGone() throws {
        let touch = try ScriptedTouch()
        try touch.feed([.unplug])
        try touch.feed([.touch(x: 0, y: 0)])
        #expect(try events(touch, 1) == [.gone])
        #expect(try touch.drain().isEmpty)
    }
}
