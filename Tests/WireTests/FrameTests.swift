import Testing
import Wire

struct FrameTests {
    /// A splitmix64 step, so that a failing seed can be run again.
    struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    static func bytes(_ count: Int, _ random: inout Seeded) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    @Test func writesTheLengthsBigEndian() throws {
        let frame = Frame(header: [0x7B, 0x7D], payload: [1, 2, 3])
        #expect(try frame.encoded() == [0, 0, 0, 9, 0, 0, 0, 2, 0x7B, 0x7D, 1, 2, 3])
    }

    @Test(arguments: 0..<200) func readsBackWhatWasWrittenHoweverItIsCut(seed: Int) throws {
        var random = Seeded(state: UInt64(seed))
        let frames = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            Frame(
                header: Self.bytes(.random(in: 0...80, using: &random), &random),
                payload: Self.bytes(.random(in: 0...3000, using: &random), &random))
        }
        var stream = try frames.flatMap { try $0.encoded() }[...]
        var decoder = FrameDecoder()
        var read: [Frame] = []
        while !stream.isEmpty {
            let cut = min(stream.count, Int.random(in: 1...900, using: &random))
            decoder.append(stream.prefix(cut))
            stream = stream.dropFirst(cut)
            while let frame = try decoder.next() { read.append(frame) }
        }
        #expect(read == frames)
        #expect(decoder.bufferedBytes == 0)
    }

    @Test func refusesAnOversizeFrameByItsFirstFourBytes() {
        var decoder = FrameDecoder()
        decoder.append([0, 0x10, 0, 1])
        #expect(throws: FrameViolation.tooLong((1 << 20) + 1)) { try decoder.next() }
        decoder.append([UInt8](repeating: 0, count: 1000))
        #expect(decoder.bufferedBytes == 0)
        #expect(throws: FrameViolation.tooLong((1 << 20) + 1)) { try decoder.next() }
    }

    @Test func takesTheLongestFrameAllowedAndRefusesToWriteALongerOne() throws {
        let longest = Frame(header: [], payload: [UInt8](repeating: 7, count: (1 << 20) - 4))
        var decoder = FrameDecoder()
        decoder.append(try longest.encoded())
        #expect(try decoder.next() == longest)
        let longer = Frame(header: [0], payload: longest.payload)
        #expect(throws: FrameViolation.tooLong((1 << 20) + 1)) { try longer.encoded() }
    }

    @Test(
        arguments: [
            ([0, 0, 0, 3], FrameViolation.tooShort(3)),
            ([0, 0, 0, 5, 0, 0, 0, 2], .headerOutside(header: 2, frame: 5)),
            ([0, 0, 0, 5, 255, 255, 255, 255], .headerOutside(header: 0xFFFF_FFFF, frame: 5)),
        ] as [([UInt8], FrameViolation)])
    func namesWhatIsWrong(bytes: [UInt8], violation: FrameViolation) {
        var decoder = FrameDecoder()
        decoder.append(bytes)
        #expect(throws: violation) { try decoder.next() }
    }

    @Test func deliversTheWholeFramesBeforeAViolation() throws {
        let good = Frame(header: [1], payload: [2])
        var decoder = FrameDecoder()
        decoder.append(try good.encoded() + [0xFF, 0, 0, 0])
        #expect(try decoder.next() == good)
        #expect(throws: FrameViolation.tooLong(0xFF00_0000)) { try decoder.next() }
    }

    /// Each mutation changes, drops, doubles or inserts bytes of a valid stream.
    @Test func survivesAHundredThousandMutationsInBoundedMemory() throws {
        let reply = OutgoingReply(
            id: ReplyID(high: 1, low: 2), sha256: String(repeating: "a", count: 64), bytes: Array("{}".utf8))
        let valid = try [
            Frame(UplinkMessage.wantBatch(max: 20, bytes: 524_288)),
            Frame(batch: [reply, reply]),
            Frame(KioskMessage.hello(Hello(role: "kiosk", version: "0", boot: "b"))),
        ].flatMap { try $0.encoded() }
        var random = Seeded(state: 2)
        var outcomes = (frames: 0, violations: 0, messages: 0)
        for _ in 0..<100_000 {
            var stream = valid
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<stream.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: stream[place] = .random(in: 0...255, using: &random)
                case 1: stream.remove(at: place)
                case 2: stream.insert(stream[place], at: place)
                default: stream[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                }
            }
            var decoder = FrameDecoder()
            decoder.append(stream)
            do {
                while let frame = try decoder.next() {
                    outcomes.frames += 1
                    if case .batch(let items)? = try frame.message(as: KioskMessage.self) {
                        _ = try frame.replies(items)
                        outcomes.messages += 1
                    }
                }
            } catch {
                outcomes.violations += 1
            }
            precondition(decoder.bufferedBytes <= stream.count)
        }
        #expect(outcomes.frames > 0 && outcomes.violations > 0 && outcomes.messages > 0)
    }
}
