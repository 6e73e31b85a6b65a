import Linux
import Testing

struct NetworkWatchTests {
    @Test func opensWithoutPrivilegeAndIsSilentWhileNothingChanges() throws {
        let watch = try NetworkWatch()
        #expect(try !watch.drain())
    }

    @Test func tellsOfACarrierOnceUntilItIsLostAgain() throws {
        let watch = try NetworkWatch()
        #expect(watch.note(link(2, up: true)))
        #expect(!watch.note(link(2, up: true)))
        #expect(watch.note(link(3, up: true)))
        #expect(!watch.note(link(2, up: false)))
        #expect(watch.note(link(2, up: true)))
    }

    @Test func tellsOfANewAddress() throws {
        #expect(try NetworkWatch().note(message(type: 20, body: [UInt8](repeating: 0, count: 8))))
    }

    @Test(arguments: [[], [1, 2, 3], [UInt8](repeating: 0xFF, count: 64), [UInt8](repeating: 0, count: 64)])
    func ignoresWhatIsNoMessage(datagram: [UInt8]) throws {
        #expect(try !NetworkWatch().note(datagram))
    }

    private func link(_ index: Int32, up: Bool) -> [UInt8] {
        let flags: UInt32 = up ? 0x10000 : 0
        return message(type: 16, body: [0, 0, 0, 0] + bytes(index) + bytes(flags) + [0, 0, 0, 0])
    }

    private func message(type: UInt16, body: [UInt8]) -> [UInt8] {
        bytes(UInt32(16 + body.count)) + bytes(type) + [UInt8](repeating: 0, count: 10) + body
    }

    private func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number, Array.init)
    }
}
