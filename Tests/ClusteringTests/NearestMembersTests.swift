import Clustering
import LinearAlgebra
import TestSupport
import Testing

/// The search of the single linkage's placement, against looking at every member.
@Suite struct NearestMembersTests {
  static let shapes =
    Shape.generic + Shape.adversarial + [
      .lattice(12), .groups(500, 3, centres: 5, seed: 81), .uniform(300, 9, seed: 82),
    ] + Shape.turned

  /// Distances, to the bit, to the nearest of some members.
  private static func nearest(
    _ row: [Double], _ members: [[Double]], _ labels: [Int], without own: Int? = nil
  ) -> [Double] {
    let scale = members.joined().allSatisfy({ abs($0) < 0x1p-400 }) ? 0x1p500 : 1
    var best = [Double](repeating: .infinity, count: (labels.max() ?? 0) + 1)
    for (i, member) in members.enumerated() where i != own {
      let square = zip(row, member).reduce(0) {
        let difference = ($1.0 - $1.1) * scale
        return $0 + difference * difference
      }
      best[labels[i]] = min(best[labels[i]], square.squareRoot() / scale)
    }
    return best
  }

  /// Clusters of all sizes, mixed in space: every tile is of use to somebody.
  private func labels(_ count: Int) -> [Int] {
    Partition(canonicalising: (0..<count).map { $0 % 7 % 4 }).labels
  }

  @Test(arguments: shapes) func areThoseOfLookingAtAll(_ shape: Shape) throws {
    let half = (shape.rows.count + 1) / 2
    let members = Array(shape.rows.prefix(half))
    let labels = labels(half)
    let model = try HierarchicalModel(
      .single, partition: Partition(canonicalising: labels), of: Matrix(rows: members))
    let newcomers = shape.rows.suffix(from: half) + shape.rows.prefix(3)
    let x = Matrix(rows: Array(newcomers))
    let expected = newcomers.map { Self.nearest($0, members, labels) }
    for threads in [1, 3] {
      let parallelism = Parallelism(threads: threads)
      #expect(try model.dissimilarities(x, parallelism: parallelism) == expected)
      #expect(
        try model.assign(x, parallelism: parallelism)
          == expected.map { row in row.indices.min { (row[$0], $0) < (row[$1], $1) } ?? 0 })
    }
  }

  @Test(arguments: shapes) func membersLeaveThemselvesOut(_ shape: Shape) throws {
    // The last one alone in its cluster.
    let labels = Partition(canonicalising: labels(shape.rows.count - 1) + [9]).labels
    let x = Matrix(rows: shape.rows)
    let rule = PlacementRule.members(
      try HierarchicalModel(.single, partition: Partition(canonicalising: labels), of: x))
    let found = try rule.memberDistances(x, parallelism: Parallelism(threads: 2))
    for (i, row) in shape.rows.enumerated() {
      let expected = Self.nearest(row, shape.rows, labels, without: i)
      #expect(Array(found.row(i)) == expected.map { $0 == .infinity ? 0 : $0 })
    }
  }

  /// 1 + 2⁻⁵² is above 1 and has the same root: the two are equally far.
  @Test func distancesThatRoundAlikeAreTied() throws {
    let x = Matrix(rows: [[1, 0x1p-26], [5, 5], [1, 0]])
    let model = try HierarchicalModel(
      .single, partition: Partition(canonicalising: [0, 0, 1]), of: x)
    #expect(try model.dissimilarities(Matrix(rows: [[0, 0]])) == [[1, 1]])
    #expect(try model.assign(Matrix(rows: [[0, 0], [1, 0]])) == [0, 1])
  }

  @Test(arguments: [Linkage.single, .complete, .average])
  func canBeCalledOff(_ linkage: Linkage) throws {
    let x = Matrix(rows: Shape.uniform(200, 3, seed: 83).rows)
    let model = try HierarchicalModel(
      linkage, partition: Partition(canonicalising: labels(200)), of: x)
    let monitor = Monitor()
    monitor.cancel()
    #expect(throws: CancellationError.self) {
      try model.assign(x, parallelism: Parallelism(threads: 2, monitor: monitor))
    }
  }
}
