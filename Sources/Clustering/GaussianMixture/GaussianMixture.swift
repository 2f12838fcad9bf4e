import LinearAlgebra

/// Fits a mixture of *k* normal distributions by expectation and maximisation (EM).
///
///     let model = try GaussianMixture(componentCount: 4, shape: .full).fit(x)
///     model.partition.sizes
///     model.bic                      // lower is better
///     model.assign(newcomers)
///
/// The density is Σ_c π_c N(x; μ_c, Σ_c). An iteration takes, from the current parameters, the
/// *responsibilities* r_ic = π_c N(xᵢ; μ_c, Σ_c) / Σ and the log-likelihood Σᵢ wᵢ log Σ_c …, then
/// N_c = Σᵢ wᵢ r_ic, π_c = N_c/Σ N, μ_c = Σ wᵢ r_ic xᵢ/N_c and the covariance of its shape, plus
/// `regularisation` on the diagonal: by default a millionth, but at most a millionth of the column's
/// variance and at least 10⁻¹² of the component's, so that it counts in any unit and is small beside what
/// there is. The data are read once an iteration and responsibilities are
/// not stored. It ends when the mean log-likelihood per observation changes by less than
/// `tolerance`.
///
/// **Precision.** Deviations are taken from the current means, so that a large offset costs no
/// digits; densities are added in logarithms. A quadratic form is capped at 10³⁰⁰, so that an
/// outlier however far has finite density. An N_c is raised by 10·2⁻⁵², as scikit-learn's, so that a
/// component without observations keeps its mean.
///
/// **Same bytes for any number of threads and any instruction set.** Exponentials and logarithms are
/// our own. Sums over observations are taken in eight lanes (observation mod 8) over 256 at a
/// time, the lanes by a tree within a block of 4096, the blocks in order (``RowBlocks``).
///
/// **Agreement.** From given parameters, scikit-learn's `GaussianMixture(covariance_type, tol,
/// reg_covar, max_iter, weights_init, means_init, precisions_init)`: same iterations, log-likelihood
/// and parameters but for rounding.
///
/// Source: Dempster, Laird & Rubin 1977, doi:10.1111/j.2517-6161.1977.tb01600.x; Fraley & Raftery
/// 2002, doi:10.1198/016214502760047131.
public struct GaussianMixture: Sendable, Codable {
  /// What the components' covariances may be.
  public enum CovarianceShape: String, Sendable, Codable, CaseIterable {
    /// Each its own.
    case full
    /// Each its own variances, no correlation.
    case diagonal
    /// Each one variance for all variables.
    case spherical
    /// One for all components.
    case tied
  }

  public enum Start: Sendable, Codable {
    /// The clusters of ``KMeans``, the best of some restarts.
    case kMeans(restarts: Int)
    case parameters(MixtureParameters)
    /// *n* × *k*, not negative, rows that add up to 1.
    case responsibilities(Matrix)
  }

  public let componentCount: Int
  public let shape: CovarianceShape
  public let start: Start
  public let tolerance: Double
  public let maximumIterations: Int
  /// `nil`: max(10⁻⁶ min(1, v), 10⁻¹² s) for a column of variance v and a component of variance s there.
  public let regularisation: Double?
  public let seed: UInt64

  /// - Parameters:
  ///   - tolerance: of the mean log-likelihood, not negative; with 0 EM may never converge.
  ///   - regularisation: added to every variance, in squared units of the data; not negative.
  ///     scikit-learn's `reg_covar` is 1e-6 whatever the units.
  public init(
    componentCount: Int, shape: CovarianceShape = .full, start: Start = .kMeans(restarts: 1),
    tolerance: Double = 1e-3, maximumIterations: Int = 100, regularisation: Double? = nil,
    seed: UInt64 = 2026
  ) {
    precondition(maximumIterations >= 1, "at least one iteration")
    precondition(tolerance >= 0 && regularisation ?? 0 >= 0, "not negative")
    if case .kMeans(let restarts) = start { precondition(restarts >= 1, "at least one start") }
    self.componentCount = componentCount
    self.shape = shape
    self.start = start
    self.tolerance = tolerance
    self.maximumIterations = maximumIterations
    self.regularisation = regularisation
    self.seed = seed
  }

