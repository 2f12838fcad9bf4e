import LinearAlgebra
import Statistics

/// k-medoids for many observations: searched on samples, judged on all (CLARA).
///
///     let model = try LargeKMedoids(clusterCount: 8).fit(x)
///     let mixed = try LargeKMedoids(clusterCount: 8).fit(columns, by: Gower(fitting: columns))
///
/// ``KMedoids`` with BUILD runs on each of `samples` samples drawn without replacement; every
/// sample's medoids are given all observations, and those of the lowest loss over all of them are
/// kept, ties to the first sample. `swaps` and `passes` are those of that sample, and `converged`
/// says that *its* search ended: over all observations an exchange may still lower the loss.
///
/// Random numbers are those of (seed, sample): more samples never make the loss worse. Where the
/// sample is all the data, the answer is that of ``KMedoids``.
///
/// A sample that holds fewer distinct rows than clusters is completed with the first rows that are like
/// none of it.
///
/// Source: Kaufman & Rousseeuw 1990, doi:10.1002/9780470316801.ch3, with the larger samples of
/// Schubert & Rousseeuw 2021, doi:10.1016/j.is.2021.101804; unlike R's `clara`, a sample does not
/// contain the best medoids of those before it.
public struct LargeKMedoids: Sendable, Codable, Equatable {
  public let clusterCount: Int
  public let samples: Int
  /// `nil` for 80 + 4*k*.
  public let sampleSize: Int?
  public let seed: UInt64

  public init(clusterCount: Int, samples: Int = 10, sampleSize: Int? = nil, seed: UInt64 = 2026) {
    precondition(samples >= 1, "at least one sample")
    precondition(sampleSize.map { $0 >= clusterCount } ?? true, "a sample holds the medoids")
    self.clusterCount = clusterCount
    self.samples = samples
    self.sampleSize = sampleSize
    self.seed = seed
  }

  /// - Parameter x: *n* × *p*, finite, already scaled.
  /// - Throws: ``ClusteringError``: as ``KMedoids``. `CancellationError`.
  /// - Complexity: O(samples · (*k·s²·p* + *n·k·p*)) for samples of *s*, O(*n·(k + p)*) memory.
  public func fit(
    _ x: Matrix, metric: DistanceMetric = .euclidean, parallelism: Parallelism = .serial
  ) throws -> MedoidModel {
    try fit(x, clusterCounts: [clusterCount], metric: metric, parallelism: parallelism)[0]
  }

  /// The models of several numbers of clusters, each that of ``fit(_:metric:parallelism:)`` with
  /// samples of as many: on each sample BUILD runs once.
  func fit(
    _ x: Matrix, clusterCounts: [Int], metric: DistanceMetric = .euclidean,
    parallelism: Parallelism
  ) throws -> [MedoidModel] {
    let observations = try Observations(x, weights: nil, rule: .notNegative)
    for count in clusterCounts { try observations.check(clusterCount: count) }
    let size = min(sampleSize ?? 80 + 4 * clusterCount, x.rowCount)
    if size == x.rowCount {
      return try KMedoids.fit(
        x, clusterCounts: clusterCounts, metric: metric, parallelism: parallelism
      ).compactMap { $0 }
    }
    let rescaled = observations.rescaled()
    let space = MedoidSpace(rescaled.observations.x, metric: metric)
    let judge = SampleJudge(
      count: x.rowCount, exponent: rescaled.exponent, parallelism: parallelism
    ) { space.distances(from: $0) }
    let distinct = DistinctRows(clusterCounts.max() ?? 1, among: x.rowCount) { x.row($0) }
    let best = try search(judge, size: size, clusterCounts: clusterCounts, distinct) {
      rows, counts in
      try KMedoids.fit(
        x.rows(at: rows), clusterCounts: counts, metric: metric,
        parallelism: parallelism.unreported
      ).compactMap { $0?.clusters }
    }
    return best.map {
      let clusters = $0.clusters
      return MedoidModel(clusters: clusters, centres: x.rows(at: clusters.medoids), metric: metric)
    }
  }

