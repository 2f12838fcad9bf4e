import Foundation
import Segmentation
import Tables

/// The obligations of a portfolio's clients, and their action plans, from the table on.
///
///     benchmarks obligations FILE REPEATS
///
/// FILE is a portfolio as `clientele generate` writes it. Every client has the plan of one of three
/// profiles in turn.
enum ObligationsBenchmark {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 2, let repeats = Int(arguments[1]), repeats > 0 else {
      print("usage: benchmarks obligations FILE REPEATS")
      return
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: arguments[0]))
    let table = try CSVReader().read(bytes: Array(bytes)).table
    let obligations = Obligations(
      reform: try .standard(), asOf: CalendarDay(year: 2026, month: 9, day: 30))
    var portfolio = obligations.assess(table)
    let assessing = Measurement.repeated(repeats) { portfolio = obligations.assess(table) }
    let planner = ActionPlanner(catalogue: try .standard(), obligations: obligations)
    let names = ["A_EQUIPER", "DELEGATION_TOTALE", "A_QUALIFIER"]
    let profiles = (0..<table.rowCount).map { Optional(names[$0 % names.count]) }
    var actions = 0
    let planning = Measurement.repeated(repeats) {
      let plan = planner.plan(table, portfolio, profiles: profiles)
      actions = plan.clients.reduce(0) { $0 + $1.actions.count }
    }
    let report = Report(
      clients: table.rowCount, actions: actions,
      obligations: Measurement.median(assessing.map(\.seconds)),
      plan: Measurement.median(planning.map(\.seconds)),
      megabytes: Measurement.peakMegabytes)
    print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
  }

  private struct Report: Encodable {
    let clients: Int
    let actions: Int
    /// Seconds, median.
    let obligations: Double
    let plan: Double
    let megabytes: Double
  }
}
