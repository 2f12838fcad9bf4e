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
    rowLabels = Places.labels(of: left)
    columnLabels = Places.labels(of: right)
    let (rows, columns) = (Places(of: rowLabels), Places(of: columnLabels))
    let width = columnLabels.count
    var cells = [Int](repeating: 0, count: rowLabels.count * width)
    for (a, b) in zip(left, right) { cells[rows[a] * width + columns[b]] += 1 }
    let counts = rowLabels.indices.map { Array(cells[($0 * width)..<(($0 + 1) * width)]) }
    self.counts = counts
    rowSums = counts.map { $0.reduce(0, +) }
    columnSums = columnLabels.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
    total = left.count
  }

  /// Where each label stands among the labels, in a table: labels are small numbers as a rule, and
  /// a study compares thousands of partitions.
  private struct Places {
    private static let tableLimit = 1 << 12
    private var table: [Int] = []
    private var dictionary: [Int: Int] = [:]

    init(of labels: [Int]) {
      if let first = labels.first, let last = labels.last, first >= 0, last < Places.tableLimit {
        table = [Int](repeating: 0, count: last + 1)
        for (place, label) in labels.enumerated() { table[label] = place }
      } else {
        dictionary = Dictionary(uniqueKeysWithValues: zip(labels, labels.indices))
      }
    }

    subscript(label: Int) -> Int {
      table.isEmpty ? dictionary[label, default: 0] : table[label]
    }

    /// The distinct labels, increasing.
    static func labels(of observations: [Int]) -> [Int] {
      guard let least = observations.min(), let largest = observations.max() else { return [] }
      guard least >= 0, largest < tableLimit else { return Set(observations).sorted() }
      var occurs = [Bool](repeating: false, count: largest + 1)
      for label in observations { occurs[label] = true }
      return occurs.indices.filter { occurs[$0] }
    }
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
