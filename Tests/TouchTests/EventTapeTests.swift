import CEvdev
import Linux
import Testing
import Touch

struct EventTapeTests {
    @Test(.requiresInputDevices) func givesWhatThePanelSaidAndCanBePlayedAgain() throws {
        let panel = try KernelFingers("palaute recorded")
        let touch = try Touchscreen.open(panel.path)
        let tape = try #require(touch.record(true))
        try panel.frame([.touch(x: 0.25, y: 0.5)])
        try panel.frame([.lift()])
        _ = try samples(touch, 2)
        let reading = tape.read(from: 0, atMost: 100)
        let recording = Recording(device: tape.device, events: reading.events)
        let again = try Recording(evemu: recording.evemu)
        #expect(again.device == Recording.Device.panel("palaute recorded"))
        #expect(again.events.map(\.value) == reading.events.map(\.value))
        #expect(tape.read(from: reading.next, atMost: 100).events.isEmpty)
    }

    @Test(.requiresInputDevices) func keepsNothingOnceItIsOff() throws {
        let panel = try KernelFingers("palaute unrecorded")
        let touch = try Touchscreen.open(panel.path)
        let tape = try #require(touch.record(true))
        #expect(touch.record(false) == nil)
        try panel.frame([.touch(x: 0.25, y: 0.5)])
        try panel.frame([.lift()])
        _ = try samples(touch, 2)
        #expect(tape.read(from: 0, atMost: 100).events.isEmpty)
    }

    @Test func hasNothingOfAPanelByScript() throws {
        #expect(try ScriptedTouch().record(true) == nil)
    }
}
