import Foundation
import LinearAlgebra
import Statistics
import Tables

/// Data that have no groups, of the kinds on which criteria are known to find some.
enum StructureFreeFamily: String, CaseIterable {
  case normal, uniform, correlatedNormal, correlatedUniform, correlatedLognormal, exponential
  case student, bands1, bands2, zeroInflated, mixedMissing, unrelated, partlyRelated

  func draw(_ stream: inout RandomStream) -> Draw {
    let n = [100, 300, 600][stream.integer(below: 3)]
    let p = [2, 4, 8][stream.integer(below: 3)]
    switch self {
    case .normal: return matrix(n, p, loading: 0, &stream) { z, _ in z }
    case .uniform: return matrix(n, p, loading: 0, &stream) { z, _ in NormalDistribution().cdf(z) }
    case .correlatedNormal: return matrix(n, p, loading: 0.8, &stream) { z, _ in z }
    case .correlatedUniform:
      return matrix(n, p, loading: 0.8, &stream) { z, _ in NormalDistribution().cdf(z) }
    case .correlatedLognormal: return matrix(n, p, loading: 0.7, &stream) { z, _ in exp(z) }
    case .exponential:
      return matrix(n, p, loading: 0, &stream) { z, _ in
        -log(NormalDistribution().survival(z))
      }
    case .student:
      return matrix(n, p, loading: 0, &stream) { z, stream in
        z / (stream.gamma(shape: 1.5, scale: 2) / 3).squareRoot()
      }
    case .bands1: return bands(600, latents: 1, quantities: 6, cuts: 4, missing: 0, &stream)
    case .bands2: return bands(600, latents: 2, quantities: 4, cuts: 6, missing: 0, &stream)
    case .mixedMissing: return bands(n, latents: 2, quantities: 5, cuts: 4, missing: 0.1, &stream)
    case .zeroInflated: return zeroInflated(600, &stream)
    case .unrelated: return unrelated(n, related: 0, others: p + 2, &stream)
    case .partlyRelated: return unrelated(n, related: p, others: 6, &stream)
    }
  }

  /// Prepared as a portfolio's are: quantities along one latent quantity, and others that have nothing
  /// to do with anything, one in three skewed and one in three a category.
  private func unrelated(
    _ n: Int, related: Int, others: Int, _ stream: inout RandomStream
  ) -> Draw {
    let latent = (0..<n).map { _ in stream.normal() }
    var columns = (0..<related).map { j -> Column in
      .quantity("q\(j)", latent.map { 0.8 * $0 + 0.6 * stream.normal() })
    }
    for j in 0..<others {
      switch j % 3 {
      case 0: columns.append(.quantity("n\(j)", latent.map { _ in stream.normal() }))
      case 1: columns.append(.quantity("n\(j)", latent.map { _ in exp(stream.normal()) }))
      default:
        columns.append(.levels("c\(j)", latent.map { _ in stream.integer(below: 3) }, count: 3))
      }
    }
    return Draw(values: .table(Table(columns: columns)), truth: nil)
  }

  private func matrix(
    _ n: Int, _ p: Int, loading: Double, _ stream: inout RandomStream,
    _ value: (Double, inout RandomStream) -> Double
  ) -> Draw {
    var x = Matrix(repeating: 0, rowCount: n, columnCount: p)
    let own = (1 - loading * loading).squareRoot()
    for i in 0..<n {
      let common = stream.normal()
      for j in 0..<p { x[i, j] = value(loading * common + own * stream.normal(), &stream) }
    }
    return Draw(values: .matrix(x.standardised()), truth: nil)
  }

  /// Quantities and categories cut from a continuum: size bands, thresholds of VAT.
  private func bands(
    _ n: Int, latents: Int, quantities: Int, cuts: Int, missing: Double,
    _ stream: inout RandomStream
  ) -> Draw {
    let latent = (0..<n).map { _ in (0..<latents).map { _ in stream.normal() } }
    var columns: [Column] = []
    for j in 0..<(quantities + cuts) {
      let values = (0..<n).map { i in
        0.85 * latent[i][j % latents] + 0.527 * stream.normal()
      }
      let holes = (0..<n).map { _ in stream.bernoulli(missing) }
      if j < quantities {
        columns.append(.quantity("q\(j)", zip(values, holes).map { $1 ? .nan : $0 }))
      } else {
        let (low, high) = (-0.8 + 0.3 * stream.normal(), 0.7 + 0.3 * stream.normal())
        columns.append(
          .levels(
            "c\(j)",
            zip(values, holes).map { $1 ? nil : $0 < low ? 0 : $0 < max(low, high) ? 1 : 2 },
            count: 3))
      }
    }
    return Draw(values: .table(Table(columns: columns)), truth: nil)
  }

  /// Counts with many zeros beside skewed quantities, all along one size.
  private func zeroInflated(_ n: Int, _ stream: inout RandomStream) -> Draw {
    let size = (0..<n).map { _ in stream.normal() }
    let columns = (0..<7).map { j -> Column in
      .quantity(
        "q\(j)",
        size.map { z in
          let value = 0.6 * z + 0.8 * stream.normal()
          if j < 3 { return exp(value) }
          return value < 0.2 ? 0 : (exp(1.5 * value)).rounded()
        })
    }
    return Draw(values: .table(Table(columns: columns)), truth: nil)
  }
}
