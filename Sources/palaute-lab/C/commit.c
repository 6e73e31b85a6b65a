// One durable record by SQLite's own interface: what the journal is measured against.
//
//   commit FILE REPEATS
//
// A prepared INSERT of 300 bytes a transaction, WAL and synchronous=FULL. Prints
// "commit N" in nanoseconds for each.
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void check(int status, sqlite3 *db)
{
    if (status == SQLITE_OK || status == SQLITE_DONE || status == SQLITE_ROW) return;
    fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(db));
    exit(1);
}

int main(int argc, char **argv)
{
    sqlite3 *db;
    sqlite3_stmt *insert;
    char text[300];
    if (argc != 3) { fprintf(stderr, "usage: commit FILE REPEATS\n"); return 2; }
    memset(text, 'x', sizeof text);
    check(sqlite3_open(argv[1], &db), db);
    check(sqlite3_exec(db,
                       "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA mmap_size=0;"
                       "CREATE TABLE answer (id INTEGER PRIMARY KEY, value TEXT)",
                       NULL, NULL, NULL), db);
    check(sqlite3_prepare_v2(db, "INSERT INTO answer (value) VALUES (?)", -1, &insert, NULL), db);
    for (int i = atoi(argv[2]); i-- > 0;) {
        int64_t begun = now();
        check(sqlite3_bind_text(insert, 1, text, sizeof text, SQLITE_STATIC), db);
        check(sqlite3_step(insert), db);
        check(sqlite3_reset(insert), db);
        printf("commit %lld\n", (long long)(now() - begun));
    }
    sqlite3_finalize(insert);
    sqlite3_close(db);
    return 0;
}
