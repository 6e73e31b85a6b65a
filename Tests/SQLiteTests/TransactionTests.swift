import SQLite
import Testing

struct TransactionTests {
    private let memory: Connection

    init() throws {
        memory = try Connection(":memory:", .create)
        try memory.execute("CREATE TABLE thing (a INTEGER PRIMARY KEY) STRICT")
    }

    private func count() throws -> Int? {
        try memory.row("SELECT count(*) FROM thing") { row throws(SQLiteError) in try row[0] as Int }
    }

    @Test func storesAllOfIt() throws {
        let sum = try memory.transaction { () throws(SQLiteError) in
            try memory.run("INSERT INTO thing VALUES (?)", 1)
            try memory.run("INSERT INTO thing VALUES (?)", 2)
            return 3
        }
        #expect(sum == 3)
        #expect(try count() == 2)
        #expect(!memory.isInTransaction)
    }

    @Test func storesNothingWhenItsBodyThrows() throws {
        #expect(throws: SQLiteError.self) {
            try memory.transaction { () throws(SQLiteError) in
                try memory.run("INSERT INTO thing VALUES (?)", 1)
                try memory.run("INSERT INTO thing VALUES (?)", 1)
            }
        }
        #expect(try count() == 0)
        #expect(!memory.isInTransaction)
    }

    @Test func storesNothingWhenThereIsNoRoom() throws {
        let pages: Int = try memory.pragma("page_count")
        try memory.setPragma("max_page_count", to: "\(pages)")
        let error = #expect(throws: SQLiteError.self) {
            try memory.transaction { () throws(SQLiteError) in
                for value in 0..<10_000 { try memory.run("INSERT INTO thing VALUES (?)", value) }
            }
        }
        #expect(error.map { ResultCode.full ~= $0.code } == true)
        #expect(try count() == 0)
        try memory.run("INSERT INTO thing VALUES (?)", 1)
        #expect(try count() == 1)
    }

    @Test func addsOnlyTheStepsThatAreMissing() throws {
        let steps = ["CREATE TABLE first (a)", "CREATE TABLE second (a); INSERT INTO second VALUES (1)"]
        #expect(try memory.migrate([steps[0]]) == .current)
        #expect(try memory.pragma("user_version") as Int == 1)
        #expect(try memory.migrate(steps) == .current)
        #expect(try memory.migrate(steps) == .current)
        #expect(try memory.pragma("user_version") as Int == 2)
        #expect(
            try memory.rows("SELECT a FROM second") { row throws(SQLiteError) in try row[0] as Int } == [1])
    }

    @Test func stopsBeforeTheStepThatFails() throws {
        #expect(throws: SQLiteError.self) {
            try memory.migrate(["CREATE TABLE first (a)", "CREATE TABLE second (a); SELEKT 1"])
        }
        #expect(try memory.pragma("user_version") as Int == 1)
        #expect(try memory.migrate(["CREATE TABLE first (a)", "CREATE TABLE second (a)"]) == .current)
    }

    @Test func leavesANewerSchemaAlone() throws {
        try memory.setPragma("user_version", to: "7")
        #expect(try memory.migrate(["DROP TABLE thing"]) == .newer(version: 7))
        #expect(try count() == 0)
    }
}
