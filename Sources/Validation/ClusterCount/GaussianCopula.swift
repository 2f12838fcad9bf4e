import LinearAlgebra
import Statistics

/// Tables without groups that keep everything else of a table: its columns' distributions, masses,
/// levels and missing cells, and how strongly columns go together.
///
///     let copula = try GaussianCopula(columns)
///     let made = copula.sample(replicate: 3, seed: 2026)
///
/// Behind each column stands one standard normal quantity (``NormalScores``), and all of them are
/// jointly normal: a cloud in one piece, whatever its directions. A made row is drawn from that
/// cloud, each coordinate put back through its column's distribution (``CopulaMargin``), and the
/// cells that a row of the table drawn at random lacks are emptied. Categories cut from a quantity,
/// counts with many zeros, skewed or correlated figures therefore make no groups that the made
/// tables lack.
///
/// Correlations are estimated pair by pair and brought to the nearest such matrix by raising negative
/// eigenvalues to 0.
///
/// - Complexity: O(*v²·n*) to fit, O(*n·v²*) a sample of *n* rows and *v* columns.
package struct GaussianCopula: Sendable {
  private let margins: [CopulaMargin]
  /// z = root · g with g independent.
  private let root: Matrix
  private let isMissing: [[Bool]]

  /// - Parameter columns: of one length, at least one.
  package init(_ columns: [CopulaColumn], parallelism: Parallelism = .serial) throws {
    let fitted = parallelism.map(count: columns.count) { j -> ColumnFit in ColumnFit(columns[j]) }
    margins = fitted.map(\.margin)
    isMissing = columns.map { $0.values.map(\.isNaN) }
    let count = columns.count
    let rows = parallelism.map(count: count) { i in
      (0..<count).map { j in
        j < i ? NormalScores.latentCorrelation(fitted[i].scores, fitted[j].scores) : 1
      }
    }
    var correlations = Matrix(rows: rows)
    for i in 0..<count { for j in (i + 1)..<max(count, i + 1) { correlations[i, j] = rows[j][i] } }
    root = try GaussianCopula.root(of: correlations)
  }

  private struct ColumnFit: Sendable {
    let margin: CopulaMargin
    let scores: NormalScores

    init(_ column: CopulaColumn) {
      let values = column.values
      let ranking = values.indices.filter { !values[$0].isNaN }
        .sorted { (values[$0], $0) < (values[$1], $1) }
      margin = CopulaMargin(sorted: ranking.map { values[$0] }, isQuantity: column.isQuantity)
      scores = NormalScores(values, ranking: ranking)
    }
  }

  private static func root(of correlations: Matrix) throws -> Matrix {
    let eigen = try SymmetricEigen(correlations)
    var root = eigen.vectors
    for i in 0..<root.rowCount {
      for j in 0..<root.columnCount { root[i, j] *= max(eigen.values[j], 0).squareRoot() }
      let length = root.row(i).reduce(0) { $0 + $1 * $1 }.squareRoot()
      for j in 0..<root.columnCount { root[i, j] /= length }
    }
    return root
  }

  /// Column by column; NaN is missing.
  package func sample(replicate: Int, rowCount: Int, seed: UInt64) -> [[Double]] {
    var stream = RandomStream(seed: seed, purpose: .structureFree, replicate: replicate)
    let count = margins.count
    let independent = Matrix(
      rowCount: rowCount, columnCount: count,
      elements: (0..<(rowCount * count)).map { _ in stream.normal() })
    let latent = independent.product(root, transposingOther: true)
    let maskRows = (0..<rowCount).map { _ in stream.integer(below: isMissing[0].count) }
    return (0..<count).map { j in
      (0..<rowCount).map { i in
        isMissing[j][maskRows[i]] ? .nan : margins[j].quantile(atNormal: latent[i, j])
      }
    }
  }
}

/// A column as the copula sees it.
package struct CopulaColumn: Sendable {
  /// In an order that means something: a quantity, a rank, or the place of a level. NaN is missing.
  package let values: [Double]
  /// Quantities may take values that the table has not; levels and ranks may not.
  package let isQuantity: Bool

  package init(values: [Double], isQuantity: Bool) {
    self.values = values
    self.isQuantity = isQuantity
  }
}
