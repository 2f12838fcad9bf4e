import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct KMeansPropertyTests {
  static let shapes = (Shape.generic + Shape.adversarial).filter { Set($0.rows).count >= 5 }
  static let ordinary = shapes.filter { !$0.name.hasSuffix("scale 1e-160") }

  /// Rows spread over the data, distinct in every shape.
  private func start(_ shape: Shape, _ k: Int) -> [[Double]] {
    (0..<k).map { shape.rows[$0 * shape.rows.count / k] }
  }

  private func fit(_ rows: [[Double]], from start: [[Double]], weights: [Double]? = nil)
    throws -> CentroidModel
  {
    try KMeans(clusterCount: start.count, start: .centroids(Matrix(rows: start)))
      .fit(Matrix(rows: rows), weights: weights)
  }

  private func expectEqual(_ model: CentroidModel, _ plain: PlainLloyd) {
    let partition = Partition(canonicalising: plain.labels)
    #expect(model.partition == partition)
    for (i, label) in plain.labels.enumerated() {
      #expect(Array(model.centroids.row(partition.labels[i])) == plain.centroids[label])
    }
    #expect(model.inertia == plain.inertia)
    #expect(model.iterations == plain.iterations)
    #expect(model.converged == plain.converged)
  }

  @Test(arguments: ordinary, [1, 2, 3, 5])
  func equalsTheDefinitionToTheBit(_ shape: Shape, k: Int) throws {
    let start = start(shape, k)
    expectEqual(try fit(shape.rows, from: start), PlainLloyd(shape.rows, start: start))
    let weights = shape.rows.indices.map { [1, 0.25, 0, 3, 1][$0 % 5] }
    expectEqual(
      try fit(shape.rows, from: start, weights: weights),
      PlainLloyd(shape.rows, weights: weights, start: start))
  }

  /// Starts far away leave clusters empty at once.
  @Test(arguments: ordinary)
  func equalsTheDefinitionWithEmptyClusters(_ shape: Shape) throws {
    let far = (0..<4).map { c in shape.rows[0].map { $0 + Double(c) * 1e3 } }
    expectEqual(try fit(shape.rows, from: far), PlainLloyd(shape.rows, start: far))
  }

  @Test(arguments: [1, 2, 3])
  func equalsTheDefinitionWhenCutShort(iterations: Int) throws {
    let shape = Shape.uniform(400, 2, seed: 40)
    let start = start(shape, 6) + [[50, 50], [60, 60]]
    let model = try KMeans(
      clusterCount: 8, start: .centroids(Matrix(rows: start)), maximumIterations: iterations
    ).fit(Matrix(rows: shape.rows))
    expectEqual(model, PlainLloyd(shape.rows, start: start, maximumIterations: iterations))
  }

  @Test func equalsTheDefinitionOverSeveralBlocks() throws {
    let shape = Shape.groups(9001, 3, centres: 4, seed: 41)
    let start = start(shape, 4)
    expectEqual(try fit(shape.rows, from: start), PlainLloyd(shape.rows, start: start))
  }

  /// Many panels of centroids, rows longer than a vector's many; integer coordinates tie often.
  @Test func equalsTheDefinitionOnWideData() throws {
    let generic = Shape.groups(400, 270, centres: 20, seed: 42)
    let tied = generic.mapped("rounded") { row in row.map { $0.rounded() + 1e6 } }
    let half = generic.mapped("halves") { row in
      row.prefix(2).map { $0.rounded() } + row.map { _ in 1 }
    }
    for shape in [generic, tied, half] {
      let start = start(shape, 40)
      expectEqual(try fit(shape.rows, from: start), PlainLloyd(shape.rows, start: start))
    }
  }

  /// Beyond the columns that sixteen bits tell apart: direct sums alone.
  @Test func equalsTheDefinitionOnTheWidestData() throws {
    let shape = Shape.groups(6, 100_001, centres: 2, seed: 45)
    let start = start(shape, 2)
    expectEqual(try fit(shape.rows, from: start), PlainLloyd(shape.rows, start: start))
  }

  /// 7 gets 6, 13 and 13, whose mean 10⅔ is nearest to none of them: 6 goes to 2, 13 to 15. Cut short
  /// there, the empty cluster still takes the farthest row.
  @Test func equalsTheDefinitionWhenCutShortAtAnEmptyCluster() throws {
    let rows: [[Double]] = [[2], [6], [13], [13], [14], [16]]
    let start: [[Double]] = [[7], [19], [1]]
    let model = try KMeans(
      clusterCount: 3, start: .centroids(Matrix(rows: start)), maximumIterations: 1
    ).fit(Matrix(rows: rows))
    expectEqual(model, PlainLloyd(rows, start: start, maximumIterations: 1))
    #expect(model.clusterCount == 3 && !model.converged)
  }

  /// P10.
  /// scikit-learn #9287, #9784, #17944, #27518, #30896: answers that depended on threads or BLAS.
  @Test(arguments: shapes)
  func threadsDoNotMatter(_ shape: Shape) throws {
    let x = Matrix(rows: shape.rows)
    let serial = try KMeans(clusterCount: 3).fit(x)
    for threads in [2, 3, 7] {
      #expect(
        try KMeans(clusterCount: 3).fit(x, parallelism: Parallelism(threads: threads)) == serial)
    }
  }

  @Test func threadsDoNotMatterOverSeveralBlocks() throws {
    let x = Matrix(rows: Shape.uniform(20_000, 2, seed: 43).rows)
    for start in [KMeans.Start.plusPlus(restarts: 1), .plusPlus(restarts: 3)] {
      let kMeans = KMeans(clusterCount: 6, start: start, maximumIterations: 20)
      let serial = try kMeans.fit(x)
      // Four share the rows of each of three restarts; the others share the restarts.
      for threads in [2, 3, 4, 7] {
        #expect(try kMeans.fit(x, parallelism: Parallelism(threads: threads)) == serial)
      }
    }
  }

  /// K1.
  @Test(arguments: ordinary)
  func inertiaNeverRises(_ shape: Shape) throws {
    let start = KMeans.Start.centroids(Matrix(rows: start(shape, 4)))
    var last = Double.infinity
    for iterations in 1...8 {
      let inertia = try KMeans(clusterCount: 4, start: start, maximumIterations: iterations)
        .fit(Matrix(rows: shape.rows)).inertia
      #expect(inertia <= last * (1 + 1e-13))
      last = inertia
    }
  }

  /// K2, K6: the answer is a fixed point: nearest centroids, means, and nothing moves from there.
  @Test(arguments: Shape.generic.dropFirst(), [2, 4])
  func answerIsAFixedPoint(_ shape: Shape, k: Int) throws {
    let x = Matrix(rows: shape.rows)
    let model = try KMeans(clusterCount: k).fit(x)
    #expect(model.converged)
    #expect(model.assign(x) == model.partition.labels)
    #expect(model.assign(model.centroids) == Array(0..<k))
    let again = try KMeans(clusterCount: k, start: .centroids(model.centroids)).fit(x)
    #expect(again.partition == model.partition)
    #expect(again.centroids == model.centroids)
    #expect(again.iterations == 1)
    for c in 0..<k {
      let mean = x.rows(at: model.partition.members(of: c)).columnMeans()
      for (a, b) in zip(mean, model.centroids.row(c)) { #expect(abs(a - b) < 1e-14 * 5) }
    }
  }

  /// K5: within plus between is the total inertia, which is that of one cluster.
  @Test(arguments: ordinary)
  func inertiaSplits(_ shape: Shape) throws {
    let x = Matrix(rows: shape.rows)
    let model = try KMeans(clusterCount: 3).fit(x)
    let one = try KMeans(clusterCount: 1).fit(x)
    let between = zip(one.squaredDistances(model.centroids).elements, model.partition.sizes)
      .reduce(0) { $0 + $1.0 * Double($1.1) }
    // Centroids are rounded where they are: 1e8 away from 0 to eight digits of their distances.
    let tolerance = shape.name.hasSuffix("offset 1e8") ? 1e-7 : 1e-12
    #expect(relativeDifference(model.inertia + between, one.inertia) < tolerance)
    let mean = x.columnMeans()
    let total = exactSum(shape.rows.map { PlainLloyd.squaredDistance($0, mean) })
    #expect(relativeDifference(one.inertia, total) < 1e-12)
  }

  /// SciPy gh-24069: the distortion told was not that of the labels and centroids returned.
  @Test(arguments: ordinary, [1, 2, 300])
  func inertiaIsThatOfTheAnswer(_ shape: Shape, iterations: Int) throws {
    let model = try KMeans(
      clusterCount: 4, start: .centroids(Matrix(rows: start(shape, 4))),
      maximumIterations: iterations
    ).fit(Matrix(rows: shape.rows))
    let own = zip(shape.rows, model.partition.labels).map { row, label in
      PlainLloyd.squaredDistance(row, Array(model.centroids.row(label)))
    }
    #expect(model.inertia == PlainLloyd.sumInBlocks(own))
    #expect(model.assign(Matrix(rows: shape.rows)) == model.partition.labels)
  }

  /// K3: from the centroids of k and the row farthest from its own, k + 1 are no worse.
  @Test(arguments: ordinary)
  func oneMoreClusterIsNoWorse(_ shape: Shape) throws {
    var model = try KMeans(clusterCount: 1).fit(Matrix(rows: shape.rows))
    for k in 2...5 {
      let centroids = (0..<(k - 1)).map { Array(model.centroids.row($0)) }
      let own = zip(shape.rows, model.partition.labels).map {
        PlainLloyd.squaredDistance($0, centroids[$1])
      }
      let farthest = own.firstIndex(of: own.max() ?? 0) ?? 0
      let next = try fit(shape.rows, from: centroids + [shape.rows[farthest]])
      #expect(next.inertia <= model.inertia * (1 + 1e-13))
      model = next
    }
  }

  /// K7.
  @Test(arguments: shapes)
  func noClusterIsEmpty(_ shape: Shape) throws {
    let distinct = Set(shape.rows).count
    let one = try KMeans(clusterCount: 1).fit(Matrix(rows: shape.rows))
    for k in [1, 2, min(5, distinct), distinct] {
      let model = try KMeans(clusterCount: k, start: .plusPlus(restarts: 2))
        .fit(Matrix(rows: shape.rows))
      #expect(model.clusterCount == k)
      // The mean of three equal rows may be an ulp off them.
      if k == distinct { #expect(model.inertia <= 1e-28 * one.inertia) }
    }
  }

  /// K11.
  @Test func moreRestartsAreNeverWorse() throws {
    let x = Matrix(rows: Shape.uniform(200, 3, seed: 44).rows)
    var last = Double.infinity
    for restarts in 1...8 {
      let inertia = try KMeans(clusterCount: 7, start: .plusPlus(restarts: restarts)).fit(x).inertia
      #expect(inertia <= last)
      last = inertia
    }
  }

  /// P4.
  @Test(arguments: Shape.generic.dropFirst(), [-530, -3, 40, 400])
  func powerOfTwoScalesExactly(_ shape: Shape, exponent: Int) throws {
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let scaled = Matrix(rows: shape.rows.map { row in row.map { $0 * scale } })
    let plain = try KMeans(clusterCount: 3).fit(Matrix(rows: shape.rows))
    let model = try KMeans(clusterCount: 3).fit(scaled)
    #expect(model.partition == plain.partition)
    #expect(model.centroids.elements == plain.centroids.elements.map { $0 * scale })
    if exponent > -500 { #expect(model.inertia == plain.inertia * scale * scale) }
    #expect(model.assign(scaled) == model.partition.labels)
  }

  /// P3.
  @Test(arguments: Shape.generic.dropFirst())
  func translationDoesNotMatter(_ shape: Shape) throws {
    let moved = shape.rows.map { row in row.map { $0 + 1e6 } }
    let plain = try fit(shape.rows, from: start(shape, 3))
    let model = try fit(moved, from: start(shape, 3).map { row in row.map { $0 + 1e6 } })
    #expect(model.partition == plain.partition)
    #expect(relativeDifference(model.inertia, plain.inertia) < 1e-8)
  }

  /// P9.
  @Test(arguments: ordinary)
  func constantColumnDoesNotMatter(_ shape: Shape) throws {
    let wider = try fit(shape.rows.map { $0 + [0.1] }, from: start(shape, 3).map { $0 + [0.1] })
    let plain = try fit(shape.rows, from: start(shape, 3))
    #expect(wider.partition == plain.partition)
    #expect(wider.inertia == plain.inertia)
  }

  /// P6: every row twice: the same centroids, and twice the inertia.
  @Test(arguments: Shape.generic.dropFirst())
  func duplicatedRowsDoubleTheInertia(_ shape: Shape) throws {
    let plain = try fit(shape.rows, from: start(shape, 3))
    let twice = try fit(shape.rows + shape.rows, from: start(shape, 3))
    #expect(twice.centroids == plain.centroids && twice.iterations == plain.iterations)
    #expect(relativeDifference(twice.inertia, 2 * plain.inertia) < 1e-12)
    #expect(twice.partition.labels == plain.partition.labels + plain.partition.labels)
  }

  /// P8.
  @Test(arguments: Shape.generic.dropFirst())
  func weightIsRepetition(_ shape: Shape) throws {
    let weights = shape.rows.indices.map { Double($0 % 3) }
    let repeated = zip(shape.rows, weights).flatMap { row, weight in
      [[Double]](repeating: row, count: Int(weight))
    }
    let start = start(shape, 3)
    let weighted = try fit(shape.rows, from: start, weights: weights)
    let plain = try fit(repeated, from: start)
    #expect(relativeDifference(weighted.inertia, plain.inertia) < 1e-12)
    let labels = zip(weighted.partition.labels, weights).flatMap { label, weight in
      [Int](repeating: label, count: Int(weight))
    }
    #expect(Partition(canonicalising: labels) == plain.partition)
  }

  /// P1.
  @Test(arguments: Shape.generic.dropFirst())
  func orderOfRowsDoesNotMatter(_ shape: Shape) throws {
    let plain = try fit(shape.rows, from: start(shape, 3))
    let reversed = try fit(shape.rows.reversed(), from: start(shape, 3))
    #expect(Partition(canonicalising: reversed.partition.labels.reversed()) == plain.partition)
  }
}
