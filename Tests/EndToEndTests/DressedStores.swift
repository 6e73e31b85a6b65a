import CollectorServer
import Intake
import Surveys
import Synchronization

/// A store around another one, as it is but for what is changed.
protocol DressedStore: ReplyStore {
    var inner: any ReplyStore { get }
}

extension DressedStore {
    func put(_ replies: [StoredReply]) async throws -> [Verdict] { try await inner.put(replies) }
    func reply(_ id: ReplyID) async throws -> StoredReply? { try await inner.reply(id) }
    func replies(after skipped: Int, limit: Int) async throws -> [StoredReply] {
        try await inner.replies(after: skipped, limit: limit)
    }
    func numbers(
        of device: String, in journal: String, within range: ClosedRange<Int>
    ) async throws -> [Int] {
        try await inner.numbers(of: device, in: journal, within: range)
    }
    func add(_ device: Device, tokenSHA256: String) async throws -> Bool {
        try await inner.add(device, tokenSHA256: tokenSHA256)
    }
    func device(tokenSHA256: String) async throws -> Device? {
        try await inner.device(tokenSHA256: tokenSHA256)
    }
    func devices() async throws -> [Device] { try await inner.devices() }
}

/// Stores, and fails before it can say so, once: a collector that dies between
/// its commit and its receipt.
final class ReceiptLosingStore: DressedStore {
    struct Lost: Error {}

    let inner: any ReplyStore
    private let hasLost = Mutex(false)

    init(_ inner: any ReplyStore) {
        self.inner = inner
    }

    func put(_ replies: [StoredReply]) async throws -> [Verdict] {
        let verdicts = try await inner.put(replies)
        let isFirst = hasLost.withLock { hasLost in
            defer { hasLost = true }
            return !hasLost
        }
        if isFirst { throw Lost() }
        return verdicts
    }
}

/// Stores whatever comes: a store without its unique key.
final class KeylessStore: DressedStore {
    let inner: any ReplyStore
    private let kept = Mutex<[StoredReply]>([])

    init(_ inner: any ReplyStore) {
        self.inner = inner
    }

    func put(_ replies: [StoredReply]) -> [Verdict] {
        kept.withLock { $0 += replies }
        return replies.map { _ in .stored }
    }

    func replies(after skipped: Int, limit: Int) -> [StoredReply] {
        kept.withLock { Array($0.dropFirst(skipped).prefix(limit)) }
    }
}

/// Gives receipts and stores nothing.
struct ForgetfulStore: DressedStore {
    let inner: any ReplyStore

    func put(_ replies: [StoredReply]) -> [Verdict] { replies.map { _ in .stored } }
}

/// Gives a receipt for the first that comes and stores nothing of it: a collector whose
/// disk went back to an earlier state.
final class OnceForgetfulStore: DressedStore {
    let inner: any ReplyStore
    private let hasForgotten = Mutex(false)

    init(_ inner: any ReplyStore) {
        self.inner = inner
    }

    func put(_ replies: [StoredReply]) async throws -> [Verdict] {
        let isFirst = hasForgotten.withLock { hasForgotten in
            defer { hasForgotten = true }
            return !hasForgotten
        }
        return isFirst ? replies.map { _ in .stored } : try await inner.put(replies)
    }
}

/// Takes every number for stored: nobody is asked for what is missing.
struct UnaskingStore: DressedStore {
    let inner: any ReplyStore

    init(_ inner: any ReplyStore) {
        self.inner = inner
    }

    func numbers(of device: String, in journal: String, within range: ClosedRange<Int>) -> [Int] {
        Array(range)
    }
}
