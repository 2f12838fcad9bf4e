import Clustering
import LinearAlgebra
import TestSupport
import Testing

/// What went wrong in other programs, each named after it.
@Suite struct KMeansHistoryTests {
  private func fit(_ x: [[Double]], _ start: [[Double]]) throws -> CentroidModel {
    try KMeans(clusterCount: start.count, start: .centroids(Matrix(rows: start)))
      .fit(Matrix(rows: x))
  }

  /// scikit-learn #9354: ‖x‖² − 2x·c + ‖c‖² in single precision gives 0 for 0.25.
  @Test func cancellationFarFromZeroDoesNotDecide() throws {
    let x = [[10000.5], [10000], [10001.25], [10001.5]]
    let model = try fit(x, [[10000], [10001]])
    #expect(model.partition.labels == [0, 0, 1, 1])
    #expect(model.inertia == 2 * 0.25 * 0.25 + 2 * 0.125 * 0.125)
  }

  /// kno10 on scikit-learn #9354: the expansion gives NaN for two thousand columns of 1 and 1.001.
  @Test func nearlyEqualWideRowsAreToldApart() throws {
    let x = [1.0, 1.001, 1.0, 1.001].map { [Double](repeating: $0, count: 1000) }
    let model = try fit(x, [x[0], x[1]])
    #expect(model.partition.labels == [0, 1, 0, 1])
    #expect(model.inertia == 0)
  }

  /// keops #165, kmcuda #36: the mean of an empty set is not a number.
  /// SciPy gh-1032: the mean of an empty cluster.
  @Test func emptyClusterGivesNoNaN() throws {
    let model = try fit(
      Shape.uniform(50, 2, seed: 90).rows, [[0, 0], [1e9, 1e9], [-1e9, 0], [5, 1e12]])
    #expect(model.centroids.elements.allSatisfy { $0.isFinite })
    #expect(model.partition.sizes.allSatisfy { $0 > 0 })
  }

  /// scikit-learn's relocation: what an empty cluster takes is taken from its donor.
  @Test func relocatedRowLeavesItsDonor() throws {
    let x: [Double] = [-10, -9.5, -9, -8.5, -8, -1, 1, 9, 9.5, 10]
    let once = try KMeans(
      clusterCount: 3, start: .centroids(Matrix(rows: [[-10], [100], [101]])), maximumIterations: 1
    ).fit(Matrix(rows: x.map { [$0] }))
    #expect(once.centroids[0, 0] == -36.0 / 8)
  }

  /// R: "empty cluster: try a better set of initial centers". What fills one does not empty another:
  /// 100, farthest of all, is alone with 50; of 0 and 2, as far from 1, the first moves.
  @Test func relocationLeavesNoOtherEmpty() throws {
    let start = Matrix(rows: [[1], [50], [1000]])
    let model = try KMeans(clusterCount: 3, start: .centroids(start), maximumIterations: 1)
      .fit(Matrix(rows: [[0], [1], [2], [100]]))
    #expect(model.centroids == Matrix(rows: [[1.5], [0], [100]]))
    #expect(model.partition.labels == [1, 0, 0, 2])
  }

  /// scikit-learn #16075: with a tolerance of 0 two states alternate for ever.
  @Test(arguments: Shape.adversarial.filter { Set($0.rows).count >= 4 })
  func noToleranceStillEnds(_ shape: Shape) throws {
    let model = try KMeans(clusterCount: 4, start: .plusPlus(restarts: 3)).fit(
      Matrix(rows: shape.rows))
    #expect(model.converged)
  }

  /// scikit-learn #7705, #8583: an index past the end where rounded cumulative sums fall short.
  /// scikit-learn #7865, #7359: the same from sums in single precision.
  @Test(arguments: 0..<40) func startNeverDrawsPastTheEnd(seed: UInt64) throws {
    let x = (0..<30).map { [0.1 + Double($0) * 1e-17] } + [[1e8], [-1e-300]]
    let model = try KMeans(clusterCount: 3, start: .plusPlus(restarts: 1), seed: seed)
      .fit(Matrix(rows: x))
    #expect(model.clusterCount == 3)
  }

  /// scikit-learn #12644: predictions on the training data differ from the labels of the fit.
  @Test(arguments: Shape.generic.dropFirst())
  func predictionIsTheFit(_ shape: Shape) throws {
    let x = Matrix(rows: shape.rows)
    let model = try KMeans(clusterCount: 4, maximumIterations: 2).fit(x)
    #expect(model.assign(x) == model.partition.labels)
    for i in 0..<x.rowCount {
      #expect(model.assign(x.rows(at: [i])) == [model.partition.labels[i]])
    }
  }

  /// sklearn-intelex #277: iterations differ from run to run.
  @Test func everyRunIsTheSame() throws {
    let x = Matrix(rows: Shape.uniform(9000, 3, seed: 91).rows)
    let kMeans = KMeans(clusterCount: 7, start: .plusPlus(restarts: 2), maximumIterations: 30)
    let first = try kMeans.fit(x, parallelism: Parallelism(threads: 2))
    for _ in 0..<3 { #expect(try kMeans.fit(x, parallelism: Parallelism(threads: 2)) == first) }
  }

  /// FAISS moves an empty cluster by a factor 1 ± 1/1024, which leaves a coordinate of 0 where it is.
  @Test func emptyClusterAtTheOriginIsFilled() throws {
    let model = try fit([[0], [0], [1], [2]], [[0], [0]])
    #expect(model.partition.labels == [0, 0, 0, 1])
    #expect(model.centroids == Matrix(rows: [[1.0 / 3], [2]]))
  }

  /// R's and FAISS's kmeans with more clusters than points.
  /// FAISS #1780: labels of −1.
  @Test func moreClustersThanDistinctRowsAreRefused() {
    let error = #expect(throws: ClusteringError.self) {
      try KMeans(clusterCount: 3).fit(Matrix(rows: [[1], [1], [2], [2]]))
    }
    #expect(error == .clusterCountOutOfRange(requested: 3, distinct: 2))
  }

