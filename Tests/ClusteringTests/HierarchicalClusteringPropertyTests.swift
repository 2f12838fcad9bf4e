import CKernels
import Clustering
import LinearAlgebra
import TestSupport
import Testing

struct LinkageCase: Sendable, CustomStringConvertible {
  let linkage: Linkage
  let shape: Shape

  var description: String { "\(linkage), \(shape)" }

  static func all(_ shapes: [Shape], _ linkages: [Linkage] = Linkage.allCases) -> [LinkageCase] {
    linkages.flatMap { linkage in shapes.map { LinkageCase(linkage: linkage, shape: $0) } }
  }
}

@Suite struct HierarchicalClusteringPropertyTests {
  private func tree(
    _ linkage: Linkage, _ rows: [[Double]], weights: [Double]? = nil, threads: Int = 1
  ) throws -> Dendrogram {
    try HierarchicalClustering(linkage: linkage)
      .fit(Matrix(rows: rows), weights: weights, parallelism: Parallelism(threads: threads))
  }

  private func expectEqualHeights(_ a: Dendrogram, _ b: Dendrogram, within tolerance: Double) {
    #expect(a.merges.count == b.merges.count)
    for (left, right) in zip(a.merges, b.merges) {
      #expect(relativeDifference(left.height, right.height) <= tolerance)
    }
  }

  /// Each point is nearest to the one before it, which has one nearer: a single pair at a time is
  /// each other's nearest.
  static let growingGaps = Shape(
    "growing gaps",
    (0..<90).map { (i: Int) -> [Double] in
      [Double(i) + 0.01 * Double(i * i), 0.001 * Double(i % 7)]
    })

  private static func isPlain(_ shape: Shape) -> Bool { !shape.name.hasSuffix("scale 1e-160") }

  /// H3: each merge is one of the lowest there are, by the full matrix; ties included. The matrix's own
  /// updates round relative to the largest dissimilarity they have met.
  @Test(
    arguments: LinkageCase.all(
      (Shape.generic + Shape.adversarial).filter(isPlain) + [.lattice(9), growingGaps]))
  func everyStepTakesTheLowestPair(_ sample: LinkageCase) throws {
    let shape = sample.shape
    let centred = shape.rows.map { row in zip(row, shape.rows[0]).map { $0 - $1 } }
    let merges = try tree(sample.linkage, shape.rows).merges
    try expectLowestSteps(merges, LanceWilliams(sample.linkage, points: centred))
  }

