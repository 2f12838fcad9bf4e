import LinearAlgebra

/// What is added to the variances of components.
struct MixtureRegularisation: Sendable {
  /// Of each column, in its squared units.
  let least: [Double]
  let shareOfVariance: Double

  func added(to variance: Double, column: Int) -> Double {
    variance + max(least[column], shareOfVariance * variance)
  }
}

/// The sums over observations that the next parameters are made of, deviations taken from the
/// current means: N = Σ w r, Σ w r d, Σ w r d dᵀ.
struct MixtureTotals: Sendable {
  /// Σ w log density.
  var logLikelihood: Double
  /// For each component: N, then *p* sums of d, then the lower triangle of d dᵀ row by row, or its
  /// diagonal.
  var sums: [[Double]]

  static func += (total: inout MixtureTotals, block: MixtureTotals) {
    total.logLikelihood += block.logLikelihood
    for c in total.sums.indices {
      for s in total.sums[c].indices { total.sums[c][s] += block.sums[c][s] }
    }
  }

  /// - Parameters:
  ///   - current: the parameters whose means the deviations were taken from.
  ///   - meanWeight: of an observation. A component of none weighs 10 · 2⁻⁵² of it, as
  ///     scikit-learn's, so that there is nothing to divide by 0.
  func maximised(
    from current: MixtureParameters, shape: GaussianMixture.CovarianceShape,
    regularisation: MixtureRegularisation, meanWeight: Double
  ) -> MixtureParameters {
    let (k, p) = (current.means.rowCount, current.means.columnCount)
    let counts = sums.map { $0[0] + 10 * 0x1p-52 * meanWeight }
    let total = counts.reduce(0, +)
    var means = current.means
    for c in 0..<k { for j in 0..<p { means[c, j] += sums[c][1 + j] / counts[c] } }
    return MixtureParameters(
      weights: counts.map { $0 / total }, means: means,
      covariances: covariances(counts, p, shape, regularisation))
  }

  private func covariances(
    _ counts: [Double], _ p: Int, _ shape: GaussianMixture.CovarianceShape,
    _ regularisation: MixtureRegularisation
  ) -> [Matrix] {
    switch shape {
    case .full:
      return counts.indices.map { c in
        regularised(scatter(c, counts[c], p, by: counts[c]), regularisation)
      }
    case .tied:
      let total = counts.reduce(0, +)
      var common = [Double](repeating: 0, count: p * p)
      for c in counts.indices {
        let part = scatter(c, counts[c], p, by: 1).elements
        for s in common.indices { common[s] += part[s] }
      }
      let tied = Matrix(rowCount: p, columnCount: p, elements: common.map { $0 / total })
      return [Matrix](repeating: regularised(tied, regularisation), count: counts.count)
    case .diagonal, .spherical:
      return counts.indices.map { c in
        var variances = (0..<p).map {
          regularisation.added(to: variance(c, $0, counts[c], p), column: $0)
        }
        if shape == .spherical {
          let mean = variances.reduce(0, +) / Double(p)
          variances = variances.map { _ in mean }
        }
        var covariance = Matrix(repeating: 0, rowCount: p, columnCount: p)
        for j in 0..<p { covariance[j, j] = variances[j] }
        return covariance
      }
    }
  }

  /// (Σ w r d dᵀ − N δ δᵀ) / divisor, δ the shift of the mean.
  private func scatter(_ c: Int, _ count: Double, _ p: Int, by divisor: Double) -> Matrix {
    var result = Matrix(repeating: 0, rowCount: p, columnCount: p)
    var position = 1 + p
    for i in 0..<p {
      for j in 0...i {
        let value = (sums[c][position] - sums[c][1 + i] * (sums[c][1 + j] / count)) / divisor
        result[i, j] = value
        result[j, i] = value
        position += 1
      }
    }
    return result
  }

  private func variance(_ c: Int, _ j: Int, _ count: Double, _ p: Int) -> Double {
    let shift = sums[c][1 + j] / count
    return max(0, sums[c][1 + p + j] / count - shift * shift)
  }

  private func regularised(_ covariance: Matrix, _ regularisation: MixtureRegularisation) -> Matrix
  {
    var result = covariance
    for j in 0..<result.rowCount {
      result[j, j] = regularisation.added(to: result[j, j], column: j)
    }
    return result
  }
}
