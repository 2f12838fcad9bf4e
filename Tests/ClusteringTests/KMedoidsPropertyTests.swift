import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct KMedoidsPropertyTests {
  static let shapes = Shape.generic + Shape.adversarial + [.groups(150, 5, centres: 6, seed: 75)]

  private func table(_ shape: Shape, _ metric: DistanceMetric) throws -> [[Double]] {
    let d = try Dissimilarities(Matrix(rows: shape.rows), metric: metric)
    return (0..<d.count).map { Array(d.row($0)) }
  }

  /// M1, M2: the loss is what it says, medoids are nearest to themselves, nothing improves it.
  @Test(arguments: shapes, DistanceMetric.allCases)
  func isALocalMinimum(shape: Shape, metric: DistanceMetric) throws {
    let k = min(3, Set(shape.rows).count)
    let d = try table(shape, metric)
    let model = try KMedoids(clusterCount: k, start: .random(restarts: 1))
      .fit(Matrix(rows: shape.rows), metric: metric)
    #expect(model.clusters.converged)
    #expect(model.loss == PlainPAM.loss(d, model.medoids))
    for (o, label) in model.partition.labels.enumerated() {
      #expect(d[o][model.medoids[label]] == model.medoids.map { d[o][$0] }.min())
    }
    for (label, medoid) in model.medoids.enumerated() {
      #expect(model.partition.labels[medoid] == label)
    }
    if k < shape.rows.count {
      #expect(PlainPAM.bestExchange(d, model.medoids) >= model.loss * (1 - 1e-12))
    }
  }

  /// The path of the definition: the same exchanges, in the same order.
  @Test(
    arguments: Shape.generic + [
      .groups(150, 5, centres: 6, seed: 75), Shape("whole numbers", (0..<25).map { [Double($0)] }),
    ])
  func followsTheDefinition(shape: Shape) throws {
    let k = min(4, shape.rows.count - 1)
    let d = try table(shape, .euclidean)
    var plain = PlainPAM(d, medoids: Array(0..<k))
    plain.run()
    let x = Matrix(rows: shape.rows)
    let model = try KMedoids(clusterCount: k, start: .medoids(Array(0..<k))).fit(x)
    #expect(Set(model.medoids) == Set(plain.medoids))
    #expect(model.clusters.swaps == plain.losses.count - 1)
    // M5: FasterPAM is no worse than where it starts.
    let build = PlainPAM.build(d, k)
    let built = try KMedoids(clusterCount: k).fit(x)
    #expect(built.loss <= PlainPAM.loss(d, build))
    var plainFromBuild = PlainPAM(d, medoids: build)
    plainFromBuild.run()
    #expect(Set(built.medoids) == Set(plainFromBuild.medoids))
    #expect(built.clusters.swaps == plainFromBuild.losses.count - 1)
  }

  /// Most candidates are not looked at after the first medoids: those taken are the definition's.
  @Test(arguments: [
    Shape.groups(400, 3, centres: 6, seed: 79), .uniform(400, 2, seed: 80), .lattice(16),
  ])
  func buildTakesWhatTheDefinitionTakes(shape: Shape) throws {
    let d = try table(shape, .euclidean)
    let plain = PlainPAM.build(d, 9)
    let model = try KMedoids(clusterCount: 9, maximumPasses: 1).fit(Matrix(rows: shape.rows))
    let given = try KMedoids(clusterCount: 9, start: .medoids(plain), maximumPasses: 1)
      .fit(Matrix(rows: shape.rows))
    #expect(model == given)
  }

  /// Rows of numbers, with what the triangle inequality spares, and a table of dissimilarities.
  @Test(arguments: shapes, DistanceMetric.allCases)
  func pointsAndTableAgree(shape: Shape, metric: DistanceMetric) throws {
    let x = Matrix(rows: shape.rows)
    let k = min(3, Set(shape.rows).count)
    let start = KMedoids.Start.random(restarts: 2)
    let points = try KMedoids(clusterCount: k, start: start).fit(x, metric: metric)
    let table = try KMedoids(clusterCount: k, start: start)
      .fit(Dissimilarities(x, metric: metric))
    #expect(points.clusters == table)
  }

  @Test func threadsChangeNothing() throws {
    let x = Matrix(rows: Shape.groups(700, 4, centres: 5, seed: 76).rows)
    let d = try Dissimilarities(x)
    for start in [KMedoids.Start.build, .random(restarts: 2)] {
      let configuration = KMedoids(clusterCount: 5, start: start)
      let one = try configuration.fit(x)
      let table = try configuration.fit(d)
      for threads in [2, 3, 7] {
        let parallelism = Parallelism(threads: threads)
        #expect(try configuration.fit(x, parallelism: parallelism) == one)
        #expect(try configuration.fit(d, parallelism: parallelism) == table)
      }
    }
  }

  /// P4, P15: powers of two scale everything; the data's own rows go where they were put.
  @Test(arguments: Shape.generic)
  func scaleAndPrediction(shape: Shape) throws {
    let x = Matrix(rows: shape.rows)
    let k = min(3, shape.rows.count)
    let model = try KMedoids(clusterCount: k).fit(x)
    let scaled = try KMedoids(clusterCount: k).fit(
      Matrix(rows: shape.rows.map { $0.map { $0 * 0x1p-600 } }))
    #expect(scaled.medoids == model.medoids && scaled.partition == model.partition)
    #expect(scaled.loss == model.loss * 0x1p-600)
    #expect(model.assign(x) == model.partition.labels)
    #expect(model.assign(model.centres) == Array(0..<k))
    for i in 0..<x.rowCount { #expect(model.assign(x.rows(at: [i])) == [model.assign(x)[i]]) }
  }

  /// P6: every row twice costs twice as much, around the same rows.
  @Test(arguments: Shape.generic)
  func duplicatedRowsDoubleTheLoss(shape: Shape) throws {
    let k = min(3, shape.rows.count)
    let start = KMedoids.Start.medoids(Array(0..<k))
    let twice = KMedoids.Start.medoids((0..<k).map { 2 * $0 })
    let once = try KMedoids(clusterCount: k, start: start).fit(Matrix(rows: shape.rows))
    let model = try KMedoids(clusterCount: k, start: twice)
      .fit(Matrix(rows: shape.rows.flatMap { [$0, $0] }))
    #expect(relativeDifference(model.loss, 2 * once.loss) < 1e-12)
    #expect(model.partition.labels == once.partition.labels.flatMap { [$0, $0] })
  }
}
