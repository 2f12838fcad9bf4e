import LinearAlgebra

extension CentroidModel {
  /// The model without some of its clusters, whose observations go to the nearest centroid left; the
  /// others keep their labels.
  ///
  /// - Parameters:
  ///   - clusters: labels, not all of them.
  ///   - x: the observations the model was fitted to, unweighted.
  /// - Throws: ``ClusteringError/notFinite(row:column:)``, ``ClusteringError/tooLarge(row:column:)``.
  public func dissolving(_ clusters: Set<Int>, in x: Matrix) throws -> CentroidModel {
    precondition(x.rowCount == partition.observationCount, "the observations of the model")
    let kept = (0..<clusterCount).filter { !clusters.contains($0) }
    precondition(!kept.isEmpty, "a cluster is left")
    let left = centroids.rows(at: kept)
    let nearest = left.nearestRows(to: x)
    let labels = zip(partition.labels, nearest).map { kept.firstIndex(of: $0) ?? $1 }
    let observations = try Observations(x, weights: nil, rule: .notNegative)
    return CentroidModel(of: labels, clusterCount: kept.count, in: observations)
  }
}
