import LinearAlgebra
import Statistics

/// How observations are disturbed to see which clusters come back.
///
/// - `bootstrap`: *n* drawn with replacement. Repeated observations are themselves small clusters,
///   which may flatter a method that looks for them: hence the others.
/// - `subset`: half of the observations, drawn without replacement, as in R's
///   `clusterboot(bootmethod = "subset")`.
/// - `noise`: every observation, each coordinate moved by a normal error of a tenth of the
///   coordinate's standard deviation: what the segments owe to the last digits of the figures.
///   In the spirit of fpc's `jitter`, whose errors follow the covariance within clusters.
public enum SampleScheme: String, Sendable, Codable, CaseIterable {
  case bootstrap, subset, noise

  /// The error of `noise` over the standard deviation.
  public static let noiseShare = 0.1

  /// A sample of observations: which, in increasing order, and where they stand.
  package struct Sample: Sendable {
    package let drawn: [Int]
    package let x: Matrix
  }

  package func sample(_ x: Matrix, replicate: Int, seed: UInt64) -> Sample {
    switch self {
    case .bootstrap:
      let drawn = rowsWithReplacement(
        x.rowCount, purpose: .segmentBootstrap, replicate: replicate, seed: seed)
      return Sample(drawn: drawn, x: x.rows(at: drawn))
    case .subset:
      var stream = RandomStream(seed: seed, purpose: .segmentSubset, replicate: replicate)
      let drawn = stream.sample((x.rowCount + 1) / 2, outOf: x.rowCount).sorted()
      return Sample(drawn: drawn, x: x.rows(at: drawn))
    case .noise:
      var stream = RandomStream(seed: seed, purpose: .segmentNoise, replicate: replicate)
      let mean = x.columnMeans()
      let spreads = (0..<x.columnCount).map { j in
        let squares = (0..<x.rowCount).reduce(0.0) { sum, i in
          sum + (x[i, j] - mean[j]) * (x[i, j] - mean[j])
        }
        return (squares / Double(max(x.rowCount, 1))).squareRoot()
      }
      var moved = x
      for i in 0..<x.rowCount {
        for j in 0..<x.columnCount {
          moved[i, j] += SampleScheme.noiseShare * spreads[j] * stream.normal()
        }
      }
      return Sample(drawn: Array(0..<x.rowCount), x: moved)
    }
  }
}
