/// Last rows that are remarks on the table: `Nombre de dossiers : 60`, `Édité le 03/10/2026`.
///
/// A row is one when a single cell of three or more is filled, and it says so: by a colon, by the word
/// it begins with and a number, by standing apart from the table behind an empty row, or by being several words
/// where the rows above have one word or code in the same place. A client of whom only the code is
/// known is none of these.
struct FooterRows {
  let text: TextBuffer
  let dialect: Dialect
  let columnCount: Int
  /// Beginnings of records without a value.
  let emptyRows: [Int]

  /// Remarks are few.
  private static let most = 12
  private static let lookedAt = 50

  /// How many of the last rows are remarks.
  func count(in rows: [RowSpan]) -> Int {
    if columnCount < 3 { return 0 }
    var lone: [LoneCell] = []
    for row in rows.dropFirst().suffix(Self.most).reversed() {
      guard let cell = loneCell(row) else { break }
      lone.append(cell)
    }
    if lone.isEmpty { return 0 }
    let body = Array(rows.dropLast(lone.count))
    // The upper remarks of a block carry those below them.
    var remarks = lone.count
    while remarks > 0 {
      let cell = lone[remarks - 1]
      let above = rows[rows.count - remarks - 1]
      let isApart = emptyRows.contains { $0 > above.start && $0 < cell.start }
      if isApart || cell.isRemark || (cell.isPhrase && !hasPhrases(body, at: cell.field)) { break }
      remarks -= 1
    }
    return remarks
  }

  private struct LoneCell {
    let start: Int
    let field: Int
    let words: [String]
    let hasColon: Bool
    /// Several words apart: `V-12` is one code.
    let isPhrase: Bool

    var isRemark: Bool {
      guard isPhrase, let first = words.first else { return false }
      // With a date or a count: a client may be called Source Vive.
      let hasNumber = words.contains { $0.allSatisfy(\.isNumber) }
      return hasColon || (hasNumber && FooterRows.openings.contains(first))
    }
  }

  private static let openings: Set<String> = [
    "edite", "editee", "imprime", "imprimee", "extrait", "exporte", "genere", "generee", "nombre",
    "nb", "source", "situation", "printed", "exported", "generated", "number",
  ]

  private func loneCell(_ row: RowSpan) -> LoneCell? {
    let cells = HeaderNames.read(text, row, dialect: dialect)
    let filled = cells.indices.filter { !cells[$0].isEmpty }
    guard filled.count == 1, let field = filled.first else { return nil }
    return LoneCell(
      start: row.start, field: field,
      words: HeaderKey.key(for: cells[field]).split(separator: "_").map(String.init),
      hasColon: cells[field].contains(":"), isPhrase: cells[field].contains(where: \.isWhitespace))
  }

  private func hasPhrases(_ rows: [RowSpan], at field: Int) -> Bool {
    let step = max(1, rows.count / Self.lookedAt)
    return stride(from: 0, to: rows.count, by: step).contains { index in
      let cells = HeaderNames.read(text, rows[index], dialect: dialect)
      return field < cells.count && cells[field].contains(where: \.isWhitespace)
    }
  }
}
