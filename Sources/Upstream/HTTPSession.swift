import CCurl
import Synchronization

/// Time limits of one request.
package struct Timeouts: Hashable, Sendable {
    package var connect: Duration
    /// The whole request. A server may carry it out all the same, and answers 200 next time.
    package var total: Duration

    package init(connect: Duration = .seconds(15), total: Duration = .seconds(30)) {
        self.connect = connect
        self.total = total
    }
}

/// Ends a request from another thread, for a program that is told to stop.
///
/// Whatever was sent stays valid: a reply without a receipt is sent again.
package final class Cancellation: Sendable {
    private let isSet = Atomic(false)

    package init() {}

    package func cancel() {
        isSet.store(true, ordering: .relaxed)
    }

    package var isCancelled: Bool { isSet.load(ordering: .relaxed) }
}

/// One libcurl handle: HTTPS only, one pinned authority, no redirects, no
/// system store, no proxy from the environment, bounded time and size.
///
/// Belongs to one thread. The handle keeps its connection between requests.
final class HTTPSession {
    struct Response {
        var status: Int
        var body: [UInt8]
        /// Whole seconds only: a date would have to be compared with a wall clock.
        var retryAfter: Duration?
    }

    enum Failure: Error {
        case timedOut
        case failed(String)
    }

    static let bodyLimitBytes = 1 << 20

    private let curl: UnsafeMutableRawPointer
    // Read by OpenSSL at each handshake, so it needs an address of its own.
    private let verificationTime = UnsafeMutablePointer<time_t>.allocate(capacity: 1)
    private let cancellation: Cancellation
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    // curl_global_init is once per process; a static is made once, by any thread.
    private static let isReady = shim_global_init() == CURLE_OK

    init(ca: String, timeouts: Timeouts, cancellation: Cancellation) {
        precondition(Self.isReady, "libcurl starts")
        guard let curl = curl_easy_init() else { preconditionFailure("libcurl gives a handle") }
        self.curl = curl
        self.cancellation = cancellation
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_PROTOCOLS_STR, "https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_PROXY, "")
        set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        // A resumed session would skip the certificate's check.
        set(CURLOPT_SSL_SESSIONID_CACHE, 0)
        // Debian's libcurl adds the system's folder of authorities by default.
        must(shim_set_pointer(curl, CURLOPT_CAPATH, nil))
        must(shim_set_pointer(curl, CURLOPT_CAINFO, nil))
        must(shim_set_blob(curl, CURLOPT_CAINFO_BLOB, ca, ca.utf8.count))
        must(shim_set_verification_time(curl, verificationTime))
        set(CURLOPT_CONNECTTIMEOUT_MS, Int(timeouts.connect.wholeMilliseconds))
        set(CURLOPT_TIMEOUT_MS, Int(timeouts.total.wholeMilliseconds))
        must(shim_set_pointer(curl, CURLOPT_ERRORBUFFER, errorText))
        set(CURLOPT_NOPROGRESS, 0)
        must(shim_set_progress(curl, askToGoOn, Unmanaged.passUnretained(cancellation).toOpaque()))
    }

    deinit {
        curl_easy_cleanup(curl)
        verificationTime.deallocate()
        errorText.deallocate()
    }

    /// Carries out one request and waits for its end.
    ///
    /// - Parameters:
    ///   - body: sent as it is by POST; nil: GET.
    ///   - verificationMs: the time at which certificates are judged.
    func request(
        _ url: String, headers: [String], body: [UInt8]?, verificationMs: Int64
    ) throws(Failure) -> Response {
        verificationTime.pointee = time_t(verificationMs / 1000)
        // Without it libcurl would wait for "100 Continue" before a long body.
        let list = (headers + ["Expect:"]).reduce(nil) { curl_slist_append($0, $1) }
        defer { curl_slist_free_all(list) }
        must(shim_set_pointer(curl, CURLOPT_HTTPHEADER, list))
        set(CURLOPT_URL, url)
        var received = Received()
        errorText[0] = 0
        let code = withUnsafeMutablePointer(to: &received) { received in
            must(shim_set_write(curl, collect, received))
            return (body ?? []).withUnsafeBytes { bytes in
                if body == nil {
                    set(CURLOPT_HTTPGET, 1)
                } else {
                    set(CURLOPT_POST, 1)
                    // A null pointer would make libcurl ask for the body elsewhere.
                    must(
                        shim_set_pointer(
                            curl, CURLOPT_POSTFIELDS, bytes.baseAddress ?? UnsafeRawPointer(errorText)))
                    set(CURLOPT_POSTFIELDSIZE, bytes.count)
                }
                return curl_easy_perform(curl)
            }
        }
        guard code == CURLE_OK else { throw failure(code, received) }
        var status = 0
        must(shim_get_status(curl, &status))
        return Response(status: status, body: received.bytes, retryAfter: retryAfter)
    }

    private func failure(_ code: CURLcode, _ received: Received) -> Failure {
        if received.isTooLong { return .failed("the answer is longer than \(Self.bodyLimitBytes) bytes") }
        if code == CURLE_OPERATION_TIMEDOUT { return .timedOut }
        let text = errorText[0] == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: errorText)
        return .failed(text)
    }

    private var retryAfter: Duration? {
        var header: UnsafeMutablePointer<curl_header>?
        guard curl_easy_header(curl, "Retry-After", 0, UInt32(CURLH_HEADER), -1, &header) == CURLHE_OK,
            let value = header?.pointee.value, let seconds = Int64(String(cString: value))
        else { return nil }
        return .seconds(min(max(seconds, -1), 1_000_000_000))
    }

    private func set(_ option: CURLoption, _ value: Int) {
        must(shim_set_long(curl, option, value))
    }

    private func set(_ option: CURLoption, _ value: String) {
        must(value.withCString { shim_set_pointer(curl, option, $0) })
    }

    // Every option here protects something: a libcurl without it is not used.
    private func must(_ code: CURLcode) {
        precondition(code == CURLE_OK, String(cString: curl_easy_strerror(code)))
    }
}

private struct Received {
    var bytes: [UInt8] = []
    var isTooLong = false
}

/// libcurl's write function: keeps what comes, up to the limit.
private func collect(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    let length = size * count
    guard let context, let bytes else { return 0 }
    let received = context.assumingMemoryBound(to: Received.self)
    guard received.pointee.bytes.count + length <= HTTPSession.bodyLimitBytes else {
        received.pointee.isTooLong = true
        return 0
    }
    received.pointee.bytes += UnsafeRawBufferPointer(start: bytes, count: length)
    return length
}

/// libcurl's progress function, called about once a second: not zero ends it.
private func askToGoOn(
    _ context: UnsafeMutableRawPointer?, _: curl_off_t, _: curl_off_t, _: curl_off_t, _: curl_off_t
) -> Int32 {
    guard let context else { return 0 }
    return Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue().isCancelled ? 1 : 0
}

extension Duration {
    fileprivate var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
