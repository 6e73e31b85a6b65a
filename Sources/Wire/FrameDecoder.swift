/// Turns a byte stream back into frames, however it was cut up.
///
/// Pure and incremental: ``append(_:)`` what was read, then call ``next()`` until
/// it gives nil. It never holds more than one longest frame beside what was
/// appended since the last `next()`. After a violation it stays failed.
package struct FrameDecoder: Sendable {
    private var buffer: [UInt8] = []
    /// Bytes of `buffer` already handed out; they are dropped in one move.
    private var consumed = 0
    private var violation: FrameViolation?

    package init() {}

    /// How many bytes wait for the rest of their frame.
    package var bufferedBytes: Int { buffer.count - consumed }

    package mutating func append(_ bytes: some Sequence<UInt8>) {
        guard violation == nil else { return }
        buffer.removeFirst(consumed)
        consumed = 0
        buffer += bytes
    }

    /// The next whole frame, or nil until more bytes come.
    ///
    /// - Throws: the violation as soon as its first four or eight bytes show it,
    ///   so an oversize frame is refused before anything is kept for it.
    package mutating func next() throws(FrameViolation) -> Frame? {
        if let violation { throw violation }
        do throws(FrameViolation) {
            return try read()
        } catch {
            violation = error
            buffer = []
            consumed = 0
            throw error
        }
    }

    private mutating func read() throws(FrameViolation) -> Frame? {
        guard let length = number(at: 0) else { return nil }
        guard length <= Frame.maximumLengthBytes else { throw .tooLong(length) }
        guard length >= 4 else { throw .tooShort(length) }
        guard let headerLength = number(at: 4) else { return nil }
        guard headerLength <= length - 4 else { throw .headerOutside(header: headerLength, frame: length) }
        guard bufferedBytes >= 4 + length else { return nil }
        let header = consumed + 8
        let payload = header + headerLength
        let end = consumed + 4 + length
        consumed = end
        return Frame(header: Array(buffer[header..<payload]), payload: Array(buffer[payload..<end]))
    }

    private func number(at offset: Int) -> Int? {
        guard bufferedBytes >= offset + 4 else { return nil }
        return buffer[(consumed + offset)..<(consumed + offset + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
}
