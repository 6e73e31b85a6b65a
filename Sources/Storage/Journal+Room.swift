import SQLite

/// Room for what is not delivered yet, at the cost of what is.
extension Journal {
    /// Received replies given up at a time: few enough to take a moment, many
    /// enough to make room for the visits of a day.
    static let replyCountPerClearing = 100

    /// Gives up the oldest replies that the collector has acknowledged, whole and
    /// for good; never one that it has not (`contract.md` §3, `quality.md` O7).
    ///
    /// The latest number stays, so that numbering goes on above it.
    /// - Returns: whether there were any.
    func giveUpOldestReceived() throws(SQLiteError) -> Bool {
        let received = try connection.rows(
            """
            SELECT seq FROM delivery
            WHERE state = 'acknowledged' AND seq < (SELECT max(seq) FROM delivery) ORDER BY seq LIMIT ?
            """, Self.replyCountPerClearing
        ) { row throws(SQLiteError) in try row[0] as Int }
        for number in received { try giveUp(number) }
        return !received.isEmpty
    }

    /// Erases one reply.
    ///
    /// - Parameter keepingNumber: whether it is the latest, which is known for good.
    func giveUp(_ number: Int, keepingNumber: Bool = false) throws(SQLiteError) {
        try connection.run(
            "DELETE FROM kept_answer WHERE visit = (SELECT key FROM kept_visit WHERE seq = ?)", number)
        try connection.run("DELETE FROM kept_visit WHERE seq = ?", number)
        if !keepingNumber { try connection.run("DELETE FROM delivery WHERE seq = ?", number) }
    }
}
