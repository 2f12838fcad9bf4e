import LinearAlgebra

/// Where observations without groups come from, for the test whether there are any.
///
///     let source = try StructureFreeSource(copulaOf: x)
///     let choice = try ClusterCountStudy().run(x, clusterer: clusterer, reference: source)
public struct StructureFreeSource: Sendable {
  /// As many observations as the data, in the space that is clustered.
  package let draw: @Sendable (_ replicate: Int, _ rowCount: Int) throws -> Matrix

  public init(draw: @escaping @Sendable (_ replicate: Int, _ rowCount: Int) throws -> Matrix) {
    self.draw = draw
  }

  /// The columns of a plain matrix as they are.
  public init(copulaOf x: Matrix, seed: UInt64, parallelism: Parallelism = .serial) throws {
    let copula = try GaussianCopula(
      (0..<x.columnCount).map { CopulaColumn(values: x.column($0), isQuantity: true) },
      parallelism: parallelism)
    self.init { replicate, rowCount in
      let columns = copula.sample(replicate: replicate, rowCount: rowCount, seed: seed)
      return Matrix(rows: (0..<rowCount).map { i in columns.map { $0[i] } })
    }
  }
}

/// Brings made observations to the mean and the variances of the data along the data's principal
/// axes, so that what is compared is not how strongly columns go together but whether groups do.
struct MatchedSpectrum: Sendable {
  private let axes: Matrix
  private let deviations: [Double]

  init(_ x: Matrix) throws {
    let principal = try PrincipalAxes(x)
    axes = principal.axes
    deviations = MatchedSpectrum.deviations(principal.scores)
  }

  /// Scores on the axes: distances, hence clusterings, do not depend on the rotation.
  func matched(_ y: Matrix) -> Matrix {
    var scores = y.product(axes)
    let own = MatchedSpectrum.deviations(scores)
    let mean = scores.columnMeans()
    for i in 0..<scores.rowCount {
      for j in own.indices {
        scores[i, j] = own[j] > 0 ? (scores[i, j] - mean[j]) * (deviations[j] / own[j]) : 0
      }
    }
    return scores
  }

  private static func deviations(_ scores: Matrix) -> [Double] {
    let mean = scores.columnMeans()
    return (0..<scores.columnCount).map { j in
      (scores.column(j).reduce(0) { $0 + ($1 - mean[j]) * ($1 - mean[j]) }
        / Double(max(scores.rowCount, 1))).squareRoot()
    }
  }
}
