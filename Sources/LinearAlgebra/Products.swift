extension Matrix {
  /// The matrix product op(A) op(B), op being the identity or the transposition.
  ///
  ///     let covariance = centred.product(centred, transposingSelf: true)   // XᵀX
  ///
  /// BLAS `dgemm` on one thread; an inner dimension of 0 gives zeros. The order of the additions
  /// is the library's: its last bits differ between CPUs, never between numbers of threads.
  ///
  /// - Complexity: O(rows · inner · columns).
  public func product(
    _ other: Matrix, transposingSelf: Bool = false, transposingOther: Bool = false
  ) -> Matrix {
    let rows = transposingSelf ? columnCount : rowCount
    let inner = transposingSelf ? rowCount : columnCount
    let otherInner = transposingOther ? other.columnCount : other.rowCount
    let columns = transposingOther ? other.rowCount : other.columnCount
    precondition(inner == otherInner, "inner dimensions agree")
    if rows == 0 || inner == 0 || columns == 0 {
      return Matrix(repeating: 0, rowCount: rows, columnCount: columns)
    }
    return BLAS.product(
      self, other, transposingA: transposingSelf, transposingB: transposingOther)
  }

  /// The Gram matrix XᵀX, *p* × *p*, exactly symmetric.
  ///
  /// X is cut into blocks of 4096 rows whatever the number of threads; each block's Gram matrix
  /// (`dsyrk`) is added in the order of the blocks, so the bytes do not depend on the threads.
  ///
  /// - Complexity: O(*n·p²*) time; at most 4 partial matrices a thread in memory.
  public func gram(parallelism: Parallelism = .serial) -> Matrix {
    let p = columnCount
    if rowCount == 0 || p == 0 { return Matrix(repeating: 0, rowCount: p, columnCount: p) }
    let blockCount = (rowCount + Matrix.gramBlockRows - 1) / Matrix.gramBlockRows
    // Blocks go in waves only to bound memory: the sum runs over blocks in order all the same.
    let waveSize = 4 * parallelism.threads
    var sum = [Double](repeating: 0, count: p * p)
    for waveStart in stride(from: 0, to: blockCount, by: waveSize) {
      let wave = waveStart..<min(waveStart + waveSize, blockCount)
      let partials = parallelism.map(count: wave.count) { offset in
        let first = (wave.lowerBound + offset) * Matrix.gramBlockRows
        return BLAS.lowerGram(self, rows: first..<min(first + Matrix.gramBlockRows, rowCount))
      }
      for partial in partials {
        for index in sum.indices { sum[index] += partial[index] }
      }
    }
    return Matrix(rowCount: p, columnCount: p, elements: sum).copyingLowerTriangleUp()
  }

  private static let gramBlockRows = 4096

  private func copyingLowerTriangleUp() -> Matrix {
    var result = self
    for i in 0..<rowCount {
      for j in 0..<i { result[j, i] = self[i, j] }
    }
    return result
  }
}