  /// scikit-learn PR #20200: of starts that end equally well, rounding took one or another.
  @Test(arguments: 0..<12 as Range<UInt64>, [1, 2, 3])
  func ofEqualRestartsTheFirstIsTaken(seed: UInt64, threads: Int) throws {
    // Left and right, or top and bottom.
    let x = Matrix(rows: [[0, 0], [0, 1], [1, 0], [1, 1]])
    func fit(_ restarts: Int) throws -> CentroidModel {
      try KMeans(clusterCount: 2, start: .plusPlus(restarts: restarts), seed: seed)
        .fit(x, parallelism: Parallelism(threads: threads))
    }
    let first = try fit(1)
    if first.inertia == 1 { #expect(try fit(9) == first) }
  }

  /// FAISS #3071: large errors with 256 centroids of short vectors, from few iterations and a part
  /// of the rows.
  @Test func manyCentroidsOfShortRowsAreExact() throws {
    let x = Shape.uniform(900, 8, seed: 93).rows
    let start = Array(x.prefix(256))
    let plain = PlainLloyd(x, start: start)
    let model = try fit(x, start)
    #expect(model.converged && model.iterations == plain.iterations)
    #expect(model.inertia == plain.inertia)
    #expect(model.partition == Partition(canonicalising: plain.labels))
  }

  /// scikit-learn: relocation is pointless where all rows lie on their centroids.
  @Test func duplicatesBesideCoincidentCentroidsEnd() throws {
    let x = [[0.0], [0], [0], [5], [5], [7]]
    let model = try fit(x, [[0], [0], [0]])
    #expect(model.converged && model.inertia == 0)
    #expect(model.partition.labels == [0, 0, 0, 1, 1, 2])
  }

  /// scikit-learn: starting centroids given by the caller were changed in place.
  @Test func startIsLeftAsItIs() throws {
    let start = Matrix(rows: [[-0.5, 0], [0.5, 0]])
    let model = try KMeans(clusterCount: 2, start: .centroids(start))
      .fit(Matrix(rows: Shape.uniform(50, 2, seed: 94).rows))
    #expect(model.centroids != start)
    #expect(start.elements == [-0.5, 0, 0.5, 0])
  }

  /// K9: in one dimension the best of many runs is the optimum found by dynamic programming.
  @Test(arguments: [2, 3, 4]) func bestOfManyIsTheOptimumInOneDimension(k: Int) throws {
    let x = Shape.uniform(24, 1, seed: 92).rows.map { $0[0] }.sorted()
    func cost(_ part: Range<Int>) -> Double {
      let mean = x[part].reduce(0, +) / Double(part.count)
      return x[part].reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    var best = (0...x.count).map { $0 == 0 ? 0 : cost(0..<$0) }
    for clusters in 2...k {
      best = (0...x.count).map { end in
        (0..<max(end, 1)).filter { end > $0 && $0 >= clusters - 1 }
          .map { best[$0] + cost($0..<end) }.min() ?? .infinity
      }
    }
    let model = try KMeans(clusterCount: k, start: .plusPlus(restarts: 200))
      .fit(Matrix(rows: x.map { [$0] }))
    #expect(relativeDifference(model.inertia, best[x.count]) < 1e-12)
  }

  /// K10: the second centre falls on a row with probability proportional to its squared distance,
  /// tried 2 + ⌊log 2⌋ = 2 times: six points, 6000 seeds, χ² with 5 degrees of freedom below 30.
  @Test func secondCentreIsDrawnBySquaredDistance() throws {
    let x = Matrix(rows: [[0], [1], [2], [4], [7], [11]])
    var counts = [Int](repeating: 0, count: 6)
    var expected = [Double](repeating: 0, count: 6)
    func distance(_ a: Int, _ b: Int) -> Double { (x[a, 0] - x[b, 0]) * (x[a, 0] - x[b, 0]) }
    for first in 0..<6 {
      let potential: [Double] = (0..<6).map { distance($0, first) }
      let total = potential.reduce(0, +)
      let left: [Double] = (0..<6).map { c in
        (0..<6).reduce(0.0) { $0 + min(potential[$1], distance($1, c)) }
      }
      for a in 0..<6 {
        for b in 0..<6 {
          let share = potential[a] * potential[b] / (total * total)
          expected[left[b] < left[a] ? b : a] += 1000 * share
        }
      }
    }
    for seed in 0..<6000 as Range<UInt64> {
      let start = try KMeans(clusterCount: 2, seed: seed).startingCentroids(of: x)
      if let row = (0..<6).first(where: { x[$0, 0] == start[1, 0] }) { counts[row] += 1 }
    }
    var statistic = 0.0
    for (count, mean) in zip(counts, expected) where mean > 0 {
      statistic += (Double(count) - mean) * (Double(count) - mean) / mean
    }
    #expect(statistic < 30)
  }
}
