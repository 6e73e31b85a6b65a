import Surveys

extension ReplyStore {
    /// Registers a terminal and mints its token, which is not kept.
    ///
    /// - Parameter id: the terminal's UUID; nil mints one.
    package func enrol(name: String, id: String? = nil) async throws -> (Device, AccessToken) {
        guard !name.isEmpty, name.utf8.count <= 100,
            name.allSatisfy({ $0.isLetter || $0.isNumber || "-_. ".contains($0) })
        else { throw InputProblem("device name: give 1 to 100 letters, digits, spaces, dots or dashes") }
        var generator = SystemRandomNumberGenerator()
        let minted = ReplyID(high: generator.next(), low: generator.next()).description
        guard let uuid = id.map({ ReplyID($0)?.description }) ?? minted else {
            throw InputProblem("device id: not a version 4 UUID")
        }
        let device = Device(id: uuid, name: name)
        let token = AccessToken.mint()
        guard try await add(device, tokenSHA256: token.sha256) else {
            throw InputProblem("device \(name): the name or the id is taken; choose another")
        }
        return (device, token)
    }
}
