import Clustering
import LinearAlgebra

/// Indices of a partition from the observations themselves, by their dispersion about the cluster
/// means. Each lives in its own file; what they share is here.
///
///     InternalIndex.calinskiHarabasz(x, partition)
///     InternalIndex.daviesBouldin(x, partition)
///     InternalIndex.explainedInertia(x, partition)
public enum InternalIndex {}

/// The decomposition of the total inertia of *n* observations by a partition:
/// Σᵢ‖xᵢ − x̄‖² = Σᵢ‖xᵢ − c(i)‖² + Σ_c n_c‖c − x̄‖², c(i) the mean of the cluster of *i*.
struct InertiaDecomposition {
  let centroids: Matrix
  let within: Double
  let between: Double
  /// For each cluster, the mean Euclidean distance of its members to its mean.
  let meanDistances: [Double]

  /// Whether the inertia within is nothing but the rounding of means.
  var isTight: Bool { isRounding(within, of: within + between) }

  init(_ x: Matrix, _ partition: Partition) {
    precondition(partition.observationCount == x.rowCount, "one label per observation")
    let (p, k) = (x.columnCount, partition.clusterCount)
    let centroids = clusterMeans(x, partition)
    var within = 0.0
    var distances = [Double](repeating: 0, count: k)
    for i in 0..<x.rowCount {
      let label = partition.labels[i]
      let squared = squaredDistance(x.row(i), centroids.row(label))
      within += squared
      distances[label] += squared.squareRoot()
    }
    let mean = columnMeans(x)
    var between = 0.0
    for cluster in 0..<k {
      between +=
        Double(partition.sizes[cluster]) * squaredDistance(centroids.row(cluster), mean[...])
    }
    precondition(mean.count == p, "one mean per variable")
    self.centroids = centroids
    self.within = within
    self.between = between
    meanDistances = zip(distances, partition.sizes).map { $0 / Double($1) }
  }
}

/// Whether an inertia is too small a part of the total to be more than rounding: clusters of
/// identical observations may lie a few units of the last place from their mean.
func isRounding(_ inertia: Double, of total: Double) -> Bool { inertia <= 1e-24 * total }

/// The means of the clusters, *k* × *p*, in the order of the labels.
func clusterMeans(_ x: Matrix, _ partition: Partition) -> Matrix {
  var means = Matrix(
    repeating: 0, rowCount: partition.clusterCount, columnCount: x.columnCount)
  for (i, label) in partition.labels.enumerated() {
    for (variable, value) in x.row(i).enumerated() { means[label, variable] += value }
  }
  for (cluster, size) in partition.sizes.enumerated() {
    for variable in 0..<x.columnCount { means[cluster, variable] /= Double(size) }
  }
  return means
}

func columnMeans(_ x: Matrix) -> [Double] {
  var means = [Double](repeating: 0, count: x.columnCount)
  for i in 0..<x.rowCount {
    for (variable, value) in x.row(i).enumerated() { means[variable] += value }
  }
  return means.map { $0 / Double(max(x.rowCount, 1)) }
}

func squaredDistance(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
  var sum = 0.0
  for (left, right) in zip(a, b) { sum += (left - right) * (left - right) }
  return sum
}

/// Σᵢ‖xᵢ − point‖².
func inertia(_ x: Matrix, about point: [Double]) -> Double {
  var sum = 0.0
  for i in 0..<x.rowCount { sum += squaredDistance(x.row(i), point[...]) }
  return sum
}
