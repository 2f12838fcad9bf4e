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
  /// What the criteria are made of.
  public var likelihood: MixtureLikelihood {
    MixtureLikelihood(
      logLikelihood: logLikelihood, classificationLogLikelihood: classificationLogLikelihood,
      totalWeight: totalWeight, parameterCount: parameters.freeCount(shape))
  }

  /// ``MixtureLikelihood``'s.
  public var parameterCount: Int { likelihood.parameterCount }
  public var bic: Double { likelihood.bic }
  public var aic: Double { likelihood.aic }
  public var icl: Double { likelihood.icl }
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
