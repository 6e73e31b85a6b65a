import Surveys

/// A reply that the collector refused for good.
package struct ParkedReply: Hashable, Sendable {
    /// What a page of them holds at the most, beyond its first.
    static let pageCount = 50
    static let pageBytes = 64 * 1024

    package var number: Int
    package var id: ReplyID
    /// The collector's word: a status, or `conflict`.
    package var code: String?
    package var attempts: Int
    /// As they were sent.
    package var bytes: [UInt8]

    /// The first of `replies`, and what follows as far as a page goes.
    static func page(of replies: [ParkedReply]) -> [ParkedReply] {
        var room = pageBytes
        var page: [ParkedReply] = []
        for reply in replies {
            guard page.isEmpty || reply.bytes.count <= room else { break }
            room -= reply.bytes.count
            page.append(reply)
        }
        return page
    }
}
