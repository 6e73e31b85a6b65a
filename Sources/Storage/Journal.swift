import Linux
import SQLite
import Surveys

/// The journal in a SQLite file, which one process holds for as long as the
/// object lives, and in a ledger beside it.
///
/// When a call returns, what it stored survives a power cut. A closed visit then
/// also survives the loss of the database: it is in the ledger. After a failure
/// that leaves in doubt what was stored, every call throws it again: drop this
/// object, then open another.
package final class Journal: JournalStore {
    let path: String
    let run: JournalRun
    let connection: Connection
    /// The journal's id: numbers are gapless within it.
    package let id: ReplyID
    /// What opening found amiss and mended.
    package internal(set) var repair: JournalRepair
    var times = TrustedTimes()
    /// Counted once, then kept: counting takes longer the more replies wait.
    var counts = Counts()
    /// Nil only in the controls of tests.
    private(set) var ledger: Ledger?
    private var broken: JournalError?
    private let lock: LockFile

    /// Of how many files a ledger is long: the oldest is then worth clearing whatever
    /// has to be kept of it.
    let longLedger: Int

    /// Half of what two years without a network come to.
    package static let defaultLongLedger = 96

    /// 512 MiB of SQLite's pages of 4 KiB.
    package static let defaultPageLimit = 131_072

    /// Opens `journal.sqlite` in `directory`, or makes it; checks it, brings it to
    /// this program's schema, and sees that it says what the ledger says.
    ///
    /// A database that cannot be read is set aside, never deleted, and made anew
    /// from the ledger, under the same id.
    /// - Parameter pageLimit: how far the file may grow, in pages of 4 KiB. What
    ///   goes beyond takes the place of the oldest replies that were received;
    ///   where there are none it is ``JournalError/full``.
    /// - Parameter longLedger: from how many files of 1 MiB on the ledger is cleared for
    ///   room even where much of it has to be written again.
    /// - Throws: ``JournalError``; a file that cannot be used stays as it is.
    package init(
        directory: String, _ run: JournalRun, ledger place: LedgerPlace = .beside,
        pageLimit: Int = defaultPageLimit, longLedger: Int = defaultLongLedger
    ) throws(JournalError) {
        self.longLedger = longLedger
        path = directory + "/journal.sqlite"
        self.run = run
        lock = try Self.takeLock(directory + "/journal.lock")
        let database = Database(directory: directory, pageLimit: pageLimit)
        var reading: LedgerReading?
        if let folder = place.folder(beside: directory) {
            do throws(SystemError) {
                reading = try LedgerReading(folder, sha256: run.sha256)
            } catch { throw JournalError(error) }
        }
        (connection, repair) = try database.open(isSuspect: run.isSuspect, canRebuild: reading != nil)
        do throws(SQLiteError) {
            id = try connection.journalID(or: reading?.journalID ?? run.newID, run)
        } catch { throw JournalError(error, path: path) }
        if let reading { ledger = try agree(with: reading) }
        counts = try transaction(countAll)
        try loadTimes()
        // An earlier run may have left in the log what was erased since.
        try emptyLog()
    }

    private static func takeLock(_ path: String) throws(JournalError) -> LockFile {
        do throws(SystemError) {
            if let lock = try LockFile.take(path, attempts: 50) { return lock }
        } catch {
            throw JournalError(error)
        }
        throw .locked(path: path)
    }

    /// Runs `body` as one durable transaction; again, whenever there is no room
    /// and received replies can be given up for it.
    func transaction<Value>(
        _ body: () throws(SQLiteError) -> Value
    ) throws(JournalError) -> Value {
        while true {
            do throws(JournalError) {
                return try once(body)
            } catch {
                guard error == .full, try once(giveUpOldestReceived) else { throw error }
            }
        }
    }

    /// Runs `body` as one durable transaction.
    func once<Value>(_ body: () throws(SQLiteError) -> Value) throws(JournalError) -> Value {
        let before = counts
        do throws(JournalError) {
            return try attempt { () throws(SQLiteError) in try connection.transaction(.immediate, body) }
        } catch {
            counts = before
            throw error
        }
    }

    /// Moves the log into the database and cuts it to nothing, so that content
    /// erased from one is not left in the other
    /// (<https://sqlite.org/pragma.html#pragma_wal_checkpoint>).
    func emptyLog() throws(JournalError) {
        // Its row says whether a reader was in the way; the next opening does it then.
        try attempt { () throws(SQLiteError) in _ = try connection.run("PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    // A commit that failed may be stored or not, and Linux marks a page clean after
    // a failed fsync: only a new connection tells what is there.
    private func attempt<Value>(
        _ body: () throws(SQLiteError) -> Value
    ) throws(JournalError) -> Value {
        if let broken { throw broken }
        do throws(SQLiteError) {
            return try body()
        } catch {
            throw noted(JournalError(error, path: path))
        }
    }

    /// Does something to the ledger; as with the database, only reading it again
    /// tells what is there after a failure.
    func onLedger<Value>(_ body: () throws(SystemError) -> Value) throws(JournalError) -> Value {
        if let broken { throw broken }
        do throws(SystemError) {
            return try body()
        } catch {
            throw noted(error.isOutOfRoom ? .full : JournalError(error))
        }
    }

    private func noted(_ failure: JournalError) -> JournalError {
        if failure != .full { broken = failure }
        return failure
    }
}

/// Where the ledger is.
package enum LedgerPlace: Hashable, Sendable {
    /// The folder `ledger` beside the database.
    case beside
    case folder(String)
    /// Without one a damaged block costs answers: only to show that it does.
    case nowhere

    func folder(beside directory: String) -> LedgerFolder? {
        switch self {
        case .beside: LedgerFolder(path: directory + "/ledger")
        case .folder(let path): LedgerFolder(path: path)
        case .nowhere: nil
        }
    }
}
