import Foundation
import GRDB
import Segmentation
import Tables
import Tracking

extension RunStore {
  /// Records a run and lets its folder be written: both, or neither.
  ///
  /// The run is first written as pending, and flushed to the disk; then the folder takes its name, in one
  /// step; then the run is complete, and what it replaces is gone: an earlier run of the same quarter of
  /// the portfolio. A process that is stopped in between leaves a pending run: whoever opens the store next
  /// finds either the folder with the `run.json` it was to have, and completes the run, or no such folder,
  /// and takes it out (``settle(checkpoint:)``). A folder that cannot be written takes the run out at once.
  ///
  /// - Parameters:
  ///   - checkpoint: called while another process writes.
  ///   - writingFolder: throws where the folder cannot be written.
  /// - Throws: ``RunStoreError``; what `writingFolder` throws.
  public func record(
    _ run: RunToRecord, checkpoint: () throws -> Void = {}, writingFolder: () throws -> Void
  ) throws {
    let lock = try StoreLock(store: path, patience: 600, checkpoint: checkpoint)
    defer { lock.release() }
    try complaining {
      try settlePending()
      let id = try queue.write { db in try Self.insert(run, in: db) }
      do {
        try writingFolder()
      } catch {
        try queue.write { db in try Self.delete(run: id, in: db) }
        throw error
      }
      try queue.write { db in try Self.complete(run: id, in: db) }
    }
  }

  /// Completes or takes out what an interrupted process left pending.
  ///
  /// - Throws: ``RunStoreError``.
  public func settle(checkpoint: () throws -> Void = {}) throws {
    guard try complaining({ try pendingRuns() }).isEmpty == false else { return }
    let lock = try StoreLock(store: path, patience: 600, checkpoint: checkpoint)
    defer { lock.release() }
    try complaining { try settlePending() }
  }

  private struct Pending {
    let id: Int64
    let folder: String
    let fingerprint: String

    /// Whether the folder holds the run that was to be put there.
    var isWritten: Bool {
      let marker = folder + "/run.json"
      guard let data = FileManager.default.contents(atPath: marker) else { return false }
      return sha256Fingerprint([UInt8](data)) == fingerprint
    }
  }

  private func pendingRuns() throws -> [Pending] {
    try queue.read { db in
      try Row.fetchAll(db, sql: "SELECT id, folder, fingerprint FROM run WHERE NOT complete").map {
        Pending(id: $0["id"], folder: $0["folder"], fingerprint: $0["fingerprint"])
      }
    }
  }

  /// With the lock held.
  private func settlePending() throws {
    for run in try pendingRuns() {
      let isWritten = run.isWritten
      try queue.write { db in
        if isWritten {
          try Self.complete(run: run.id, in: db)
        } else {
          try Self.delete(run: run.id, in: db)
        }
      }
    }
  }
}

// MARK: - Rows

extension RunStore {
  /// Takes out what the run replaces: the complete runs of the same quarter of its portfolio.
  fileprivate static func complete(run id: Int64, in db: Database) throws {
    let replaced = try Int64.fetchAll(
      db,
      sql: """
        SELECT earlier.id FROM run AS earlier JOIN run AS own ON own.id = ?
        WHERE earlier.portfolio = own.portfolio AND earlier.period = own.period AND earlier.complete
        """, arguments: [id])
    for earlier in replaced { try delete(run: earlier, in: db) }
    try db.execute(sql: "UPDATE run SET complete = 1 WHERE id = ?", arguments: [id])
  }

  static func delete(run id: Int64, in db: Database) throws {
    try db.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [id])
  }

  fileprivate static func insert(_ run: RunToRecord, in db: Database) throws -> Int64 {
    try db.execute(
      sql: "INSERT INTO portfolio (name) VALUES (?) ON CONFLICT DO NOTHING",
      arguments: [run.portfolio])
    let portfolio =
      try Int64.fetchOne(
        db, sql: "SELECT id FROM portfolio WHERE name = ?", arguments: [run.portfolio]) ?? 0
    try db.execute(
      sql: """
        INSERT INTO run (portfolio, period, folder, fingerprint, made, version, language, input_name,
          input_sha256, input_rows, input_columns, seed, configuration, model, advice)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        portfolio, run.run.period, run.folder, run.fingerprint, run.made, run.version,
        run.run.language.rawValue, run.input.name, run.input.sha256, run.input.rowCount,
        run.input.columnCount, String(run.seed), run.configuration, run.model, run.advice,
      ])
    let id = db.lastInsertedRowID
    try insertSegments(run, id, db)
    let columns = run.run.table.columns
    try insertFeatures(columns, id, db)
    try insertMemberships(
      run, id, try clients(run.run.identifiers, portfolio: portfolio, db), columns, db)
    return id
  }

  private static func insertSegments(_ run: RunToRecord, _ id: Int64, _ db: Database) throws {
    for (position, segment) in run.segments.enumerated() {
      try db.execute(
        sql: "INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          id, position, segment.number, segment.name, segment.size, segment.share, segment.verdict,
        ])
    }
    for metric in run.metrics {
      try db.execute(
        sql: "INSERT INTO metric VALUES (?, ?, ?, ?)",
        arguments: [id, metric.name, metric.segment, metric.value])
    }
    for flow in run.flows {
      try db.execute(
        sql: "INSERT INTO flow VALUES (?, ?, ?, ?)",
        arguments: [id, flow.source, flow.target, flow.clients])
    }
  }

  private static func insertFeatures(
    _ columns: [Tables.Column], _ id: Int64, _ db: Database
  ) throws {
    for (position, column) in columns.map(StoredColumn.init).enumerated() {
      try db.execute(
        sql: "INSERT INTO feature VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          id, position, column.key, column.name, column.header, column.kind.rawValue,
          column.unit.rawValue, column.writtenUnit.rawValue, column.content.rawValue,
          String(decoding: try JSONEncoder().encode(column.levels), as: UTF8.self),
        ])
    }
  }

  /// The row of each client, made where it is not known yet.
  private static func clients(
    _ identifiers: [String], portfolio: Int64, _ db: Database
  ) throws -> [Int64] {
    var known: [String: Int64] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT id, identifier FROM client WHERE portfolio = ?", arguments: [portfolio])
    while let row = try rows.next() { known[row[1]] = row[0] }
    let statement = try db.makeStatement(
      sql: "INSERT INTO client (portfolio, identifier) VALUES (?, ?)")
    return try identifiers.map { identifier in
      if let id = known[identifier] { return id }
      try statement.execute(arguments: [portfolio, identifier])
      known[identifier] = db.lastInsertedRowID
      return db.lastInsertedRowID
    }
  }

  private static func insertMemberships(
    _ run: RunToRecord, _ id: Int64, _ clients: [Int64], _ columns: [Tables.Column], _ db: Database
  ) throws {
    let statement = try db.makeStatement(
      sql: "INSERT INTO membership VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    for (row, client) in clients.enumerated() {
      var features = FeatureWriter()
      for column in columns { features.write(column.values, row: row) }
      let placement = run.placements[row]
      try statement.execute(
        arguments: [
          id, row, client, run.run.segments[row], placement.nextSegment, placement.confidence,
          placement.isHeldOut, Data(features.bytes),
        ])
    }
  }
}
