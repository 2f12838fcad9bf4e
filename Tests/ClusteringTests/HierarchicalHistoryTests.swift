import Clustering
import LinearAlgebra
import TestSupport
import Testing

/// What went wrong in other programs' trees, each named after it.
@Suite struct HierarchicalHistoryTests {
  /// Everything tied, many times over.
  static let tied: [Shape] = {
    let cube = (0..<8).map { (i: Int) -> [Double] in
      [Double(i & 1), Double(i >> 1 & 1), Double(i >> 2)]
    }
    let ring = (0..<36).map { (i: Int) -> [Double] in [Double(i * 7 % 12), Double(i * 5 % 9)] }
    let twice = Shape.lattice(4).rows + Shape.lattice(4).rows + Shape.lattice(3).rows
    return [
      .lattice(7), Shape("cube", cube), Shape("ring", ring), Shape("lattices", twice),
    ]
  }()

  /// H1: SciPy #6785, #6495, #7108: under ties the chain used one cluster twice; #6790: it could run for
  /// ever. A tree checks itself where it is made from its merges.
  @Test(arguments: LinkageCase.all(tied + Shape.generic + Shape.adversarial))
  func noClusterIsUsedTwice(_ sample: LinkageCase) throws {
    let x = Matrix(rows: sample.shape.rows)
    let clustering = HierarchicalClustering(linkage: sample.linkage)
    for tree in try [clustering.fit(x), clustering.fit(dissimilarities: Dissimilarities(x))] {
      let n = x.rowCount
      #expect(tree.merges.count == n - 1)
      let joined = tree.merges.flatMap { [$0.first, $0.second] }
      #expect(joined.sorted() == Array(0..<(2 * n - 2)))
      #expect(try Dendrogram(observationCount: n, merges: tree.merges) == tree)
      #expect(try Dendrogram(linkageMatrix: tree.linkageMatrix) == tree)
      #expect(try Dendrogram(hclustForm: tree.hclustForm) == tree)
    }
  }

  /// SciPy gh-21011: centroid linkage crashed where squares of what is no distance fell below 0.
  @Test(arguments: [Linkage.centroid, .median, .ward], 0..<6 as Range<UInt64>)
  func squaresBelowZeroAreHeightsOfZero(linkage: Linkage, seed: UInt64) throws {
    var generator = TestGenerator(seed: seed)
    let condensed = (0..<(30 * 29 / 2)).map { _ in
      Bool.random(using: &generator) ? Double.random(in: 0...0.1, using: &generator) : 100
    }
    let tree = try HierarchicalClustering(linkage: linkage)
      .fit(dissimilarities: Dissimilarities(condensed: condensed))
    #expect(tree.merges.allSatisfy { $0.height >= 0 && $0.height.isFinite })
    #expect(try Dendrogram(observationCount: 30, merges: tree.merges) == tree)
    for k in 1...30 { #expect(tree.cut(clusterCount: k).clusterCount == k) }
  }

  /// H11: R's `ward.D` on distances was taken for Ward's criterion (Murtagh & Legendre 2014): on its
  /// squares, and the root of its heights, it is.
  @Test(arguments: Shape.generic)
  func wardIsNotWardD(_ shape: Shape) throws {
    let ofSquares = HierarchyByMatrix(shape.rows, linkage: .ward)
    let merges = try HierarchicalClustering(linkage: .ward).fit(Matrix(rows: shape.rows)).merges
    #expect(merges.map { [$0.first, $0.second] } == ofSquares.pairs)
    for (merge, level) in zip(merges, ofSquares.levels) {
      #expect(relativeDifference(merge.height, level.squareRoot()) < 1e-10)
    }
    // 1, 3, 7.5, 17.3 are those of `ward.D`.
    let chain = Matrix(rows: [[0], [1], [3], [7], [15]])
    let heights = try HierarchicalClustering(linkage: .ward).fit(chain).merges.map(\.height)
    #expect(abs(heights[1] - 2.8867513459) < 1e-9)
  }

  /// fastcluster 1.1.4: members of R's `hclust` were taken for integers.
  @Test(arguments: [Linkage.average, .ward, .centroid])
  func weightsNeedNotBeIntegers(linkage: Linkage) throws {
    let rows = Shape.uniform(40, 3, seed: 33).rows
    let weights = rows.indices.map { 0.3 + Double($0 % 7) * 0.21 }
    var matrix = LanceWilliams(linkage, points: rows, weights: weights)
    let clustering = HierarchicalClustering(linkage: linkage)
    for merge in try clustering.fit(Matrix(rows: rows), weights: weights).merges {
      #expect(relativeDifference(merge.height, matrix.lowestHeight) < 1e-10)
      #expect(relativeDifference(merge.height, matrix.height(merge.first, merge.second)) < 1e-10)
      matrix.merge(merge.first, merge.second)
    }
  }

  /// smile's heights were single precision, and its cuts below three clusters failed.
  @Test(arguments: Linkage.allCases)
  func heightsKeepTheirDigitsAndCutsOfTwoAreMade(linkage: Linkage) throws {
    let tree = try HierarchicalClustering(linkage: linkage).fit(
      Matrix(rows: [[0], [1 + 0x1p-50], [100]]))
    // Ward's is a half before its root is taken.
    #expect(abs(tree.merges[0].height - (1 + 0x1p-50)) <= (linkage == .ward ? 0x1p-52 : 0))
    #expect(tree.cut(clusterCount: 2).labels == [0, 0, 1])
    #expect(tree.cut(clusterCount: 1).labels == [0, 0, 0])
  }

  /// P6: every row twice is the same tree above merges at 0, where each row counts as its pair.
  @Test(arguments: LinkageCase.all(Shape.generic, Linkage.allCases.filter { $0 != .ward }))
  func duplicatedRowsOnlyAddMergesAtZero(_ sample: LinkageCase) throws {
    let clustering = HierarchicalClustering(linkage: sample.linkage)
    let n = sample.shape.rows.count
    let once = try clustering.fit(Matrix(rows: sample.shape.rows)).merges.map(\.height)
    let twice = try clustering.fit(Matrix(rows: sample.shape.rows.flatMap { [$0, $0] }))
      .merges.map(\.height)
    #expect(twice.prefix(n).allSatisfy { $0 == 0 })
    for (a, b) in zip(once, twice.dropFirst(n)) { #expect(relativeDifference(a, b) < 1e-10) }
    if [.single, .complete].contains(sample.linkage) { #expect(Array(twice.dropFirst(n)) == once) }
  }
}
