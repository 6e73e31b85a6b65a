import Foundation
import SQLite
import Testing

struct ConnectionTests {
    private let memory: Connection

    init() throws {
        memory = try Connection(":memory:", .create)
        try memory.execute("CREATE TABLE thing (a ANY, b ANY) STRICT")
    }

    @Test func readsBackWhatItStoredInEveryType() throws {
        try memory.run("INSERT INTO thing VALUES (?, ?)", Int64.min, Int.max)
        try memory.run("INSERT INTO thing VALUES (?, ?)", "päivää\u{0}!", [UInt8]([0, 255, 0]))
        try memory.run("INSERT INTO thing VALUES (?, ?)", true, 0.5)
        try memory.run("INSERT INTO thing VALUES (?, ?)", "", [UInt8]())

        let integers = try memory.row("SELECT a, b FROM thing WHERE rowid = 1") { row throws(SQLiteError) in
            (try row[0] as Int64, try row[1] as Int)
        }
        #expect(integers?.0 == .min && integers?.1 == .max)
        let bytes = try memory.row("SELECT a, b FROM thing WHERE rowid = 2") { row throws(SQLiteError) in
            (try row[0] as String, try row[1] as [UInt8])
        }
        #expect(bytes?.0 == "päivää\u{0}!" && bytes?.1 == [0, 255, 0])
        let others = try memory.row("SELECT a, b FROM thing WHERE rowid = 3") { row throws(SQLiteError) in
            (try row[0] as Bool, try row[1] as Double)
        }
        #expect(others?.0 == true && others?.1 == 0.5)
        let empty = try memory.row("SELECT a, b FROM thing WHERE rowid = 4") { row throws(SQLiteError) in
            (try row[0] as String?, try row[1] as [UInt8]?)
        }
        #expect(empty?.0 == "" && empty?.1 == [])
    }

    @Test func tellsAbsentFromEmpty() throws {
        try memory.run("INSERT INTO thing VALUES (?, ?)", String?.none, Int?.some(3))
        let row = try memory.row("SELECT a, b FROM thing") { row throws(SQLiteError) in
            (try row[0] as String?, try row[1] as Int?)
        }
        #expect(row != nil)
        #expect(row?.0 == nil)
        #expect(row?.1 == 3)
        #expect(try memory.row("SELECT a FROM thing WHERE b = ?", 4) { _ in true } == nil)
    }

    @Test func refusesAColumnOfAnotherType() throws {
        try memory.run("INSERT INTO thing VALUES (?, ?)", "ten", 2)
        #expect {
            try memory.rows("SELECT a FROM thing") { row throws(SQLiteError) in try row[0] as Int }
        } throws: {
            ($0 as? SQLiteError)?.code == .mismatch
        }
        #expect {
            try memory.rows("SELECT b FROM thing") { row throws(SQLiteError) in try row[0] as Bool }
        } throws: {
            ($0 as? SQLiteError)?.code == .mismatch
        }
    }

    @Test func usesAStatementAgainInsideItsOwnRows() throws {
        for value in 1...3 { try memory.run("INSERT INTO thing VALUES (?, ?)", value, value) }
        let sql = "SELECT a FROM thing WHERE b > ? ORDER BY a"
        let pairs = try memory.rows(sql, 1) { outer throws(SQLiteError) in
            let value: Int = try outer[0]
            return try memory.rows(sql, value) { inner throws(SQLiteError) in try inner[0] as Int }
        }
        #expect(pairs == [[3], []])
    }

    @Test func tellsHowManyRowsItChanged() throws {
        for value in 1...3 { try memory.run("INSERT INTO thing VALUES (?, ?)", value, value) }
        #expect(try memory.run("UPDATE thing SET b = 0 WHERE a > ?", 1) == 2)
        #expect(try memory.run("UPDATE thing SET b = 0 WHERE a > ?", 9) == 0)
    }

    @Test func namesTheStatementButNeverTheArgument() throws {
        try memory.execute("CREATE UNIQUE INDEX one ON thing (a)")
        try memory.run("INSERT INTO thing VALUES (?, ?)", "canary-4711", 1)
        let error = #expect(throws: SQLiteError.self) {
            try memory.run("INSERT INTO thing VALUES (?, ?)", "canary-4711", 1)
        }
        #expect(error?.code.primary == .constraint)
        #expect(error?.code.rawValue == 2067)  // SQLITE_CONSTRAINT_UNIQUE
        #expect(error?.sql == "INSERT INTO thing VALUES (?, ?)")
        #expect(error?.description.contains("canary") == false)
    }

    @Test func saysWhatIsWrongWithAStatement() {
        let error = #expect(throws: SQLiteError.self) { try memory.run("SELEKT 1") }
        #expect(error?.message.contains("SELEKT") == true)
    }

    @Test func opensNoFileThatIsNotThere() {
        let path = "/nowhere/at/all.sqlite"
        let error = #expect(throws: SQLiteError.self) { _ = try Connection(path, .readWrite) }
        #expect(error.map { ResultCode.cannotOpen ~= $0.code } == true)
        #expect(error?.description.contains(path) == true)
    }

    @Test func matchesExtendedCodesByTheirPrimaryCode() {
        let fsync = ResultCode(rawValue: 1034)  // SQLITE_IOERR_FSYNC
        #expect(ResultCode.ioError ~= fsync)
        #expect(!(ResultCode.full ~= fsync))
        #expect(!(fsync ~= .ioError))
    }

    @Test func refusesASettingThatDidNotTake() throws {
        try memory.setPragma("synchronous", to: "NORMAL")
        let error = #expect(throws: SQLiteError.self) { try memory.requirePragma("synchronous", is: 2) }
        #expect(error?.message == "synchronous is 1, not 2")
        try memory.setPragma("synchronous", to: "FULL")
        try memory.requirePragma("synchronous", is: 2)
    }

    @Test func closesItsFileWithItsLastStatement() throws {
        let directory = FileManager.default.temporaryDirectory.path + "/sqlite-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        func isOpen() throws -> Bool {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").contains {
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
                return target?.hasPrefix(directory) == true
            }
        }
        do {
            let connection = try Connection(directory + "/file.sqlite", .create)
            try connection.execute("CREATE TABLE thing (a)")
            try connection.run("INSERT INTO thing VALUES (?)", 1)
            #expect(try isOpen())
        }
        #expect(try !isOpen())
    }
}
