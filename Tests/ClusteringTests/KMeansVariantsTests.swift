import CKernels
import Clustering
import LinearAlgebra
import TestSupport
import Testing

/// Bounds, the filter in single precision and exact sums against the literal loops, on data where
/// each of them has work to do: many iterations, ties, offsets, starts out of reach.
@Suite struct KMeansVariantsTests {
  struct Case: Sendable, CustomStringConvertible {
    let shape: Shape
    let start: [[Double]]
    var weights: [Double]?
    var description: String { "\(shape.name), k = \(start.count)" }
  }

  private static func spread(_ shape: Shape, _ k: Int) -> [[Double]] {
    (0..<k).map { shape.rows[$0 * shape.rows.count / k] }
  }

  static let cases: [Case] = {
    let groups = Shape.groups(1500, 6, centres: 12, seed: 60)
    let uniform = Shape.uniform(1700, 3, seed: 61)
    let wide = Shape.groups(300, 67, centres: 5, seed: 62)
    let grid = Shape.lattice(36)
    let rounded = uniform.mapped("rounded") { row in row.map { ($0 * 8).rounded() / 8 } }
    let far = groups.mapped("offset 1e7") { row in row.map { $0 + 1e7 } }
    let outlier = Shape("outlier among groups", groups.rows + [[1e12, 0, 0, 0, 0, -1e12]])
    let huge = groups.mapped("scale 1e130") { row in row.map { $0 * 1e130 } }
    var cases = [groups, uniform, wide, grid, far, outlier, huge].map {
      Case(shape: $0, start: spread($0, 9))
    }
    cases.append(Case(shape: uniform, start: spread(uniform, 20)))
    cases.append(
      Case(
        shape: rounded, start: Array(Set(rounded.rows)).sorted(by: isBefore).prefix(17).map { $0 }))
    cases.append(Case(shape: uniform, start: spread(uniform, 8), weights: weights(uniform)))
    cases.append(Case(shape: outlier, start: spread(outlier, 3) + [[1e12, 0, 0, 0, 0, -1e12]]))
    // Out of reach of single precision, also scaled.
    cases.append(Case(shape: groups, start: spread(groups, 6) + [[1e60, 0, 0, 0, 0, 0]]))
    cases.append(Case(shape: groups, start: (1...4).map { [Double($0) * 1e100, 0, 0, 0, 0, 0] }))
    return cases
  }()

  private static func isBefore(_ a: [Double], _ b: [Double]) -> Bool {
    a.lexicographicallyPrecedes(b)
  }

  private static func weights(_ shape: Shape) -> [Double] {
    shape.rows.indices.map { [1, 0.1, 0, 3e-9, 7, 1e9][$0 % 6] }
  }

  private func fit(_ test: Case, threads: Int = 1) throws -> CentroidModel {
    try KMeans(clusterCount: test.start.count, start: .centroids(Matrix(rows: test.start)))
      .fit(
        Matrix(rows: test.shape.rows), weights: test.weights,
        parallelism: Parallelism(threads: threads))
  }

  /// K4.
  @Test(arguments: cases) func equalsTheDefinitionToTheBit(_ test: Case) throws {
    let plain = PlainLloyd(test.shape.rows, weights: test.weights, start: test.start)
    let model = try fit(test)
    let partition = Partition(canonicalising: plain.labels)
    #expect(model.partition == partition)
    for (i, label) in plain.labels.enumerated() {
      #expect(Array(model.centroids.row(partition.labels[i])) == plain.centroids[label])
    }
    #expect(model.inertia == plain.inertia)
    #expect(model.iterations == plain.iterations)
    #expect(model.converged == plain.converged)
  }

  @Test(arguments: cases) func threadsDoNotMatter(_ test: Case) throws {
    let serial = try fit(test)
    for threads in [2, 3, 7] { #expect(try fit(test, threads: threads) == serial) }
  }

  /// Sums are exact, so that not even the last bit of a centroid depends on the order of the rows.
  /// All but the last case, where rows are equally far from everything and an empty cluster takes the
  /// first of them.
  @Test(arguments: cases.dropLast()) func orderOfRowsDoesNotMatterToTheBit(_ test: Case) throws {
    let model = try fit(test)
    let reversed = try fit(
      Case(
        shape: Shape("reversed", test.shape.rows.reversed()), start: test.start,
        weights: test.weights.map { $0.reversed() }))
    #expect(
      Partition(canonicalising: reversed.partition.labels.reversed()) == model.partition)
    #expect(Set(reversed.centroids.rowsAsArrays) == Set(model.centroids.rowsAsArrays))
    #expect(reversed.iterations == model.iterations)
  }

  /// K12: bounds that carry over many iterations, over several parts of the rows.
  @Test func boundsHoldOverManyIterations() throws {
    let shape = Shape.uniform(9000, 2, seed: 63)
    let x = Matrix(rows: shape.rows)
    let start = Matrix(rows: Self.spread(shape, 15))
    for iterations in [1, 2, 3, 5, 9, 17, 40, 90] {
      let cut = KMeans(clusterCount: 15, start: .centroids(start), maximumIterations: iterations)
      let model = try cut.fit(x)
      let anew = try KMeans(
        clusterCount: 15, start: .centroids(model.centroids), maximumIterations: 1
      ).fit(x)
      // Labels are those a fresh run finds, without any bound.
      #expect(model.partition.labels == model.assign(x))
      #expect(anew.inertia <= model.inertia)
    }
  }
}

extension Matrix {
  fileprivate var rowsAsArrays: [[Double]] { (0..<rowCount).map { Array(row($0)) } }
}
