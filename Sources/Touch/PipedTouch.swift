import Linux

/// Fingers by named pipe: how somebody outside touches a terminal without glass.
///
/// One line is one finger's next place, or its lifting: `SLOT X Y` with X and Y
/// from 0 to 1, or `SLOT up`. What is neither is passed over.
package final class PipedTouch: TouchSource {
    private static let readBytes = 4_096
    private static let lineLimitBytes = 64

    package let descriptor: Descriptor
    private let path: String
    private let hand: ScriptedTouch
    private var rest: [UInt8] = []

    /// Reads the pipe at `path`, which is made where there is none.
    package init(path: String) throws(SystemError) {
        self.path = path
        descriptor = try NamedPipe.open(path)
        hand = try ScriptedTouch()
    }

    package func drain() throws(SystemError) -> [TouchEvent] {
        rest += try descriptor.read(upTo: Self.readBytes, subject: path) ?? []
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            if let move = Self.move(String(decoding: rest[..<end], as: UTF8.self)) { try hand.feed([move]) }
            rest.removeSubrange(...end)
        }
        if rest.count > Self.lineLimitBytes { rest = [] }
        return try hand.drain()
    }

    private static func move(_ line: String) -> ScriptedTouch.Move? {
        let words = line.split(separator: " ")
        guard let slot = words.first.flatMap({ Int($0) }), 0..<10 ~= slot else { return nil }
        if words.count == 2, words[1] == "up" { return .lift(slot: slot) }
        guard words.count == 3, let x = Double(words[1]), let y = Double(words[2]), (0...1).contains(x),
            (0...1).contains(y)
        else { return nil }
        return .touch(slot: slot, x: x, y: y)
    }
}
