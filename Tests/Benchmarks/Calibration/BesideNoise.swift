import LinearAlgebra
import Statistics
import Tables

/// Groups told by two quantities, beside quantities that have nothing to do with them: the more of these
/// there are, the less of the clients' inertia is the groups'.
struct GroupsBesideNoise {
  enum Placement: String, CaseIterable {
    /// Three groups on the corners of a triangle: both quantities tell them.
    case triangle
    /// Three groups in a row: one quantity tells them all, the other none.
    case row
    /// Three groups in a row along both quantities at once.
    case diagonal
  }

  static let groupCount = 3

  let placement: Placement
  let noiseColumns: Int
  /// Whether what has nothing to do with the groups has to do with itself: one latent quantity.
  let isNoiseCorrelated: Bool

  /// Between neighbouring centres, in standard deviations of a group; 100 clients in each group.
  func draw(separation: Double, _ stream: inout RandomStream) -> Draw {
    let truth = (0..<(100 * GroupsBesideNoise.groupCount)).map { $0 % GroupsBesideNoise.groupCount }
    let centres: [[Double]] =
      switch placement {
      case .triangle: [[0, 0], [1, 0], [0.5, 0.75.squareRoot()]]
      case .row: [[0, 0], [1, 0], [2, 0]]
      case .diagonal: [[0, 0], [1, 1], [2, 2]].map { $0.map { $0 / 2.0.squareRoot() } }
      }
    var columns = (0..<2).map { j -> Column in
      .quantity("q\(j)", truth.map { separation * centres[$0][j] + stream.normal() })
    }
    let latent = truth.map { _ in stream.normal() }
    let loading = isNoiseCorrelated ? 0.7 : 0
    for j in 0..<noiseColumns {
      columns.append(
        .quantity(
          "n\(j)",
          latent.map { loading * $0 + (1 - loading * loading).squareRoot() * stream.normal() }))
    }
    return Draw(values: .table(Table(columns: columns)), truth: truth)
  }
}
