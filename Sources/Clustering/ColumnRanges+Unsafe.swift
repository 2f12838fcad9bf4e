import LinearAlgebra

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
