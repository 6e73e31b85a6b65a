import ArgumentParser

/// One way in which a network, a proxy or a server is not what it should be
/// (`quality.md` O1).
enum Fault: String, CaseIterable, Sendable, ExpressibleByArgument {
    // Before there is a connection.
    case noName = "no DNS"
    case refused = "connection refused"
    case blackHole = "black hole"
    case reset = "connection reset"
    case plainHTTP = "no TLS"
    case cutHandshake = "truncated handshake"
    case oldTLS = "TLS 1.1"
    case expired = "certificate expired"
    case notYetValid = "certificate not yet valid"
    case otherName = "certificate of another name"
    case otherAuthority = "certificate of another authority"
    case renewed = "certificate renewed"

    // The answer never comes, or never ends.
    case lostReceipt = "lost receipt"
    case resetAfterBody = "reset after body"
    case resetInBody = "reset in body"
    case hang = "hang before headers"
    case hangInBody = "hang after headers"
    case slow = "1 byte/s"
    case endlessHeaders = "endless headers"
    case endlessContinue = "endless 100 Continue"
    case endlessBody = "endless chunks"
    case gzipBomb = "gzip bomb"
    case longBody = "100 MB body"

    // Somebody else answers, or nobody who knows HTTP.
    case captivePortal = "captive portal"
    case redirect = "redirect to http"
    case emptyAnswer = "empty 200"
    case otherJSON = "200 with other JSON"
    case echo = "200 with the request"
    case cutJSON = "truncated JSON"
    case cutBody = "truncated body"
    case garbage = "not HTTP"
    case twoAnswers = "two answers"

    // A batch-response that does not fit.
    case missingEntry = "an entry too few"
    case doubledEntry = "an entry twice"
    case reordered = "other order"
    case otherID = "200 for another id"
    case otherEtag = "etag of other bytes"
    case busyEntries = "some entries 503"

    // Refused, for now.
    case status408 = "408", status409 = "409", status413 = "413", status422 = "422", status425 = "425"
    case status429 = "429", status500 = "500", status502 = "502", status503 = "503", status504 = "504"
    case retryNegative = "Retry-After -1"
    case retryDate = "Retry-After a date"
    case retryTenYears = "Retry-After ten years"

    /// The terminal notices only by its time limit.
    var isHang: Bool {
        switch self {
        case .blackHole, .hang, .hangInBody, .slow, .endlessContinue: true
        default: false
        }
    }

    /// It strikes the connection, not an answer.
    var isOfConnection: Bool {
        switch self {
        case .noName, .refused, .blackHole, .reset, .plainHTTP, .cutHandshake, .oldTLS, .expired,
            .notYetValid, .otherName, .otherAuthority, .renewed:
            true
        default: false
        }
    }

    /// The connection is made with a server that nobody must speak to.
    var isStranger: Bool {
        switch self {
        case .plainHTTP, .oldTLS, .expired, .notYetValid, .otherName, .otherAuthority: true
        default: false
        }
    }

    /// Whether it can strike a request that carries so many replies; zero: another request.
    func canStrike(_ replies: Int) -> Bool {
        switch self {
        // One reply alone would be parked, and rightly.
        case .status413, .status422, .reordered: replies > 1
        case .missingEntry, .doubledEntry, .otherID, .otherEtag, .busyEntries, .echo: replies > 0
        default: true
        }
    }

    /// How often it strikes in a trial of so many strikes: fifteen minutes of waiting are
    /// enough once, and too much for a sample.
    func limit(of strikes: Int) -> Int { self == .retryTenYears ? min(1, strikes / 20) : strikes }
}
