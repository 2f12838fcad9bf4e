import Clustering
import LinearAlgebra

/// Indices of a partition from the observations themselves, by their dispersion about the cluster
/// means. Each lives in its own file; what they share is here.
///
///     InternalIndex.calinskiHarabasz(x, partition)
///     InternalIndex.daviesBouldin(x, partition)
///     InternalIndex.explainedInertia(x, partition)
public enum InternalIndex {}

/// The indices that rest on the cluster means, for the price of one of them.
///
///     let indices = DispersionIndices(x, partition, parallelism: Parallelism(threads: 2))
///     indices.calinskiHarabasz
public struct DispersionIndices: Sendable, Codable, Equatable {
  /// See ``InternalIndex/calinskiHarabasz(_:_:parallelism:)``.
  public let calinskiHarabasz: Double?
  /// See ``InternalIndex/daviesBouldin(_:_:parallelism:)``.
  public let daviesBouldin: Double?
  /// See ``InternalIndex/explainedInertia(_:_:parallelism:)``.
  public let explainedInertia: Double

  public init(_ x: Matrix, _ partition: Partition, parallelism: Parallelism = .serial) {
    // Ratios do not depend on the scale; squares at the ends of the range would.
    let inertia = InertiaDecomposition(x.atOrdinaryScale(), partition, parallelism: parallelism)
    let isDefined = partition.clusterCount >= 2 && partition.clusterCount < x.rowCount
    calinskiHarabasz = isDefined ? InternalIndex.calinskiHarabasz(inertia, partition) : nil
    daviesBouldin = isDefined ? InternalIndex.daviesBouldin(inertia) : nil
    explainedInertia = inertia.explained
  }
}

/// The decomposition of the total inertia of *n* observations by a partition:
/// Σᵢ‖xᵢ − x̄‖² = Σᵢ‖xᵢ − c(i)‖² + Σ_c n_c‖c − x̄‖², c(i) the mean of the cluster of *i*.
///
/// Sums over observations run in blocks of 4096 rows, then over the blocks in order, whatever the
/// number of threads; means are taken as deviations from a point amid the rows, so that a large offset
/// costs no digits, nor does an outlier.
struct InertiaDecomposition {
  let centroids: Matrix
  let within: Double
  let between: Double
  /// For each cluster, the mean Euclidean distance of its members to its mean.
  let meanDistances: [Double]

  var explained: Double { within + between > 0 ? between / (within + between) : 0 }

  /// Whether every cluster is one point, many times: `within` is then 0, for a column that is the same
  /// all over a cluster is its mean, unrounded.
  var isTight: Bool { within == 0 }

  init(_ x: Matrix, _ partition: Partition, parallelism: Parallelism = .serial) {
    precondition(partition.observationCount == x.rowCount, "one label per observation")
    let k = partition.clusterCount
    let deviations = ClusterDeviations(x, partition, parallelism: parallelism)
    let centroids = deviations.clusterMeans
    let spreads = parallelism.map(blocksOf: x.rowCount, size: ClusterDeviations.blockSize) {
      Spread(x, partition, centroids, rows: $0)
    }
    var total = Spread(clusterCount: k)
    for spread in spreads { total += spread }
    let mean = deviations.mean
    var between = 0.0
    for cluster in 0..<k {
      between +=
        Double(partition.sizes[cluster]) * squaredDistance(centroids.row(cluster), mean[...])
    }
    self.centroids = centroids
    self.within = total.inertia
    self.between = between
    meanDistances = zip(total.distances, partition.sizes).map { $0 / Double($1) }
  }

  /// Sums of squared and plain distances to the clusters' means.
  private struct Spread: Sendable {
    var inertia = 0.0
    var distances: [Double]

    init(clusterCount: Int) { distances = [Double](repeating: 0, count: clusterCount) }

    init(_ x: Matrix, _ partition: Partition, _ centroids: Matrix, rows: Range<Int>) {
      self.init(clusterCount: partition.clusterCount)
      for i in rows {
        let label = partition.labels[i]
        let squared = squaredDistance(x.row(i), centroids.row(label))
        inertia += squared
        distances[label] += squared.squareRoot()
      }
    }

    static func += (total: inout Spread, block: Spread) {
      total.inertia += block.inertia
      for c in total.distances.indices { total.distances[c] += block.distances[c] }
    }
  }
}

/// Sums of deviations from a point amid the rows, cluster by cluster.
private struct ClusterDeviations {
  static let blockSize = 4096

  let clusterMeans: Matrix
  let mean: [Double]
  init(_ x: Matrix, _ partition: Partition, parallelism: Parallelism) {
    let (p, k, n) = (x.columnCount, partition.clusterCount, x.rowCount)
    let origin = n > 0 ? x.middleOfSomeRows() : [Double](repeating: 0, count: p)
    let blocks = parallelism.map(blocksOf: n, size: Self.blockSize) { rows in
      var sums = [Double](repeating: 0, count: k * p)
      for i in rows {
        let base = partition.labels[i] * p
        for (variable, value) in x.row(i).enumerated() {
          sums[base + variable] += value - origin[variable]
        }
      }
      return sums
    }
    var total = [Double](repeating: 0, count: k * p)
    for block in blocks { for s in total.indices { total[s] += block[s] } }
    var means = Matrix(repeating: 0, rowCount: k, columnCount: p)
    var mean = [Double](repeating: 0, count: p)
    for c in 0..<k {
      for j in 0..<p {
        means[c, j] = origin[j] + total[c * p + j] / Double(partition.sizes[c])
        mean[j] += total[c * p + j]
      }
    }
    Self.setConstants(&means, x, partition)
    clusterMeans = means
    self.mean = (0..<p).map { origin[$0] + mean[$0] / Double(max(n, 1)) }
  }

  /// Where a column is the same all over a cluster, that is its mean, unrounded. Looks no further once
  /// every column has differed in every cluster, which is soon as a rule.
  private static func setConstants(_ means: inout Matrix, _ x: Matrix, _ partition: Partition) {
    let p = x.columnCount
    var first = [Int](repeating: -1, count: partition.clusterCount)
    var differs = [Bool](repeating: false, count: partition.clusterCount * p)
    var left = differs.count
    for (i, cluster) in partition.labels.enumerated() where left > 0 {
      if first[cluster] < 0 { first[cluster] = i }
      for j in 0..<p where !differs[cluster * p + j] && x[i, j] != x[first[cluster], j] {
        differs[cluster * p + j] = true
        left -= 1
      }
    }
    guard left > 0 else { return }
    for (cluster, row) in first.enumerated() where row >= 0 {
      for j in 0..<p where !differs[cluster * p + j] { means[cluster, j] = x[row, j] }
    }
  }
}

/// Whether an inertia is too small a part of the total to be more than rounding: clusters of
/// identical observations may lie a few units of the last place from their mean.
func isRounding(_ inertia: Double, of total: Double) -> Bool { inertia <= 1e-24 * total }

/// Σᵢ‖xᵢ − point‖².
func inertia(_ x: Matrix, about point: [Double]) -> Double {
  var sum = 0.0
  for i in 0..<x.rowCount { sum += squaredDistance(x.row(i), point[...]) }
  return sum
}
