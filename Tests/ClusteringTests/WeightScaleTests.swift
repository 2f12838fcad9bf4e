import Clustering
import LinearAlgebra
import TestSupport
import Testing

/// Weights have no unit: at any size of them, and of the data, results are those of weights near 1.
@Suite struct WeightScaleTests {
  struct Scale: Sendable, CustomStringConvertible {
    /// Powers of two of the data and of the weights.
    let data, weight: Int

    var description: String { "data 2^\(data), weights 2^\(weight)" }
    var ofData: Double { Double(sign: .plus, exponent: data, significand: 1) }
    var ofWeights: Double { Double(sign: .plus, exponent: weight, significand: 1) }
  }

  static let scales = [
    Scale(data: 0, weight: -1022), Scale(data: 0, weight: -542), Scale(data: 0, weight: 462),
    Scale(data: 332, weight: 462), Scale(data: 461, weight: 96), Scale(data: 461, weight: 332),
    Scale(data: 461, weight: -1000), Scale(data: -330, weight: -1000),
    Scale(data: -1000, weight: -1000), Scale(data: -300, weight: 462),
  ]

  static let rows = Shape.groups(40, 2, centres: 4, seed: 70).rows
  static let weights = rows.indices.map { Double(1 + $0 % 3) / 2 }

  private func data(_ scale: Scale) -> (x: Matrix, weights: [Double]) {
    (
      Matrix(rows: Self.rows.map { row in row.map { $0 * scale.ofData } }),
      Self.weights.map { $0 * scale.ofWeights }
    )
  }

  private func expect(
    _ tree: Dendrogram, _ plain: Dendrogram, _ linkage: Linkage, _ scale: Scale
  ) {
    // √w is a power of two: weights' exponents are even.
    let unit =
      linkage == .ward ? Double(sign: .plus, exponent: scale.weight / 2, significand: 1) : 1
    for (a, b) in zip(tree.merges, plain.merges) {
      #expect([a.first, a.second, a.size] == [b.first, b.second, b.size])
      #expect(a.height == b.height * scale.ofData * unit)
    }
  }

  @Test(arguments: [Linkage.average, .ward, .centroid], scales)
  func treesAreThose(linkage: Linkage, scale: Scale) throws {
    let clustering = HierarchicalClustering(linkage: linkage)
    let (x, weights) = data(scale)
    let plain = try clustering.fit(Matrix(rows: Self.rows), weights: Self.weights)
    expect(try clustering.fit(x, weights: weights), plain, linkage, scale)
  }

  @Test(arguments: [Linkage.average, .ward, .centroid], scales)
  func treesOfDissimilaritiesAreThose(linkage: Linkage, scale: Scale) throws {
    let clustering = HierarchicalClustering(linkage: linkage)
    let d = try Dissimilarities(Matrix(rows: Self.rows))
    let n = Self.rows.count
    let condensed = (0..<n).flatMap { i in (i + 1..<n).map { d[i, $0] } }
    let plain = try clustering.fit(dissimilarities: d, weights: Self.weights)
    let scaled = try Dissimilarities(condensed: condensed.map { $0 * scale.ofData })
    let tree = try clustering.fit(dissimilarities: scaled, weights: data(scale).weights)
    expect(tree, plain, linkage, scale)
  }

