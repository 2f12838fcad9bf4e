import Clustering
import LinearAlgebra
import TestSupport
import Testing

struct MiniBatchOracle: Decodable, Sendable {
  struct Case: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let batches: [[[Double]]]
    let weights: [[Double]]?
    let start: [[Double]]
    let centroids: [[Double]]
    let counts: [Double]

    var description: String { name }
  }

  let producer: String
  let cases: [Case]
}

@Suite struct MiniBatchKMeansTests {
  static let cases =
    (try? Oracle.decode(MiniBatchOracle.self, from: "minibatch.json").cases) ?? []

  @Test func oracleIsThere() { #expect(Self.cases.count == 3) }

  @Test(arguments: cases) func sameAsScikitLearn(_ oracle: MiniBatchOracle.Case) throws {
    let settings = MiniBatchKMeans(
      clusterCount: oracle.start.count, start: Matrix(rows: oracle.start))
    let first = Matrix(rows: oracle.batches[0])
    var state = try settings.begin(with: first, weights: oracle.weights?[0])
    for (i, batch) in oracle.batches.enumerated().dropFirst() {
      try state.update(with: Matrix(rows: batch), weights: oracle.weights?[i])
    }
    #expect(state.batchCount == oracle.batches.count)
    for c in oracle.start.indices {
      #expect(relativeDifference(state.weights[c], oracle.counts[c]) < 1e-12)
      for (a, b) in zip(state.centroids.row(c), oracle.centroids[c]) { #expect(abs(a - b) < 1e-12) }
    }
  }

  /// By hand: 0 and 1 go to the first centroid, whose start weighs nothing; then 5 joins them.
  @Test func threeRowsInTwoBatches() throws {
    let settings = MiniBatchKMeans(clusterCount: 2, start: Matrix(rows: [[0.25], [100]]))
    var state = try settings.begin(with: Matrix(rows: [[0], [1]]))
    #expect(state.centroids == Matrix(rows: [[0.5], [100]]))
    try state.update(with: Matrix(rows: [[5]]))
    #expect(state.centroids == Matrix(rows: [[2], [100]]))
    #expect(state.weights == [3, 0])
  }

  /// Each centroid is the mean of the rows that ever took its label.
  @Test func centroidIsTheMeanOfItsRows() throws {
    let x = Shape.groups(600, 3, centres: 4, seed: 95).rows
    let start = Array(x[0..<4])
    let settings = MiniBatchKMeans(clusterCount: 4, start: Matrix(rows: start))
    var centroids = start
    var rowsOf = [[[Double]]](repeating: [], count: 4)
    var state: MiniBatchState?
    for from in stride(from: 0, to: 600, by: 50) {
      let batch = Array(x[from..<(from + 50)])
      for row in batch {
        let distances = centroids.map { PlainLloyd.squaredDistance(row, $0) }
        rowsOf[distances.indices.min { distances[$0] < distances[$1] } ?? 0].append(row)
      }
      if state == nil {
        state = try settings.begin(with: Matrix(rows: batch))
      } else {
        try state?.update(with: Matrix(rows: batch))
      }
      let now = try #require(state)
      centroids = (0..<4).map { Array(now.centroids.row($0)) }
    }
    for (c, rows) in rowsOf.enumerated() {
      #expect(state?.weights[c] == Double(rows.count))
      for (a, b) in zip(Matrix(rows: rows).columnMeans(), centroids[c]) {
        #expect(abs(a - b) < 1e-12)
      }
    }
  }

  @Test func threadsDoNotMatterAndRunsAreTheSame() throws {
    let x = Matrix(rows: Shape.groups(5000, 4, centres: 5, seed: 96).rows)
    let settings = MiniBatchKMeans(clusterCount: 5, batchSize: 256, batchCount: 20)
    let serial = try settings.fit(x)
    for threads in [1, 2, 3, 7] {
      #expect(try settings.fit(x, parallelism: Parallelism(threads: threads)) == serial)
    }
    #expect(serial.iterations == 20)
    #expect(!serial.converged)
    #expect(serial.assign(x) == serial.partition.labels)
  }

  /// Not far from what k-means finds on groups that stand apart.
  @Test func comesNearKMeans() throws {
    let x = Matrix(rows: Shape.groups(4000, 3, centres: 4, seed: 97).rows)
    let full = try KMeans(clusterCount: 4, start: .plusPlus(restarts: 5)).fit(x)
    let few = try MiniBatchKMeans(clusterCount: 4, batchSize: 200, batchCount: 50, seed: 3).fit(x)
    #expect(few.inertia >= full.inertia * (1 - 1e-12))
    #expect(few.inertia < full.inertia * 2)
  }

  /// Batches are drawn anew: of ten rows each, two hundred of them see the mean of a thousand rows
  /// to a sixtieth, one of them only to a sixth.
  @Test(arguments: 0..<8 as Range<UInt64>) func everyBatchIsAnother(seed: UInt64) throws {
    let x = Matrix(rows: Shape.uniform(1000, 1, seed: 100).rows)
    let model = try MiniBatchKMeans(
      clusterCount: 1, start: Matrix(rows: [[0]]), batchSize: 10, batchCount: 200, seed: seed
    ).fit(x)
    #expect(abs(model.centroids[0, 0] - x.columnMeans()[0]) < 0.06)
  }

  /// Of two hundred rows two have a weight: most batches of three say nothing.
  @Test func batchesOfNoWeightSayNothing() throws {
    let x = Matrix(rows: (0..<200).map { [Double($0)] })
    let weights = (0..<200).map { $0 == 20 || $0 == 180 ? 2.0 : 0 }
    let model = try MiniBatchKMeans(
      clusterCount: 2, start: Matrix(rows: [[0], [199]]), batchSize: 3, batchCount: 400
    ).fit(x, weights: weights)
    #expect(model.centroids == Matrix(rows: [[20], [180]]))
  }

  @Test func rowsOfNoWeightAreNotSeen() throws {
    let x = Shape.uniform(40, 2, seed: 98).rows
    let start = Matrix(rows: [[-0.5, 0], [0.5, 0]])
    let settings = MiniBatchKMeans(clusterCount: 2, start: start)
    let weights = x.indices.map { $0 % 2 == 0 ? 1.0 : 0 }
    let weighted = try settings.begin(with: Matrix(rows: x), weights: weights)
    let alone = try settings.begin(
      with: Matrix(rows: x.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)))
    #expect(weighted.centroids == alone.centroids)
    #expect(weighted.weights == alone.weights)
  }

  /// Squares of distances were 0: every row took the first label.
  @Test(arguments: [-1010, -1000, -600, -500, 400])
  func powerOfTwoScalesExactly(exponent: Int) throws {
    let rows = Shape.groups(200, 3, centres: 4, seed: 103).rows.map { row in
      row.map { ($0 * 1024).rounded() / 1024 }
    }
    let x = Matrix(rows: rows)
    let unit = Double(sign: .plus, exponent: exponent, significand: 1)
    let tiny = Matrix(rows: rows.map { row in row.map { $0 * unit } })
    let settings = MiniBatchKMeans(clusterCount: 4, batchSize: 32, batchCount: 20)
    let (plain, scaled) = try (settings.fit(x), settings.fit(tiny))
    #expect(scaled.partition == plain.partition)
    var (near, far) = try (settings.begin(with: x), settings.begin(with: tiny))
    try near.update(with: x)
    try far.update(with: tiny)
    for (a, b) in [(plain.centroids, scaled.centroids), (near.centroids, far.centroids)] {
      #expect(b.elements == a.elements.map { $0 * unit })
    }
  }

  @Test func unusableRequestsAreRefused() throws {
    let x = Matrix(rows: [[0, 0], [1, 1], [2, 2]])
    func refusal(_ body: () throws -> Void) -> ClusteringError? {
      #expect(throws: ClusteringError.self) { try body() }
    }
    #expect(
      refusal { _ = try MiniBatchKMeans(clusterCount: 4).fit(x) }
        == .clusterCountOutOfRange(requested: 4, distinct: 3))
    #expect(
      refusal { _ = try MiniBatchKMeans(clusterCount: 0, start: x).begin(with: x) }
        == .clusterCountOutOfRange(requested: 0, distinct: 3))
    #expect(
      refusal { _ = try MiniBatchKMeans(clusterCount: 2, start: x).begin(with: x) }
        == .shapeMismatch(expectedRows: 2, expectedColumns: 2, foundRows: 3, foundColumns: 2))
    var state = try MiniBatchKMeans(clusterCount: 2).begin(with: x)
    let before = state
    #expect(
      refusal { try state.update(with: Matrix(rows: [[0, .nan]])) }
        == .notFinite(row: 0, column: 1))
    #expect(state == before)
  }
}
