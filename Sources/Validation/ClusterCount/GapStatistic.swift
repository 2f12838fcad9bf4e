import Clustering
import LinearAlgebra
import Statistics

/// How much lower the inertia is than on data of the same extent without structure.
///
/// With W_k the inertia of the clustering in *k* (squared distances), and W*_kb the same on the
/// b-th of B reference sets,
///
///     Gap(k) = mean_b log W*_kb − log W_k,     s(k) = sd_b(log W*_kb) · √(1 + 1/B)  (sd ÷ B),
///
/// and the criterion takes the smallest *k*, 1 included, with Gap(k) ≥ Gap(k+1) − s(k+1), else the
/// largest *k*. A reference set has as many observations as the data, uniform in the box that
/// bounds the data in the axes of their principal components.
///
/// Gap is `nil` where an inertia is 0. R's `cluster::clusGap` agrees with `d.power = 2` and
/// `spaceH0 = "scaledPCA"` (its W_k is half of ours, which the difference of logarithms forgets);
/// its defaults are the unsquared distances and another rule.
///
/// - Source: Tibshirani, Walther & Hastie 2001, doi:10.1111/1467-9868.00293.
package struct GapStatistic: Sendable {
  /// log W_k of the data for k = 1 and then the candidates; `nil` where W_k = 0.
  package let logInertias: [Double?]
  /// log W*_kb: a row for each reference set.
  package let references: [[Double?]]

  package init(logInertias: [Double?], references: [[Double?]]) {
    self.logInertias = logInertias
    self.references = references
  }

  /// - Parameter clusterCounts: the candidates, consecutive from 2.
  package func criterion(clusterCounts: [Int]) -> Criterion {
    let withOne = [1] + clusterCounts
    var gaps: [Double?] = []
    var errors: [Double?] = []
    for index in withOne.indices {
      let logs = references.compactMap { $0[index] }
      guard let own = logInertias[index], logs.count == references.count, !logs.isEmpty else {
        gaps.append(nil)
        errors.append(nil)
        continue
      }
      let mean = logs.reduce(0, +) / Double(logs.count)
      let variance = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(logs.count)
      gaps.append(mean - own)
      errors.append((variance * (1 + 1 / Double(logs.count))).squareRoot())
    }
    return Criterion(
      values: Array(gaps.dropFirst()), standardErrors: Array(errors.dropFirst()),
      valueForOneCluster: gaps.first ?? nil,
      chooses: GapStatistic.choice(withOne, gaps: gaps, errors: errors))
  }

  /// The rule of 2001, up to the first undefined gap.
  private static func choice(_ counts: [Int], gaps: [Double?], errors: [Double?]) -> Int? {
    guard gaps.first.flatMap({ $0 }) != nil else { return nil }
    for index in counts.indices {
      guard let gap = gaps[index], index + 1 < counts.count, let next = gaps[index + 1],
        let error = errors[index + 1]
      else { return counts[index] }
      if gap >= next - error { return counts[index] }
    }
    return counts.last
  }
}

/// Reference sets uniform in the principal-component box of some observations.
package struct UniformReference: Sendable {
  private let axes: Matrix
  private let mean: [Double]
  private let lower: [Double]
  private let upper: [Double]
  private let rowCount: Int

  package init(_ x: Matrix) throws {
    let rotated = try PrincipalAxes(x)
    axes = rotated.axes
    mean = rotated.mean
    rowCount = x.rowCount
    lower = (0..<axes.columnCount).map { rotated.scores.column($0).min() ?? 0 }
    upper = (0..<axes.columnCount).map { rotated.scores.column($0).max() ?? 0 }
  }

  package func sample(replicate: Int, seed: UInt64) -> Matrix {
    var stream = RandomStream(seed: seed, purpose: .gapReference, replicate: replicate)
    var scores = Matrix(
      repeating: 0, rowCount: rowCount, columnCount: axes.columnCount)
    for i in 0..<rowCount {
      for axis in 0..<axes.columnCount {
        scores[i, axis] = lower[axis] + (upper[axis] - lower[axis]) * stream.uniform()
      }
    }
    return PrincipalAxes.rotatedBack(scores, axes: axes, mean: mean)
  }
}