  @Test(arguments: scales)
  func clustersAreThose(_ scale: Scale) throws {
    let kMeans = KMeans(clusterCount: 4, start: .plusPlus(restarts: 2))
    let (x, weights) = data(scale)
    let plain = try kMeans.fit(Matrix(rows: Self.rows), weights: Self.weights)
    let model = try kMeans.fit(x, weights: weights)
    #expect(model.partition == plain.partition)
    #expect(model.centroids.elements == plain.centroids.elements.map { $0 * scale.ofData })
    #expect(model.iterations == plain.iterations)
    let inertia = plain.inertia * scale.ofWeights * scale.ofData * scale.ofData
    if inertia > 1e-290, inertia < .infinity { #expect(model.inertia == inertia) }
    let cells = MicroClusters(cellCount: 12)
    #expect(
      try cells.fit(x, weights: weights).cells.partition
        == cells.fit(Matrix(rows: Self.rows), weights: Self.weights).cells.partition)
    let cut = Partition(canonicalising: Self.rows.indices.map { $0 % 4 })
    #expect(
      try Consolidation().fit(x, from: cut, weights: weights).partition
        == Consolidation().fit(Matrix(rows: Self.rows), from: cut, weights: Self.weights).partition)
  }

  @Test(arguments: scales)
  func streamsAreThose(_ scale: Scale) throws {
    let stream = MiniBatchKMeans(clusterCount: 4, batchSize: 16, batchCount: 10)
    let (x, weights) = data(scale)
    let plain = try stream.fit(Matrix(rows: Self.rows), weights: Self.weights)
    let model = try stream.fit(x, weights: weights)
    #expect(model.partition == plain.partition)
    #expect(model.centroids.elements == plain.centroids.elements.map { $0 * scale.ofData })
    let begun = try stream.begin(with: x, weights: weights)
    let plainly = try stream.begin(with: Matrix(rows: Self.rows), weights: Self.weights)
    #expect(begun.centroids.elements == plainly.centroids.elements.map { $0 * scale.ofData })
    #expect(begun.weights == plainly.weights.map { $0 * scale.ofWeights })
  }

  @Test(arguments: [-1022, -1000, -54, -40, 40, 462])
  func mixturesAreThose(exponent: Int) throws {
    let mixture = GaussianMixture(componentCount: 2)
    let scale = Scale(data: 0, weight: exponent)
    let plain = try mixture.fit(Matrix(rows: Self.rows), weights: Self.weights)
    let model = try mixture.fit(Matrix(rows: Self.rows), weights: data(scale).weights)
    #expect(model.parameters == plain.parameters)
    #expect(model.iterations == plain.iterations && model.partition == plain.partition)
    if exponent > -1000 {
      #expect(model.logLikelihood == plain.logLikelihood * scale.ofWeights)
      #expect(model.logLikelihoods == plain.logLikelihoods.map { $0 * scale.ofWeights })
    }
  }

  /// Below 2⁻²⁰⁰ of the largest a weight is refused; at it, it has its digits.
  @Test func weightsTooUnevenAreRefused() throws {
    let x = Matrix(rows: [[0], [1], [3], [7]])
    let uneven = [0x1p400, 0x1p200, 0x1p199, 0x1p300]
    let d = try Dissimilarities(x)
    for linkage in [Linkage.average, .ward, .centroid] {
      let clustering = HierarchicalClustering(linkage: linkage)
      #expect(throws: ClusteringError.weightTooSmall(row: 2)) {
        try clustering.fit(x, weights: uneven)
      }
      #expect(throws: ClusteringError.weightTooSmall(row: 2)) {
        try clustering.fit(dissimilarities: d, weights: uneven)
      }
    }
    #expect(throws: ClusteringError.weightTooSmall(row: 2)) {
      try KMeans(clusterCount: 2).fit(x, weights: uneven)
    }
    let light = [0x1p400, 0x1p200, 0x1p201, 0x1p400]
    let tree = try HierarchicalClustering(linkage: .ward).fit(x, weights: light)
    // Beside 2⁴⁰⁰ a weight of 2²⁰⁰ is all that counts: √(2 · 2²⁰⁰) · 1.
    #expect([tree.merges[0].first, tree.merges[0].second] == [0, 1])
    #expect(relativeDifference(tree.merges[0].height, 0x1p100 * 2.0.squareRoot()) < 1e-15)
    #expect(
      try KMeans(clusterCount: 2).fit(x, weights: [0, 0x1p400, 0x1p200, 0]).partition.clusterCount
        == 2)
  }

  /// Where all weigh the least number there is, or the largest allowed, they weigh the same.
  @Test(arguments: [0x1p-1074, 0x1p-1030, 1e140])
  func equalWeightsAreNone(weight: Double) throws {
    let x = Matrix(rows: Self.rows)
    let kMeans = KMeans(clusterCount: 4, start: .plusPlus(restarts: 1))
    let plain = try kMeans.fit(x)
    let model = try kMeans.fit(x, weights: Self.rows.map { _ in weight })
    #expect(model.partition == plain.partition && model.iterations == plain.iterations)
    for (a, b) in zip(model.centroids.elements, plain.centroids.elements) {
      #expect(abs(a - b) < 1e-14)
    }
  }

}
