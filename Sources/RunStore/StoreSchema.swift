import GRDB

/// The tables of a store. Migrations are only ever added: what one made, no later version takes back.
enum StoreSchema {
  /// `Clnt`: tells a store from other SQLite files.
  static let applicationIdentifier: Int32 = 0x436C_6E74

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 runs, segments, memberships") { db in
      try db.execute(sql: first)
    }
    return migrator
  }

  private static let first = """
    CREATE TABLE portfolio (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    );
    CREATE TABLE client (
      id INTEGER PRIMARY KEY,
      portfolio INTEGER NOT NULL REFERENCES portfolio ON DELETE CASCADE,
      identifier TEXT NOT NULL,
      UNIQUE (portfolio, identifier)
    );
    -- A run is pending until its folder has its name; only complete runs are shown or compared.
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      portfolio INTEGER NOT NULL REFERENCES portfolio ON DELETE CASCADE,
      period TEXT NOT NULL,
      complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
      folder TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      made TEXT NOT NULL,
      version TEXT NOT NULL,
      language TEXT NOT NULL,
      input_name TEXT NOT NULL,
      input_sha256 TEXT NOT NULL,
      input_rows INTEGER NOT NULL,
      input_columns INTEGER NOT NULL,
      seed TEXT NOT NULL,
      configuration TEXT NOT NULL,
      model TEXT NOT NULL,
      advice TEXT
    );
    CREATE INDEX run_by_period ON run (portfolio, period);
    CREATE TABLE segment (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      position INTEGER NOT NULL,
      number INTEGER NOT NULL,
      name TEXT NOT NULL,
      size INTEGER NOT NULL,
      share REAL NOT NULL,
      verdict TEXT NOT NULL,
      PRIMARY KEY (run, position),
      UNIQUE (run, number)
    ) WITHOUT ROWID;
    -- From which earlier segment, or from where (0), clients came to which segment, or left (0).
    CREATE TABLE flow (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      source INTEGER NOT NULL,
      target INTEGER NOT NULL,
      clients INTEGER NOT NULL,
      PRIMARY KEY (run, source, target)
    ) WITHOUT ROWID;
    CREATE TABLE metric (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      name TEXT NOT NULL,
      segment INTEGER NOT NULL DEFAULT 0,
      value REAL NOT NULL,
      PRIMARY KEY (run, name, segment)
    ) WITHOUT ROWID;
    -- The columns of a run's clients; each client's values stand in its membership.
    CREATE TABLE feature (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      position INTEGER NOT NULL,
      key TEXT NOT NULL,
      name TEXT NOT NULL,
      header TEXT NOT NULL,
      kind TEXT NOT NULL,
      unit TEXT NOT NULL,
      written_unit TEXT NOT NULL,
      content TEXT NOT NULL,
      levels TEXT NOT NULL,
      PRIMARY KEY (run, position)
    ) WITHOUT ROWID;
    CREATE TABLE membership (
      run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      row INTEGER NOT NULL,
      client INTEGER NOT NULL REFERENCES client,
      segment INTEGER NOT NULL,
      next_segment INTEGER,
      confidence REAL,
      held_out INTEGER NOT NULL,
      features BLOB NOT NULL,
      PRIMARY KEY (run, row)
    ) WITHOUT ROWID;
    PRAGMA application_id = \(applicationIdentifier);
    """
}
