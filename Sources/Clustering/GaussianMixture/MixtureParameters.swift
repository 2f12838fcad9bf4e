import CKernels
import LinearAlgebra

/// What a Gaussian mixture is made of.
public struct MixtureParameters: Sendable, Equatable, Codable {
  /// π, positive, of sum 1.
  public let weights: [Double]
  /// μ, *k* × *p*.
  public let means: Matrix
  /// Σ, one *p* × *p* matrix for each component whatever the shape.
  public let covariances: [Matrix]

  public init(weights: [Double], means: Matrix, covariances: [Matrix]) {
    self.weights = weights
    self.means = means
    self.covariances = covariances
  }

  /// Of positive weights that add up to 1, and able to place.
  var isUsable: Bool { canPlace && abs(weights.reduce(0, +) - 1) < 1e-9 }

  /// Finite, of matching shapes, of positive weights.
  var canPlace: Bool {
    let (k, p) = (means.rowCount, means.columnCount)
    return k > 0 && weights.count == k && covariances.count == k
      && weights.allSatisfy { $0 > 0 && $0.isFinite }
      && means.elements.allSatisfy { abs($0) <= Observations.largestMagnitude }
      && covariances.allSatisfy {
        $0.rowCount == p && $0.columnCount == p && $0.elements.allSatisfy(\.isFinite)
      }
  }

  func reordered(_ order: [Int]) -> MixtureParameters {
    MixtureParameters(
      weights: order.map { weights[$0] }, means: means.rows(at: order),
      covariances: order.map { covariances[$0] })
  }
}

/// Parameters as densities are computed from them: for each component the lower triangular F with
/// FᵀF = Σ⁻¹, hence (x − μ)ᵀΣ⁻¹(x − μ) = ‖F(x − μ)‖², and log π + log det F − ½ p log 2π.
///
/// The factor and the logarithms are our own: LAPACK's depend on the CPU in their last bits.
struct MixtureDensity: Sendable {
  let parameters: MixtureParameters
  let isDiagonal: Bool
  /// Row by row, without zeros; the diagonal alone where `isDiagonal`.
  let factors: [Double]
  let constants: [Double]

  var componentCount: Int { parameters.weights.count }
  var columnCount: Int { parameters.means.columnCount }

  init(
    _ parameters: MixtureParameters, shape: GaussianMixture.CovarianceShape
  ) throws(ClusteringError) {
    self.parameters = parameters
    isDiagonal = shape == .diagonal || shape == .spherical
    let p = parameters.means.columnCount
    var (factors, constants): ([Double], [Double]) = ([], [])
    var known: (covariance: Matrix, factor: PrecisionFactor)?
    for (component, covariance) in parameters.covariances.enumerated() {
      // Tied covariances are factored once.
      let factor: PrecisionFactor
      if let known, known.covariance == covariance {
        factor = known.factor
      } else if let found = PrecisionFactor(covariance, isDiagonal: isDiagonal) {
        factor = found
      } else {
        throw .covarianceNotPositive(component: component)
      }
      known = (covariance, factor)
      factors += factor.elements
      constants.append(
        logarithm(parameters.weights[component]) + factor.logDeterminant
          - 0.5 * Double(p) * 1.8378770664093454836)
    }
    self.factors = factors
    self.constants = constants
  }
}

extension MixtureDensity {
  /// Row by row, the distance of each row of `x` from each component: ‖F(x − μ)‖.
  func mahalanobis(_ x: Matrix) -> [Double] {
    let p = columnCount
    let size = isDiagonal ? p : p * (p + 1) / 2
    var result: [Double] = []
    result.reserveCapacity(x.rowCount * componentCount)
    var deviation = [Double](repeating: 0, count: p)
    for i in 0..<x.rowCount {
      for c in 0..<componentCount {
        for j in 0..<p { deviation[j] = x[i, j] - parameters.means[c, j] }
        var (square, place) = (0.0, c * size)
        for j in 0..<p {
          var length = 0.0
          for l in (isDiagonal ? j : 0)...j {
            length += factors[place] * deviation[l]
            place += 1
          }
          square += length * length
        }
        result.append(square.squareRoot())
      }
    }
    return result
  }
}

/// L⁻¹, where Σ = LLᵀ.
private struct PrecisionFactor {
  let elements: [Double]
  let logDeterminant: Double

  /// `nil` where Σ is not positive definite.
  init?(_ covariance: Matrix, isDiagonal: Bool) {
    let p = covariance.rowCount
    var lower = Matrix(repeating: 0, rowCount: p, columnCount: p)
    for i in 0..<p {
      for j in (isDiagonal ? i : 0)...i {
        var sum = covariance[i, j]
        for c in 0..<(isDiagonal ? 0 : j) { sum -= lower[i, c] * lower[j, c] }
        if i == j {
          guard sum > 0, sum.isFinite else { return nil }
          lower[i, i] = sum.squareRoot()
        } else {
          lower[i, j] = sum / lower[j, j]
        }
      }
    }
    var inverse = Matrix(repeating: 0, rowCount: p, columnCount: p)
    for j in 0..<p {
      inverse[j, j] = 1 / lower[j, j]
      for i in (j + 1)..<max(p, j + 1) {
        var sum = 0.0
        for c in j..<i { sum -= lower[i, c] * inverse[c, j] }
        inverse[i, j] = sum / lower[i, i]
      }
    }
    elements = (0..<p).flatMap { i in
      isDiagonal ? [inverse[i, i]] : Array(inverse.row(i).prefix(i + 1))
    }
    logDeterminant = (0..<p).reduce(0) { $0 - logarithm(lower[$1, $1]) }
  }
}

/// The natural logarithm of a positive normal number, the same on every CPU.
func logarithm(_ x: Double) -> Double {
  var result = 0.0
  withUnsafePointer(to: x) { ckLogarithms($0, 1, &result) }
  return result
}
