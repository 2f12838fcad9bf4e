import LinearAlgebra

/// A fitted Gaussian mixture; it places new observations.
///
/// Components stand in the order of the partition's labels: an observation belongs to the component
/// of highest responsibility, a tie to the first. A component that no observation prefers comes
/// last and has no cluster in the partition.
public struct GaussianMixtureModel: Sendable, Equatable, Codable {
  public let partition: Partition
  public let parameters: MixtureParameters
  public let shape: GaussianMixture.CovarianceShape
  /// Σ w log density of the observations under the parameters.
  public let logLikelihood: Double
  /// Σ w log(π_c N(x; μ_c, Σ_c)), c the component an observation belongs to.
  public let classificationLogLikelihood: Double
  /// Σ w: the number of observations where there are no weights.
  public let totalWeight: Double
  /// At the beginning of each iteration; never decreases, but for rounding and regularisation.
  public let logLikelihoods: [Double]
  public let converged: Bool

  public var componentCount: Int { parameters.weights.count }
  public var iterations: Int { logLikelihoods.count }
}

extension GaussianMixtureModel {
  /// Free parameters: *k* − 1 weights, *k·p* means, and of covariances *k·p*(*p*+1)/2 for full,
  /// *k·p* for diagonal, *k* for spherical, *p*(*p*+1)/2 for tied.
  public var parameterCount: Int {
    let (k, p) = (componentCount, parameters.means.columnCount)
    let covariances =
      switch shape {
      case .full: k * p * (p + 1) / 2
      case .diagonal: k * p
      case .spherical: k
      case .tied: p * (p + 1) / 2
      }
    return k - 1 + k * p + covariances
  }

  /// Schwarz's criterion, −2 log L + ν log n: lower is better, as scikit-learn's; mclust's has the
  /// other sign. doi:10.1214/aos/1176344136.
  public var bic: Double {
    -2 * logLikelihood + Double(parameterCount) * logarithm(totalWeight)
  }

  /// Akaike's criterion, −2 log L + 2ν: lower is better.
  public var aic: Double { -2 * logLikelihood + 2 * Double(parameterCount) }

  /// The integrated completed likelihood, −2 Σ log(π_c N(x; c)) + ν log n with each observation in
  /// its own component: BIC plus what overlapping components cost. Lower is better; mclust's
  /// `icl` has the other sign. Biernacki, Celeux & Govaert 2000, doi:10.1109/34.865189.
  public var icl: Double {
    -2 * classificationLogLikelihood + Double(parameterCount) * logarithm(totalWeight)
  }
}

extension GaussianMixtureModel {
  /// The component of each row; on the data of the fit, its labels.
  /// - Throws: ``ClusteringError`` on numbers that are not finite; `CancellationError`.
  public func assign(_ x: Matrix, parallelism: Parallelism = .serial) throws -> [Int] {
    try placement(x, withResponsibilities: false, parallelism).labels
  }

  /// *m* × *k*: rows add up to 1.
  public func responsibilities(
    _ x: Matrix, parallelism: Parallelism = .serial
  ) throws -> Matrix {
    let placed = try placement(x, withResponsibilities: true, parallelism)
    return Matrix(
      rowCount: x.rowCount, columnCount: componentCount, elements: placed.responsibilities)
  }

  /// log Σ_c π_c N(x; μ_c, Σ_c) of each row.
  public func logDensities(_ x: Matrix, parallelism: Parallelism = .serial) throws -> [Double] {
    try placement(x, withResponsibilities: false, parallelism).logDensities
  }

  private func placement(
    _ x: Matrix, withResponsibilities: Bool, _ parallelism: Parallelism
  ) throws -> MixturePass.Placement {
    try parameters.placement(
      x, shape, withResponsibilities: withResponsibilities, parallelism)
  }
}

extension MixtureParameters {
  /// Where some rows stand among the components.
  func placement(
    _ x: Matrix, _ shape: GaussianMixture.CovarianceShape, withResponsibilities: Bool,
    _ parallelism: Parallelism
  ) throws -> MixturePass.Placement {
    precondition(x.columnCount == means.columnCount, "the data have the means' columns")
    if x.rowCount == 0 { return MixturePass.Placement() }
    let observations = try Observations(x, weights: nil, rule: .notNegative)
    return try MixturePass(observations, parallelism: parallelism).placement(
      MixtureDensity(self, shape: shape), withResponsibilities: withResponsibilities)
  }
}
