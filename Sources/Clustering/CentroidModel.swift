import LinearAlgebra

/// A partition and the centroids that stand for it; it places new observations.
///
///     let model = try KMeans(clusterCount: 4).fit(training)
///     model.assign(newcomers)      // [2, 0, 0, 3]
///
/// `centroids` are *k* × *p* in the order of the partition's labels. `inertia` is the partition's:
/// Σᵢ wᵢ‖xᵢ − c(labelᵢ)‖².
public struct CentroidModel: Sendable, Equatable {
  public let partition: Partition
  public let centroids: Matrix
  public let inertia: Double
  /// Of k-means, or of what else searched for the partition; 0 where nothing did.
  public let iterations: Int
  public let converged: Bool
  /// How many observations k-means moved out of the cluster they started in; `nil` where the
  /// model is no consolidation.
  public let movedByConsolidation: Int?
  /// The inertia of the partition that was consolidated.
  public let inertiaBeforeConsolidation: Double?

  public var clusterCount: Int { partition.clusterCount }
}

extension CentroidModel {
  /// What consolidation started from and changed.
  struct Consolidated {
    let moved: Int
    let inertiaBefore: Double
  }

  /// Clusters and centroids are put in canonical order; a label that no observation has is dropped.
  init(
    labels: [Int], centroids: Matrix, inertia: Double, iterations: Int, converged: Bool,
    consolidated: Consolidated? = nil
  ) {
    let renumbering = Partition.canonicalRenumbering(of: labels)
    let newLabel = renumbering.newLabel
    let order = newLabel.keys.sorted { newLabel[$0, default: 0] < newLabel[$1, default: 0] }
    partition = Partition(labels, renumbering)
    self.centroids = centroids.rows(at: order)
    self.inertia = inertia
    self.iterations = iterations
    self.converged = converged
    movedByConsolidation = consolidated?.moved
    inertiaBeforeConsolidation = consolidated?.inertiaBefore
  }

  /// The model of a partition as it is: its clusters' weighted means.
  init(
    of labels: [Int], clusterCount: Int, in observations: Observations, iterations: Int = 0,
    converged: Bool = true
  ) {
    let rescaled = observations.rescaled()
    let centroids = rescaled.observations.means(of: labels, clusterCount: clusterCount)
    let inertia = rescaled.observations.inertia(of: labels, around: centroids)
    self.init(
      labels: labels, centroids: centroids.scaled(byPowerOfTwo: -rescaled.exponent),
      inertia: inertia.scaled(byPowerOfTwo: -rescaled.inertiaExponent), iterations: iterations,
      converged: converged)
  }
}

extension CentroidModel {
  /// A partition as it is, told by the means of its clusters; its observations need not be nearest
  /// to their own.
  ///
  /// - Parameter x: *n* × *p*, the observations of the partition, finite.
  /// - Throws: ``ClusteringError``.
  public init(of partition: Partition, in x: Matrix) throws(ClusteringError) {
    precondition(partition.observationCount == x.rowCount, "one label for each row")
    self.init(
      of: partition.labels, clusterCount: partition.clusterCount,
      in: try Observations(x, weights: nil, rule: .positive))
  }

  /// A tree cut in `clusterCount`, told by the means.
  ///
  /// - Throws: ``ClusteringError/clusterCountOutOfRange(requested:distinct:)`` unless there are as
  ///   many distinct rows.
  public init(
    cutting tree: Dendrogram, clusterCount: Int, of x: Matrix
  ) throws(ClusteringError) {
    let observations = try Observations(x, weights: nil, rule: .positive)
    try observations.check(clusterCount: clusterCount)
    self.init(
      of: tree.cut(clusterCount: clusterCount).labels, clusterCount: clusterCount,
      in: observations)
  }

  /// The label of each row's nearest centroid, by the direct sum in double; a tie goes to the
  /// lowest label.
  ///
  /// On the data the model was fitted to, the fitted labels, if it converged by k-means; but for
  /// exact ties, which the fit gives to the lowest *starting* label.
  /// - Parameter x: finite, in the centroids' columns.
  public func assign(_ x: Matrix) -> [Int] {
    precondition(x.columnCount == centroids.columnCount, "the data have the centroids' columns")
    return centroids.nearestRows(to: x)
  }

  /// *n* × *k*: squared distances of each row to each centroid.
  public func squaredDistances(_ x: Matrix) -> Matrix {
    precondition(x.columnCount == centroids.columnCount, "the data have the centroids' columns")
    return PairwiseDistances(centroids).squared(from: x)
  }
}

extension Observations {
  /// Weighted means of clusters 0…k−1, none of them empty, *k* × *p*.
  func means(of labels: [Int], clusterCount: Int) -> Matrix {
    var sums = ClusterSums(SumGrid(self), clusterCount: clusterCount)
    for b in 0..<RowBlocks.count(of: count) {
      let rows = RowBlocks.range(b, of: count)
      let moved = MovedRows(
        count: rows.count, rows: (0..<rows.count).map { Int32($0) },
        from: [Int32](repeating: -1, count: rows.count), to: labels[rows].map { Int32($0) })
      sums.move(moved, firstRow: rows.lowerBound, in: self)
    }
    sums.fold()
    let none = [Double](repeating: 0, count: clusterCount * columnCount)
    return Matrix(
      rowCount: clusterCount, columnCount: columnCount, elements: sums.means(keeping: none))
  }

  /// Σᵢ wᵢ‖xᵢ − c(labelᵢ)‖², by direct sums in ``RowBlocks``' order.
  func inertia(of labels: [Int], around centroids: Matrix) -> Double {
    let (points, centres, p) = (x.elements, centroids.elements, columnCount)
    return RowBlocks.sum(count: count) { i in
      let (row, centre) = (i * p, labels[i] * p)
      var distance = 0.0
      for j in 0..<p {
        let difference = points[row + j] - centres[centre + j]
        distance += difference * difference
      }
      return weights.map { $0[i] * distance } ?? distance
    }
  }
}

extension CentroidModel: Codable {
  private enum CodingKeys: String, CodingKey {
    case partition, centroids, inertia, iterations, converged, movedByConsolidation
    case inertiaBeforeConsolidation
  }

  /// Throws `DecodingError.dataCorrupted` where there is not one finite centroid for each cluster.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    partition = try container.decode(Partition.self, forKey: .partition)
    centroids = try container.decode(Matrix.self, forKey: .centroids)
    inertia = try container.decode(Double.self, forKey: .inertia)
    iterations = try container.decode(Int.self, forKey: .iterations)
    converged = try container.decode(Bool.self, forKey: .converged)
    movedByConsolidation = try container.decodeIfPresent(Int.self, forKey: .movedByConsolidation)
    inertiaBeforeConsolidation = try container.decodeIfPresent(
      Double.self, forKey: .inertiaBeforeConsolidation)
    guard centroids.rowCount == partition.clusterCount, centroids.rowCount > 0,
      centroids.elements.allSatisfy(\.isFinite)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .centroids, in: container, debugDescription: "one finite centroid for each cluster")
    }
  }
}
