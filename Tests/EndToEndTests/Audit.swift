import CollectorServer
import FHIR
import Sealing

/// The two ends held against each other: what the terminal kept, and what the
/// collector has.
struct Audit: Hashable {
    /// Numbers that the terminal has and the collector has not.
    var lost: [Int] = []
    /// Numbers that the collector has more than once.
    var doubled: [Int] = []
    /// Numbers whose hash differs or is not that of the collector's bytes, or whose bytes
    /// differ where the terminal still has them.
    var unequal: [Int] = []
    /// Numbers at the collector that nobody gave.
    var strange: [Int] = []
    /// Numbers that the terminal left out or used twice.
    var gaps: [Int] = []
    /// Numbers that the collector may have and the terminal does not know so.
    var withoutReceipt: [Int] = []

    init(_ journal: LeftJournal, _ stored: [StoredReply]) {
        let copies = Dictionary(grouping: stored, by: \.id)
        for (place, reply) in journal.replies.enumerated() {
            if reply.number != place + 1 { gaps.append(reply.number) }
            if reply.state != "acknowledged" { withoutReceipt.append(reply.number) }
            let copies = copies[reply.id] ?? []
            if copies.isEmpty { lost.append(reply.number) }
            if copies.count > 1 { doubled.append(reply.number) }
            // With its receipt a reply's bytes leave the terminal; their hash stays.
            let hasGivenUp = reply.bytes == nil && reply.state == "acknowledged"
            let isTheSame = copies.allSatisfy { copy in
                (hasGivenUp || copy.bytes == reply.bytes) && copy.sha256 == reply.sha256
                    && copy.sha256 == copy.hashOfBytes && copy.number == reply.number
                    && copy.journal == journal.id
            }
            if !isTheSame { unequal.append(reply.number) }
        }
        let known = Set(journal.replies.map(\.id))
        strange = stored.filter { !known.contains($0.id) }.map(\.number)
    }

    /// Nothing to complain of.
    static let clean = Audit()

    private init() {}
}

extension StoredReply {
    /// Worked out anew, without the collector's word.
    fileprivate var hashOfBytes: String? {
        (try? CanonicalJSON.withoutMeta(bytes)).map { SHA256.digest(of: $0).hex }
    }
}
