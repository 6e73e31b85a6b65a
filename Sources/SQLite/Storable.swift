/// One value as SQLite stores it, by storage class.
package enum Datum: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

/// A type that can be bound to a placeholder and read from a column.
package protocol Storable {
    var datum: Datum { get }
    /// Nil when the datum is of another storage class or out of range.
    init?(datum: Datum)
}

extension Datum: Storable {
    package var datum: Datum { self }
    package init?(datum: Datum) {
        self = datum
    }
}

extension Int64: Storable {
    package var datum: Datum { .integer(self) }
    package init?(datum: Datum) {
        guard case .integer(let value) = datum else { return nil }
        self = value
    }
}

extension Int: Storable {
    package var datum: Datum { .integer(Int64(self)) }
    package init?(datum: Datum) {
        guard case .integer(let value) = datum else { return nil }
        self.init(exactly: value)
    }
}

extension Bool: Storable {
    package var datum: Datum { .integer(self ? 1 : 0) }
    package init?(datum: Datum) {
        switch datum {
        case .integer(0): self = false
        case .integer(1): self = true
        default: return nil
        }
    }
}

extension Double: Storable {
    package var datum: Datum { .real(self) }
    package init?(datum: Datum) {
        guard case .real(let value) = datum else { return nil }
        self = value
    }
}

extension String: Storable {
    package var datum: Datum { .text(self) }
    package init?(datum: Datum) {
        guard case .text(let value) = datum else { return nil }
        self = value
    }
}

extension [UInt8]: Storable {
    package var datum: Datum { .blob(self) }
    package init?(datum: Datum) {
        guard case .blob(let value) = datum else { return nil }
        self = value
    }
}

extension Optional: Storable where Wrapped: Storable {
    package var datum: Datum { self?.datum ?? .null }
    package init?(datum: Datum) {
        guard datum != .null else {
            self = nil
            return
        }
        guard let value = Wrapped(datum: datum) else { return nil }
        self = value
    }
}
