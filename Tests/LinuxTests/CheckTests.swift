import CLinux
import Linux
import Testing

struct CheckTests {
    @Test func callsAgainWhileASignalInterrupts() throws {
        var calls = 0
        let result: Int32 = try check("read", "x") {
            calls += 1
            return calls < 3 ? failing(EINTR) : 5
        }
        #expect(result == 5)
        #expect(calls == 3)
    }

    @Test func namesTheCallTheSubjectAndTheReason() {
        #expect(throws: SystemError(call: "read", subject: "x", code: EIO)) {
            try check("read", "x") { failing(EIO) }
        }
    }

    @Test func takesAnExpectedFailureForAnAnswer() throws {
        #expect(try check("read", "x", expecting: EAGAIN) { failing(EAGAIN) } == nil)
        #expect(try check("read", "x", expecting: EINTR) { failing(EINTR) } == nil)
        #expect(throws: SystemError(call: "read", subject: "x", code: EIO)) {
            try check("read", "x", expecting: EAGAIN) { failing(EIO) }
        }
    }

    private func failing(_ code: Int32) -> Int32 {
        __errno_location().pointee = code
        return -1
    }
}
