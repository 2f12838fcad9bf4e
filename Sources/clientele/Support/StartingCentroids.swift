import LinearAlgebra
import Tables

/// What `cluster --initial` names.
struct StartingCentroids {
  private let path: String
  private let table: Table
  private let hasHeader: Bool

  init(path: String) throws {
    self.path = path
    let source = try InputReader(path: path, parallelism: .serial).read()
    hasHeader = source.reading.report.headerLine != nil
    // Columns of noughts and ones are numbers here.
    let kinds = Dictionary(
      uniqueKeysWithValues: source.reading.table.columns.map { ($0.key, ColumnKind.numeric) })
    do {
      table = try source.text?.read(as: kinds).table ?? source.reading.table
    } catch {
      throw Complaint(error, file: path)
    }
  }

  /// *k* × *p*, in the order of the variables: by name where the header has any of theirs, else in
  /// the order of the file.
  func rows(clusterCount: Int, keys: [String]) throws -> Matrix {
    let isNamed = hasHeader && keys.contains { table[$0] != nil }
    if isNamed, let missing = keys.first(where: { table[$0] == nil }) {
      throw complaint(
        "aucune colonne ne s'appelle « \(missing) », que les centres de départ doivent donner.",
        "no column is called '\(missing)', which the starting centroids must give.")
    }
    let columns = isNamed ? keys.compactMap { table[$0] } : table.columns
    guard table.rowCount == clusterCount, columns.count == keys.count else {
      throw complaint(
        "les centres de départ font \(table.rowCount) × \(columns.count) ; il faut "
          + "\(clusterCount) × \(keys.count) (groupes × variables).",
        "the starting centroids are \(table.rowCount) × \(columns.count); it takes "
          + "\(clusterCount) × \(keys.count) (clusters × variables).")
    }
    let values = try columns.map(numbers)
    return Matrix(rows: (0..<clusterCount).map { row in values.map { $0[row] } })
  }

  private func numbers(_ column: Column) throws -> [Double] {
    guard case .numbers(let values) = column.values,
      values.allSatisfy({ abs($0) <= 1e140 })
    else {
      throw complaint(
        "colonne \(column.position) (« \(column.name) ») : les centres de départ sont des nombres "
          + "jusqu'à 1e140, sans cellule vide.",
        "column \(column.position) ('\(column.name)'): starting centroids are numbers up to 1e140, "
          + "without an empty cell.")
    }
    return values
  }

  private func complaint(_ french: String, _ english: String) -> Complaint {
    Complaint(
      status: .unusableData, message: say("\(path) : \(french)", "\(path): \(english)"))
  }
}
