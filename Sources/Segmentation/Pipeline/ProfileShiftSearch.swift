import Tables
import Validation

/// On which quantity the held-out clients of a segment differ most from those that made it.
///
/// For each quantity among the active columns, d = (mean of the segment's held-out clients − mean of
/// its training clients) / s, s being the standard deviation of all training clients (÷ N), and its
/// score d / √(v_h/n_h + v_t/n_t)·s with v the variances (÷ N) within; observed values only. The
/// quantity of the largest |d| is kept among those with `minimumCount` held-out values and training
/// ones.
struct ProfileShiftSearch: Sendable {
  static let minimumCount = 5

  private let columns: [(key: String, values: [Double])]
  private let spreads: [Double]
  private let inTraining: [[Group]]

  /// Count, mean and variance of a segment's values in one column.
  private struct Group: Sendable {
    var count = 0
    var mean = 0.0
    var squares = 0.0
    var variance: Double { count > 0 ? squares / Double(count) : 0 }

    mutating func add(_ value: Double) {
      count += 1
      let step = value - mean
      mean += step / Double(count)
      squares += step * (value - mean)
    }
  }

  init(table: Table, keys: [String], training: [Int], trainingLabels: [Int]) {
    columns = keys.compactMap { key in
      guard let column = table[key], case .numbers(let values) = column.values else { return nil }
      return (key, values)
    }
    let count = (trainingLabels.max() ?? -1) + 1
    spreads = columns.map { column in
      var all = Group()
      for row in training where column.values[row].isFinite { all.add(column.values[row]) }
      return all.variance.squareRoot()
    }
    inTraining = columns.map {
      ProfileShiftSearch.groups($0.values, training, trainingLabels, count: count)
    }
  }

  /// - Returns: one for each segment; `nil` where no quantity has enough values.
  func largest(rows: [Int], labels: [Int], segmentCount: Int) -> [ProfileShift?] {
    let heldOut = columns.map {
      ProfileShiftSearch.groups($0.values, rows, labels, count: segmentCount)
    }
    return (0..<segmentCount).map { segment in
      let shifts = columns.indices.compactMap { column in
        shift(column, heldOut[column][segment], inTraining[column][segment])
      }
      return shifts.max { abs($0.difference) < abs($1.difference) }
    }
  }

  private func shift(_ column: Int, _ heldOut: Group, _ training: Group) -> ProfileShift? {
    guard min(heldOut.count, training.count) >= Self.minimumCount, spreads[column] > 0 else {
      return nil
    }
    let difference = heldOut.mean - training.mean
    let error =
      (heldOut.variance / Double(heldOut.count) + training.variance / Double(training.count))
      .squareRoot()
    guard error > 0 else { return nil }
    return ProfileShift(
      key: columns[column].key, difference: difference / spreads[column],
      score: difference / error, count: heldOut.count)
  }

  private static func groups(
    _ values: [Double], _ rows: [Int], _ labels: [Int], count: Int
  ) -> [Group] {
    var groups = [Group](repeating: Group(), count: count)
    for (row, label) in zip(rows, labels) where values[row].isFinite {
      groups[label].add(values[row])
    }
    return groups
  }
}
