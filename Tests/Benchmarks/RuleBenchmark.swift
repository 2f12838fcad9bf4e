import Foundation
import Segmentation
import Tables

/// Rules over the clients of a portfolio, from the table on: what `rules apply` does between reading
/// and writing.
///
///     benchmarks rules PORTFOLIO RULES REPEATS
enum RuleBenchmark {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 3, let repeats = Int(arguments[2]), repeats > 0 else {
      print("usage: benchmarks rules PORTFOLIO RULES REPEATS")
      return
    }
    let table = try CSVReader().read(path: arguments[0]).table
    let bytes = try FileContents.read(path: arguments[1], limit: 1 << 20)
    let rules = RuleSegmentation(try RuleFileReader.read(String(decoding: bytes, as: UTF8.self)))
    let obligations = Obligations(
      reform: try .standard(), asOf: CalendarDay(year: 2026, month: 9, day: 30))
    var counts: [Int] = []
    let runs = try Measurement.repeated(repeats) {
      let portfolio = obligations.assess(table)
      let extra = obligations.columns(of: portfolio, beside: table)
      counts = try rules.apply(to: table, extra: extra).segments.map(\.clientCount)
    }
    let report = Report(
      clients: table.rowCount, rules: rules.file.rules.count,
      seconds: Measurement.median(runs.map(\.seconds)),
      processorSeconds: Measurement.median(runs.map(\.processorSeconds)),
      megabytes: Measurement.peakMegabytes, counts: counts)
    print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
  }

  private struct Report: Encodable {
    let clients: Int
    let rules: Int
    let seconds: Double
    let processorSeconds: Double
    let megabytes: Double
    let counts: [Int]
  }
}
