import Foundation
import GRDB

/// The runs of one or several portfolios, quarter after quarter, in one SQLite file.
///
///     let store = try RunStore(path: "notebooks-output/clientele.sqlite", creating: true)
///     let earlier = try store.latestRun(of: "portefeuille", before: "2026-T4")
///     try store.record(run) { try folder.write(files) }
///
/// SQLite through GRDB: a write-ahead log, every commit flushed to the disk, foreign keys, one file that
/// its owner alone reads. Two processes that write take turns. A run and its folder are recorded together or
/// not at all, whenever the process is stopped (``record(_:writingFolder:)``). A store that is damaged, or
/// that a newer version made, is told and never touched.
public final class RunStore: Sendable {
  /// What a store is called where nobody says otherwise.
  public static let fileName = "clientele.sqlite"

  public let path: String
  let queue: DatabaseQueue

  /// - Parameter creating: whether to make the store where there is none.
  /// - Throws: ``RunStoreError``.
  public init(path: String, creating: Bool) throws(RunStoreError) {
    let file = StoreFile(path: path)
    self.path = path
    switch try file.state() {
    case .other: throw .notAStore(path: path)
    case .absent where !creating: throw .notFound(path: path)
    case .absent: try file.create()
    case .store: break
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: StoreFile.configuration)
      let state = try queue.read { db in
        (
          identifier: try Int32.fetchOne(db, sql: "PRAGMA application_id"),
          isNewer: try StoreSchema.migrator.hasBeenSuperseded(db),
          check: try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
        )
      }
      guard state.identifier == StoreSchema.applicationIdentifier else {
        throw RunStoreError.notAStore(path: path)
      }
      if state.isNewer { throw RunStoreError.newerSchema(path: path) }
      guard state.check == "ok" else { throw file.damaged() }
      try StoreSchema.migrator.migrate(queue)
    } catch {
      throw Self.told(error, path: path)
    }
  }

  /// Does something with the database, and says what went wrong in our words.
  func complaining<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw Self.told(error, path: path)
    }
  }

  static func told(_ error: any Error, path: String) -> RunStoreError {
    if let known = error as? RunStoreError { return known }
    guard let error = error as? DatabaseError else {
      return .refused(path: path, message: StoreFile.words(error))
    }
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: return StoreFile(path: path).damaged()
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path)
    default: return .refused(path: path, message: StoreFile.words(error))
    }
  }
}
