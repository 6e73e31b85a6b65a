import CLinux
import Linux

/// One client of a ``VolatileDisk``: the fixed newstyle handshake, then requests
/// one after the other.
/// https://github.com/NetworkBlockDevice/nbd/blob/master/doc/proto.md
struct NBDConnection {
    /// The client is gone, or speaks something else.
    struct Ended: Error {}

    private enum Option: UInt32 {
        case exportName = 1
        case abort = 2
        case info = 6
        case go = 7
    }

    private enum Command: UInt16 {
        case read = 0
        case write = 1
        case disconnect = 2
        case flush = 3
        case trim = 4
        case writeZeroes = 6
    }

    private static let magic: UInt64 = 0x4E42_444D_4147_4943
    private static let optionMagic: UInt64 = 0x4948_4156_454F_5054
    private static let optionReplyMagic: UInt64 = 0x0003_E889_0455_65A9
    private static let requestMagic: UInt32 = 0x2560_9513
    private static let replyMagic: UInt32 = 0x6744_6698
    /// Has flags, can flush, FUA, trim, write zeroes.
    private static let transmissionFlags: UInt16 = 1 | 4 | 8 | 32 | 64
    private static let unsupported: UInt32 = 0x8000_0001

    private let socket: Descriptor
    private let subject: String

    init(_ socket: Descriptor, _ subject: String) {
        self.socket = socket
        self.subject = subject
    }

    /// Serves until the client leaves or the disk is no more.
    func serve(_ disk: VolatileDisk?) throws {
        guard let size = disk?.size else { return }
        try handshake(size: UInt64(size))
        while let disk {
            guard try answerRequest(disk) else { return }
        }
    }

    private func handshake(size: UInt64) throws {
        try send(Self.magic, Self.optionMagic, UInt16(0b11))
        _ = try receive(UInt32.self)
        while true {
            _ = try receive(UInt64.self)
            let option = try receive(UInt32.self)
            _ = try receive(count: Int(try receive(UInt32.self)))
            func reply(_ type: UInt32, _ body: [UInt8] = []) throws {
                try send(bytes(Self.optionReplyMagic, option, type, UInt32(body.count)) + body)
            }
            switch Option(rawValue: option) {
            case .exportName:
                return try send(size, Self.transmissionFlags)
            case .info, .go:
                try reply(3, bytes(UInt16(0), size, Self.transmissionFlags))
                try reply(1)
                if option == Option.go.rawValue { return }
            case .abort:
                try reply(1)
                throw Ended()
            case nil:
                try reply(Self.unsupported)
            }
        }
    }

    private func answerRequest(_ disk: VolatileDisk) throws -> Bool {
        guard try receive(UInt32.self) == Self.requestMagic else { throw Ended() }
        let isDurable = try receive(UInt16.self) & 1 != 0
        let command = Command(rawValue: try receive(UInt16.self))
        let handle = try receive(UInt64.self)
        let offset = Int(try receive(UInt64.self))
        let count = Int(try receive(UInt32.self))
        var code: Int32 = 0
        var answer: [UInt8] = []
        switch command {
        case .read: answer = disk.read(offset, count)
        case .write: code = disk.write(try receive(count: count), at: offset, isDurable: isDurable)
        case .writeZeroes:
            code = disk.write([UInt8](repeating: 0, count: count), at: offset, isDurable: isDurable)
        case .flush: code = disk.flush()
        case .trim: break
        case .disconnect: return false
        case nil: code = EINVAL
        }
        try send(bytes(Self.replyMagic, UInt32(code), handle) + answer)
        return true
    }

    // -- numbers in network order ------------------------------------------------

    private func bytes(_ numbers: any FixedWidthInteger...) -> [UInt8] {
        numbers.flatMap { number in bigEndian(number) }
    }

    private func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        stride(from: type(of: number).bitWidth - 8, through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: number >> $0)
        }
    }

    private func send(_ numbers: any FixedWidthInteger...) throws {
        try send(numbers.flatMap { number in bigEndian(number) })
    }

    private func send(_ bytes: [UInt8]) throws {
        try socket.write(bytes, subject: subject)
    }

    private func receive<Number: FixedWidthInteger>(_: Number.Type) throws -> Number {
        try receive(count: Number.bitWidth / 8).reduce(0) { $0 << 8 | Number($1) }
    }

    private func receive(count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let chunk = try socket.read(upTo: count - bytes.count, subject: subject), !chunk.isEmpty
            else { throw Ended() }
            bytes += chunk
        }
        return bytes
    }
}
