import LinearAlgebra

extension Observations {
  /// The first row plus the mean deviation from it: exact for a constant column, and as precise far
  /// from 0 as near it.
  func roughMeans() -> [Double] {
    let p = columnCount
    var total = [Double](repeating: 0, count: p)
    x.withUnsafeElements { x in
      for block in 0..<RowBlocks.count(of: count) {
        var partial = [Double](repeating: 0, count: p)
        partial.withUnsafeMutableBufferPointer { partial in
          for i in RowBlocks.range(block, of: count) {
            for j in 0..<p { partial[j] += x[i * p + j] - x[j] }
          }
        }
        for j in 0..<p { total[j] += partial[j] }
      }
    }
    return (0..<p).map { x[0, $0] + total[$0] / Double(count) }
  }
}

extension Matrix {
  /// Lowest…highest value of each column, for at least one row of finite values.
  func columnRanges() -> [ClosedRange<Double>] {
    let p = columnCount
    var lowest = Array(row(0))
    var highest = lowest
    withUnsafeElements { x in
      lowest.withUnsafeMutableBufferPointer { lowest in
        highest.withUnsafeMutableBufferPointer { highest in
          for i in 0..<rowCount {
            for j in 0..<p {
              let value = x[i * p + j]
              lowest[j] = value < lowest[j] ? value : lowest[j]
              highest[j] = value > highest[j] ? value : highest[j]
            }
          }
        }
      }
    }
    return zip(lowest, highest).map { $0...$1 }
  }
}