  private func expectLowestSteps(_ merges: [Merge], _ definition: LanceWilliams) throws {
    var matrix = definition
    var top = 0.0
    for merge in merges {
      // Of what has merged: what lies far off has no part in it.
      top = max(top, merge.height)
      // The square root of a square that should be 0 is as large as the root of its rounding.
      let slack = 2e-8 * top
      let lowest = matrix.lowestHeight
      #expect(
        abs(merge.height * merge.height - lowest * lowest) <= slack * slack * 4 + 1e-11 * top
          * lowest)
      let own = matrix.height(merge.first, merge.second)
      #expect(abs(merge.height * merge.height - own * own) <= slack * slack * 4 + 1e-11 * top * own)
      matrix.merge(merge.first, merge.second)
    }
  }

  /// H10: pairs at equal heights are taken in the order of their clusters' first members. Largest
  /// and halved integers are exact; averages of three are not, and rounding decides between equals.
  @Test(
    arguments: LinkageCase.all(Shape.tied, [.complete, .mcquitty])
      + LinkageCase.all(Array(Shape.tied.prefix(6)), [.average]))
  func tiesGoToTheEarliestFirstMembers(_ sample: LinkageCase) throws {
    let (linkage, shape) = (sample.linkage, sample.shape)
    let square = shape.rows.map { a in
      shape.rows.map { b in zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } }
    }
    let d = try Dissimilarities(square: Matrix(rows: square))
    let tree = try HierarchicalClustering(linkage: linkage).fit(dissimilarities: d)
    #expect(tree.merges == GreedyTrees.reducible(linkage, square))
  }

  /// Dissimilarities that are no distances: triangle inequalities broken, many ties.
  /// Squares of what is no distance can fall below 0: `centroid` and `median` then have heights of 0.
  @Test(arguments: Linkage.allCases.filter { !$0.mayInvert }, [UInt64(1), 2, 3])
  func everyStepTakesTheLowestPairOfAnyDissimilarities(linkage: Linkage, seed: UInt64) throws {
    var generator = TestGenerator(seed: seed)
    let n = 40
    let condensed = (0..<(n * (n - 1) / 2)).map { _ in
      seed == 1
        ? Double.random(in: 0...1, using: &generator)
        : Double(Int.random(in: 1...4, using: &generator))
    }
    let d = try Dissimilarities(condensed: condensed)
    let square = (0..<n).map { i in (0..<n).map { d[i, $0] } }
    let fitted = try HierarchicalClustering(linkage: linkage).fit(dissimilarities: d)
    try expectLowestSteps(fitted.merges, LanceWilliams(linkage, dissimilarities: square))
  }

  /// H7.
  @Test(arguments: LinkageCase.all(Shape.generic))
  func pointsAndTheirDistancesGiveOneTree(_ sample: LinkageCase) throws {
    let direct = try tree(sample.linkage, sample.shape.rows)
    let distances = try Dissimilarities(Matrix(rows: sample.shape.rows))
    let other = try HierarchicalClustering(linkage: sample.linkage)
      .fit(dissimilarities: distances)
    expectEqualHeights(direct, other, within: 1e-10)
    #expect(direct.merges.map(\.first) == other.merges.map(\.first))
    #expect(direct.merges.map(\.second) == other.merges.map(\.second))
  }

  /// P10.
  @Test(
    arguments: LinkageCase.all(
      Shape.generic + Shape.adversarial + [.groups(300, 3, centres: 5, seed: 51)]))
  func threadsDoNotMatter(_ sample: LinkageCase) throws {
    let serial = try tree(sample.linkage, sample.shape.rows)
    for threads in [2, 3, 7] {
      #expect(try tree(sample.linkage, sample.shape.rows, threads: threads) == serial)
    }
  }

  /// H10: heights and cuts, on data without ties.
  @Test(arguments: LinkageCase.all(Shape.generic))
  func orderOfRowsDoesNotMatter(_ sample: LinkageCase) throws {
    let rows = sample.shape.rows
    let straight = try tree(sample.linkage, rows)
    let reversed = try tree(sample.linkage, rows.reversed())
    expectEqualHeights(straight, reversed, within: 1e-10)
    for k in [1, 2, 3, 5] where k <= rows.count {
      let labels = Array(reversed.cut(clusterCount: k).labels.reversed())
      #expect(Partition(canonicalising: labels) == straight.cut(clusterCount: k))
    }
  }

  /// P4.
  @Test(arguments: LinkageCase.all(Shape.generic), [-530, -3, 40, 400])
  func powerOfTwoScalesExactly(_ sample: LinkageCase, exponent: Int) throws {
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let scaled = try tree(sample.linkage, sample.shape.rows.map { row in row.map { $0 * scale } })
    for (a, b) in zip(try tree(sample.linkage, sample.shape.rows).merges, scaled.merges) {
      #expect(b == Merge(first: a.first, second: a.second, height: a.height * scale, size: a.size))
    }
  }

  /// P8: a row of weight 3 is the row three times, but for the merges at height 0.
  @Test(arguments: LinkageCase.all(Shape.generic, [.average, .ward, .centroid]))
  func weightIsRepetition(_ sample: LinkageCase) throws {
    let rows = sample.shape.rows
    let weights = rows.indices.map { Double(1 + $0 % 3) }
    let repeated = zip(rows, weights).flatMap { [[Double]](repeating: $0, count: Int($1)) }
    let weighted = try tree(sample.linkage, rows, weights: weights).merges.map(\.height)
    let heights = try tree(sample.linkage, repeated).merges.map(\.height).suffix(weighted.count)
    for (a, b) in zip(weighted, heights) { #expect(relativeDifference(a, b) < 1e-9) }
    let d = try Dissimilarities(Matrix(rows: rows))
    let other = try HierarchicalClustering(linkage: sample.linkage)
      .fit(dissimilarities: d, weights: weights)
    for (a, b) in zip(weighted, other.merges) { #expect(relativeDifference(a, b.height) < 1e-9) }
  }

  @Test(arguments: LinkageCase.all(Shape.generic, [.single, .complete]))
  func weightsChangeNothing(_ sample: LinkageCase) throws {
    let weights = sample.shape.rows.indices.map { Double(1 + $0 % 3) }
    let weighted = try tree(sample.linkage, sample.shape.rows, weights: weights)
    #expect(try weighted == tree(sample.linkage, sample.shape.rows))
  }

  /// H8: the height of a merge is the mean, largest, smallest distance between its two halves.
  @Test(arguments: LinkageCase.all(Shape.generic, [.single, .complete, .average]))
  func heightsAreThoseOfTheMembers(_ sample: LinkageCase) throws {
    let rows = sample.shape.rows
    var members = rows.indices.map { [$0] }
    for merge in try tree(sample.linkage, rows).merges {
      let distances = members[merge.first].flatMap { i in
        members[merge.second].map { PlainLloyd.squaredDistance(rows[i], rows[$0]).squareRoot() }
      }
      let expected =
        sample.linkage == .average
        ? distances.reduce(0, +) / Double(distances.count)
        : sample.linkage == .single ? distances.min() : distances.max()
      #expect(relativeDifference(merge.height, expected ?? -1) < 1e-12)
      members.append(members[merge.first] + members[merge.second])
    }
  }

  /// P7: an outlier beyond three diameters is the last to join.
  @Test(
    arguments: LinkageCase.all(
      Shape.generic, [.single, .complete, .average, .mcquitty, .centroid, .median]))
  func farOutlierJoinsLast(_ sample: LinkageCase) throws {
    let rows = sample.shape.rows
    let with = try tree(sample.linkage, rows + [rows[0].map { _ in 1e4 }])
    #expect(with.merges.last?.first == rows.count)
    let without = try tree(sample.linkage, rows)
    #expect(Array(with.merges.dropLast()).map(\.height) == without.merges.map(\.height))
  }

  /// H2.
  @Test(
    arguments: LinkageCase.all(
      Shape.generic + Shape.adversarial, [.single, .complete, .average, .mcquitty, .ward]))
  func heightsNeverFall(_ sample: LinkageCase) throws {
    #expect(try tree(sample.linkage, sample.shape.rows).isMonotone)
  }
}
