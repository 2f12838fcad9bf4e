import Foundation
import LinearAlgebra
import Statistics
import Tables

/// Data in one piece that are not the image of a normal cloud: bounded, curved, or spread unevenly along
/// a size. A reference of the same margins and links divides less well than they do.
enum CurvedFamily: String, CaseIterable {
  case disc, ball, triangle, dirichlet, evenSize, skewSize, twoSkewSizes, funnel, arch, horseshoe
  case preparedEvenSize, preparedSkewSize, shares, foldedLevels

  func draw(_ stream: inout RandomStream) -> Draw {
    let n = [300, 600][stream.integer(below: 2)]
    switch self {
    case .disc: return ball(n, 2, &stream)
    case .ball: return ball(n, 4, &stream)
    case .triangle: return simplex(n, 3, shape: 1, &stream)
    case .dirichlet: return simplex(n, 4, shape: 1.5, &stream)
    case .evenSize: return matrix(n, &stream) { along(3.46 * $0.uniform(), 0.4, &$0) }
    case .skewSize: return matrix(n, &stream) { along($0.gamma(shape: 1, scale: 1), 0.5, &$0) }
    case .twoSkewSizes:
      return matrix(n, &stream) { stream in
        let (a, b) = (stream.gamma(shape: 1, scale: 1), stream.gamma(shape: 1, scale: 1))
        return [a, a + 0.5 * b, b, 0.5 * a + b].map { $0 + 0.4 * stream.normal() }
      }
    case .funnel:
      return matrix(n, &stream) { stream in
        let size = stream.normal()
        return [
          size, exp(0.7 * size) * stream.normal(), 0.7 * size + 0.7 * stream.normal(),
          stream.normal(),
        ]
      }
    case .arch:
      return matrix(n, &stream) { stream in
        let place = 2 * stream.uniform() - 1
        return [
          place, place * place + 0.15 * stream.normal(), 0.5 * place + 0.3 * stream.normal(),
          stream.normal(),
        ]
      }
    case .horseshoe:
      return matrix(n, &stream) { stream in
        let place = stream.normal()
        return [place, place * place + 0.5 * stream.normal(), stream.normal()]
      }
    case .preparedEvenSize: return sizes(n, { 3.46 * $0.uniform() }, &stream)
    case .preparedSkewSize: return sizes(n, { $0.gamma(shape: 1, scale: 1) }, &stream)
    case .shares: return shares(n, &stream)
    case .foldedLevels: return foldedLevels(n, &stream)
    }
  }

  private func matrix(
    _ n: Int, _ stream: inout RandomStream, _ row: (inout RandomStream) -> [Double]
  ) -> Draw {
    Draw(
      values: .matrix(Matrix(rows: (0..<n).map { _ in row(&stream) }).standardised()), truth: nil)
  }

  private func ball(_ n: Int, _ p: Int, _ stream: inout RandomStream) -> Draw {
    matrix(n, &stream) { stream in
      let direction = (0..<p).map { _ in stream.normal() }
      let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let radius = pow(stream.uniform(), 1 / Double(p))
      return direction.map { $0 / length * radius }
    }
  }

  private func simplex(_ n: Int, _ p: Int, shape: Double, _ stream: inout RandomStream) -> Draw {
    matrix(n, &stream) { stream in
      let parts = (0..<p).map { _ in stream.gamma(shape: shape, scale: 1) }
      return parts.dropLast().map { $0 / parts.reduce(0, +) }
    }
  }

  private func along(_ size: Double, _ noise: Double, _ stream: inout RandomStream) -> [Double] {
    (0..<4).map { _ in size + noise * stream.normal() }
  }

  /// Fees, hours, headcount: each a power of one size, as an accounting portfolio's are.
  private func sizes(
    _ n: Int, _ size: (inout RandomStream) -> Double, _ stream: inout RandomStream
  ) -> Draw {
    let sizes = (0..<n).map { _ in size(&stream) }
    let columns = (0..<5).map { j in
      Column.quantity("q\(j)", sizes.map { exp($0 + 0.5 * stream.normal()) })
    }
    return Draw(values: .table(Table(columns: columns)), truth: nil)
  }

  /// The parts of a total, and the total.
  private func shares(_ n: Int, _ stream: inout RandomStream) -> Draw {
    var columns = [[Double]](repeating: [], count: 4)
    for _ in 0..<n {
      let parts = [1.5, 1, 0.7].map { stream.gamma(shape: $0, scale: 1) }
      columns[0].append(100 * exp(stream.normal()))
      for j in 0..<3 { columns[j + 1].append(100 * parts[j] / parts.reduce(0, +)) }
    }
    return Draw(
      values: .table(
        Table(columns: columns.enumerated().map { .quantity("q\($0)", $1) })), truth: nil)
  }

  /// A category that goes with the distance from the middle of a quantity, not with its value.
  private func foldedLevels(_ n: Int, _ stream: inout RandomStream) -> Draw {
    let latent = (0..<n).map { _ in (stream.normal(), stream.normal()) }
    var columns = (0..<4).map { j in
      Column.quantity(
        "q\(j)", latent.map { 0.8 * (j % 2 == 0 ? $0.0 : $0.1) + 0.6 * stream.normal() })
    }
    let folded = latent.map { abs($0.0) + 0.3 * stream.normal() }
    columns.append(.levels("c0", folded.map { $0 < 0.4 ? 0 : $0 < 1.2 ? 1 : 2 }, count: 3))
    let straight = latent.map { 0.8 * $0.1 + 0.6 * stream.normal() }
    columns.append(.levels("c1", straight.map { $0 < -0.7 ? 0 : $0 < 0.7 ? 1 : 2 }, count: 3))
    return Draw(values: .table(Table(columns: columns)), truth: nil)
  }
}
