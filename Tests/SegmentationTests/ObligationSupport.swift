import Segmentation
import Tables
import Testing

/// Clients made by hand, told by what a file would say of them.
struct MadeClient {
  private(set) var facts = ObligationFacts()
  private let reform: Reform

  init(_ reform: Reform, regime: String? = nil, activity: ActivityOperations? = .taxed) throws {
    self.reform = reform
    facts.legalForm = .enterprise
    facts.activity = activity
    if let regime {
      let known: ReformRegime = try #require(reform.regimes.first { $0.code == regime })
      facts.regime = known
    }
    (facts.headcount, facts.turnover, facts.balanceSheet) = (3, 200_000, 90_000)
    (facts.businessShare, facts.internationalShare) = (0.5, 0)
    facts.salesInvoicesPerMonth = 10
    facts.hasPlatform = false
  }

  func with(_ change: (inout ObligationFacts) -> Void) -> MadeClient {
    var copy = self
    change(&copy.facts)
    return copy
  }

  func assessed(_ asOf: String = "2026-06-30") throws -> ClientObligations {
    let day = try #require(CalendarDay(iso: asOf))
    return Obligations(reform: reform, asOf: day).assess(facts)
  }
}

/// A table of columns by name; numbers where every cell is one, else words, `nil` missing.
func madeTable(_ columns: [(String, [String?])]) -> Table {
  Table(
    columns: columns.enumerated().map { index, column in
      let numbers = column.1.map { $0.map { Double($0) ?? .infinity } ?? .nan }
      if !numbers.contains(.infinity) {
        return Column(
          name: column.0, key: column.0, position: index + 1, kind: .numeric,
          values: .numbers(numbers))
      }
      let levels = Array(Set(column.1.compactMap { $0 })).sorted()
      return Column(
        name: column.0, key: column.0, position: index + 1, kind: .category,
        values: .categories(
          codes: column.1.map { word in
            word.flatMap { levels.firstIndex(of: $0) }.map { Int32($0) } ?? -1
          }, levels: levels))
    })
}
