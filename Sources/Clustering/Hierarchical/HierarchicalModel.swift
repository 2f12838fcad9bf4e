import LinearAlgebra

/// A cut of a hierarchy that places new observations, by the rule that goes with the linkage.
///
///     let tree = try HierarchicalClustering(linkage: .average).fit(x)
///     let model = HierarchicalModel(.average, partition: tree.cut(clusterCount: 4), of: x)
///     model.assign(newcomers)      // [2, 0, 0, 3]
///
/// A newcomer goes to the cluster whose dissimilarity to it is lowest: its nearest member (`single`),
/// its farthest member (`complete`), the mean distance to its members (`average`, `mcquitty`), its
/// centroid (`ward`, `centroid`, `median`); ties to the lowest label. The members of a cluster need
/// not all be placed in it. As fpc's `classifdist`.
///
/// The first four rules keep every observation; the others the centroids.
public struct HierarchicalModel: Sendable, Equatable {
  public let linkage: Linkage
  public let partition: Partition
  /// The observations in their order or, where the rule needs no more, one centroid for each label.
  public let representatives: Matrix
  private let weights: [Double]?

  public var clusterCount: Int { partition.clusterCount }

  private static func keepsCentroids(_ linkage: Linkage) -> Bool { linkage.isOfSquares }

  /// - Parameters:
  ///   - x: *n* × *p*, the observations of the partition, finite.
  ///   - weights: *n* positive weights, as the tree was made with.
  /// - Throws: ``ClusteringError``.
  public init(
    _ linkage: Linkage, partition: Partition, of x: Matrix, weights: [Double]? = nil
  ) throws(ClusteringError) {
    precondition(partition.observationCount == x.rowCount, "one label for each row")
    let observations = try Observations(x, weights: weights, rule: .positive)
    if weights != nil, !linkage.acceptsWeights { throw .weightsHaveNoMeaning(linkage) }
    self.linkage = linkage
    self.partition = partition
    self.weights = linkage == .average ? weights : nil
    representatives =
      Self.keepsCentroids(linkage)
      ? CentroidModel(
        of: partition.labels, clusterCount: partition.clusterCount, in: observations
      ).centroids
      : x
  }
}

extension HierarchicalModel {
  /// The label of each row.
  /// - Parameter x: finite, in the observations' columns.
  /// - Complexity: O(*p*) for each row and representative.
  public func assign(_ x: Matrix, parallelism: Parallelism = .serial) -> [Int] {
    dissimilarities(x, parallelism: parallelism).map { row in
      row.indices.reduce(0) { row[$1] < row[$0] ? $1 : $0 }
    }
  }

  /// For each row, its dissimilarity to each cluster: a distance.
  public func dissimilarities(_ x: Matrix, parallelism: Parallelism = .serial) -> [[Double]] {
    dissimilarities(x, areMembers: false, parallelism: parallelism)
  }

  /// - Parameter areMembers: the rows are the observations themselves, and each is not counted among
  ///   the members it is compared with; 0 from a cluster of which it is the only one.
  func dissimilarities(
    _ x: Matrix, areMembers: Bool, parallelism: Parallelism
  ) -> [[Double]] {
    precondition(x.columnCount == representatives.columnCount, "the observations' columns")
    let spread = zip(x.rowCount > 0 ? x.columnRanges() : [], representatives.columnRanges()).map {
      max($0.upperBound, $1.upperBound) - min($0.lowerBound, $1.lowerBound)
    }
    let exponent = Rescaled.exponent(spread: spread.max() ?? 0)
    let scaled = exponent == 0 ? x : x.scaled(byPowerOfTwo: exponent)
    let pairs = PairwiseDistances(
      exponent == 0 ? representatives : representatives.scaled(byPowerOfTwo: exponent))
    let labels =
      Self.keepsCentroids(linkage) ? Array(0..<clusterCount) : partition.labels
    return parallelism.map(blocksOf: x.rowCount, size: 64) { rows in
      let squared = pairs.squared(from: scaled.rows(at: Array(rows)))
      return rows.enumerated().map { i, row in
        byCluster(
          squared.row(i), labels, without: areMembers && labels.count > clusterCount ? row : nil
        ).map { $0.scaled(byPowerOfTwo: -exponent) }
      }
    }.flatMap { $0 }
  }

  private func byCluster(
    _ squared: ArraySlice<Double>, _ labels: [Int], without leftOut: Int?
  ) -> [Double] {
    let start: Double = linkage == .single ? .infinity : 0
    var result = [Double](repeating: start, count: clusterCount)
    var total = [Double](repeating: 0, count: clusterCount)
    for (i, (label, square)) in zip(labels, squared).enumerated() where i != leftOut {
      let distance = square.squareRoot()
      switch linkage {
      case .single: result[label] = min(result[label], distance)
      case .complete, .ward, .centroid, .median: result[label] = max(result[label], distance)
      case .average, .mcquitty:
        let weight = weights?[i] ?? 1
        result[label] += weight * distance
        total[label] += weight
      }
    }
    if linkage == .average || linkage == .mcquitty {
      for c in result.indices { result[c] = total[c] > 0 ? result[c] / total[c] : 0 }
    }
    if let leftOut, partition.sizes[labels[leftOut]] == 1 { result[labels[leftOut]] = 0 }
    return result
  }
}

extension HierarchicalModel {
  /// Without some clusters; the others stay in their order.
  /// - Parameter kept: increasing.
  func keeping(_ kept: [Int]) throws(ClusteringError) -> HierarchicalModel {
    precondition(!Self.keepsCentroids(linkage) && weights == nil, "unweighted members")
    let rows = partition.labels.indices.filter { kept.contains(partition.labels[$0]) }
    return try HierarchicalModel(
      linkage, partition: Partition(canonicalising: rows.map { partition.labels[$0] }),
      of: representatives.rows(at: rows))
  }
}

extension HierarchicalModel: Codable {
  private enum CodingKeys: String, CodingKey { case linkage, partition, representatives, weights }

  /// Throws `DecodingError.dataCorrupted` where representatives or weights do not fit the partition.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    linkage = try container.decode(Linkage.self, forKey: .linkage)
    partition = try container.decode(Partition.self, forKey: .partition)
    representatives = try container.decode(Matrix.self, forKey: .representatives)
    weights = try container.decodeIfPresent([Double].self, forKey: .weights)
    let expected =
      Self.keepsCentroids(linkage) ? partition.clusterCount : partition.observationCount
    guard expected > 0, representatives.rowCount == expected,
      representatives.elements.allSatisfy(\.isFinite),
      weights.map({ $0.count == expected && $0.allSatisfy { $0 > 0 && $0.isFinite } }) ?? true
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .representatives, in: container,
        debugDescription: "representatives that fit the partition")
    }
  }
}
