import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct WardAgglomerationPropertyTests {
  private func tree(_ rows: [[Double]], weights: [Double]? = nil) throws -> Dendrogram {
    try HierarchicalClustering(linkage: .ward).fit(Matrix(rows: rows), weights: weights)
  }

  private func expectEqualHeights(_ a: Dendrogram, _ b: Dendrogram, within tolerance: Double) {
    for (left, right) in zip(a.merges, b.merges) {
      #expect(relativeDifference(left.height, right.height) <= tolerance)
    }
  }

  /// H7: the filter in single precision, the rounds, the order of searches: nothing of them is seen.
  @Test(
    arguments: Shape.generic + [.groups(300, 5, centres: 4, seed: 31), .uniform(260, 2, seed: 32)]
      + Shape.turned)
  func sameBytesAsTheDefinition(_ shape: Shape) throws {
    #expect(try tree(shape.rows).merges == GreedyTrees.ward(shape.rows))
  }

  /// Pairs that cost the same are taken in the order of their clusters' first members.
  @Test(arguments: Shape.tied)
  func tiesGoToTheEarliestFirstMembers(_ shape: Shape) throws {
    #expect(try tree(shape.rows).merges == GreedyTrees.ward(shape.rows))
  }

  /// Data of which some lies far from the rest, or all of it from 0.
  static let far: [Shape] = [
    outlier(at: 1e4), outlier(at: 1e6), outlier(at: 1e9), outlier(at: 1e12), outlier(at: 1e19),
    outlier(at: 1e100), outlier(at: 1e9).mapped("offset 1e8") { $0.map { $0 + 1e8 } },
    Shape(
      "two tight groups",
      Shape.uniform(20, 2, seed: 62).rows.map { row in row.map { $0 * 1e-9 } }
        + Shape.uniform(20, 2, seed: 63).rows.map { row in row.map { $0 + 1e8 } }),
    Shape(
      "outliers on both sides", [[1e15, 0]] + Shape.uniform(30, 2, seed: 64).rows + [[-1e15, 0]]),
    Shape.uniform(40, 3, seed: 65).mapped("of every size") { row in
      row.map { $0 * Double(sign: .plus, exponent: Int(row[0] * 60), significand: 1) }
    },
  ]

  static func outlier(at distance: Double) -> Shape {
    Shape("outlier at \(distance)", Shape.uniform(40, 2, seed: 61).rows + [[distance, -distance]])
  }

  /// Every merge is the lowest there is, and its height has its digits, whatever the others are like:
  /// by arithmetic that is not the product's.
  @Test(arguments: Shape.generic + Shape.adversarial + far, [false, true])
  func everyHeightIsExact(_ shape: Shape, isWeighted: Bool) throws {
    let unit = shape.name.hasSuffix("scale 1e-160") ? 0x1p532 : 1
    let rows = shape.rows.map { row in row.map { $0 * unit } }
    let weights = isWeighted ? rows.indices.map { Double(1 + $0 % 5) } : nil
    var definition = ExactWard(rows, weights: weights)
    for merge in try tree(shape.rows, weights: weights).merges {
      let height = merge.height * unit
      #expect(height <= definition.lowestHeight * (1 + 1e-13))
      #expect(relativeDifference(height, definition.height(merge.first, merge.second)) < 1e-13)
      definition.merge(merge.first, merge.second)
    }
  }

  /// H6: the rises of inertia add up to the inertia about the mean, and heights never fall.
  @Test(arguments: Shape.generic + Shape.adversarial)
  func heightsAddUpToTheInertia(_ shape: Shape) throws {
    let unit = shape.name.hasSuffix("scale 1e-160") ? 0x1p532 : 1
    let tree = try tree(shape.rows)
    let sum = tree.merges.reduce(0) { $0 + ($1.height * unit) * ($1.height * unit) / 2 }
    var total = 0.0
    for j in shape.rows[0].indices {
      let column = shape.rows.map { ($0[j] - shape.rows[0][j]) * unit }
      let mean = column.reduce(0, +) / Double(column.count)
      total += column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    #expect(relativeDifference(sum, total) < 1e-12)
    #expect(zip(tree.merges, tree.merges.dropFirst()).allSatisfy { $0.height <= $1.height })
  }

  /// P10.
  @Test(arguments: Shape.generic + Shape.adversarial + Shape.turned, [2, 3, 7])
  func threadsDoNotMatter(_ shape: Shape, threads: Int) throws {
    let x = Matrix(rows: shape.rows)
    let parallel = try HierarchicalClustering(linkage: .ward).fit(
      x, parallelism: Parallelism(threads: threads))
    #expect(try parallel == HierarchicalClustering(linkage: .ward).fit(x))
  }

  @Test func threadsDoNotMatterOverManyBatches() throws {
    let x = Matrix(rows: Shape.groups(1500, 3, centres: 5, seed: 21).rows)
    let serial = try HierarchicalClustering(linkage: .ward).fit(x)
    for threads in [2, 3, 7] {
      #expect(
        try HierarchicalClustering(linkage: .ward).fit(
          x, parallelism: Parallelism(threads: threads)) == serial)
    }
  }

  /// P1.
  @Test(arguments: Shape.generic)
  func orderOfRowsDoesNotMatter(_ shape: Shape) throws {
    let straight = try tree(shape.rows)
    let reversed = try tree(shape.rows.reversed())
    expectEqualHeights(straight, reversed, within: 1e-12)
    for k in [1, 2, 3, 5] where k <= shape.rows.count {
      let labels = Array(reversed.cut(clusterCount: k).labels.reversed())
      #expect(Partition(canonicalising: labels) == straight.cut(clusterCount: k))
    }
  }

  /// P3.
  @Test(arguments: Shape.generic)
  func translationDoesNotMatter(_ shape: Shape) throws {
    let moved = shape.rows.map { row in row.map { $0 + 1e6 } }
    expectEqualHeights(try tree(shape.rows), try tree(moved), within: 1e-6)
  }

  /// P4: a power of two scales heights exactly, also where squares would underflow.
  @Test(arguments: Shape.generic, [-530, -3, 40, 400])
  func powerOfTwoScalesExactly(_ shape: Shape, exponent: Int) throws {
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let scaled = try tree(shape.rows.map { row in row.map { $0 * scale } })
    for (a, b) in zip(try tree(shape.rows).merges, scaled.merges) {
      #expect(b == Merge(first: a.first, second: a.second, height: a.height * scale, size: a.size))
    }
  }

  /// P9.
  @Test(arguments: Shape.generic + Shape.adversarial)
  func constantColumnDoesNotMatter(_ shape: Shape) throws {
    #expect(try tree(shape.rows.map { $0 + [0.1] }) == tree(shape.rows))
  }

  /// P8: a row of weight 3 is the row three times, but for the merges at height 0.
  @Test(arguments: Shape.generic)
  func weightIsRepetition(_ shape: Shape) throws {
    let weights = shape.rows.indices.map { Double(1 + $0 % 3) }
    let repeated = zip(shape.rows, weights).flatMap { row, weight in
      [[Double]](repeating: row, count: Int(weight))
    }
    let weighted = try tree(shape.rows, weights: weights).merges.map(\.height)
    let heights = try tree(repeated).merges.map(\.height)
    #expect(heights.filter { $0 > 0 }.count == weighted.count)
    for (a, b) in zip(weighted, heights.filter { $0 > 0 }) {
      #expect(relativeDifference(a, b) < 1e-12)
    }
  }

  /// P7: an outlier beyond the diameter times √n is the last to join.
  @Test(arguments: Shape.generic)
  func farOutlierJoinsLast(_ shape: Shape) throws {
    let far = shape.rows[0].map { _ in 1e4 }
    let without = try tree(shape.rows)
    let with = try tree(shape.rows + [far])
    #expect(with.merges.last?.first == shape.rows.count)
    for k in 1..<min(5, shape.rows.count) {
      let labels = with.cut(clusterCount: k + 1).labels.dropLast()
      #expect(Partition(canonicalising: Array(labels)) == without.cut(clusterCount: k))
    }
  }
}