  /// - Parameters:
  ///   - x: *n* × *p*, finite.
  ///   - weights: *n* positive weights; `nil` means all 1. A row of weight 2 is worth the row twice.
  /// - Throws: ``ClusteringError``: as ``KMeans``;
  ///   ``ClusteringError/covarianceNotPositive(component:)`` where the regularisation is too small
  ///   for the data; ``ClusteringError/startInvalid``. `CancellationError`.
  /// - Complexity: O(*n·k·p²*) an iteration, O(*n·k·p*) but for full and tied shapes; O(*n·p*) memory.
  public func fit(
    _ x: Matrix, weights: [Double]? = nil, parallelism: Parallelism = .serial
  ) throws -> GaussianMixtureModel {
    let observations = try Observations(x, weights: weights, rule: .positive)
    try observations.check(clusterCount: componentCount)
    let rescaled = observations.withOrdinaryWeights()
    let pass = MixturePass(rescaled.observations, parallelism: parallelism)
    let regularisation = added(to: rescaled.observations, pass)
    var parameters = try starting(rescaled.observations, pass, regularisation, parallelism)
    var history: [Double] = []
    var converged = false
    while history.count < maximumIterations, !converged {
      try parallelism.checkpoint(Double(history.count) / Double(maximumIterations))
      let density = try MixtureDensity(parameters, shape: shape)
      let totals = try pass.totals(density)
      history.append(totals.logLikelihood)
      parameters = totals.maximised(
        from: parameters, shape: shape, regularisation: regularisation,
        meanWeight: pass.meanWeight)
      if history.count >= 2 {
        let change = history[history.count - 1] - history[history.count - 2]
        converged = abs(change / pass.totalWeight) < tolerance
      }
    }
    return try model(
      parameters, history, converged, pass, weightExponent: rescaled.weightExponent)
  }

  /// To the variance of each column.
  private func added(
    to observations: Observations, _ pass: MixturePass
  ) -> MixtureRegularisation {
    if let regularisation {
      return MixtureRegularisation(
        least: [Double](repeating: regularisation, count: observations.columnCount),
        shareOfVariance: 0)
    }
    let variances = observations.variances(total: pass.totalWeight)
    // A column without any tells no scale.
    let isFlat = variances.allSatisfy { $0 == 0 } && observations.survey.largestSpread > 0
    return MixtureRegularisation(
      least: variances.map { $0 > 0 ? 1e-6 * min(1, $0) : isFlat ? 0 : 1e-6 },
      shareOfVariance: 1e-12)
  }

  private func model(
    _ parameters: MixtureParameters, _ history: [Double], _ converged: Bool, _ pass: MixturePass,
    weightExponent: Int
  ) throws -> GaussianMixtureModel {
    let placement = try pass.placement(MixtureDensity(parameters, shape: shape))
    let newLabel = Partition.canonicalRenumbering(of: placement.labels).newLabel
    // A component that no observation prefers comes after the others.
    let order = (0..<componentCount).sorted {
      (newLabel[$0] ?? componentCount, $0) < (newLabel[$1] ?? componentCount, $1)
    }
    func unscaled(_ sum: Double) -> Double { sum.scaled(byPowerOfTwo: -weightExponent) }
    return GaussianMixtureModel(
      partition: Partition(canonicalising: placement.labels),
      parameters: parameters.reordered(order), shape: shape,
      logLikelihood: unscaled(placement.logLikelihood),
      classificationLogLikelihood: unscaled(placement.classificationLogLikelihood),
      totalWeight: unscaled(pass.totalWeight), logLikelihoods: history.map(unscaled),
      converged: converged)
  }
}

extension GaussianMixture {
  private func starting(
    _ observations: Observations, _ pass: MixturePass, _ regularisation: MixtureRegularisation,
    _ parallelism: Parallelism
  ) throws -> MixtureParameters {
    switch start {
    case .parameters(let parameters):
      let p = observations.columnCount
      guard parameters.isUsable, parameters.weights.count == componentCount,
        parameters.means.columnCount == p
      else { throw ClusteringError.startInvalid }
      return parameters
    case .responsibilities(let shares):
      guard shares.rowCount == observations.count, shares.columnCount == componentCount,
        shares.elements.allSatisfy({ $0 >= 0 && $0 <= 1 }),
        (0..<shares.rowCount).allSatisfy({ abs(shares.row($0).reduce(0, +) - 1) < 1e-9 })
      else { throw ClusteringError.startInvalid }
      return try parameters(of: shares, pass, regularisation)
    case .kMeans(let restarts):
      let clusters = try KMeans(
        clusterCount: componentCount, start: .plusPlus(restarts: restarts), seed: seed
      ).fit(observations.x, weights: observations.weights, parallelism: parallelism)
      var shares = Matrix(
        repeating: 0, rowCount: observations.count, columnCount: componentCount)
      for (i, label) in clusters.partition.labels.enumerated() { shares[i, label] = 1 }
      return try parameters(of: shares, pass, regularisation)
    }
  }

  /// Twice: about the common mean, which gives the means, then about these.
  private func parameters(
    of shares: Matrix, _ pass: MixturePass, _ regularisation: MixtureRegularisation
  ) throws -> MixtureParameters {
    let p = pass.commonMean.count
    let common = Matrix(
      rowCount: componentCount, columnCount: p,
      elements: (0..<componentCount).flatMap { _ in pass.commonMean })
    var parameters = MixtureParameters(
      weights: [Double](repeating: 1 / Double(componentCount), count: componentCount),
      means: common,
      covariances: [Matrix](repeating: .identity(p), count: componentCount))
    for _ in 0..<2 {
      parameters = try pass.totals(of: shares, about: parameters.means, shape: shape).maximised(
        from: parameters, shape: shape, regularisation: regularisation,
        meanWeight: pass.meanWeight)
    }
    return parameters
  }
}
