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
/// **What is kept**, here and where the model is stored: the linkage, the label of each observation,
/// and
/// - `single`, `complete`, `average`, `mcquitty`: the observations' coordinates as they were clustered,
///   *n* × *p*. The rules ask for the nearest member, the farthest, or all: none can be left out for
///   certain. A newcomer to `average` needs every distance; of `complete` only the members on the
///   outside of a cluster can be farthest, but in more than a few columns that is most of them; of
///   `single` only those on the inside can be left out;
/// - `ward`, `centroid`, `median`: one centroid for each cluster, *k* × *p*, and nothing of anybody.
///
/// 8*p* bytes an observation in memory, about 20*p* as text. Coordinates are numbers made ready for
/// clustering (factor scores, where a recipe makes them), in the observations' order: no name, no
/// identifier, no cell of a table. They are personal all the same, as whoever has the table and the
/// recipe can tell whose they are; what must hold nobody's is fitted by one of the last three.
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
    self.weights = linkage == .average ? Rescaled.ordinary(weights).weights : nil
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
  /// - Throws: `CancellationError`.
  /// - Complexity: O(*p*) for each row and representative; `single` leaves most of them out.
  public func assign(
    _ x: Matrix, parallelism: Parallelism = .serial
  ) throws(CancellationError) -> [Int] {
    if x.rowCount == 0 { return [] }
    if linkage == .single {
      return try nearestMembers(newcomers: x, scale: scale(for: x)).labels(
        parallelism: parallelism)
    }
    return try dissimilarities(x, parallelism: parallelism).map { row in
      row.indices.reduce(0) { row[$1] < row[$0] ? $1 : $0 }
    }
  }

  /// For each row, its dissimilarity to each cluster: a distance.
  /// - Throws: `CancellationError`.
  public func dissimilarities(
    _ x: Matrix, parallelism: Parallelism = .serial
  ) throws(CancellationError) -> [[Double]] {
    try dissimilarities(x, areMembers: false, parallelism: parallelism)
  }

  /// - Parameter areMembers: the rows are the observations themselves, and each is not counted among
  ///   the members it is compared with; 0 from a cluster of which it is the only one.
  func dissimilarities(
    _ x: Matrix, areMembers: Bool, parallelism: Parallelism
  ) throws(CancellationError) -> [[Double]] {
    precondition(x.columnCount == representatives.columnCount, "the observations' columns")
    if x.rowCount == 0 { return [] }
    let exponent = scale(for: x)
    let leavesOut = areMembers && !Self.keepsCentroids(linkage)
    let rows: [[Double]]
    if linkage == .single {
      let squares = try nearestMembers(newcomers: leavesOut ? nil : x, scale: exponent)
        .squaredDistances(parallelism: parallelism)
      rows = (0..<x.rowCount).map { i in
        squares.row(i).map { $0 < .infinity ? $0.squareRoot() : 0 }
      }
    } else {
      rows = try overMembers(
        exponent == 0 ? x : x.scaled(byPowerOfTwo: exponent), exponent, leavesOut, parallelism)
    }
    return exponent == 0 ? rows : rows.map { $0.map { $0.scaled(byPowerOfTwo: -exponent) } }
  }

  /// The power of two at which no square of a difference underflows.
  private func scale(for x: Matrix) -> Int {
    let spread = zip(x.columnRanges(), representatives.columnRanges()).map {
      max($0.upperBound, $1.upperBound) - min($0.lowerBound, $1.lowerBound)
    }
    return Rescaled.exponent(spread: spread.max() ?? 0)
  }

  private func nearestMembers(newcomers: Matrix?, scale: Int) -> NearestMembers {
    func scaled(_ x: Matrix) -> Matrix { scale == 0 ? x : x.scaled(byPowerOfTwo: scale) }
    return NearestMembers(
      scaled(representatives), labels: partition.labels, clusterCount: clusterCount,
      newcomers: newcomers.map(scaled))
  }

  /// Members are read a few thousand at a time, in their order, by a few rows each.
  private func overMembers(
    _ x: Matrix, _ exponent: Int, _ leavesOut: Bool, _ parallelism: Parallelism
  ) throws(CancellationError) -> [[Double]] {
    let order = ClusterOrder(
      labels: Self.keepsCentroids(linkage) ? Array(0..<clusterCount) : partition.labels,
      clusterCount: clusterCount)
    let ordered = representatives.rows(at: order.rows)
    let tiles = LaneTiles(exponent == 0 ? ordered : ordered.scaled(byPowerOfTwo: exponent))
    return try parallelism.map(blocksOf: x.rowCount, size: 64) {
      (rows: Range<Int>) throws(CancellationError) -> [[Double]] in
      let queries = x.rows(at: Array(rows)).elements
      let unknown = [MemberTotal](repeating: MemberTotal(), count: clusterCount)
      var totals = [[MemberTotal]](repeating: unknown, count: rows.count)
      for first in stride(from: 0, to: tiles.count, by: Self.membersAtOnce) {
        try parallelism.checkpoint()
        let part = first..<min(first + Self.membersAtOnce, tiles.count)
        let squared = tiles.squaredDistances(to: part, from: queries[...])
        let width = tiles.stride(of: part)
        for (i, row) in rows.enumerated() {
          add(
            squared[(i * width)..<((i + 1) * width)], of: part, order,
            without: leavesOut ? order.position[row] : nil, to: &totals[i])
        }
      }
      return totals.map { $0.map { dissimilarity($0) } }
    }.flatMap { $0 }
  }

  private static let membersAtOnce = 2048

  private func add(
    _ squared: ArraySlice<Double>, of part: Range<Int>, _ order: ClusterOrder,
    without leftOut: Int?, to totals: inout [MemberTotal]
  ) {
    let base = squared.startIndex - part.lowerBound
    for cluster in 0..<clusterCount {
      let members = (order.starts[cluster]..<order.starts[cluster + 1]).clamped(to: part)
      if members.isEmpty { continue }
      switch linkage {
      case .single, .complete, .ward, .centroid, .median:
        var most = totals[cluster].sum
        for i in members where i != leftOut { most = max(most, squared[base + i]) }
        totals[cluster].sum = most
      case .average, .mcquitty:
        var (sum, total) = (totals[cluster].sum, totals[cluster].weight)
        for i in members where i != leftOut {
          let weight = weights.map { $0[order.rows[i]] } ?? 1
          sum += weight * squared[base + i].squareRoot()
          total += weight
        }
        totals[cluster] = MemberTotal(sum: sum, weight: total)
      }
    }
  }

  private func dissimilarity(_ total: MemberTotal) -> Double {
    switch linkage {
    case .average, .mcquitty: total.weight == 0 ? 0 : total.sum / total.weight
    case .single, .complete, .ward, .centroid, .median: total.sum.squareRoot()
    }
  }
}

/// Of a row and the members of a cluster seen so far: the largest squared distance, or the weighted
/// sum of distances and the sum of weights.
private struct MemberTotal: Sendable {
  var sum = 0.0
  var weight = 0.0
}

/// Observations cluster by cluster, in their order within each: sums are those of the plain order.
private struct ClusterOrder {
  /// The observation at each place, and the place of each observation.
  let rows: [Int]
  let position: [Int]
  /// Where each cluster begins, and a last one where all end.
  let starts: [Int]

  init(labels: [Int], clusterCount: Int) {
    var starts = [Int](repeating: 0, count: clusterCount + 1)
    for label in labels { starts[label + 1] += 1 }
    for c in 0..<clusterCount { starts[c + 1] += starts[c] }
    var next = starts
    var rows = [Int](repeating: 0, count: labels.count)
    var position = rows
    for (i, label) in labels.enumerated() {
      rows[next[label]] = i
      position[i] = next[label]
      next[label] += 1
    }
    self.rows = rows
    self.position = position
    self.starts = starts
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
