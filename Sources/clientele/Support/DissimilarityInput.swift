import Clustering
import LinearAlgebra
import Segmentation
import Tables

/// A square table of dissimilarities: what `cluster --metric precomputed` works on.
///
/// As many columns as rows, in one order. Before them there may be a column that names the rows, and above
/// them a row that names the columns, of numbers too, as R and pandas write them.
struct DissimilarityInput {
  let dissimilarities: Dissimilarities

  init(_ source: StudySource) throws {
    let shape = source.reading.table
    let layout = Layout(shape)
    let cells = shape.columns.dropFirst(layout.columnsOfNames)
    guard cells.count == shape.rowCount - layout.rowsOfNames else {
      throw Complaint(
        status: .unusableData, about: source, message: Self.notSquare(source.reading))
    }
    if let row = layout.rowOutOfOrder(shape) {
      throw Complaint(
        status: .unusableData, about: source,
        message: say(
          "lignes et colonnes ne sont pas dans le même ordre : la ligne de données \(row + 1) porte le nom "
            + "d'une autre colonne que celle de même rang. Remettre les lignes dans l'ordre des colonnes.",
          "rows and columns are not in one order: data row \(row + 1) bears the name of another column "
            + "than that of its rank. Put the rows into the order of the columns."))
    }
    // A column of noughts and ones is one of numbers here.
    let kinds = Dictionary(uniqueKeysWithValues: cells.map { ($0.key, ColumnKind.numeric) })
    let reading = try source.text?.read(as: kinds) ?? source.reading
    let columns = cells.compactMap { reading.table[$0.key] }
    let count = cells.count
    var square = Matrix(repeating: .nan, rowCount: count, columnCount: count)
    for (j, column) in columns.enumerated() {
      guard case .numbers(let values) = column.values else { continue }
      for i in 0..<count { square[i, j] = values[i + layout.rowsOfNames] }
    }
    square.mendRounding()
    do {
      dissimilarities = try Dissimilarities(square: square)
    } catch {
      let words =
        Self.words(
          for: error, rows: layout.rowsOfNames, names: columns.map(\.name),
          unread: UnreadCells(reading, in: columns.map(\.key)))
        ?? Complaint(error).message
      throw Complaint(
        status: .unusableData, about: source,
        message: layout.guesses(shape) ? words + " " + Self.guess(source.reading) : words)
    }
  }

  private struct Layout {
    var rowsOfNames = 0
    var columnsOfNames = 0

    init(_ table: Table) {
      let (rows, columns) = (table.rowCount, table.columns.count)
      if columns == rows + 1 { columnsOfNames = 1 }
      // Names that are numbers were not told from a row of data.
      if columns == rows - 1 { rowsOfNames = 1 }
      if columns == rows, rows > 1, table.columns[0].values.isMissing(0) {
        (rowsOfNames, columnsOfNames) = (1, 1)
      }
    }

    /// The first row that bears the name of another column than its own, where all rows bear names of
    /// columns; `nil` where rows have no names, or names of their own.
    func rowOutOfOrder(_ table: Table) -> Int? {
      guard columnsOfNames == 1, let first = table.columns.first else { return nil }
      let names = table.columns.dropFirst().map { column -> String in
        // A row of names was read as data where the names are numbers.
        guard rowsOfNames == 1, case .numbers(let values) = column.values else {
          return column.name
        }
        return values[0].plain
      }
      let rows = Array(first.values.names.dropFirst(rowsOfNames))
      guard Set(rows) == Set(names) else { return nil }
      return rows.indices.first { rows[$0] != names[$0] }
    }

    /// Whether names were taken out of numbers, which might as well be dissimilarities.
    func guesses(_ table: Table) -> Bool {
      if rowsOfNames == 1 { return true }
      return columnsOfNames == 1 && table.columns[0].values.names.allSatisfy { Double($0) != nil }
    }
  }

