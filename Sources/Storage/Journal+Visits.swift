import SQLite
import Surveys

/// Visits and their answers.
extension Journal {
    package func record(_ answer: AnswerRecord, of visit: VisitOpening) throws(JournalError) {
        try transaction { () throws(SQLiteError) in
            guard try ending(of: visit.id) == nil else { return }
            try store(visit)
            try store(answer, of: visit.id)
        }
    }

    package func close(
        _ visit: VisitOpening, _ reason: EndReason, at now: Instant, _ answers: [AnswerRecord]
    ) throws(JournalError) -> Int {
        let end = try transaction { () throws(SQLiteError) in
            if let end = try ending(of: visit.id) { return end }
            try store(visit)
            for answer in answers { try store(answer, of: visit.id) }
            return try freeze(visit.id, reason, at: now)
        }
        try follow()
        // Also when repeated: the first time may have failed right here.
        if end.reason == .withdrawn { try emptyLog() }
        return end.number
    }

    package func interruptOpenVisits() throws(JournalError) {
        try transaction { () throws(SQLiteError) in
            let open = try connection.rows(
                """
                SELECT id, coalesce((SELECT max(at_ns) FROM answer WHERE visit = id), began_ns)
                FROM kept_visit WHERE seq IS NULL ORDER BY key
                """
            ) { row throws(SQLiteError) in (id: try row[0] as ReplyID, last: try row[1] as Instant) }
            for visit in open { _ = try freeze(visit.id, .interrupted, at: visit.last) }
        }
        try follow()
    }

    func ending(of id: ReplyID) throws(SQLiteError) -> StoredVisit.End? {
        try connection.row(
            "SELECT seq, end_reason, ended_ns FROM visit WHERE id = ? AND seq IS NOT NULL", id
        ) { row throws(SQLiteError) in
            StoredVisit.End(number: try row[0], reason: try row[1], at: try row[2])
        }
    }

    /// Stores a closed visit as it was.
    func store(_ visit: StoredVisit, numbered number: Int) throws(SQLiteError) {
        try store(visit.opening, boot: visit.boot)
        for answer in visit.answers { try store(answer, of: visit.opening.id) }
        guard let end = visit.end else { return }
        try connection.run(
            "UPDATE kept_visit SET seq = ?, end_reason = ?, ended_ns = ?, digest = ? WHERE id = ?",
            number, end.reason, end.at, visit.digest(run.sha256), visit.opening.id)
    }

    private func store(_ visit: VisitOpening, boot: String? = nil) throws(SQLiteError) {
        let boot = boot ?? run.boot
        try connection.run("INSERT OR IGNORE INTO word (text) VALUES (?), (?)", visit.survey, boot)
        try connection.run(
            """
            INSERT INTO kept_visit (id, survey, language, seed, respondent, help, misuse, boot, began_ns)
            VALUES (?, (SELECT key FROM word WHERE text = ?), ?, ?, ?, ?, ?,
            (SELECT key FROM word WHERE text = ?), ?)
            ON CONFLICT (id) DO UPDATE SET survey = excluded.survey, language = excluded.language,
            seed = excluded.seed, respondent = excluded.respondent, help = excluded.help,
            misuse = excluded.misuse, began_ns = excluded.began_ns
            """,
            visit.id, visit.survey, visit.language, Int64(bitPattern: visit.seed), visit.respondent,
            visit.help, visit.misuse.words, boot, visit.began)
    }

