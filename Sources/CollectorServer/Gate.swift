import Hummingbird
import Intake

/// Who may ask for what.
struct Gate: Sendable {
    let store: any ReplyStore

    /// The device that the request's bearer token belongs to.
    /// - Throws: 401.
    func device(of request: Request) async throws -> Device {
        guard let header = request.headers[.authorization], let token = AccessToken(authorization: header)
        else {
            throw Refusal(401, .login, "a device's bearer token is needed")
        }
        guard let device = try await store.device(tokenSHA256: token.sha256) else {
            throw Refusal(
                401, .login, "the token is not known here; `palaute-collector device add` makes one")
        }
        return device
    }

    /// Lets only this machine in, until people have accounts.
    ///
    /// A proxy on this machine would make everybody local, so a forwarded request
    /// never is.
    /// - Throws: 403.
    static func requireLocal(_ request: Request, _ context: CollectorContext) throws(Refusal) {
        let local = context.peer.map { $0.hasPrefix("127.") || $0 == "::1" || $0.hasPrefix("::ffff:127.") }
        let marks: Set = ["forwarded", "x-forwarded-for", "x-real-ip", "via"]
        guard local == true, !request.headers.contains(where: { marks.contains($0.name.canonicalName) })
        else {
            throw Refusal(
                403, .forbidden, "answers and figures are shown on the collector's own machine only")
        }
    }

    /// Lets a device in, and this machine.
    func requireDeviceOrLocal(_ request: Request, _ context: CollectorContext) async throws {
        do throws(Refusal) {
            try Self.requireLocal(request, context)
        } catch {
            _ = try await device(of: request)
        }
    }
}
