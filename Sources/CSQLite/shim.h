#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast that Swift does not import: these two copy what they bind.
static inline int shim_bind_text(sqlite3_stmt *statement, int index, const char *text, int bytes) {
    return sqlite3_bind_text(statement, index, text, bytes, SQLITE_TRANSIENT);
}

// SQLite binds NULL when the pointer is NULL, so an empty blob needs one that is not.
static inline int shim_bind_blob(sqlite3_stmt *statement, int index, const void *blob, int bytes) {
    return sqlite3_bind_blob(statement, index, blob ? blob : "", bytes, SQLITE_TRANSIENT);
}
