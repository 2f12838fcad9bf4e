import LinearAlgebra

extension Gower {
  /// Adds one variable's terms to the sums of w δ d and w δ.
  func add(
    _ variable: Int, _ value: Double, _ others: [Double], _ numerator: inout [Double],
    _ denominator: inout [Double]
  ) {
    let weight = weights[variable]
    let scale = scale(of: variable)
    let bothAbsentIsNothing = isAsymmetric(variable) && value == 0
    others.withUnsafeBufferPointer { others in
      numerator.withUnsafeMutableBufferPointer { numerator in
        denominator.withUnsafeMutableBufferPointer { denominator in
          for j in others.indices {
            let other = others[j]
            let counts = other == other && !(bothAbsentIsNothing && other == 0)
            // A scale of 0: equal or not.
            let apart = scale > 0 ? min(abs(value - other) / scale, 1) : (value == other ? 0 : 1)
            numerator[j] += counts ? weight * apart : 0
            denominator[j] += counts ? weight : 0
          }
        }
      }
    }
  }
}

extension Gower {
  /// Numbers row by row, each row written where it belongs.
  func filled(
    rowCount: Int, columnCount: Int, parallelism: Parallelism,
    _ row: @Sendable (Int) -> [Double]
  ) throws(CancellationError) -> [Double] {
    var failure: CancellationError?
    let size = rowCount * columnCount
    let cells = [Double](unsafeUninitializedCapacity: size) { buffer, filled in
      LargeMemory.expectWrites(buffer)
      nonisolated(unsafe) let base = buffer.baseAddress
      do throws(CancellationError) {
        _ = try parallelism.map(count: rowCount) { (i: Int) throws(CancellationError) -> Void in
          try parallelism.checkpoint(i % 16 == 0 ? Double(i) / Double(rowCount) : nil)
          row(i).withUnsafeBufferPointer { values in
            guard let base, let values = values.baseAddress else { return }
            (base + i * columnCount).update(from: values, count: columnCount)
          }
        }
        filled = size
      } catch { failure = error }
    }
    if let failure { throw failure }
    return cells
  }
}
