import Clustering
import LinearAlgebra

extension InternalIndex {
  /// The mean over the clusters of the worst ratio (s_a + s_b) / ‖c_a − c_b‖, where s is the mean
  /// distance of the members of a cluster to its mean c. Smaller is better; no unit, never negative.
  ///
  /// Undefined, hence `nil`, unless 2 ≤ *k* ≤ *n* − 1 and all cluster means differ by more than rounding,
  /// a trillionth of s_a + s_b. Agrees with
  /// scikit-learn's `davies_bouldin_score`, which drops coincident means instead.
  ///
  /// - Complexity: O(*n·p* + *k²·p*).
  /// - Source: Davies & Bouldin 1979, doi:10.1109/TPAMI.1979.4766909.
  public static func daviesBouldin(
    _ x: Matrix, _ partition: Partition, parallelism: Parallelism = .serial
  ) -> Double? {
    DispersionIndices(x, partition, parallelism: parallelism).daviesBouldin
  }

  static func daviesBouldin(_ inertia: InertiaDecomposition) -> Double? {
    let k = inertia.centroids.rowCount
    var total = 0.0
    for a in 0..<k {
      var worst = 0.0
      for b in 0..<k where b != a {
        let separation = squaredDistance(inertia.centroids.row(a), inertia.centroids.row(b))
          .squareRoot()
        let spread = inertia.meanDistances[a] + inertia.meanDistances[b]
        guard separation > 1e-12 * spread else { return nil }
        worst = max(worst, spread / separation)
      }
      total += worst
    }
    return total / Double(k)
  }
}
