import LinearAlgebra
import Statistics

/// Principal components of a matrix of quantities.
///
///     let components = try PrincipalComponents.fit(x)
///     let scores = components.scores(x)          // n × q
///
/// Columns are centred, and divided by their standard deviation (÷ N) when `isScaled`; λ and V are
/// the eigenvalues and vectors of their covariance (÷ N). The largest absolute loading of each axis is
/// positive. A constant column is centred and has no part in any axis. Values are finite: tables with
/// missing cells go through ``MixedDataFactors``.
///
/// FactoMineR's `PCA`, with `scale.unit` as `isScaled`, gives the same numbers up to sign;
/// scikit-learn's `PCA` has variances (÷ n − 1).
public struct PrincipalComponents: Codable, Sendable, Equatable {
  public let means: [Double]
  /// 1 where a column was not divided.
  public let scales: [Double]
  /// Inertia of the axes that can have some, at most min(n − 1, p), decreasing.
  public let eigenvalues: [Double]
  public let totalInertia: Double
  /// p × q, columns of unit length.
  public let loadings: Matrix

  public var axisCount: Int { loadings.columnCount }
  public var explained: [Double] { eigenvalues.map { $0 / totalInertia } }
}

extension PrincipalComponents {
  /// - Parameters:
  ///   - x: n × p, n ≥ 2, p ≥ 1.
  ///   - axisCount: axes kept; `nil` keeps all that can have inertia.
  /// - Throws: ``PreparationError/tooFewRows(found:required:)``,
  ///   ``PreparationError/noActiveColumn(candidates:)`` when no column varies,
  ///   ``PreparationError/noFiniteVariance(variable:because:)`` with the column's number from 0 when its
  ///   squares are beyond the numbers, ``LinearAlgebraError/notFinite(routine:row:column:)``.
  /// - Complexity: O(n·p² + p³).
  public static func fit(
    _ x: Matrix, isScaled: Bool = true, axisCount: Int? = nil, parallelism: Parallelism = .serial
  ) throws -> PrincipalComponents {
    guard x.rowCount >= 2 else {
      throw PreparationError.tooFewRows(found: x.rowCount, required: 2)
    }
    let moments = parallelism.map(count: x.columnCount) { ObservedMoments(x.column($0)) }
    for (j, column) in moments.enumerated()
    where !(column.standardDeviation < 1e150 && abs(column.mean) < 1e150) {
      throw PreparationError.noFiniteVariance(variable: String(j), because: .outOfRange)
    }
    guard moments.contains(where: { !$0.isConstant }) else {
      throw PreparationError.noActiveColumn(candidates: x.columnCount)
    }
    let means = moments.map(\.mean)
    let scales = moments.map { $0.isConstant || !isScaled ? 1 : $0.standardDeviation }
    let coded = centred(x, means: means, scales: scales)
    let gram = coded.gram(parallelism: parallelism)
    let eigen = try SymmetricEigen(
      Matrix(
        rowCount: gram.rowCount, columnCount: gram.columnCount,
        elements: gram.elements.map { $0 / Double(x.rowCount) }))
    let rank = min(x.rowCount - 1, moments.count { !$0.isConstant })
    let kept = min(max(axisCount ?? rank, 1), rank)
    return PrincipalComponents(
      means: means, scales: scales, eigenvalues: eigen.values.prefix(rank).map { max($0, 0) },
      totalInertia: eigen.values.reduce(0) { $0 + max($1, 0) },
      loadings: eigen.vectors.columns(at: Array(0..<kept)))
  }

  private static func centred(_ x: Matrix, means: [Double], scales: [Double]) -> Matrix {
    var elements = x.elements
    for i in 0..<x.rowCount {
      for j in 0..<x.columnCount {
        elements[i * x.columnCount + j] = (elements[i * x.columnCount + j] - means[j]) / scales[j]
      }
    }
    return Matrix(rowCount: x.rowCount, columnCount: x.columnCount, elements: elements)
  }

  /// n × q: rows on the axes kept.
  /// - Parameter x: as many columns as were fitted.
  public func scores(_ x: Matrix) -> Matrix {
    precondition(x.columnCount == means.count, "as many columns as were fitted")
    return PrincipalComponents.centred(x, means: means, scales: scales).product(loadings)
  }

  /// p × q: the share of each axis's inertia that comes from each column.
  public var contributions: Matrix {
    Matrix(
      rowCount: loadings.rowCount, columnCount: loadings.columnCount,
      elements: loadings.elements.map { $0 * $0 })
  }
}
