import CLinux
import Linux
import Testing

struct UEventTests {
    @Test func readsTheKernelsForm() throws {
        let text = "add@/devices/x/input/event3\0ACTION=add\0SUBSYSTEM=input\0DEVNAME=input/event3\0"
        let event = try #require(UEvent(Array(text.utf8)))
        #expect(event.action == "add")
        #expect(event.path == "/devices/x/input/event3")
        #expect(event.subsystem == "input")
        #expect(event.values["DEVNAME"] == "input/event3")
    }

    @Test(arguments: ["", "\0", "libudev", "@/devices/x"]) func refusesWhatHasNoHead(text: String) {
        #expect(UEvent(Array(text.utf8)) == nil)
    }

    @Test func takesValuesAsTheyStandAndSkipsTheRest() throws {
        let event = try #require(UEvent(Array("change@/d\0A=b=c\0noise\0=\0B=\0".utf8)))
        #expect(event.values == ["A": "b=c", "": "", "B": ""])
    }

    @Test func hasNothingToSayAtFirst() throws {
        #expect(try UEvents().drain().allSatisfy { $0 != .lost })
    }
}

struct DirectoryWatchTests {
    @Test func tellsNamesThatCameAndWent() throws {
        let scratch = try Scratch()
        try AtomicFile.write([1], to: scratch.file("a"))
        let watch = try DirectoryWatch(scratch.path)
        rename(scratch.file("a"), scratch.file("b"))
        unlink(scratch.file("b"))
        #expect(try watch.drain() == [.vanished("a"), .appeared("b"), .vanished("b")])
        #expect(try watch.drain().isEmpty)
    }

    @Test func tellsThatAModeChanged() throws {
        let scratch = try Scratch()
        try AtomicFile.write([1], to: scratch.file("event3"))
        let watch = try DirectoryWatch(scratch.path)
        chmod(scratch.file("event3"), 0o640)
        #expect(try watch.drain() == [.changed("event3")])
    }

    @Test(arguments: [true, false]) func tellsOfVisitsWhereTheyAreAskedFor(withVisits: Bool) throws {
        let scratch = try Scratch()
        try AtomicFile.write([1], to: scratch.file("card0"))
        let watch = try DirectoryWatch(scratch.path, withVisits: withVisits)
        do { _ = try Descriptor.open(scratch.file("card0"), O_RDWR) }
        _ = try folderNames(scratch.path)
        #expect(
            try watch.drain() == (withVisits ? [.opened("card0"), .closed("card0")] : [.changed("card0")]))
    }

    @Test func tellsThatTheFolderIsGone() throws {
        let scratch = try Scratch()
        let watch = try DirectoryWatch(scratch.path)
        rmdir(scratch.path)
        #expect(try watch.drain() == [.folderVanished])
    }

    @Test func refusesWhatIsNoFolder() {
        #expect(throws: SystemError(call: "inotify_add_watch", subject: "/proc/version", code: ENOTDIR)) {
            try DirectoryWatch("/proc/version")
        }
    }
}
