import Foundation
import LinearAlgebra
import RunStore
import Segmentation
import Tables
import TestSupport
import Tracking

/// A folder of its own, gone when the value is.
final class StoreFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("clientele-store-" + UUID().uuidString).resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.appendingPathComponent("s.sqlite").path }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func content() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
  }
}

/// A portfolio with every kind of column, missing cells and values that are hard to write.
enum StoredPortfolio {
  static func text(clients: Int, from first: Int = 0, seed: UInt64 = 5) -> String {
    var portfolio = SmallPortfolio(clients: clients + first, seed: seed)
    portfolio.header += ["missions", "date_entree", "niveau_organisation", "taux"]
    for i in portfolio.rows.indices {
      portfolio.rows[i] += [
        ["tenue+fiscal", "social", "tenue+social+fiscal", ""][i % 4],
        i % 7 == 0 ? "" : "0\(1 + i % 9)/03/20\(10 + i % 9)", ["faible", "moyen", "fort"][i % 3],
        i % 5 == 0 ? "" : "\(i % 50),\(i % 7)3",
      ]
      if i % 11 == 0 { portfolio.rows[i][2] = "" }
    }
    portfolio.rows = Array(portfolio.rows.dropFirst(first))
    return portfolio.text
  }

  static func study(
    _ text: String, _ period: String?, following earlier: RecordedRun? = nil
  ) throws -> Study {
    let csv = try CSVReader().open(bytes: Array(text.utf8))
    let reading = try csv.read()
    var configuration = StudyConfiguration()
    configuration.period = period
    configuration.clusters = .fixed(3)
    return try Pipeline(configuration).run(
      StudySource(
        input: InputFacts(
          name: "in.csv", sha256: "00", rowCount: reading.table.rowCount,
          columnCount: reading.table.columns.count),
        reading: reading, text: csv, readSeconds: 0),
      following: earlier?.earlierSegments, parallelism: Parallelism(threads: 2))
  }

  static func toRecord(
    _ study: Study, folder: String, portfolio: String = "p", tracking: QuarterTracking? = nil
  ) throws -> RunToRecord {
    let encoder = JSONEncoder()
    return RunToRecord(
      portfolio: portfolio, run: try RecordedRun(study), study: study, tracking: tracking,
      configuration: "{}", model: String(decoding: try encoder.encode(study.model), as: UTF8.self),
      folder: folder, fingerprint: sha256Fingerprint(Array("run".utf8)), made: "2026-09-30")
  }

  /// Writes what a run's folder is told by.
  static func write(_ folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("run".utf8).write(to: URL(fileURLWithPath: folder + "/run.json"))
  }
}
