import Clustering
import LinearAlgebra
import Segmentation
import Tables

/// A square table of dissimilarities: what `cluster --metric precomputed` works on.
///
/// As many columns as rows, in one order; before them there may be a column that names the rows.
struct DissimilarityInput {
  let dissimilarities: Dissimilarities

  init(_ source: StudySource) throws {
    let shape = source.reading.table
    let named = shape.columns.count == shape.rowCount + 1
    let cells = shape.columns.dropFirst(named ? 1 : 0)
    guard cells.count == shape.rowCount else {
      throw Complaint(
        status: .unusableData, about: source,
        message: say(
          "un tableau de dissimilarités a autant de lignes que de colonnes, avec au plus une colonne "
            + "de noms devant et un en-tête ; celui-ci a \(shape.rowCount) lignes et "
            + "\(shape.columns.count) colonnes.",
          "a table of dissimilarities has as many rows as columns, with at most a column of names "
            + "before and a header; this one has \(shape.rowCount) rows and "
            + "\(shape.columns.count) columns."))
    }
    // A column of noughts and ones is one of numbers here.
    let kinds = Dictionary(uniqueKeysWithValues: cells.map { ($0.key, ColumnKind.numeric) })
    let reading = try source.text?.read(as: kinds) ?? source.reading
    let columns = cells.compactMap { reading.table[$0.key] }
    let count = shape.rowCount
    var square = Matrix(repeating: .nan, rowCount: count, columnCount: count)
    for (j, column) in columns.enumerated() {
      guard case .numbers(let values) = column.values else { continue }
      for i in 0..<count { square[i, j] = values[i] }
    }
    do {
      dissimilarities = try Dissimilarities(square: square)
    } catch {
      throw Complaint(
        status: .unusableData, about: source,
        message: Self.words(
          for: error, names: columns.map(\.name),
          unread: UnreadCells(reading, in: columns.map(\.key)))
          ?? Complaint(error).message)
    }
  }

  /// Where the first wrong cell is; `nil` for what is not about a cell.
  private static func words(
    for error: ClusteringError, names: [String], unread: UnreadCells
  ) -> String? {
    switch error {
    case .diagonalNotZero(let row):
      say(
        "ligne de données \(row + 1), colonne « \(names[row]) » : une ligne est à 0 d'elle-même.",
        "data row \(row + 1), column '\(names[row])': a row is at 0 from itself.")
    case .dissimilarityOutOfRange(let row, let column):
      say(
        "ligne de données \(row + 1), colonne « \(names[column]) » : une dissimilarité est un nombre "
          + "de 0 à 1e140\(unread.words).",
        "data row \(row + 1), column '\(names[column])': a dissimilarity is a number from 0 to "
          + "1e140\(unread.words).")
    case .notSymmetric(let row, let column):
      say(
        "le tableau n'est pas symétrique : ligne de données \(row + 1), colonne « \(names[column]) », "
          + "et ligne \(column + 1), colonne « \(names[row]) », diffèrent.",
        "the table is not symmetric: data row \(row + 1), column '\(names[column])', and row "
          + "\(column + 1), column '\(names[row])', differ.")
    default: nil
    }
  }
}
