import Interpretation
import Tables

/// Said on the terminal when the identifier repeats too often to name clients.
struct RowsWarning {
  private let repeated: Int
  private let rows: Int
  private let column: String

  init?(_ reading: TableReading) {
    let report = reading.report
    guard report.duplicatedIdentifierRowCount > 0, !report.repeatsAreCopies,
      let key = report.identifierColumn
    else { return nil }
    repeated = report.duplicatedIdentifierRowCount
    rows = report.rowsRead
    column = reading.table[key]?.name ?? key
  }

  var text: String {
    let numbers = NumberStyle(language)
    let (some, all) = (numbers.integer(repeated), numbers.integer(rows))
    return say(
      "attention, \(some) lignes sur \(all) répètent un identifiant (« \(column) ») : ce sont des "
        + "lignes qui sont étudiées, pas des clients. Pour étudier les clients, partir d'un fichier "
        + "qui a une ligne pour chacun.",
      "note that \(some) rows of \(all) repeat an identifier ('\(column)'): rows are what is studied, "
        + "not clients. To study the clients, start from a file with one row for each.")
  }

  func tell() { Terminal.error(text) }
}