    private func store(_ answer: AnswerRecord, of visit: ReplyID) throws(SQLiteError) {
        let (state, value) = answer.state.columns
        try connection.run(
            """
            INSERT OR REPLACE INTO kept_answer
            (visit, link_id, ord, state, value, help, first_press_ms, changes, at_ns)
            VALUES ((SELECT key FROM kept_visit WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            visit, answer.linkID, answer.order, state, value, answer.help == Help.none ? nil : answer.help,
            answer.firstPress?.milliseconds, answer.changes, answer.at)
    }

    /// Numbers an open visit and puts it in line to be sent; of a withdrawn one
    /// only the number stays.
    private func freeze(
        _ id: ReplyID, _ reason: EndReason, at instant: Instant
    ) throws(SQLiteError) -> StoredVisit.End {
        let number = try lastNumber() + 1
        try connection.run(
            "UPDATE kept_visit SET seq = ?, end_reason = ?, ended_ns = ? WHERE id = ?",
            number, reason, instant, id)
        if reason == .withdrawn {
            try dropAnswers(of: id)
            try connection.run(
                "UPDATE kept_visit SET respondent = NULL, help = 'none', misuse = '' WHERE id = ?", id)
        }
        try connection.run(
            "INSERT INTO delivery (seq, state) VALUES (?, ?)",
            number, reason == .withdrawn ? DeliveryState.withdrawn : .waiting)
        if reason == .withdrawn { counts.withdrawn += 1 } else { counts.unsent += 1 }
        try seal(number)
        return StoredVisit.End(number: number, reason: reason, at: instant)
    }

    func dropAnswers(of id: ReplyID) throws(SQLiteError) {
        try connection.run(
            "DELETE FROM kept_answer WHERE visit = (SELECT key FROM kept_visit WHERE id = ?)", id)
    }

    /// Notes what proves that a closed visit still is as it was.
    private func seal(_ number: Int) throws(SQLiteError) {
        try connection.run(
            "UPDATE kept_visit SET digest = ? WHERE seq = ?",
            try visit(numbered: number)?.digest(run.sha256), number)
    }

    func lastNumber() throws(SQLiteError) -> Int {
        let last: Int?? = try connection.row("SELECT max(seq) FROM delivery") { row throws(SQLiteError) in
            try row[0]
        }
        return (last ?? nil) ?? 0
    }

    /// A closed visit with its answers, by its number.
    /// - Throws: ``ResultCode/corrupt`` when it is not as it was.
    func visit(numbered number: Int) throws(SQLiteError) -> StoredVisit? {
        let found = try connection.row(
            """
            SELECT id, survey, language, seed, respondent, help, misuse, began_ns, boot, end_reason,
            ended_ns, digest FROM visit WHERE seq = ?
            """, number
        ) { row throws(SQLiteError) in
            let opening = VisitOpening(
                id: try row[0], survey: try row[1], language: try row[2],
                seed: UInt64(bitPattern: try row[3]), respondent: try row[4], help: try row[5],
                misuse: Set(words: try row[6]), began: try row[7])
            let end = StoredVisit.End(number: number, reason: try row[9], at: try row[10])
            let visit = StoredVisit(opening: opening, boot: try row[8], answers: [], end: end)
            return (visit, digest: try row[11] as [UInt8]?)
        }
        guard let found else { return nil }
        var visit = found.0
        visit.answers = try answers(of: visit.opening.id)
        if let digest = found.digest, digest != visit.digest(run.sha256) {
            throw SQLiteError(code: .corrupt, message: "number \(number) is not what was stored")
        }
        return visit
    }

    private func answers(of visit: ReplyID) throws(SQLiteError) -> [AnswerRecord] {
        let sql = """
            SELECT link_id, ord, state, value, help, first_press_ms, changes, at_ns
            FROM answer WHERE visit = ? ORDER BY ord, link_id
            """
        return try connection.rows(sql, visit) { row throws(SQLiteError) in
            guard let state = AnswerState(state: try row[2], value: try row[3]) else {
                throw SQLiteError(code: .mismatch, message: "an unknown kind of answer", sql: sql)
            }
            let firstPress: Int64? = try row[5]
            return AnswerRecord(
                linkID: try row[0], order: try row[1], state: state, help: try row[4],
                firstPress: firstPress.map { .milliseconds($0) }, changes: try row[6], at: try row[7])
        }
    }
}
