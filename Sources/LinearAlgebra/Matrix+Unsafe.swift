extension Matrix {
  /// A matrix whose row-major elements are written where they will stand, in large pages of memory where
  /// there are many. `fill` initialises `rowCount * columnCount` elements and says how many it did.
  public init<Failure: Error>(
    rowCount: Int, columnCount: Int,
    fillingWith fill: (UnsafeMutableBufferPointer<Double>) throws(Failure) -> Int
  ) throws(Failure) {
    precondition(rowCount >= 0 && columnCount >= 0, "dimensions are not negative")
    let count = rowCount * columnCount
    var failure: Failure?
    let elements = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      LargeMemory.expectWrites(buffer)
      do throws(Failure) {
        filled = try fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    self.init(rowCount: rowCount, columnCount: columnCount, elements: elements)
  }

  /// Row-major access without bounds checks, for loops that run over every element.
  @inlinable
  public func withUnsafeElements<R>(_ body: (UnsafeBufferPointer<Double>) throws -> R) rethrows -> R
  {
    try storage.withUnsafeBufferPointer(body)
  }

  @inlinable
  public mutating func withUnsafeMutableElements<R>(
    _ body: (inout UnsafeMutableBufferPointer<Double>) throws -> R
  ) rethrows -> R {
    try storage.withUnsafeMutableBufferPointer(body)
  }
}
