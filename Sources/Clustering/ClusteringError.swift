/// Why data cannot be clustered as asked: facts only, one case for each remedy. Rows and columns
/// count from 0.
public enum ClusteringError: Error, Equatable, Sendable {
  /// No row, or no row of positive weight.
  case noObservations
  case noVariables
  /// A NaN or an infinity.
  case notFinite(row: Int, column: Int)
  /// |x| > 1e140: squared distances would overflow. Rescale.
  case tooLarge(row: Int, column: Int)
  /// Fewer than 1 cluster, or more than there are distinct rows of positive weight.
  case clusterCountOutOfRange(requested: Int, distinct: Int)
  /// Starting centroids that are not `clusterCount` rows of as many columns as the data.
  case shapeMismatch(
    expectedRows: Int, expectedColumns: Int, foundRows: Int, foundColumns: Int)
  case weightCountMismatch(expected: Int, found: Int)
  /// A weight that is negative or not finite, or, where a weight must be positive, zero.
  case weightOutOfRange(row: Int)
  /// A positive weight below 2⁻²⁰⁰ times the largest.
  case weightTooSmall(row: Int)
  /// A linkage for which a row of weight 2 is not the row twice, whatever one does.
  case weightsHaveNoMeaning(Linkage)
  /// A matrix of dissimilarities that has not as many columns as rows.
  case notSquare(rows: Int, columns: Int)
  /// Condensed dissimilarities whose count is no n(n − 1)/2.
  case notCondensed(count: Int)
  /// An object that differs from itself.
  case diagonalNotZero(row: Int)
  /// d(row, column) ≠ d(column, row).
  case notSymmetric(row: Int, column: Int)
  /// A dissimilarity that is negative, not finite, or above 1e140.
  case dissimilarityOutOfRange(row: Int, column: Int)
  /// Bytes that the square of dissimilarities takes, and that there are; the linkages that do without
  /// it on the same data.
  case notEnoughMemory(needed: Int, available: Int, lean: [Linkage])
  /// Merges that are not those of a tree: the first one that is wrong.
  case invalidDendrogram(merge: Int)
  /// Starting medoids that are not `expected` distinct ones of 0 ..< observations.
  case medoidsInvalid(expected: Int, observations: Int)
  /// A component's covariance is not positive definite: raise the regularisation.
  case covarianceNotPositive(component: Int)
  /// A mixture's starting parameters or responsibilities that are none, or of another shape.
  case startInvalid
  /// Not the column that was fitted, or not as long as the first.
  case columnMismatch(column: Int)
}
