import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct SelectiveTestTests {
  private let unit = SelectiveTest(noise: .known(standardDeviation: 1))

  private func ward(
    _ test: SelectiveTest, _ x: Matrix, clusterCount: Int = 3, between a: Int = 0, and b: Int = 1,
    parallelism: Parallelism = .serial
  ) throws -> SelectiveTestResult {
    try test.hierarchical(
      x, HierarchicalClustering(linkage: .ward).fit(x), linkage: .ward, clusterCount: clusterCount,
      between: a, and: b,
      parallelism: parallelism)
  }

  /// 0, 1 | 4: {0, 1} and {4} are at φ = 3.5. The point 4 and the pair {0, 1} stay two clusters while
  /// the single point is farther from the nearer of the two than these from each other: φ − ½ ≥ 1.
  @Test func threePointsByHand() throws {
    let x = Matrix(rows: [[0], [1], [4]])
    let tree = try HierarchyByMatrix([[0], [1], [4]], linkage: .single).dendrogram()
    let result = try unit.hierarchical(
      x, tree, linkage: .single, clusterCount: 2, between: 0, and: 1)
    #expect(abs(result.statistic - 3.5) < 1e-15)
    #expect(result.truncation.count == 1)
    #expect(abs(result.truncation[0].lower - 1.5) < 1e-15)
    #expect(result.truncation[0].upper == nil)
    // φ ~ √1.5 |N(0, 1)|.
    let expected =
      erfc(3.5 / 1.5.squareRoot() / 2.0.squareRoot())
      / erfc(1.5 / 1.5.squareRoot() / 2.0.squareRoot())
    #expect(relativeDifference(try #require(result.pValue), expected) < 1e-13)
    #expect(result.degreesOfFreedom == 1)
    #expect(result.standardDeviation == 1)
    #expect(result.reason == nil)
  }

  /// ∫ φ^(p−1) exp(−φ²/2s²) over S beyond the statistic, over that over S, by Simpson's rule.
  @Test(arguments: 1...4)
  func pValueIsTheRatioOfTwoIntegrals(columns: Int) throws {
    for seed in 0..<20 {
      let rows = Shape.uniform(25, columns, seed: UInt64(40 * columns + seed)).rows
      let x = Matrix(rows: rows)
      let sd = 0.3
      let result = try ward(SelectiveTest(noise: .known(standardDeviation: sd)), x)
      let sizes = try HierarchicalClustering(linkage: .ward).fit(x).cut(clusterCount: 3).sizes
      let scale = sd * (1 / Double(sizes[0]) + 1 / Double(sizes[1])).squareRoot()
      var above = 0.0
      var all = 0.0
      for interval in result.truncation {
        // What lies 20 standard deviations out adds nothing.
        let end = min(
          interval.upper ?? .infinity, max(interval.lower, result.statistic) + 20 * scale)
        let middle = min(max(result.statistic, interval.lower), end)
        above += integral(from: middle, to: end, columns, scale, at: result.statistic)
        all += integral(from: interval.lower, to: middle, columns, scale, at: result.statistic)
      }
      all += above
      let found = try #require(result.pValue)
      #expect(abs(found - above / all) < 1e-8 * max(found, 1e-3), "\(seed): \(found)")
      #expect(relativeDifference(exp(try #require(result.logPValue)), found) < 1e-12)
    }
  }

  private func integral(
    from a: Double, to b: Double, _ p: Int, _ scale: Double, at reference: Double
  ) -> Double {
    let steps = 20_000
    let width = (b - a) / Double(steps)
    return (0...steps).reduce(0) { sum, step in
      let phi = a + Double(step) * width
      let weight = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
      let exponent = (reference * reference - phi * phi) / (2 * scale * scale)
      return sum + weight * pow(phi, Double(p - 1)) * exp(exponent) * width / 3
    }
  }

  @Test func noiseByHand() throws {
    // Means 2 and 20; squares 4 + 0 + 4 and 400 + 100 + 900; medians 2 and 10.
    let x = Matrix(rows: [[0, 0], [2, 10], [4, 50]])
    let overall = try #require(Noise.overall.standardDeviation(of: x))
    #expect(abs(overall - (1408.0 / 4).squareRoot()) < 1e-12)
    // Squares about the medians: 4, 0, 4, 100, 0, 1600; the middle of 4 and 4.
    let median = try #require(Noise.median.standardDeviation(of: x))
    #expect(abs(median - (4 / 0.454936423119572).squareRoot()) < 1e-12)
    #expect(Noise.known(standardDeviation: 3).standardDeviation(of: x) == 3)
    #expect(Noise.covariance(.identity(2)).standardDeviation(of: x) == nil)
  }

  @Test func aCovarianceOfEqualVariancesIsAKnownDeviation() throws {
    let x = Matrix(rows: Shape.uniform(30, 2, seed: 3).rows)
    let known = try ward(SelectiveTest(noise: .known(standardDeviation: 0.5)), x)
    let covariance = try ward(
      SelectiveTest(noise: .covariance(Matrix(rows: [[0.25, 0], [0, 0.25]]))), x)
    #expect(
      relativeDifference(try #require(known.pValue), try #require(covariance.pValue)) < 1e-12)
    #expect(relativeDifference(covariance.statistic, known.statistic / 0.5) < 1e-14)
    #expect(covariance.truncation.count == known.truncation.count)
    for (theirs, ours) in zip(covariance.truncation, known.truncation) {
      #expect(relativeDifference(theirs.lower, ours.lower / 0.5) < 1e-12)
    }
    #expect(covariance.standardDeviation == nil)
  }

  /// A covariance with correlation, by its definition: dᵀΣ⁻¹d.
  @Test func theStatisticOfACovarianceIsMahalanobis() throws {
    let x = Matrix(rows: Shape.uniform(30, 2, seed: 3).rows)
    let sigma = Matrix(rows: [[2, 0.6], [0.6, 0.5]])
    let result = try ward(SelectiveTest(noise: .covariance(sigma)), x)
    let cut = try HierarchicalClustering(linkage: .ward).fit(x).cut(clusterCount: 3)
    let rows = (0..<30).map { Array(x.row($0)) }
    let d = SelectionByReclustering.difference(rows, cut.members(of: 0), cut.members(of: 1))
    let determinant: Double = 2 * 0.5 - 0.6 * 0.6
    let form = (0.5 * d[0] * d[0] - 1.2 * d[0] * d[1] + 2 * d[1] * d[1]) / determinant
    #expect(relativeDifference(result.statistic, form.squareRoot()) < 1e-12)
    let norm = 1 / Double(cut.sizes[0]) + 1 / Double(cut.sizes[1])
    // Two degrees of freedom: an exponential.
    #expect(relativeDifference(try #require(result.naivePValue), exp(-form / norm / 2)) < 1e-12)
    #expect(throws: LinearAlgebraError.self) {
      try ward(SelectiveTest(noise: .covariance(Matrix(rows: [[1, 2], [2, 1]]))), x)
    }
  }

  @Test(arguments: [-500, -3, 0, 300])
  func unitsDoNotMatter(exponent: Int) throws {
    let factor = Double(sign: .plus, exponent: exponent, significand: 1)
    let rows = Shape.groups(30, 3, centres: 3, seed: 8).rows
    let plain = try ward(SelectiveTest(), Matrix(rows: rows))
    let scaled = try ward(SelectiveTest(), Matrix(rows: rows.map { $0.map { $0 * factor } }))
    #expect(scaled.pValue == plain.pValue)
    #expect(scaled.statistic == plain.statistic * factor)
    let moved = try ward(SelectiveTest(), Matrix(rows: rows.map { $0.map { $0 + 1e6 } }))
    #expect(relativeDifference(try #require(moved.pValue), try #require(plain.pValue)) < 1e-6)
  }

  @Test func theOrderOfTheTwoDoesNotMatter() throws {
    let x = Matrix(rows: Shape.groups(40, 2, centres: 3, seed: 2).rows)
    let one = try ward(SelectiveTest(), x, between: 0, and: 2)
    let other = try ward(SelectiveTest(), x, between: 2, and: 0)
    #expect(relativeDifference(try #require(one.pValue), try #require(other.pValue)) < 1e-12)
  }

  @Test func farApartThePValueHasALogarithm() throws {
    let rows = Shape.uniform(30, 2, seed: 5).rows.enumerated().map { i, row in
      [row[0] + (i % 2 == 0 ? 500 : 0), row[1]]
    }
    let result = try ward(
      SelectiveTest(noise: .known(standardDeviation: 1)), Matrix(rows: rows), clusterCount: 2)
    #expect(result.pValue == 0)
    // About −φ²/(2σ²‖ν‖²) = −500² · 7.5 / 2.
    let logarithm = try #require(result.logPValue)
    #expect(logarithm < -900_000 && logarithm > -980_000)
  }

  @Test func whatCannotBeEvaluatedSaysWhy() throws {
    // A ring and its centre have one mean.
    let ring = [[3.0, 4], [4, 3], [5, 0], [4, -3], [3, -4], [0, -5]]
    let rows = ring + ring.map { [-$0[0], -$0[1]] } + [[0.125, 0], [-0.125, 0]]
    let equal = try unit.hierarchical(
      Matrix(rows: rows), HierarchyByMatrix(rows, linkage: .single).dendrogram(), linkage: .single,
      clusterCount: 2, between: 0, and: 1)
    #expect(equal.reason == .equalMeans && equal.statistic == 0 && equal.truncation.isEmpty)
    let line = Matrix(rows: [[0, 0], [1, 0], [4, 0], [9, 0]])
    let zero = try SelectiveTest(noise: .median).hierarchical(
      Matrix(rows: [[0], [0], [0], [0], [5]]),
      HierarchyByMatrix([[0], [0], [0], [0], [5]], linkage: .ward).dendrogram(), linkage: .ward,
      clusterCount: 2, between: 0, and: 1)
    #expect(zero.reason == .noNoise && zero.pValue == nil && zero.standardDeviation == 0)
    let wrong = try HierarchyByMatrix([[0], [5], [9], [1]], linkage: .ward).dendrogram()
    for linkage in SelectiveLinkage.allCases {
      let result = try unit.hierarchical(
        line, wrong, linkage: linkage, clusterCount: 2, between: 0, and: 1)
      #expect(result.reason == .notTheTreeOfTheLinkage, "\(linkage)")
    }
    let consolidated = try unit.consolidated(line, wrong, clusterCount: 2, between: 0, and: 1)
    #expect(consolidated.reason == .notTheTreeOfTheLinkage)
  }

  /// 0, 1, 2: {0, 1} merge by the tie rule, and {1, 2} would as soon as 2 came any nearer, but not if
  /// it went away. With 3.5 beside them, 2 comes nearer to 1 when it leaves 3.5.
  @Test func tiesLeaveAnEndAtTheStatistic() throws {
    let rows = [[0.0], [1], [2]]
    let tree = try HierarchyByMatrix(rows, linkage: .single).dendrogram()
    let result = try unit.hierarchical(
      Matrix(rows: rows), tree, linkage: .single, clusterCount: 2, between: 0, and: 1)
    #expect(result.reason == nil)
    #expect(abs(result.truncation[0].lower - 1.5) < 1e-12)
    #expect(relativeDifference(try #require(result.pValue), 1) < 1e-12)
    let four = rows + [[3.5]]
    let tied = try unit.hierarchical(
      Matrix(rows: four), HierarchyByMatrix(four, linkage: .single).dendrogram(), linkage: .single,
      clusterCount: 3, between: 1, and: 2)
    #expect(tied.reason == .tied)
    #expect(tied.pValue == nil && tied.logPValue == nil)
  }

  @Test func threadsDoNotMatterAndWorkCanBeCalledOff() throws {
    let x = Matrix(rows: Shape.groups(200, 3, centres: 4, seed: 2).rows)
    let tree = try HierarchicalClustering(linkage: .ward).fit(x)
    let complete = try HierarchyByMatrix(
      (0..<200).map { Array(x.row($0)) }, linkage: .complete
    ).dendrogram()
    let path = try LloydPath(x, start: .rows([0, 1, 2, 3]))
    func results(_ parallelism: Parallelism) throws -> [SelectiveTestResult] {
      let test = SelectiveTest()
      return [
        try test.hierarchical(
          x, tree, linkage: .ward, clusterCount: 4, between: 0, and: 1, parallelism: parallelism),
        try test.hierarchical(
          x, complete, linkage: .complete, clusterCount: 4, between: 0, and: 1,
          parallelism: parallelism),
        try test.kMeans(x, path, between: 0, and: 1, parallelism: parallelism),
        try test.consolidated(
          x, tree, clusterCount: 5, between: 0, and: 1, parallelism: parallelism),
      ]
    }
    let serial = try results(.serial)
    #expect(serial.allSatisfy { $0.pValue != nil })
    for threads in [2, 3, 7] { #expect(try results(Parallelism(threads: threads)) == serial) }
    let monitor = Monitor()
    monitor.cancel()
    let cancelled = Parallelism(threads: 2, monitor: monitor)
    #expect(throws: CancellationError.self) { try ward(unit, x, parallelism: cancelled) }
    #expect(throws: CancellationError.self) {
      try unit.kMeans(x, path, between: 0, and: 1, parallelism: cancelled)
    }
    #expect(throws: CancellationError.self) {
      try unit.hierarchical(
        x, complete, linkage: .complete, clusterCount: 4, between: 0, and: 1,
        parallelism: cancelled)
    }
  }

  @Test(arguments: Shape.adversarial)
  func adversarialDataAreAnsweredOrRefused(shape: Shape) throws {
    let x = Matrix(rows: shape.rows)
    let tree = try HierarchicalClustering(linkage: .ward).fit(x)
    let results = [
      try SelectiveTest().hierarchical(
        x, tree, linkage: .ward, clusterCount: 3, between: 0, and: 1),
      try SelectiveTest().consolidated(x, tree, clusterCount: 3, between: 0, and: 1),
    ]
    for result in results {
      #expect((result.pValue == nil) == (result.reason != nil))
      if let p = result.pValue { #expect(p >= 0 && p <= 1, "\(p)") }
      #expect(result.reason != .notTheTreeOfTheLinkage)
      #expect(result.pValue == nil || result.truncation.contains { $0.contains(result.statistic) })
    }
  }

  @Test func everyMergeLeftOutThereIsNoSelection() throws {
    let x = Matrix(rows: Shape.uniform(6, 2, seed: 1).rows)
    let result = try ward(unit, x, clusterCount: 6)
    #expect(result.truncation == [TruncationInterval(lower: 0, upper: nil)])
    #expect(
      relativeDifference(try #require(result.pValue), try #require(result.naivePValue)) < 1e-13)
  }
}
