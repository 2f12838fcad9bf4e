import Foundation
import Interpretation
import LinearAlgebra
import Segmentation
import Tables
import TestSupport
import Tracking

/// Small quarters of one portfolio.
enum Quarters {
  static func source(_ portfolio: SmallPortfolio) throws -> StudySource {
    let text = try CSVReader().open(bytes: portfolio.bytes)
    let reading = try text.read()
    return StudySource(
      input: InputFacts(
        name: "in.csv", sha256: "", rowCount: reading.table.rowCount,
        columnCount: reading.table.columns.count),
      reading: reading, text: text, readSeconds: 0)
  }

  static func study(
    _ portfolio: SmallPortfolio, _ period: String, following earlier: RecordedRun? = nil,
    clusters: Int = 3, language: Language = .english
  ) throws -> Study {
    var configuration = StudyConfiguration()
    configuration.period = period
    configuration.clusters = .fixed(clusters)
    configuration.language = language
    return try Pipeline(configuration).run(
      source(portfolio), following: earlier?.earlierSegments,
      parallelism: Parallelism(threads: 2))
  }

  static func run(
    _ portfolio: SmallPortfolio, _ period: String, following earlier: RecordedRun? = nil,
    clusters: Int = 3
  ) throws -> RecordedRun {
    try RecordedRun(study(portfolio, period, following: earlier, clusters: clusters))
  }

  /// The type of each client of a small portfolio goes by its place.
  static func turned(_ portfolio: inout SmallPortfolio, client: Int, into other: Int) {
    portfolio.rows[client][2...5] = portfolio.rows[other][2...5]
  }
}