  /// Said where a line or a column may have been lost instead.
  private static func guess(_ reading: TableReading) -> String {
    let (rows, columns) = (reading.table.rowCount, reading.table.columns.count)
    return say(
      "Lu avec une ligne ou une colonne de noms : le tableau a \(rows) lignes et \(columns) colonnes ; s'il "
        + "n'a pas de noms, il n'est pas carré.",
      "Read with a row or a column of names: the table has \(rows) rows and \(columns) columns; if it has "
        + "no names, it is not square.")
  }

  private static func notSquare(_ reading: TableReading) -> String {
    let (rows, columns) = (reading.table.rowCount, reading.table.columns.count)
    let totals = reading.report.totalRowsDropped.map(String.init).joined(separator: ", ")
    return say(
      "un tableau de dissimilarités a autant de lignes que de colonnes, avec au plus une colonne "
        + "de noms devant et un en-tête ; lignes : \(rows), colonnes : \(columns)"
        + (totals.isEmpty
          ? "." : ", sans ce qui a été pris pour un total (ligne \(totals) du fichier)."),
      "a table of dissimilarities has as many rows as columns, with at most a column of names "
        + "before and a header; rows: \(rows), columns: \(columns)"
        + (totals.isEmpty
          ? "." : ", without what was taken for a total (line \(totals) of the file)."))
  }

  /// Where the first wrong cell is; `nil` for what is not about a cell.
  private static func words(
    for error: ClusteringError, rows above: Int, names: [String], unread: UnreadCells
  ) -> String? {
    func line(_ row: Int) -> Int { row + above + 1 }
    return switch error {
    case .diagonalNotZero(let row):
      say(
        "ligne de données \(line(row)), colonne « \(names[row]) » : une ligne est à 0 d'elle-même.",
        "data row \(line(row)), column '\(names[row])': a row is at 0 from itself.")
    case .dissimilarityOutOfRange(let row, let column):
      say(
        "ligne de données \(line(row)), colonne « \(names[column]) » : une dissimilarité est un nombre "
          + "de 0 à 1e140\(unread.words).",
        "data row \(line(row)), column '\(names[column])': a dissimilarity is a number from 0 to "
          + "1e140\(unread.words).")
    case .notSymmetric(let row, let column):
      say(
        "le tableau n'est pas symétrique : ligne de données \(line(row)), colonne « \(names[column]) », "
          + "et ligne \(line(column)), colonne « \(names[row]) », diffèrent.",
        "the table is not symmetric: data row \(line(row)), column '\(names[column])', and row "
          + "\(line(column)), column '\(names[row])', differ.")
    default: nil
    }
  }
}

extension ColumnValues {
  /// Of a column that names rows.
  fileprivate var names: [String] {
    switch self {
    case .numbers(let values): values.map(\.plain)
    case .texts(let texts): texts.map { $0 ?? "" }
    case .categories(let codes, let levels): codes.map { $0 < 0 ? "" : levels[Int($0)] }
    default: []
    }
  }
}

extension Double {
  /// As a header writes it: 20, not 20.0.
  fileprivate var plain: String {
    Int(exactly: self).map(String.init) ?? String(self)
  }
}

extension Matrix {
  /// What was computed twice, d(i, j) and d(j, i), may differ in its last digits, and d(i, i) from 0: up to
  /// 10⁻¹² of the largest.
  fileprivate mutating func mendRounding() {
    let tolerance = 1e-12 * (elements.filter(\.isFinite).map { abs($0) }.max() ?? 0)
    for i in 0..<rowCount {
      if abs(self[i, i]) <= tolerance { self[i, i] = 0 }
      for j in (i + 1)..<max(rowCount, i + 1)
      where self[i, j] != self[j, i] && abs(self[i, j] - self[j, i]) <= tolerance {
        let mean = (self[i, j] + self[j, i]) / 2
        self[i, j] = mean
        self[j, i] = mean
      }
    }
  }
}
