import LinearAlgebra

/// How a newcomer finds its cluster, by the rule that goes with the method that made the clusters:
/// all that has to be kept of a fit to place others.
///
///     let rule = try Clusterer(method: .average, seed: 1).fit(x, clusterCounts: [4])[0].rule
///     try rule.assign(newcomers)      // [2, 0, 0, 3]
///
/// | method | a newcomer goes to the cluster |
/// |---|---|
/// | `auto`, `ward`, `kmeans`, `centroid`, `median` | of the nearest centroid |
/// | `kmedoids` | of the nearest medoid |
/// | `average`, `mcquitty` | whose members are nearest on the average |
/// | `complete` | whose farthest member is nearest |
/// | `single` | of the nearest member |
/// | `gaussian-mixture` | of the component of highest responsibility |
///
/// Ties go to the lowest label. A member of a cluster need not be placed in it by the rule: a tree
/// that is cut, or k-means that has not converged, leaves some nearer to another.
public enum PlacementRule: Sendable, Equatable {
  /// *k* × *p*, in the order of the labels.
  case centroids(Matrix)
  case medoids(Matrix)
  /// Every observation of the fit with its label.
  case members(HierarchicalModel)
  /// As many components as clusters.
  case mixture(MixtureParameters, GaussianMixture.CovarianceShape)
}

extension PlacementRule {
  public var clusterCount: Int {
    switch self {
    case .centroids(let points), .medoids(let points): points.rowCount
    case .members(let model): model.clusterCount
    case .mixture(let parameters, _): parameters.weights.count
    }
  }

  /// *p*.
  public var columnCount: Int {
    switch self {
    case .centroids(let points), .medoids(let points): points.columnCount
    case .members(let model): model.representatives.columnCount
    case .mixture(let parameters, _): parameters.means.columnCount
    }
  }

  /// The label of each row.
  ///
  /// - Parameter x: finite, in the columns of the fit; may have no row.
  /// - Throws: ``ClusteringError``, `CancellationError`.
  /// - Complexity: O(*p*) for each row and cluster; `members`: for each row and member; `mixture`:
  ///   O(*p*²).
  public func assign(_ x: Matrix, parallelism: Parallelism = .serial) throws -> [Int] {
    precondition(x.columnCount == columnCount || x.rowCount == 0, "the columns of the fit")
    if x.rowCount == 0 { return [] }
    switch self {
    case .centroids(let points), .medoids(let points): return points.nearestRows(to: x)
    case .members(let model): return try model.assign(x, parallelism: parallelism)
    case .mixture(let parameters, let shape):
      return try parameters.placement(x, shape, withResponsibilities: false, parallelism).labels
    }
  }

  /// *m* × *k*: how far each row is from each cluster, as the rule sees it; of a mixture, the
  /// Mahalanobis distance from the component's mean, √((x − μ)ᵀΣ⁻¹(x − μ)).
  public func distances(_ x: Matrix, parallelism: Parallelism = .serial) throws -> Matrix {
    try distances(x, parallelism: parallelism, areMembers: false)
  }

  /// The same of the observations of the fit, in their order: what `members` says of one does not
  /// count the observation itself, so that it can be compared with newcomers. 0 from a cluster of
  /// which it is the only member.
  public func memberDistances(_ x: Matrix, parallelism: Parallelism = .serial) throws -> Matrix {
    try distances(x, parallelism: parallelism, areMembers: true)
  }

  /// *m* × *k*, rows add up to 1; `nil` but for a mixture.
  public func responsibilities(
    _ x: Matrix, parallelism: Parallelism = .serial
  ) throws -> Matrix? {
    guard case .mixture(let parameters, let shape) = self else { return nil }
    return Matrix(
      rowCount: x.rowCount, columnCount: clusterCount,
      elements: try parameters.placement(x, shape, withResponsibilities: true, parallelism)
        .responsibilities)
  }

