import Clustering
import LinearAlgebra
import TestSupport
import Testing

/// What holds of every method: the same checks on each of them, whatever its own tests say.
@Suite struct ClustererPropertyTests {
  /// Groups at four corners, so far apart that every search ends in the same partition wherever it
  /// begins, on a grid, so that moving them costs no digit.
  static let shapes: [Shape] = [
    Shape.uniform(80, 2, seed: 52), .uniform(61, 5, seed: 53),
  ].map { shape in
    let rows = shape.rows.enumerated().map { (i: Int, row: [Double]) -> [Double] in
      let corner = [Double(i & 1) * 8, Double(i >> 1 & 1) * 9]
      return row.enumerated().map { j, value in
        (value * 1024).rounded() / 1024 + (j < 2 ? corner[j] : 0)
      }
    }
    return Shape("corners, \(shape)", rows)
  }
  static let methods = ClusteringMethod.allCases

  private func fit(
    _ rows: [[Double]], _ method: ClusteringMethod, clusterCount: Int = 4, threads: Int = 1
  ) throws -> ClusterModel {
    try Clusterer(method: method, seed: 3).fit(
      Matrix(rows: rows), clusterCounts: [clusterCount],
      parallelism: Parallelism(threads: threads))[0]
  }

  /// P1: rows in another order.
  @Test(arguments: methods, shapes)
  func orderOfRowsDoesNotMatter(_ method: ClusteringMethod, _ shape: Shape) throws {
    let plain = try fit(shape.rows, method).partition
    var generator = TestGenerator(seed: 5)
    let order = shape.rows.indices.shuffled(using: &generator)
    let shuffled = try fit(order.map { shape.rows[$0] }, method).partition
    var labels = shuffled.labels
    for (place, row) in order.enumerated() { labels[row] = shuffled.labels[place] }
    #expect(Partition(canonicalising: labels) == plain)
  }

  /// P2, P3, P5: columns in another order, data moved, turned and mirrored.
  @Test(arguments: methods, shapes)
  func isometriesDoNotMatter(_ method: ClusteringMethod, _ shape: Shape) throws {
    let plain = try fit(shape.rows, method)
    let (cosine, sine) = (0.6, 0.8)
    let images: [([Double]) -> [Double]] = [
      { $0.reversed() }, { $0.map { $0 + 0x1p20 } },
      { [cosine * $0[0] - sine * $0[1], sine * $0[0] + cosine * $0[1]] + $0.dropFirst(2) },
      { [-$0[0]] + $0.dropFirst() },
    ]
    for image in images {
      let model = try fit(shape.rows.map(image), method)
      #expect(model.partition == plain.partition)
      #expect(relativeDifference(model.inertia, plain.inertia) < 1e-10)
    }
  }

  /// P7: beyond the diameter times √n a point is alone, and nothing else changes.
  @Test(arguments: methods.filter { $0 != .gaussianMixture }, shapes)
  func farPointIsAlone(_ method: ClusteringMethod, _ shape: Shape) throws {
    let plain = try fit(shape.rows, method).partition
    let far = try fit(shape.rows + [shape.rows[0].map { _ in 1e4 }], method, clusterCount: 5)
    #expect(far.partition.sizes.last == 1 && far.partition.labels.last == 4)
    #expect(Partition(canonicalising: far.partition.labels.dropLast()) == plain)
  }

  /// P9: a column that says nothing.
  @Test(arguments: methods, shapes)
  func constantColumnsDoNotMatter(_ method: ClusteringMethod, _ shape: Shape) throws {
    try expectConstantColumnsDoNotMatter(method, shape)
  }

  /// A mixture adds its regularisation to every variance: absolute, hence for data near 1.
  @Test(
    arguments: methods.filter { $0 != .gaussianMixture },
    Shape.adversarial.filter { Set($0.rows).count > 4 })
  func constantColumnsDoNotMatterOnHardData(_ method: ClusteringMethod, _ shape: Shape) throws {
    try expectConstantColumnsDoNotMatter(method, shape)
  }

  private func expectConstantColumnsDoNotMatter(
    _ method: ClusteringMethod, _ shape: Shape
  ) throws {
    let plain = try fit(shape.rows, method)
    for constant in [0.0, 0.1] {
      let model = try fit(shape.rows.map { [constant] + $0 + [constant] }, method)
      #expect(model.partition == plain.partition)
      #expect(relativeDifference(model.inertia, plain.inertia) < 1e-12)
    }
  }

  /// P10, P12: the same bytes again, beside other fits and from other numbers of threads, and the
  /// data left as they are.
  @Test(arguments: methods)
  func sameBytesInAnyCompany(_ method: ClusteringMethod) throws {
    let x = Matrix(rows: Shape.groups(760, 3, centres: 6, seed: 54).rows)
    let elements = x.elements.map { $0 }
    let clusterer = Clusterer(method: method, restarts: 3, seed: 3)
    let first = try clusterer.fit(x, clusterCounts: [6])
    let beside = try Parallelism(threads: 3).map(count: 4) { threads in
      try clusterer.fit(
        x, clusterCounts: [6], parallelism: Parallelism(threads: threads + 1))
    }
    #expect(beside.allSatisfy { $0 == first })
    #expect(
      try clusterer.fit(x, clusterCounts: [6], parallelism: Parallelism(threads: 16)) == first)
    #expect(x.elements == elements)
  }

  /// P13: whatever is no number, wherever it stands; counts that are none.
  /// fastcluster before 1.1.8, SciPy: not-a-numbers were taken in silence.
  @Test(arguments: methods)
  func badCellsAreNamed(_ method: ClusteringMethod) {
    let rows = Self.shapes[0].rows
    for (i, j) in [(0, 0), (37, 1), (79, 0)] {
      for value in [Double.nan, .signalingNaN, .infinity, -.infinity, 1e300, -1e141] {
        var bad = rows
        bad[i][j] = value
        let expected: ClusteringError =
          value.isFinite ? .tooLarge(row: i, column: j) : .notFinite(row: i, column: j)
        #expect(throws: expected) { try fit(bad, method) }
      }
    }
    for count in [Int.min, -1, 0, 81, Int.max] {
      #expect(throws: ClusteringError.clusterCountOutOfRange(requested: count, distinct: 80)) {
        try fit(rows, method, clusterCount: count)
      }
    }
  }

  /// P15: many rows are placed as each alone, also by several threads; the data's own rows where
  /// the fit put them, unless a tree was cut by another rule; what stands for a cluster, in it.
  @Test(arguments: methods, shapes + Shape.adversarial.filter { Set($0.rows).count > 4 })
  func manyRowsArePlacedAsEachAlone(_ method: ClusteringMethod, _ shape: Shape) throws {
    let x = Matrix(rows: shape.rows)
    let model = try fit(shape.rows, method)
    let placed = try model.assign(x)
    #expect(try placed == model.assign(x, parallelism: Parallelism(threads: 3)))
    #expect(try placed == (0..<x.rowCount).flatMap { try model.assign(x.rows(at: [$0])) })
    switch model.rule {
    case .centroids(let points), .medoids(let points):
      #expect(try model.assign(points) == Array(0..<model.clusterCount))
    case .members, .mixture: break
    }
    if [.kMeans, .wardThenKMeans, .kMedoids, .single, .gaussianMixture].contains(method) {
      #expect(placed == model.partition.labels)
    }
  }
}
