import CLinux
import Linux
import Testing

struct LocalListenerTests {
    /// A child between `fork` and `exec` still has every descriptor.
    private func copy(of descriptor: Descriptor) -> Descriptor {
        Descriptor(owning: dup(descriptor.rawValue))
    }

    @Test func leavesItsPathWhileAChildStillHasACopy() throws {
        let scratch = try Scratch()
        var listener: LocalListener? = try LocalListener(at: scratch.file("socket"))
        let child = copy(of: try #require(listener?.descriptor))
        listener = nil
        #expect(try LocalSocket.connect(to: scratch.file("socket")) == nil)
        let next = try LocalListener(at: scratch.file("socket"))
        #expect(try LocalSocket.connect(to: scratch.file("socket")) != nil)
        #expect(try next.accept() != nil)
        withExtendedLifetime(child) {}
    }

    @Test func refusesAPathWhereSomebodyListens() throws {
        let scratch = try Scratch()
        let listener = try LocalListener(at: scratch.file("socket"))
        let taken = SystemError(call: "bind", subject: scratch.file("socket"), code: EADDRINUSE)
        #expect(throws: taken) { try LocalListener(at: scratch.file("socket")) }
        withExtendedLifetime(listener) {}
    }
}
