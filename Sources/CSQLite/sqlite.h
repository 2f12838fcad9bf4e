/* The only door to SQLite: conditions of rule files over a table in memory. */
#ifndef CLIENTELE_SQLITE_H
#define CLIENTELE_SQLITE_H

#include <sqlite3.h>

/* sqlite3_db_config takes a variable number of arguments, which Swift cannot pass. */
static inline int clientele_sqlite_configure(sqlite3 *database, int setting, int value) {
  return sqlite3_db_config(database, setting, value, (int *)0);
}

#endif
