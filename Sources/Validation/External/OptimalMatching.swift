/// The one-to-one assignment of rows to columns with the largest total gain.
///
///     let matching = OptimalMatching(maximising: [[0.9, 0.1], [0.8, 0.7], [0.2, 0.1]])
///     matching.columnOfRow      // [0, 1, nil]
///
/// A rectangular table leaves the rows or columns in excess unmatched. Gains are finite and not
/// negative; a pair of gain 0 is no match. Among assignments of equal total the result depends on
/// the table alone.
///
/// - Complexity: O(*m³*), *m* the larger dimension: the Hungarian method by shortest augmenting
///   paths with potentials.
/// - Source: Kuhn 1955, doi:10.1002/nav.3800020109; Jonker & Volgenant 1987,
///   doi:10.1007/BF02278710. Agrees with SciPy's `linear_sum_assignment` on the total.
public struct OptimalMatching: Sendable, Codable, Equatable {
  /// The column matched to each row.
  public let columnOfRow: [Int?]
  /// The row matched to each column.
  public let rowOfColumn: [Int?]
  public let total: Double

  public init(maximising gains: [[Double]]) {
    let rowCount = gains.count
    let columnCount = gains.first?.count ?? 0
    precondition(gains.allSatisfy { $0.count == columnCount }, "rows have one length")
    precondition(
      gains.allSatisfy { $0.allSatisfy { $0 >= 0 && $0.isFinite } }, "gains are not negative")
    let order = max(rowCount, columnCount)
    var costs = [[Double]](repeating: [Double](repeating: 0, count: order), count: order)
    for i in 0..<rowCount {
      for j in 0..<columnCount { costs[i][j] = -gains[i][j] }
    }
    let rowOf = OptimalMatching.assignment(minimising: costs)
    var columnOfRow = [Int?](repeating: nil, count: rowCount)
    var rowOfColumn = [Int?](repeating: nil, count: columnCount)
    var total = 0.0
    for j in 0..<columnCount {
      let i = rowOf[j]
      guard i < rowCount, gains[i][j] > 0 else { continue }
      columnOfRow[i] = j
      rowOfColumn[j] = i
      total += gains[i][j]
    }
    self.columnOfRow = columnOfRow
    self.rowOfColumn = rowOfColumn
    self.total = total
  }
}

extension OptimalMatching {
  /// The row of each column in a square table. Rows enter one at a time; each time the cheapest
  /// alternating path from the new row to a free column is found as by Dijkstra, on the reduced
  /// costs c(i, j) − u(i) − v(j) ≥ 0. Index 0 stands for "none" and the rest is shifted by one.
  private static func assignment(minimising costs: [[Double]]) -> [Int] {
    let order = costs.count
    var rowPotential = [Double](repeating: 0, count: order + 1)
    var columnPotential = [Double](repeating: 0, count: order + 1)
    var rowOf = [Int](repeating: 0, count: order + 1)
    for row in stride(from: 1, through: order, by: 1) {
      var previous = [Int](repeating: 0, count: order + 1)
      var slack = [Double](repeating: .infinity, count: order + 1)
      var isReached = [Bool](repeating: false, count: order + 1)
      rowOf[0] = row
      var column = 0
      repeat {
        isReached[column] = true
        let current = rowOf[column]
        var (step, next) = (Double.infinity, 0)
        for j in 1...order where !isReached[j] {
          let reduced = costs[current - 1][j - 1] - rowPotential[current] - columnPotential[j]
          if reduced < slack[j] { (slack[j], previous[j]) = (reduced, column) }
          if slack[j] < step { (step, next) = (slack[j], j) }
        }
        for j in 0...order {
          if isReached[j] {
            rowPotential[rowOf[j]] += step
            columnPotential[j] -= step
          } else {
            slack[j] -= step
          }
        }
        column = next
      } while rowOf[column] != 0
      while column != 0 {
        rowOf[column] = rowOf[previous[column]]
        column = previous[column]
      }
    }
    return rowOf.dropFirst().map { $0 - 1 }
  }
}
