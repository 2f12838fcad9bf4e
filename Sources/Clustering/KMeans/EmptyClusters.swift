import HeapModule
import LinearAlgebra

/// What becomes of a cluster that no observation of positive weight is nearest to.
extension LloydState {
  var emptyClusters: [Int] { sums.members.indices.filter { sums.members[$0] == 0 } }

  /// Gives each empty cluster, in order of label, the next farthest observation.
  /// - Returns: whether any observation moved.
  mutating func fillEmptyClusters(_ parallelism: Parallelism) -> Bool {
    let empty = emptyClusters
    if empty.isEmpty { return false }
    let found = farthestObservations(count: empty.count, parallelism)
    for (cluster, row) in zip(empty, found) {
      sums.move(row, from: Int(rows.labels[row]), to: cluster, in: lloyd.observations)
      rows.labels[row] = Int32(cluster)
      rows.lookAt(row)
    }
    sums.fold()
    return !found.isEmpty
  }

  /// The rows of positive weight farthest from their centroid, farthest first, ties to the first
  /// row; none at distance 0, none that is the last of its cluster.
  func farthestObservations(count: Int, _ parallelism: Parallelism) -> [Int] {
    let weights = lloyd.observations.weights
    let distances = parallelism.map(count: lloyd.blockCount) { squaredDistances(inBlock: $0) }
      .flatMap { $0 }
    let eligible = distances.indices.filter { i in
      distances[i] > 0 && weights.map { $0[i] > 0 } ?? true
    }
    var candidates = Heap(
      eligible.map { Candidate(distance: distances[$0], row: $0) })
    var memberCount = sums.members
    var chosen: [Int] = []
    while chosen.count < count, let farthest = candidates.popMax() {
      let label = Int(rows.labels[farthest.row])
      if memberCount[label] <= 1 { continue }
      memberCount[label] -= 1
      chosen.append(farthest.row)
    }
    return chosen
  }

  /// Of equally far ones the first row is the largest.
  private struct Candidate: Comparable {
    let distance: Double
    let row: Int

    static func < (a: Candidate, b: Candidate) -> Bool {
      a.distance != b.distance ? a.distance < b.distance : a.row > b.row
    }
  }
}
