import FHIR
import Intake
import Sealing
import Wire

/// What a collector truly has, whatever it said of it.
struct GroundTruth {
    /// The numbers stored, with how many replies under each.
    private(set) var numbers: [Int: Int] = [:]
    /// Replies that came under an id with other content than before.
    private(set) var conflicts = 0
    /// What must never happen, in words.
    private(set) var wrongs: Set<String> = []
    private var stored: [ReplyID: String] = [:]

    mutating func note(_ wrong: String) { wrongs.insert(wrong) }

    /// Files one entry by the rules of every collector.
    mutating func file(_ entry: Bundle.Entry) -> Bundle.Response {
        guard let url = entry.request?.url, let id = url.split(separator: "/").last,
            let resource = entry.resource
        else { return Bundle.Response(status: "400 Bad Request") }
        do {
            let submission = try Submission(resource, at: String(id))
            let sha256 = SHA256.digest(of: submission.hashedBytes).hex
            let verdict = Verdict(sha256: sha256, stored: stored[submission.facts.id])
            if verdict == .conflict {
                conflicts += 1
                return Bundle.Response(status: "409 Conflict")
            }
            if verdict == .stored {
                stored[submission.facts.id] = sha256
                numbers[submission.facts.number, default: 0] += 1
            }
            return Bundle.Response(
                status: verdict == .stored ? "201 Created" : "200 OK", location: "\(url)/_history/1",
                etag: "W/\"\(sha256)\"")
        } catch {
            note("a reply that is none: \(error)")
            return Bundle.Response(status: "422 Unprocessable Entity")
        }
    }
}