  /// Among observations described by variables of any kind; never more dissimilarities at a time
  /// than those of a sample, or of all observations from as many medoids as there are threads.
  ///
  /// - Parameter columns: those of all observations, as fitted.
  /// - Throws: ``ClusteringError/clusterCountOutOfRange(requested:distinct:)`` with fewer distinct rows
  ///   than *k*, ``ClusteringError/columnMismatch(column:)``; `CancellationError`.
  /// - Complexity: O(samples · (*s²·(p + k)* + *n·k·p*)) for samples of *s*, O(*n·p* + *s²*) memory.
  public func fit(
    _ columns: [GowerColumn], by gower: Gower, parallelism: Parallelism = .serial
  ) throws -> MedoidClusters {
    try gower.check(columns)
    try GowerColumn.check(clusterCount: clusterCount, among: columns)
    let count = columns[0].count
    let size = min(sampleSize ?? 80 + 4 * clusterCount, count)
    if size == count {
      return try KMedoids(clusterCount: clusterCount, seed: seed).fit(
        gower.dissimilarities(among: columns, parallelism: parallelism), parallelism: parallelism)
    }
    let numbers = columns.map(\.numbers)
    let judge = SampleJudge(count: count, exponent: 0, parallelism: parallelism) { row in
      gower.row(numbers.map { $0[row] }, numbers)
    }
    let distinct = DistinctRows(clusterCount, among: count) { row in
      GowerColumn.key(of: row, in: numbers)
    }
    return try search(judge, size: size, clusterCounts: [clusterCount], distinct) { rows, _ in
      let some = columns.map { $0.rows(at: rows) }
      return [
        try KMedoids(clusterCount: clusterCount, seed: seed).fit(
          gower.dissimilarities(among: some, parallelism: parallelism.unreported),
          parallelism: parallelism.unreported)
      ]
    }[0].clusters
  }

  /// The best of the samples' medoids, for each number of clusters.
  /// - Parameter cluster: some rows, for some numbers of clusters; they hold as many distinct ones.
  private func search<Key>(
    _ judge: SampleJudge, size: Int, clusterCounts: [Int], _ distinct: DistinctRows<Key>,
    _ cluster: (_ rows: [Int], _ clusterCounts: [Int]) throws -> [MedoidClusters]
  ) throws -> [SampleJudge.Candidate] {
    var best: [Int: SampleJudge.Candidate] = [:]
    for sample in 0..<samples {
      try judge.parallelism.checkpoint(Double(sample) / Double(samples))
      var stream = RandomStream(seed: seed, purpose: .kMedoidsSample, replicate: sample)
      let drawn = stream.sample(size, outOf: judge.count).sorted()
      // BUILD serves all numbers that take the same rows.
      let rowsOf = clusterCounts.map { distinct.completing(drawn, to: $0) }
      for rows in Set(rowsOf) {
        let counts = zip(clusterCounts, rowsOf).filter { $0.1 == rows }.map(\.0)
        for (count, clusters) in zip(counts, try cluster(rows, counts)) {
          let found = try judge.candidate(clusters, rows: rows)
          if best[count].map({ found.loss < $0.loss }) ?? true { best[count] = found }
        }
      }
    }
    return clusterCounts.compactMap { best[$0] }
  }
}

/// What a sample's medoids are worth to all observations.
private struct SampleJudge {
  struct Candidate {
    let labels: [Int]
    /// Rows of all observations, in the order of the labels.
    let medoids: [Int]
    let loss: Double
    let onSample: MedoidClusters
  }

  let count: Int
  /// Of the power of two by which distances are multiplied.
  let exponent: Int
  let parallelism: Parallelism
  /// Of all observations from one.
  let distances: @Sendable (Int) throws -> [Double]

  init(
    count: Int, exponent: Int, parallelism: Parallelism,
    distances: @escaping @Sendable (Int) throws -> [Double]
  ) {
    self.count = count
    self.exponent = exponent
    self.parallelism = parallelism
    self.distances = distances
  }

  func candidate(_ found: MedoidClusters, rows: [Int]) throws -> Candidate {
    let medoids = found.medoids.map { rows[$0] }
    var labels = [Int](repeating: 0, count: count)
    var nearest = [Double](repeating: .infinity, count: count)
    // As many columns of distances at a time as there are threads.
    for first in stride(from: 0, to: medoids.count, by: parallelism.threads) {
      let some = medoids[first..<min(first + parallelism.threads, medoids.count)]
      let columns = try parallelism.map(count: some.count) { try distances(some[first + $0]) }
      for (label, column) in zip(some.indices, columns) {
        try parallelism.checkpoint()
        for i in column.indices where column[i] < nearest[i] {
          nearest[i] = column[i]
          labels[i] = label
        }
      }
    }
    // Of medoids that coincide each keeps its own cluster.
    for (label, medoid) in medoids.enumerated() {
      labels[medoid] = label
      nearest[medoid] = 0
    }
    if exponent != 0 { nearest = nearest.map { $0.scaled(byPowerOfTwo: -exponent) } }
    return Candidate(
      labels: labels, medoids: medoids,
      loss: RowBlocks.sum(count: count) { [nearest] in nearest[$0] }, onSample: found)
  }
}

extension SampleJudge.Candidate {
  var clusters: MedoidClusters {
    let newLabel = Partition.canonicalRenumbering(of: labels).newLabel
    var ordered = medoids
    for (label, medoid) in medoids.enumerated() { ordered[newLabel[label] ?? label] = medoid }
    return MedoidClusters(
      partition: Partition(canonicalising: labels), medoids: ordered, loss: loss,
      swaps: onSample.swaps, passes: onSample.passes, converged: onSample.converged)
  }
}
