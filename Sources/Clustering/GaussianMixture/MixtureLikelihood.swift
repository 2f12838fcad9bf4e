import LinearAlgebra

/// How well a mixture fits the observations it was fitted to, and what its parameters cost.
///
///     model.likelihood(of: x)?.bic      // nil but for a mixture; lower is better
public struct MixtureLikelihood: Sendable, Codable, Equatable {
  /// Σ w log density of the observations.
  public let logLikelihood: Double
  /// Σ w log(π_c N(x; μ_c, Σ_c)), c the component an observation belongs to.
  public let classificationLogLikelihood: Double
  /// Σ w: the number of observations where there are no weights.
  public let totalWeight: Double
  /// Free parameters: *k* − 1 weights, *k·p* means, and of covariances *k·p*(*p*+1)/2 for full,
  /// *k·p* for diagonal, *k* for spherical, *p*(*p*+1)/2 for tied.
  public let parameterCount: Int
}

extension MixtureLikelihood {
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

extension MixtureParameters {
  func freeCount(_ shape: GaussianMixture.CovarianceShape) -> Int {
    let (k, p) = (weights.count, means.columnCount)
    let covariances =
      switch shape {
      case .full: k * p * (p + 1) / 2
      case .diagonal: k * p
      case .spherical: k
      case .tied: p * (p + 1) / 2
      }
    return k - 1 + k * p + covariances
  }
}

extension ClusterModel {
  /// Of a mixture; `nil` for what has no likelihood.
  /// - Parameter x: the observations of the fit. Components that none of them preferred are not
  ///   counted: the model has left them out.
  /// - Throws: ``ClusteringError``, `CancellationError`.
  /// - Complexity: O(*n·k·p²*), diagonal and spherical covariances O(*n·k·p*).
  public func likelihood(
    of x: Matrix, parallelism: Parallelism = .serial
  ) throws -> MixtureLikelihood? {
    guard case .mixture(let parameters, let shape) = rule else { return nil }
    let placed = try parameters.placement(x, shape, withResponsibilities: false, parallelism)
    return MixtureLikelihood(
      logLikelihood: placed.logLikelihood,
      classificationLogLikelihood: placed.classificationLogLikelihood,
      totalWeight: Double(x.rowCount), parameterCount: parameters.freeCount(shape))
  }
}
