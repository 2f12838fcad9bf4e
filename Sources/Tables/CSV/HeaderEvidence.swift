/// Whether the first row of a table names its columns, or is a row of data like those below.
///
/// A number over a column of numbers is a value, not a name; years and numbers in a run do name
/// columns. When most columns of numbers begin with a number, there is no header.
struct HeaderEvidence {
  private(set) var isData = false
  /// Numbers among the names of columns of numbers, where the row was taken for a header all the
  /// same.
  private(set) var numericNameCount = 0

  /// Cells looked at.
  private static let sampleCells = 20_000

  init(_ names: [String], below rows: ArraySlice<RowSpan>, of text: TextBuffer, dialect: Dialect) {
    if HeaderRow.isData(names) {
      isData = true
      return
    }
    let numbers = names.map(Self.number)
    let values = numbers.compactMap { $0 }
    if values.isEmpty || Self.names(values) { return }
    let wanted = min(200, max(5, Self.sampleCells / names.count))
    let body = rows.prefix(wanted).map { HeaderNames.read(text, $0, dialect: dialect) }
    let numeric = names.indices.filter { Self.isNumeric(body, at: $0) }
    let named = numeric.count { numbers[$0] != nil }
    isData = 2 * named > numeric.count
    if !isData { numericNameCount = named }
  }

  /// At least one number, and next to nothing else.
  private static func isNumeric(_ body: [[String]], at column: Int) -> Bool {
    let filled = body.lazy.filter { column < $0.count }.map { $0[column] }.filter { cell in
      !cell.isEmpty && !MissingTokens.contains(Array(cell.utf8).span)
    }
    let count = filled.count
    return count > 0 && 10 * filled.count { number($0) != nil } >= 9 * count
  }

  static func number(_ name: String) -> Double? {
    let bytes = Array(name.utf8)
    return FrenchNumber(mark: .point).read(bytes.span)?.value
      ?? FrenchNumber(mark: .comma).read(bytes.span)?.value
  }

  /// Years, or several numbers in a run.
  private static func names(_ values: [Double]) -> Bool {
    let isYears = values.allSatisfy { $0 >= 1900 && $0 <= 2100 && $0 == $0.rounded() }
    let isRun = zip(values, values.dropFirst()).allSatisfy { abs($0 - $1) == 1 }
    return isYears || (isRun && values.count > 1)
  }
}
