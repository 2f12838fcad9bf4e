import CKernels
import LinearAlgebra

/// What one pass over the rows tells of each column.
struct ColumnSurvey: Sendable {
  /// The first row plus the mean deviation from it: exact for a constant column, and as precise far
  /// from 0 as near it.
  let roughMeans: [Double]
  let lowest: [Double]
  let highest: [Double]
  /// The smallest |x| that is not 0; infinite where all are 0.
  let least: [Double]
  /// How many cells are not numbers of at most the magnitude allowed.
  let refusedCount: Int

  /// The widest column's.
  var largestSpread: Double { zip(lowest, highest).map { $1 - $0 }.max() ?? 0 }
}

extension ColumnSurvey {
  /// - Parameter x: at least one row; where a cell is refused, nothing but `refusedCount` is told.
  init(_ x: Matrix, limit: Double, parallelism: Parallelism) {
    let blocks = parallelism.map(count: RowBlocks.count(of: x.rowCount)) { b in
      Part(x, rows: RowBlocks.range(b, of: x.rowCount), limit: limit)
    }
    var total = Part(columnCount: x.columnCount)
    for block in blocks { total.add(block) }
    roughMeans = zip(x.row(0), total.deviations).map { $0 + $1 / Double(x.rowCount) }
    lowest = total.lowest
    highest = total.highest
    least = total.least
    refusedCount = Int(total.refused)
  }

  private struct Part: Sendable {
    var deviations: [Double]
    var lowest: [Double]
    var highest: [Double]
    var least: [Double]
    var refused: Int64 = 0

    init(columnCount: Int) {
      deviations = [Double](repeating: 0, count: columnCount)
      lowest = [Double](repeating: .infinity, count: columnCount)
      highest = [Double](repeating: -.infinity, count: columnCount)
      least = [Double](repeating: .infinity, count: columnCount)
    }

    init(_ x: Matrix, rows: Range<Int>, limit: Double) {
      self.init(columnCount: x.columnCount)
      x.withUnsafeElements { x in
        guard let first = x.baseAddress else { return }
        let p = deviations.count
        ckSurveyRows(
          first + rows.lowerBound * p, rows.count, p, first, limit, &deviations, &lowest,
          &highest, &least, &refused)
      }
    }

    mutating func add(_ other: Part) {
      for j in deviations.indices {
        deviations[j] += other.deviations[j]
        lowest[j] = min(lowest[j], other.lowest[j])
        highest[j] = max(highest[j], other.highest[j])
        least[j] = min(least[j], other.least[j])
      }
      refused += other.refused
    }
  }
}
