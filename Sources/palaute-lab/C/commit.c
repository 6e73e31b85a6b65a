// One durable answer by SQLite's own interface: what the journal is measured against.
//
//   commit JOURNAL REPEATS
//
// Writes into a journal that the kiosk's own code has made: for each answer the rows of
// a new visit and of its answer, in one transaction. Prints "commit N" in nanoseconds
// for each.
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SURVEY "'https://palaute.example/fhir/Questionnaire/nps|1.0.0'"

static sqlite3 *db;

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void check(int status)
{
    if (status == SQLITE_OK || status == SQLITE_DONE || status == SQLITE_ROW) return;
    fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static sqlite3_stmt *prepared(const char *sql)
{
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v2(db, sql, -1, &statement, NULL));
    return statement;
}

static void run(sqlite3_stmt *statement, const void *visit, sqlite3_int64 at)
{
    if (visit) check(sqlite3_bind_blob(statement, 1, visit, 16, SQLITE_STATIC));
    if (sqlite3_bind_parameter_count(statement) == 2) check(sqlite3_bind_int64(statement, 2, at));
    check(sqlite3_step(statement));
    check(sqlite3_reset(statement));
}

int main(int argc, char **argv)
{
    if (argc != 3) { fprintf(stderr, "usage: commit JOURNAL REPEATS\n"); return 2; }
    check(sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL));
    check(sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA mmap_size=0;",
                       NULL, NULL, NULL));
    sqlite3_stmt *begin = prepared("BEGIN IMMEDIATE"), *commit = prepared("COMMIT"),
        *ended = prepared("SELECT seq, end_reason, ended_ns FROM visit WHERE id = ? AND seq IS NOT NULL"),
        *words = prepared("INSERT OR IGNORE INTO word (text) VALUES (" SURVEY "), ('bench')"),
        *visit = prepared("INSERT INTO kept_visit (id, survey, language, seed, help, misuse, boot, began_ns) VALUES"
                          " (?, (SELECT key FROM word WHERE text = " SURVEY "), 'fi', 1, 'none', '',"
                          " (SELECT key FROM word WHERE text = 'bench'), ?)"),
        *answer = prepared("INSERT INTO kept_answer (visit, link_id, ord, state, value, first_press_ms, changes, at_ns)"
                           " VALUES ((SELECT key FROM kept_visit WHERE id = ?), 'nps', 0, 'scale', 9, 900, 0, ?)");
    uint64_t id[2] = { 0xF0DEBC9A78563412, 0 };
    for (int i = atoi(argv[2]); i-- > 0; id[1]++) {
        int64_t begun = now();
        run(begin, NULL, 0);
        run(ended, id, 0);
        run(words, NULL, 0);
        run(visit, id, begun);
        run(answer, id, begun);
        run(commit, NULL, 0);
        printf("commit %lld\n", (long long)(now() - begun));
    }
    return 0;
}
