import CLinux
import Linux
import Testing

struct PollerTests {
    @Test func reportsTheTagOfWhatCanBeRead() throws {
        let poller = try Poller()
        let quiet = try Mailbox<Int>()
        let loud = try Mailbox<Int>()
        try poller.add(quiet.descriptor, tag: 1)
        try poller.add(loud.descriptor, tag: .max)
        #expect(try poller.wait(timeout: .zero).isEmpty)
        #expect(loud.post(7))
        #expect(
            try poller.wait() == [
                Poller.Ready(tag: .max, isReadable: true, isWritable: false, isBroken: false)
            ])
    }

    @Test func tellsWhenTheOtherSideIsGone() throws {
        let poller = try Poller()
        let near = try pipe().near
        try poller.add(near, tag: 1)
        #expect(try poller.wait().map(\.isBroken) == [true])
    }

    @Test func reportsWritingOnlyWhenAsked() throws {
        let poller = try Poller()
        let (near, far) = try pipe()
        try poller.add(far, tag: 1, for: [])
        #expect(try poller.wait(timeout: .zero).isEmpty)
        try poller.modify(far, tag: 2, for: .write)
        #expect(try poller.wait().map(\.tag) == [2])
        try poller.remove(far)
        #expect(try poller.wait(timeout: .zero).isEmpty)
        withExtendedLifetime(near) {}
    }

    @Test func saysWhichCallFailedOnWhat() throws {
        let poller = try Poller()
        let mailbox = try Mailbox<Int>()
        try poller.add(mailbox.descriptor, tag: 1)
        let error = #expect(throws: SystemError.self) { try poller.add(mailbox.descriptor, tag: 1) }
        #expect(error?.description == "epoll_ctl(descriptor \(mailbox.descriptor.rawValue)): File exists")
    }

    private func pipe() throws -> (near: Descriptor, far: Descriptor) {
        var ends: [Int32] = [0, 0]
        try check("pipe2", "test") { pipe2(&ends, O_CLOEXEC | O_NONBLOCK) }
        return (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
    }
}
