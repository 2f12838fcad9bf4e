/// Why a matrix cannot be decomposed. Positions count from 0.
public enum LinearAlgebraError: Error, Equatable, Sendable {
  /// The input of `routine` holds a NaN or an infinity; the first one in row order.
  case notFinite(routine: String, row: Int, column: Int)
  /// The leading block of this order is not positive definite.
  case notPositiveDefinite(order: Int)
  /// The iteration of `routine` did not converge.
  case notConverged(routine: String)
  /// A triangular matrix has a zero on its diagonal.
  case singular(column: Int)
  /// A dimension or the workspace of `routine` is beyond its 32-bit integers.
  case tooLarge(routine: String, rows: Int, columns: Int)
}
