import Interpretation
import Segmentation
import Tables

/// What `obligations` prints as JSON: counts, never a client.
struct ObligationsAnswer: Encodable {
  struct Unread: Encodable {
    let column: String
    let spellings: Int
    let clients: Int
  }

  let input: String
  let asOf: CalendarDay
  /// The day on which the reform's sources were read.
  let reformAsOf: CalendarDay
  /// The column that makes the groups.
  let by: String?
  let everyone: ObligationGroup
  let groups: [ObligationGroup]
  /// Words that were not understood, which may be anything: counted, not shown.
  let unread: [Unread]

  init(
    input: String, _ portfolio: PortfolioObligations, reform: Reform, by column: Column?
  ) {
    self.input = input
    asOf = portfolio.asOf
    reformAsOf = reform.asOf
    by = column?.name
    let none = [String?](repeating: nil, count: portfolio.clients.count)
    let summary = ObligationSummary(portfolio.clients, groups: column?.rowTexts ?? none)
    everyone = summary.everyone
    groups = column == nil ? [] : summary.groups
    var unread: [Unread] = []
    for word in portfolio.unread {
      if let last = unread.last, last.column == word.column {
        unread[unread.count - 1] = Unread(
          column: last.column, spellings: last.spellings + 1, clients: last.clients + word.count)
      } else {
        unread.append(Unread(column: word.column, spellings: 1, clients: word.count))
      }
    }
    self.unread = unread
  }
}
