import LinearAlgebra
import Statistics

/// The four latents of a client: what its observable columns have in common.
public struct LatentVector: Sendable, Codable, Equatable {
  public var size: Double
  public var digital: Double
  public var organisation: Double
  public var appetite: Double

  public init(size: Double, digital: Double, organisation: Double, appetite: Double) {
    self.size = size
    self.digital = digital
    self.organisation = organisation
    self.appetite = appetite
  }

  init(_ values: [Double]) {
    self.init(size: values[0], digital: values[1], organisation: values[2], appetite: values[3])
  }

  var values: [Double] { [size, digital, organisation, appetite] }
}

/// The law of the latents around their type's mean.
///
/// Over the whole portfolio the latents have variance 1 and the documented correlations *R*. Types that
/// differ already bring part of it, *B* = Σₜ shareₜ (μₜ − μ̄)(μₜ − μ̄)ᵀ, so clients of one type vary around its
/// mean by the rest, *W* = *R* − *B*, drawn as *L z* with *L Lᵀ* = *W* and *z* standard normal. *W* does not
/// depend on the separation nor the shares asked, so that the overlap of two types is the distance of
/// their means alone.
struct LatentFactors: Sendable {
  /// Correlations of size, digital, organisation, appetite in the portfolio. Only that of size and
  /// appetite is ours: the documented backbone leaves it free.
  static let correlations: [[Double]] = [
    [1.00, 0.30, 0.45, 0.15],
    [0.30, 1.00, 0.50, 0.55],
    [0.45, 0.50, 1.00, 0.30],
    [0.15, 0.55, 0.30, 1.00],
  ]

  /// Standard deviations of the latents within a type.
  let deviations: LatentVector
  private let lower: Matrix

  init() {
    let within = Self.withinCovariance()
    guard let factor = try? Cholesky(within) else {
      preconditionFailure("the types' means explain more than the documented correlations allow")
    }
    lower = factor.lower
    deviations = LatentVector((0..<4).map { within[$0, $0].squareRoot() })
  }

  /// *W* = *R* − *B*, 4 × 4.
  private static func withinCovariance() -> Matrix {
    let types = ClientType.allCases.map(\.documented)
    let total = types.map(\.share).reduce(0, +)
    var mean = [Double](repeating: 0, count: 4)
    for type in types {
      for (i, value) in type.latents.values.enumerated() { mean[i] += type.share / total * value }
    }
    var entries = correlations.flatMap { $0 }
    for type in types {
      let deviation = zip(type.latents.values, mean).map { $0 - $1 }
      for i in 0..<4 {
        for j in 0..<4 { entries[i * 4 + j] -= type.share / total * deviation[i] * deviation[j] }
      }
    }
    return Matrix(rowCount: 4, columnCount: 4, elements: entries)
  }

  /// A deviation from the type's mean.
  func draw(_ stream: inout RandomStream) -> LatentVector {
    let normals = (0..<4).map { _ in stream.normal() }
    return LatentVector(
      (0..<4).map { row in (0...row).reduce(0) { $0 + lower[row, $1] * normals[$1] } })
  }
}
