extension Matrix {
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
