import Clustering
import LinearAlgebra
import Statistics

/// Splits the data themselves, not the rows, into a part to cluster and an independent part to judge
/// the clusters by.
///
///     let halves = try DataThinning().split(x)
///     let model = try KMeans(clusterCount: 4).fit(halves.training)
///     halves.pValue(of: model.partition, between: 0, and: 1)
///
/// With Xᵢ ~ N(μᵢ, Σ), Zᵢ ~ N(0, Σ) drawn beside it, and ε the share of the information that goes to
/// training,
///
///     training = X + √((1−ε)/ε) Z ~ N(μ, Σ/ε),     test = X − √(ε/(1−ε)) Z ~ N(μ, Σ/(1−ε)),
///
/// which are independent: whatever is done with the one, the other is fresh data on the same clients
/// with the same means. Both are given on the scale of X; their ε- and (1−ε)-weighted mean is X.
///
/// **Assumes** normal scatter of known Σ = σ²I or Σ. Where σ is estimated too large (``Noise``), as it
/// is when there are clusters, the parts are negatively correlated: test losses are too
/// large, p-values no longer exact. Splitting rows instead would not help: the clusters of the
/// test rows would again be found in the test rows.
///
/// Source: Neufeld, Dharamshi, Gao & Witten 2024, JMLR, arXiv:2301.07276; R's `datathin`.
public struct DataThinning: Sendable, Codable, Equatable {
  public let noise: Noise
  /// ε, within 0…1.
  public let trainingShare: Double
  public let seed: UInt64

  public init(noise: Noise = .overall, trainingShare: Double = 0.5, seed: UInt64 = 2026) {
    precondition(trainingShare > 0 && trainingShare < 1, "a share of the information")
    if case .known(let standardDeviation) = noise {
      precondition(standardDeviation >= 0 && standardDeviation.isFinite, "a deviation")
    }
    self.noise = noise
    self.trainingShare = trainingShare
    self.seed = seed
  }

  /// - Parameters:
  ///   - x: *n* × *p*, finite.
  ///   - replicate: another number gives another, independent Z. Row i of Z depends on nothing but
  ///     the seed, the replicate and i.
  /// - Throws: ``ClusteringError``; `LinearAlgebraError` for a covariance that is not positive
  ///   definite.
  /// - Complexity: O(*n·p*), with a covariance O(*n·p*²).
  public func split(_ x: Matrix, replicate: Int = 0) throws -> ThinnedData {
    try SelectiveTest.check(x)
    let scatter = try factor(for: x)
    let toTraining = ((1 - trainingShare) / trainingShare).squareRoot()
    let toTest = (trainingShare / (1 - trainingShare)).squareRoot()
    var training = x
    var test = x
    for i in 0..<x.rowCount {
      var stream = RandomStream(
        seed: seed, purpose: .dataThinning, replicate: replicate, item: i)
      let z = scatter.times((0..<x.columnCount).map { _ in stream.normal() })
      for j in 0..<x.columnCount {
        training[i, j] += toTraining * z[j]
        test[i, j] -= toTest * z[j]
      }
    }
    return ThinnedData(
      training: training, test: test, trainingShare: trainingShare, scatter: scatter)
  }

  private func factor(for x: Matrix) throws -> NoiseFactor {
    if case .covariance(let covariance) = noise {
      precondition(covariance.columnCount == x.columnCount, "one covariance for two variables")
      return .lower(try Cholesky(covariance).lower)
    }
    if case .known(let standardDeviation) = noise { return .scale(standardDeviation) }
    if x.rowCount < 2 { return .scale(0) }
    let data = CentredData(x)
    return .scale((noise.standardDeviation(of: data.x) ?? 0) * data.unit)
  }
}

/// L with Σ = LLᵀ.
enum NoiseFactor: Sendable, Equatable {
  case scale(Double)
  case lower(Matrix)

  func times(_ z: [Double]) -> [Double] {
    switch self {
    case .scale(let scale): return z.map { scale * $0 }
    case .lower(let lower):
      return z.indices.map { j in (0...j).reduce(0) { $0 + lower[j, $1] * z[$1] } }
    }
  }

