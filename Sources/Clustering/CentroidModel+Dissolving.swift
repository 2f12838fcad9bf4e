import LinearAlgebra

extension CentroidModel {
  /// The model without some of its clusters, whose observations go to the nearest centroid left; the
  /// others keep their labels.
  ///
  /// - Parameters:
  ///   - clusters: labels, not all of them.
  ///   - x: the observations the model was fitted to, unweighted.
  /// - Throws: ``ClusteringError/notFinite(row:column:)``.
  public func dissolving(_ clusters: Set<Int>, in x: Matrix) throws -> CentroidModel {
    precondition(x.rowCount == partition.observationCount, "the observations of the model")
    let kept = (0..<clusterCount).filter { !clusters.contains($0) }
    precondition(!kept.isEmpty, "a cluster is left")
    let left = centroids.rows(at: kept)
    let squares = PairwiseDistances(left).squared(from: x)
    let labels = partition.labels.enumerated().map { i, label -> Int in
      if let position = kept.firstIndex(of: label) { return position }
      let row = squares.row(i)
      return row.indices.min { (row[$0], $0) < (row[$1], $1) }.map { $0 - row.startIndex } ?? 0
    }
    let observations = try Observations(x, weights: nil, rule: .notNegative)
    return CentroidModel(of: labels, clusterCount: kept.count, in: observations)
  }
}
