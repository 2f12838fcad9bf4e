import Clustering
import LinearAlgebra

extension InternalIndex {
  /// The share B / (B + W) of the total inertia that lies between the clusters, from 0 to 1; what a
  /// regression calls R². 0 where all observations coincide: there is nothing to explain.
  ///
  /// - Complexity: O(*n·p*).
  public static func explainedInertia(
    _ x: Matrix, _ partition: Partition, parallelism: Parallelism = .serial
  ) -> Double {
    DispersionIndices(x, partition, parallelism: parallelism).explainedInertia
  }
}
