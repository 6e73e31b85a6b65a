/// The journal's tables and views (`interfaces.md`, Journal).
enum Schema {
    /// What brings a journal from one version to the next; never edited once
    /// released, only added to.
    static let steps = [version1, version2, version3, version4]

    // Instants are nanoseconds of the boot named beside them. An answer's state is
    // the kind of its value, or why there is none. In time_fix the row of a boot's
    // beginning has no time; rows are in the order they happened. The indexes hold
    // only what still needs somebody, and are used by queries with the same words.
    private static let version1 = """
        CREATE TABLE journal (
            id BLOB NOT NULL,
            device TEXT,
            created_boot TEXT NOT NULL
        ) STRICT;
        CREATE TABLE visit (
            id BLOB NOT NULL PRIMARY KEY,
            survey TEXT NOT NULL,
            language TEXT NOT NULL,
            seed INTEGER NOT NULL,
            respondent TEXT,
            help TEXT NOT NULL,
            boot TEXT NOT NULL,
            began_ns INTEGER NOT NULL,
            ended_ns INTEGER,
            end_reason TEXT,
            seq INTEGER UNIQUE
        ) STRICT;
        CREATE TABLE answer (
            visit BLOB NOT NULL,
            link_id TEXT NOT NULL,
            ord INTEGER NOT NULL,
            state TEXT NOT NULL,
            value ANY,
            sealed BLOB,
            help TEXT NOT NULL,
            first_press_ms INTEGER,
            changes INTEGER NOT NULL,
            at_ns INTEGER NOT NULL,
            PRIMARY KEY (visit, link_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE delivery (
            seq INTEGER PRIMARY KEY,
            bytes BLOB,
            sha256 TEXT,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'acknowledged', 'parked', 'withdrawn')),
            code TEXT,
            attempts INTEGER NOT NULL DEFAULT 0,
            at_ns INTEGER
        ) STRICT;
        CREATE INDEX delivery_unsent ON delivery (seq, state) WHERE state IN ('waiting', 'sent');
        CREATE INDEX delivery_aside ON delivery (state) WHERE state IN ('parked', 'withdrawn');
        CREATE TABLE time_fix (
            boot TEXT NOT NULL,
            boot_ns INTEGER NOT NULL,
            utc_ms INTEGER,
            error_ms INTEGER,
            source TEXT
        ) STRICT;
        """

    // Half of a SHA-256 over a closed visit's content; null for those of earlier programs.
    private static let version3 = """
        ALTER TABLE visit ADD COLUMN digest BLOB;
        """

    // Two years of answers in the room there is (`quality.md` O8): answers name their
    // visit by a number that grows, so that their pages fill one after the other; what
    // many visits say alike is kept once; the usual help takes no room. `visit` and
    // `answer` remain what is read, with the columns they had. When a reply was received
    // is told by the journal's own age, see ``Journal/giveUp(receivedFor:at:)``; ``Voice``
    // stays when the bytes go.
    private static let version4 = """
        CREATE TABLE word (
            key INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE kept_visit (
            key INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            survey INTEGER NOT NULL,
            language TEXT NOT NULL,
            seed INTEGER NOT NULL,
            respondent TEXT,
            help TEXT NOT NULL,
            misuse TEXT NOT NULL DEFAULT '',
            boot INTEGER NOT NULL,
            began_ns INTEGER NOT NULL,
            ended_ns INTEGER,
            end_reason TEXT,
            seq INTEGER UNIQUE,
            digest BLOB
        ) STRICT;
        CREATE TABLE kept_answer (
            visit INTEGER NOT NULL,
            link_id TEXT NOT NULL,
            ord INTEGER NOT NULL,
            state TEXT NOT NULL,
            value ANY,
            sealed BLOB,
            help TEXT,
            first_press_ms INTEGER,
            changes INTEGER NOT NULL,
            at_ns INTEGER NOT NULL,
            PRIMARY KEY (visit, link_id)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO word (text) SELECT survey FROM visit UNION SELECT boot FROM visit;
        INSERT INTO kept_visit (key, id, survey, language, seed, respondent, help, misuse, boot,
            began_ns, ended_ns, end_reason, seq, digest)
            SELECT rowid, id, (SELECT key FROM word WHERE text = survey), language, seed, respondent, help,
            misuse, (SELECT key FROM word WHERE text = boot), began_ns, ended_ns, end_reason, seq, digest
            FROM visit ORDER BY rowid;
        INSERT INTO kept_answer (visit, link_id, ord, state, value, sealed, help, first_press_ms,
            changes, at_ns)
            SELECT key, link_id, ord, state, value, sealed, nullif(answer.help, 'none'), first_press_ms,
            changes, at_ns FROM kept_visit JOIN answer ON answer.visit = id ORDER BY key, link_id;
        DROP TABLE answer;
        DROP TABLE visit;
        CREATE VIEW visit AS SELECT id, (SELECT text FROM word WHERE key = survey) AS survey, language,
            seed, respondent, help, misuse, (SELECT text FROM word WHERE key = boot) AS boot, began_ns,
            ended_ns, end_reason, seq, digest FROM kept_visit;
        CREATE VIEW answer AS SELECT id AS visit, link_id, ord, state, value, sealed,
            coalesce(kept_answer.help, 'none') AS help, first_press_ms, changes, at_ns
            FROM kept_answer JOIN kept_visit ON kept_visit.key = kept_answer.visit;
        CREATE TABLE age (
            ms INTEGER NOT NULL,
            boot TEXT NOT NULL,
            boot_ns INTEGER NOT NULL
        ) STRICT;
        ALTER TABLE delivery ADD COLUMN received_ms INTEGER;
        ALTER TABLE delivery ADD COLUMN voice INTEGER;
        ALTER TABLE delivery ADD COLUMN offered_ms INTEGER;
        CREATE INDEX delivery_received ON delivery (received_ms) WHERE state = 'acknowledged';
        """

    // The flags as words with a space between, in their alphabet's order.
    private static let version2 = """
        ALTER TABLE visit ADD COLUMN misuse TEXT NOT NULL DEFAULT '';
        """
}
