import Foundation
import GRDB

/// What a removal took out.
public struct StoreRemoval: Sendable, Equatable {
  public var periods: [String] = []
  /// Clients of whom nothing is left in the store.
  public var clients = 0

  public init() {}
}

extension RunStore {
  /// Takes a quarter of a portfolio out. Its folder stays.
  ///
  /// - Throws: ``RunStoreError``, ``RunStoreError/noSuchRun``.
  public func remove(portfolio: String, period: String) throws -> StoreRemoval {
    let runs = try runs(portfolio: portfolio).filter { $0.period == period }
    guard !runs.isEmpty else { throw RunStoreError.noSuchRun }
    return try remove(runs)
  }

  /// Keeps the last quarters of a portfolio and takes the others out.
  ///
  /// - Throws: ``RunStoreError``.
  public func keepQuarters(_ count: Int, portfolio: String) throws -> StoreRemoval {
    precondition(count > 0, "at least one quarter")
    return try remove(Array(try runs(portfolio: portfolio).dropLast(count)))
  }

  /// Takes out everything of the clients who are not in the last quarter of a portfolio. What stands for
  /// all of them together stays: sizes of segments, flows, models.
  ///
  /// - Throws: ``RunStoreError``.
  public func removeDepartedClients(portfolio: String) throws -> StoreRemoval {
    guard let last = try runs(portfolio: portfolio).last else { return StoreRemoval() }
    let removed = try complaining {
      try queue.write { db in
        try db.execute(sql: "CREATE INDEX departing ON membership (client)")
        try db.execute(
          sql: """
            CREATE TEMP TABLE departed AS SELECT id FROM client
            WHERE portfolio = (SELECT portfolio FROM run WHERE id = ?)
              AND id NOT IN (SELECT client FROM membership WHERE run = ?)
            """, arguments: [last.id, last.id])
        try db.execute(sql: "DELETE FROM membership WHERE client IN departed")
        try db.execute(sql: "DELETE FROM client WHERE id IN departed")
        let count = db.changesCount
        try db.execute(sql: "DROP TABLE departed; DROP INDEX departing")
        return count
      }
    }
    try compact(after: removed > 0)
    var removal = StoreRemoval()
    removal.clients = removed
    return removal
  }

  private func remove(_ runs: [StoredRun]) throws -> StoreRemoval {
    guard !runs.isEmpty else { return StoreRemoval() }
    let clients = try complaining {
      try queue.write { db in
        for run in runs { try Self.delete(run: run.id, in: db) }
        try db.execute(sql: "CREATE INDEX departing ON membership (client)")
        try db.execute(
          sql: "DELETE FROM client WHERE id NOT IN (SELECT client FROM membership)")
        let count = db.changesCount
        try db.execute(sql: "DROP INDEX departing")
        try db.execute(
          sql: "DELETE FROM portfolio WHERE id NOT IN (SELECT portfolio FROM run)")
        return count
      }
    }
    try compact(after: true)
    var removal = StoreRemoval()
    removal.periods = runs.map(\.period)
    removal.clients = clients
    return removal
  }

  /// Gives the room back, and leaves nothing of what was removed in the log.
  private func compact(after isNeeded: Bool) throws {
    guard isNeeded else { return }
    try complaining {
      try queue.vacuum()
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    }
  }
}
