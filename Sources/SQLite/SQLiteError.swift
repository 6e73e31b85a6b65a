import CSQLite

/// What SQLite refused: why, in its own words, and which statement.
///
/// Never carries an argument: what is bound may be a person's answer.
/// Prints as `disk I/O error (522): INSERT INTO visit …`.
package struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
    package var code: ResultCode
    package var message: String
    /// The statement's text, with its placeholders; nil outside of one.
    package var sql: String?

    package init(code: ResultCode, message: String, sql: String? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
    }

    package var description: String {
        "\(message) (\(code.rawValue))" + (sql.map { ": \($0)" } ?? "")
    }
}

/// An extended result code. As a pattern, a primary code such as ``full`` also
/// matches every extended code made from it (<https://sqlite.org/rescode.html>).
package struct ResultCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int32

    package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// Another connection holds the file. The C code is `SQLITE_BUSY`.
    package static let busy = ResultCode(rawValue: SQLITE_BUSY)
    /// No room: the disk or the page limit. The C code is `SQLITE_FULL`.
    package static let full = ResultCode(rawValue: SQLITE_FULL)
    /// The system failed to read, write or sync. The C code is `SQLITE_IOERR`.
    package static let ioError = ResultCode(rawValue: SQLITE_IOERR)
    /// The file's pages contradict each other. The C code is `SQLITE_CORRUPT`.
    package static let corrupt = ResultCode(rawValue: SQLITE_CORRUPT)
    /// The file is something else. The C code is `SQLITE_NOTADB`.
    package static let notADatabase = ResultCode(rawValue: SQLITE_NOTADB)
    /// The file cannot be written. The C code is `SQLITE_READONLY`.
    package static let readOnly = ResultCode(rawValue: SQLITE_READONLY)
    /// A uniqueness or another rule of the schema. The C code is `SQLITE_CONSTRAINT`.
    package static let constraint = ResultCode(rawValue: SQLITE_CONSTRAINT)
    /// The file could not be opened. The C code is `SQLITE_CANTOPEN`.
    package static let cannotOpen = ResultCode(rawValue: SQLITE_CANTOPEN)
    /// A column holds another type than was asked for. The C code is `SQLITE_MISMATCH`.
    package static let mismatch = ResultCode(rawValue: SQLITE_MISMATCH)
    /// A setting did not take. The C code is `SQLITE_MISUSE`.
    package static let misuse = ResultCode(rawValue: SQLITE_MISUSE)

    /// The code without what extends it: its lowest eight bits.
    package var primary: ResultCode { ResultCode(rawValue: rawValue & 0xFF) }

    package static func ~= (pattern: ResultCode, code: ResultCode) -> Bool {
        pattern == code || pattern == code.primary
    }
}
