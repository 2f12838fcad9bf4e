/// The counts n_ab of observations by their labels in two partitions, with both margins.
struct ContingencyTable: Sendable {
  let rowLabels: [Int]
  let columnLabels: [Int]
  let counts: [[Int]]
  let rowSums: [Int]
  let columnSums: [Int]
  let total: Int

  init(_ left: [Int], _ right: [Int]) {
    precondition(left.count == right.count, "both partitions label the same observations")
    rowLabels = Set(left).sorted()
    columnLabels = Set(right).sorted()
    let row = Dictionary(uniqueKeysWithValues: zip(rowLabels, rowLabels.indices))
    let column = Dictionary(uniqueKeysWithValues: zip(columnLabels, columnLabels.indices))
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: columnLabels.count), count: rowLabels.count)
    for (a, b) in zip(left, right) { counts[row[a, default: 0]][column[b, default: 0]] += 1 }
    self.counts = counts
    rowSums = counts.map { $0.reduce(0, +) }
    columnSums = columnLabels.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
    total = left.count
  }

  /// Whether the partitions are the same up to the names of the clusters.
  var isBijection: Bool {
    rowLabels.count == columnLabels.count
      && counts.allSatisfy { row in row.filter { $0 > 0 }.count == 1 }
  }
}

/// The measures that count pairs of observations.
struct PairCounts: Sendable {
  /// Ordered pairs, in the sense of 2 · C(m, 2) = m(m − 1).
  let together: Double
  let leftTogether: Double
  let rightTogether: Double
  let all: Double

  init(_ table: ContingencyTable) {
    func pairs(_ count: Int) -> Double { Double(count) * Double(count - 1) }
    together = table.counts.reduce(0) { $0 + $1.reduce(0) { $0 + pairs($1) } }
    leftTogether = table.rowSums.reduce(0) { $0 + pairs($1) }
    rightTogether = table.columnSums.reduce(0) { $0 + pairs($1) }
    all = pairs(table.total)
  }

  var rand: Double {
    all > 0 ? (all + 2 * together - leftTogether - rightTogether) / all : 1
  }

  var adjustedRand: Double {
    guard all > 0, together != leftTogether || together != rightTogether else { return 1 }
    let expected = leftTogether / all * rightTogether
    let largest = (leftTogether + rightTogether) / 2
    return largest == expected ? 1 : (together - expected) / (largest - expected)
  }

  var fowlkesMallows: Double {
    guard together > 0 else { return 0 }
    return (together / leftTogether).squareRoot() * (together / rightTogether).squareRoot()
  }
}
