import FHIR
import Intake
import Sealing
import Surveys

/// Takes submissions to the store and says what became of each.
struct Receiver: Sendable {
    let store: any ReplyStore
    let now: @Sendable () -> Int64
    let tell: @Sendable (Happening) -> Void

    /// What became of one entry; id and digest where it could be read.
    struct Filed: Sendable {
        var verdict: Verdict
        var reply: StoredReply?
    }

    /// Files the entries of one request, the good ones in one transaction: the
    /// answer never promises more than is durable, and a bad entry costs no other.
    func file(
        _ entries: [Result<Submission, Refusal>], from device: Device
    ) async throws -> [Filed] {
        var filed: [Filed] = []
        var accepted: [(place: Int, facts: ReplyFacts, reply: StoredReply)] = []
        for entry in entries {
            switch entry.flatMap({ $0.refusal(from: device.id).map(Result.failure) ?? .success($0) }) {
            case .failure(let refusal):
                filed.append(Filed(verdict: .refused(refusal)))
            case .success(let submission):
                let reply = StoredReply(submission, receivedMs: now())
                accepted.append((filed.count, submission.facts, reply))
                filed.append(Filed(verdict: .stored, reply: reply))
            }
        }
        for (verdict, item) in zip(try await store.put(accepted.map(\.reply)), accepted) {
            filed[item.place].verdict = verdict
            switch verdict {
            case .stored:
                tell(.stored(item.facts, from: device))
                await look(whetherUsedAgain: item.facts, from: device)
            case .conflict: tell(.conflict(item.facts, from: device))
            case .same, .refused: break
            }
        }
        return filed
    }

    /// The reply is durable, and gets its receipt whatever this comes to.
    private func look(whetherUsedAgain facts: ReplyFacts, from device: Device) async {
        do {
            let replies = try await store.numbers(
                of: facts.deviceID, in: facts.journalID, within: facts.number...facts.number)
            if replies.count > 1 { tell(.numberUsedAgain(facts, from: device)) }
        } catch {
            tell(.failed("the numbers of \(device.name) cannot be read: \(error)"))
        }
    }
}

extension StoredReply {
    fileprivate init(_ submission: Submission, receivedMs: Int64) {
        self.init(
            id: submission.facts.id, device: submission.facts.deviceID, journal: submission.facts.journalID,
            number: submission.facts.number, sha256: SHA256.digest(of: submission.hashedBytes).hex,
            bytes: submission.bytes, receivedMs: receivedMs)
    }

    /// As `location` names it: there is only ever a first version.
    var location: String { "\(QuestionnaireResponse.typeName)/\(id)/_history/1" }

    var etag: String { "W/\"\(sha256)\"" }
}
