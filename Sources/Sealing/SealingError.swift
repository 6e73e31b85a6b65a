/// Why a key or a signed document was refused.
///
/// Names what is wrong and never repeats what was signed.
package enum SealingError: Error, Hashable, Sendable {
    /// Longer than a signed document may be.
    case tooLong(bytes: Int, limit: Int)
    /// Not the JSON form that is read here; says what is missing or too much.
    case malformed(String)
    /// The header names another algorithm than the one allowed.
    case algorithmNotAllowed(String)
    /// The header's `kid` is none of the trusted keys.
    case unknownKey(String)
    /// The bytes are not what the key's owner signed.
    case signatureInvalid
    /// The key is of another kind than the work needs, or no point of its curve.
    case keyUnusable(String)
    /// José refused a call that the input gave no cause for.
    case libraryFailed(call: String)
}

extension SealingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLong(let bytes, let limit):
            "signed document: \(bytes) bytes, at most \(limit) are read"
        case .malformed(let reason):
            "signed document: \(reason)"
        case .algorithmNotAllowed(let name):
            "signed document: algorithm \(name.debugDescription) is not allowed, only ES256 is"
        case .unknownKey(let kid):
            "signed document: key \(kid.debugDescription) is not trusted here"
        case .signatureInvalid:
            "signed document: the signature does not match"
        case .keyUnusable(let reason):
            "key: \(reason)"
        case .libraryFailed(let call):
            "\(call) failed"
        }
    }
}
