import Foundation
import GRDB
import Interpretation
import Segmentation
import Tables
import Tracking

/// A run as the store lists it.
public struct StoredRun: Sendable, Equatable {
  public let id: Int64
  public let portfolio: String
  public let period: String
  public let folder: String
  /// ISO 8601.
  public let made: String
  public let version: String
  public let inputName: String
  public let inputSHA256: String
  public let seed: String
  public let clientCount: Int
  public let segments: [RunToRecord.Segment]
  public let flows: [RunToRecord.Flow]
  public let advice: String?
}

extension RunStore {
  /// Complete runs, by portfolio and quarter.
  ///
  /// - Throws: ``RunStoreError``.
  public func runs(portfolio: String? = nil) throws -> [StoredRun] {
    try settle()
    return try complaining {
      try queue.read { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT run.*, portfolio.name AS portfolio_name FROM run
            JOIN portfolio ON portfolio.id = run.portfolio
            WHERE complete AND (? IS NULL OR portfolio.name = ?)
            ORDER BY portfolio.name, period, run.id
            """, arguments: [portfolio, portfolio]
        ).map { try Self.storedRun($0, db) }
      }
    }
  }

  private static func storedRun(_ row: Row, _ db: Database) throws -> StoredRun {
    let id: Int64 = row["id"]
    let segments = try Row.fetchAll(
      db, sql: "SELECT * FROM segment WHERE run = ? ORDER BY position", arguments: [id]
    ).map {
      RunToRecord.Segment(
        number: $0["number"], name: $0["name"], size: $0["size"], share: $0["share"],
        verdict: $0["verdict"])
    }
    let flows = try Row.fetchAll(
      db, sql: "SELECT * FROM flow WHERE run = ? ORDER BY source, target", arguments: [id]
    ).map {
      RunToRecord.Flow(source: $0["source"], target: $0["target"], clients: $0["clients"])
    }
    return StoredRun(
      id: id, portfolio: row["portfolio_name"], period: row["period"], folder: row["folder"],
      made: row["made"], version: row["version"], inputName: row["input_name"],
      inputSHA256: row["input_sha256"], seed: row["seed"],
      clientCount: segments.reduce(0) { $0 + $1.size }, segments: segments, flows: flows,
      advice: row["advice"])
  }

  /// The last complete run of a portfolio before a quarter; `nil` without any.
  ///
  /// - Throws: ``RunStoreError``, ``RunStoreError/otherModelVersion(period:)`` where it was recorded in a
  ///   form that this version does not read.
  public func latestRun(of portfolio: String, before period: String) throws -> RecordedRun? {
    try settle()
    return try complaining {
      try queue.read { db in
        let row = try Row.fetchOne(
          db,
          sql: """
            SELECT run.* FROM run JOIN portfolio ON portfolio.id = run.portfolio
            WHERE complete AND portfolio.name = ? AND period < ?
            ORDER BY period DESC, run.id DESC LIMIT 1
            """, arguments: [portfolio, period])
        return try row.map { try recordedRun($0, db) }
      }
    }
  }

  /// A whole run.
  ///
  /// - Throws: ``RunStoreError``.
  public func recordedRun(_ id: Int64) throws -> RecordedRun {
    try complaining {
      try queue.read { db in
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM run WHERE id = ?", arguments: [id])
        else { throw RunStoreError.noSuchRun }
        return try recordedRun(row, db)
      }
    }
  }

  private func recordedRun(_ row: Row, _ db: Database) throws -> RecordedRun {
    let (id, period): (Int64, String) = (row["id"], row["period"])
    let model: SegmentationModel
    do throws(ModelError) {
      model = try SegmentationModel.read(Array((row["model"] as String).utf8))
    } catch {
      if case .otherVersion = error { throw RunStoreError.otherModelVersion(period: period) }
      throw StoreFile(path: path).damaged()
    }
    let columns = try features(of: id, db)
    let count =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM membership WHERE run = ?", arguments: [id]) ?? 0
    var assembler = TableAssembler(columns, rowCount: count)
    var (identifiers, segments) = ([String](), [Int]())
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT client.identifier, segment, features FROM membership
        JOIN client ON client.id = membership.client WHERE run = ? ORDER BY row
        """, arguments: [id])
    while let row = try rows.next() {
      let segment: Int = row[1]
      let isWhole = try row.withUnsafeData(atIndex: 2) { data in
        assembler.append([UInt8](data ?? Data())[...])
      }
      guard isWhole, (0..<model.segmentCount).contains(segment) else {
        throw StoreFile(path: path).damaged()
      }
      identifiers.append(row[0])
      segments.append(segment)
    }
    return RecordedRun(
      period: period, language: Language(rawValue: row["language"]) ?? .english, model: model,
      identifiers: identifiers, segments: segments, table: assembler.table())
  }

  private func features(of id: Int64, _ db: Database) throws -> [StoredColumn] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM feature WHERE run = ? ORDER BY position", arguments: [id]
    ).map { row in
      guard let kind = ColumnKind(rawValue: row["kind"]),
        let unit = ColumnUnit(rawValue: row["unit"]),
        let writtenUnit = WrittenUnit(rawValue: row["written_unit"]),
        let content = StoredColumn.Content(rawValue: row["content"]),
        let levels = try? JSONDecoder().decode(
          [String].self, from: Data((row["levels"] as String).utf8))
      else { throw StoreFile(path: path).damaged() }
      return StoredColumn(
        key: row["key"], name: row["name"], header: row["header"], kind: kind, unit: unit,
        writtenUnit: writtenUnit, content: content, levels: levels)
    }
  }
}

extension StoredRun {
  /// What a history is drawn from.
  public var summary: QuarterSummary {
    QuarterSummary(
      period: period,
      segments: segments.map {
        TrackedSegment(number: $0.number, name: $0.name, size: $0.size)
      },
      flows: flows.map {
        QuarterSummary.Flow(source: $0.source, target: $0.target, clients: $0.clients)
      },
      advice: advice.flatMap(TrackingDecision.Advice.init))
  }
}