  private func distances(
    _ x: Matrix, parallelism: Parallelism, areMembers: Bool
  ) throws -> Matrix {
    let elements: [Double]
    switch self {
    case .centroids(let points), .medoids(let points):
      let exponent = points.exponent(beside: x)
      let (near, far) = (
        points.scaled(byPowerOfTwo: exponent), x.scaled(byPowerOfTwo: exponent)
      )
      elements = PairwiseDistances(near).squared(from: far).elements.map {
        $0.squareRoot().scaled(byPowerOfTwo: -exponent)
      }
    case .members(let model):
      elements = try model.dissimilarities(x, areMembers: areMembers, parallelism: parallelism)
        .flatMap { $0 }
    case .mixture(let parameters, let shape):
      elements = try MixtureDensity(parameters, shape: shape).mahalanobis(x)
    }
    return Matrix(rowCount: x.rowCount, columnCount: clusterCount, elements: elements)
  }

  /// Without some clusters, the others in the order given; for rules that keep one thing for each
  /// cluster.
  func keeping(_ kept: [Int]) throws(ClusteringError) -> PlacementRule {
    switch self {
    case .centroids(let points): return .centroids(points.rows(at: kept))
    case .medoids(let points): return .medoids(points.rows(at: kept))
    case .members(let model): return .members(try model.keeping(kept))
    case .mixture(let parameters, let shape): return .mixture(parameters.reordered(kept), shape)
    }
  }
}

extension Matrix {
  /// For each row of `x`, the nearest of these rows, by the direct sum in double; a tie goes to the
  /// first.
  func nearestRows(to x: Matrix) -> [Int] {
    if x.rowCount == 0 { return [] }
    let exponent = exponent(beside: x)
    let tiles = LaneTiles(exponent == 0 ? x : x.scaled(byPowerOfTwo: exponent))
    let nearest = tiles.nearest(
      in: 0..<x.rowCount, centroids: scaled(byPowerOfTwo: exponent).elements)
    return nearest.labels.map { Int($0) }
  }

  /// Of the power of two under which squared distances between these rows and others keep their digits.
  fileprivate func exponent(beside x: Matrix) -> Int {
    if x.rowCount == 0 { return 0 }
    let spread = zip(x.columnRanges(), columnRanges()).map { rows, points in
      max(rows.upperBound, points.upperBound) - min(rows.lowerBound, points.lowerBound)
    }
    return Rescaled.exponent(spread: spread.max() ?? 0)
  }
}

extension PlacementRule: Codable {
  private enum CodingKeys: String, CodingKey {
    case rule, points, members, parameters, shape
  }

  private enum Kind: String, Codable { case centroids, medoids, members, mixture }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .centroids(let points):
      try container.encode(Kind.centroids, forKey: .rule)
      try container.encode(points, forKey: .points)
    case .medoids(let points):
      try container.encode(Kind.medoids, forKey: .rule)
      try container.encode(points, forKey: .points)
    case .members(let model):
      try container.encode(Kind.members, forKey: .rule)
      try container.encode(model, forKey: .members)
    case .mixture(let parameters, let shape):
      try container.encode(Kind.mixture, forKey: .rule)
      try container.encode(parameters, forKey: .parameters)
      try container.encode(shape, forKey: .shape)
    }
  }

  /// Throws `DecodingError.dataCorrupted` where nothing could be placed by what is read.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func points() throws -> Matrix {
      let points = try container.decode(Matrix.self, forKey: .points)
      guard points.rowCount > 0, points.elements.allSatisfy(\.isFinite) else {
        throw DecodingError.dataCorruptedError(
          forKey: .points, in: container, debugDescription: "one finite point for each cluster")
      }
      return points
    }
    switch try container.decode(Kind.self, forKey: .rule) {
    case .centroids: self = .centroids(try points())
    case .medoids: self = .medoids(try points())
    case .members:
      self = .members(try container.decode(HierarchicalModel.self, forKey: .members))
    case .mixture:
      let parameters = try container.decode(MixtureParameters.self, forKey: .parameters)
      let shape = try container.decode(GaussianMixture.CovarianceShape.self, forKey: .shape)
      guard parameters.canPlace, (try? MixtureDensity(parameters, shape: shape)) != nil else {
        throw DecodingError.dataCorruptedError(
          forKey: .parameters, in: container, debugDescription: "no mixture")
      }
      self = .mixture(parameters, shape)
    }
  }
}
