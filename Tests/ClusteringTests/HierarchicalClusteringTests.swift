import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct HierarchicalClusteringTests {
  struct Expected: Sendable, CustomStringConvertible {
    let linkage: Linkage
    let heights: [Double]
    let pairs: [[Int]]

    var description: String { linkage.rawValue }

    init(_ linkage: Linkage, _ heights: [Double], _ pairs: [[Int]] = []) {
      self.linkage = linkage
      self.heights = heights
      self.pairs = pairs
    }
  }

  /// 0, 1, 3, 7, 15 by hand: each joins all before it. complete: to 0; average: to the mean of the
  /// others; mcquitty: (3 + 2)/2, then (7 + 6)/2 and with 3: 5.25 …; ward: √(2·wₐ/(wₐ + 1)) times the
  /// distance of the mean; centroid as average and median as mcquitty, on a line.
  @Test(arguments: [
    Expected(.single, [1, 2, 4, 8]),
    Expected(.complete, [1, 3, 7, 15]),
    Expected(.average, [1, 2.5, 17.0 / 3, 12.25]),
    Expected(.mcquitty, [1, 2.5, 5.25, 10.625]),
    Expected(.ward, [1, 2.8867513459481287, 6.940220937885672, 15.495160534825059]),
    Expected(.centroid, [1, 2.5, 17.0 / 3, 12.25]),
    Expected(.median, [1, 2.5, 5.25, 10.625]),
  ])
  func chainOnALine(_ expected: Expected) throws {
    let x = Matrix(rows: [[0], [1], [3], [7], [15]])
    let clustering = HierarchicalClustering(linkage: expected.linkage)
    let dissimilarities = try Dissimilarities(x)
    for tree in try [clustering.fit(x), clustering.fit(dissimilarities: dissimilarities)] {
      #expect(tree.merges.map { [$0.first, $0.second] } == [[0, 1], [2, 5], [3, 6], [4, 7]])
      #expect(tree.merges.map(\.size) == [2, 3, 4, 5])
      for (merge, height) in zip(tree.merges, expected.heights) {
        #expect(relativeDifference(merge.height, height) < 1e-14)
      }
    }
  }

  /// Three objects a step apart: the third is √3/2 from the middle of the other two.
  @Test(arguments: Linkage.allCases)
  func equilateralTriangle(linkage: Linkage) throws {
    let triangle = try Dissimilarities(condensed: [1, 1, 1])
    let tree = try HierarchicalClustering(linkage: linkage).fit(dissimilarities: triangle)
    #expect(tree.merges.map { [$0.first, $0.second] } == [[0, 1], [2, 3]])
    // Ward: ((1 + 1) + (1 + 1) − 1)/3 = 1.
    let second = linkage.mayInvert ? 0.75.squareRoot() : 1
    #expect(relativeDifference(tree.merges[1].height, second) < 1e-15)
    #expect(tree.isMonotone == !linkage.mayInvert)
    // No cut by height has two clusters: the lower merge counts as high as the first.
    #expect(tree.cut(height: 0.9).clusterCount == 3)
    #expect(tree.cut(height: 1).clusterCount == 1)
    #expect(tree.cut(clusterCount: 2).labels == [0, 0, 1])
  }

  /// Six objects of SciPy's own tests, and its heights.
  @Test(arguments: [
    Expected(
      .single, [138, 219, 255, 268, 295], [[2, 5], [3, 4], [0, 7], [1, 8], [6, 9]]),
    Expected(
      .complete, [138, 219, 400, 412, 996], [[2, 5], [3, 4], [1, 6], [0, 7], [8, 9]]),
    Expected(
      .average, [138, 219, 333.5, 347.5, 6127.0 / 9], [[2, 5], [3, 4], [0, 7], [1, 6], [8, 9]]),
    Expected(
      .mcquitty, [138, 219, 333.5, 347.5, 670.125], [[2, 5], [3, 4], [0, 7], [1, 6], [8, 9]]),
  ])
  func sixObjectsOfSciPy(_ expected: Expected) throws {
    let d = try Dissimilarities(condensed: [
      662, 877, 255, 412, 996, 295, 468, 268, 400, 754, 564, 138, 219, 869, 669,
    ])
    let tree = try HierarchicalClustering(linkage: expected.linkage).fit(dissimilarities: d)
    #expect(tree.merges.map { [$0.first, $0.second] } == expected.pairs)
    for (merge, height) in zip(tree.merges, expected.heights) {
      #expect(relativeDifference(merge.height, height) < 1e-14)
    }
  }

  /// Six points of SciPy's own tests, and its heights; Ward's stand with its own tests.
  @Test(arguments: [
    Expected(.single, [6.18412848, 12.91067477]), Expected(.complete, [6.96742194, 18.77445997]),
    Expected(.average, [6.55832839, 15.44089605]), Expected(.mcquitty, [6.55832839, 15.44089605]),
    Expected(.centroid, [6.43614494, 15.17363237]), Expected(.median, [6.43614494, 15.17363237]),
  ])
  func sixPointsOfSciPy(_ expected: Expected) throws {
    let x = Matrix(rows: [
      [1.43054825, -7.5693489], [6.95887839, 6.82293382], [2.87137846, -9.68248579],
      [7.87974764, -6.05485803], [8.24018364, -6.09495602], [7.39020262, 8.54004355],
    ])
    let merges = try HierarchicalClustering(linkage: expected.linkage).fit(x).merges
    #expect(merges.map { [$0.first, $0.second] } == [[3, 4], [1, 5], [0, 2], [6, 8], [7, 9]])
    let first = [0.36265956, 1.77045373, 2.55760419]
    for (merge, height) in zip(merges, first + expected.heights) {
      #expect(relativeDifference(merge.height, height) < 1e-8)
    }
  }

  /// SciPy #5960: single linkage took (0, 2) first, of equal ones.
  @Test(arguments: Linkage.allCases)
  func tiesDoNotMisleadSingleLinkage(linkage: Linkage) throws {
    let x = Matrix(rows: [[-1, -1], [0, 0], [1, 1]])
    let merges = try HierarchicalClustering(linkage: linkage).fit(x).merges
    #expect(merges.map { [$0.first, $0.second] } == [[0, 1], [2, 3]])
    #expect(merges[0].height == 2.0.squareRoot())
    let square: Double =
      switch linkage {
      case .single: 2
      case .complete: 8
      case .ward: 6
      case .average, .mcquitty, .centroid, .median: 4.5
      }
    #expect(relativeDifference(merges[1].height, square.squareRoot()) < 1e-15)
  }

  @Test(arguments: Linkage.allCases)
  func oneObservationAndEqualOnes(linkage: Linkage) throws {
    let clustering = HierarchicalClustering(linkage: linkage)
    #expect(try clustering.fit(Matrix(rows: [[3, 4]])).merges.isEmpty)
    let equal = try clustering.fit(Matrix(repeating: 0.1, rowCount: 20, columnCount: 3))
    #expect(equal.merges.count == 19)
    #expect(equal.merges.allSatisfy { $0.height == 0 })
    let two = try clustering.fit(Matrix(rows: [[0], [3]]))
    #expect(two.merges == [Merge(first: 0, second: 1, height: 3, size: 2)])
  }

  @Test(arguments: Linkage.allCases.filter { !$0.isLean })
  func squareThatDoesNotFitIsRefusedBeforeWork(linkage: Linkage) throws {
    let x = Matrix(repeating: 1, rowCount: 100, columnCount: 2)
    #expect(
      throws: ClusteringError.notEnoughMemory(
        needed: 100 * 104 * 8, available: 83_199, lean: [.single, .ward])
    ) { try HierarchicalClustering(linkage: linkage, memoryLimit: 83_199).fit(x) }
    _ = try HierarchicalClustering(linkage: linkage, memoryLimit: 83_200).fit(x)
    let d = try Dissimilarities(condensed: [1, 2, 3])
    #expect(
      throws: ClusteringError.notEnoughMemory(needed: 192, available: 1, lean: [.single])
    ) {
      try HierarchicalClustering(linkage: linkage, memoryLimit: 1).fit(dissimilarities: d)
    }
  }

  @Test func machineSaysWhatItHasToSpare() throws {
    // A square of 8 · 10¹² bytes fits nowhere: the limit is the machine's where none is given.
    let x = Matrix(repeating: 1, rowCount: 1_000_000, columnCount: 1)
    let error = #expect(throws: ClusteringError.self) {
      try HierarchicalClustering(linkage: .average).fit(x)
    }
    // R's kmeans counted n·k in 32 bits.
    guard case .notEnoughMemory(let needed, _, let lean) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(needed >= 8_000_000_000_000 && lean == [.single, .ward])
  }

  @Test(arguments: Linkage.allCases)
  func whatCannotBeClusteredIsRefused(linkage: Linkage) throws {
    let clustering = HierarchicalClustering(linkage: linkage)
    #expect(throws: ClusteringError.notFinite(row: 1, column: 0)) {
      try clustering.fit(Matrix(rows: [[1, 2], [.nan, 0]]))
    }
    #expect(throws: ClusteringError.noObservations) { try clustering.fit(Matrix(rows: [])) }
    let x = Matrix(rows: [[1], [2]])
    if linkage.acceptsWeights {
      #expect(throws: ClusteringError.weightOutOfRange(row: 1)) {
        try clustering.fit(x, weights: [1, 0])
      }
      #expect(throws: ClusteringError.weightCountMismatch(expected: 2, found: 1)) {
        try clustering.fit(dissimilarities: Dissimilarities(condensed: [1]), weights: [1])
      }
    } else {
      #expect(throws: ClusteringError.weightsHaveNoMeaning(linkage)) {
        try clustering.fit(x, weights: [1, 1])
      }
    }
  }

  /// Called off from its first report, and reports that rise to nearly 1.
  @Test(arguments: Linkage.allCases, [1, 2])
  func canBeFollowedAndCalledOff(linkage: Linkage, threads: Int) throws {
    let x = Matrix(rows: Shape.groups(400, 3, centres: 4, seed: 41).rows)
    let clustering = HierarchicalClustering(linkage: linkage)
    let follower = Follower()
    let parallelism = Parallelism(threads: threads, monitor: follower.monitor)
    #expect(throws: CancellationError.self) { try clustering.fit(x, parallelism: parallelism) }
    let heard = Follower(cancels: false)
    let tree = try clustering.fit(x, parallelism: Parallelism(threads: 1, monitor: heard.monitor))
    #expect(tree == (try clustering.fit(x)))
    #expect(heard.fractions.allSatisfy { $0 >= 0 && $0 <= 1 })
    #expect((heard.fractions.last ?? 0) > 0.5)
  }
}