  /// ‖L⁻¹d‖².
  func squaredLength(of d: [Double]) -> Double { whitened(d).reduce(0) { $0 + $1 * $1 } }

  /// L⁻¹d.
  func whitened(_ d: [Double]) -> [Double] {
    switch self {
    case .scale(let scale): return d.map { $0 / scale }
    case .lower(let lower):
      var solved: [Double] = []
      for j in d.indices {
        let known = (0..<j).reduce(0) { $0 + lower[j, $1] * solved[$1] }
        solved.append((d[j] - known) / lower[j, j])
      }
      return solved
    }
  }
}

/// Two independent parts of some data, on their scale.
public struct ThinnedData: Sendable, Equatable {
  /// To cluster: mean μ, covariance Σ/ε.
  public let training: Matrix
  /// To judge by: mean μ, covariance Σ/(1−ε).
  public let test: Matrix
  public let trainingShare: Double
  let scatter: NoiseFactor

  /// The p-value, on the test part, of two clusters found in the training part having the same mean:
  /// (1−ε)(x̄_a − x̄_b)ᵀΣ⁻¹(x̄_a − x̄_b)/(1/n_a + 1/n_b) is χ² with *p* degrees of freedom. `nil`
  /// for σ = 0.
  public func pValue(of partition: Partition, between a: Int, and b: Int) -> Double? {
    precondition(partition.observationCount == test.rowCount, "a partition of these observations")
    let contrast = Contrast(test, partition, between: a, and: b)
    let length = scatter.squaredLength(of: contrast.difference)
    guard length.isFinite else { return nil }
    return ChiSquaredDistribution(degreesOfFreedom: Double(test.columnCount))
      .survival((1 - trainingShare) * length / contrast.squaredNorm)
  }

  /// The p-value, on the test part, of two clusters lying apart as they do in the training part: with
  /// t and d the differences of their means in the training and in the test part,
  /// z = tᵀΣ⁻¹d / √( tᵀΣ⁻¹t · (1/n_a + 1/n_b)/(1−ε) ) is standard normal where both true means are
  /// equal, and large values speak against it. `nil` for σ = 0, or equal means in the training part.
  ///
  /// Where Σ is taken too large the parts are negatively correlated: what chance parts in the one lies the
  /// other way round in the other, which ``pValue(of:between:and:)`` takes for a difference and this does
  /// not. So it errs upwards where Σ is that of all observations and there are several clusters.
  public func directedPValue(of partition: Partition, between a: Int, and b: Int) -> Double? {
    precondition(partition.observationCount == test.rowCount, "a partition of these observations")
    let found = Contrast(training, partition, between: a, and: b)
    let judged = Contrast(test, partition, between: a, and: b)
    let t = scatter.whitened(found.difference)
    let d = scatter.whitened(judged.difference)
    let length = t.reduce(0) { $0 + $1 * $1 }
    guard length.isFinite, length > 0 else { return nil }
    let shared = zip(t, d).reduce(0) { $0 + $1.0 * $1.1 }
    let z = shared / (length * judged.squaredNorm / (1 - trainingShare)).squareRoot()
    return NormalDistribution().survival(z)
  }

  /// The mean squared distance of the test part from the centroids of clusters found in the training
  /// part, each observation with its own cluster's.
  public func testLoss(of model: CentroidModel) -> Double { loss(of: model, test) }

  /// The same on the training part, which more clusters always lower.
  public func trainingLoss(of model: CentroidModel) -> Double { loss(of: model, training) }

  private func loss(of model: CentroidModel, _ part: Matrix) -> Double {
    precondition(model.partition.observationCount == part.rowCount, "of these observations")
    var sum = 0.0
    for (i, label) in model.partition.labels.enumerated() {
      for j in 0..<part.columnCount {
        let step = part[i, j] - model.centroids[label, j]
        sum += step * step
      }
    }
    return sum / Double(part.rowCount)
  }
}
