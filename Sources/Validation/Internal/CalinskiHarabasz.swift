import Clustering
import LinearAlgebra

extension InternalIndex {
  /// The variance ratio (B / (*k* − 1)) / (W / (*n* − *k*)), B and W the inertia between and within
  /// the clusters. Larger is better; no unit.
  ///
  /// Undefined, hence `nil`, unless 2 ≤ *k* ≤ *n* − 1 and W > 0 but for rounding. Agrees with scikit-learn's
  /// `calinski_harabasz_score`, which answers 1 where W = 0.
  ///
  /// - Complexity: O(*n·p*).
  /// - Source: Caliński & Harabasz 1974, doi:10.1080/03610927408827101.
  public static func calinskiHarabasz(
    _ x: Matrix, _ partition: Partition, parallelism: Parallelism = .serial
  ) -> Double? {
    DispersionIndices(x, partition, parallelism: parallelism).calinskiHarabasz
  }

  static func calinskiHarabasz(_ inertia: InertiaDecomposition, _ partition: Partition) -> Double? {
    let (n, k) = (partition.observationCount, partition.clusterCount)
    guard !inertia.isTight else { return nil }
    return (inertia.between / Double(k - 1)) / (inertia.within / Double(n - k))
  }
}
