/// What becomes of a cluster that no observation of positive weight is nearest to.
extension Lloyd {
  func emptyClusters(of blocks: [Block]) -> [Int] {
    (0..<clusterCount).filter { c in blocks.allSatisfy { $0.sums.weights[c] == 0 } }
  }

  /// Gives each empty cluster, in order of label, the next farthest observation.
  /// - Returns: whether any observation moved.
  func fillEmptyClusters(of blocks: inout [Block]) -> Bool {
    let empty = emptyClusters(of: blocks)
    if empty.isEmpty { return false }
    let rows = farthestObservations(of: blocks, count: empty.count)
    for (cluster, row) in zip(empty, rows) {
      let (block, offset) = row.quotientAndRemainder(dividingBy: RowBlocks.size)
      blocks[block].labels[offset] = Int32(cluster)
      blocks[block].squaredDistances[offset] = 0
      blocks[block].sums = sums(inBlock: block, labels: blocks[block].labels)
    }
    return !rows.isEmpty
  }

  /// The rows of positive weight farthest from their centroid, farthest first, ties to the first
  /// row; none at distance 0, none that is the last of its cluster.
  func farthestObservations(of blocks: [Block], count: Int) -> [Int] {
    let distances = blocks.flatMap(\.squaredDistances)
    let labels = blocks.flatMap(\.labels)
    var memberCount = [Int](repeating: 0, count: clusterCount)
    let weighing = labels.indices.filter { i in observations.weights.map { $0[i] > 0 } ?? true }
    for i in weighing { memberCount[Int(labels[i])] += 1 }
    let candidates = weighing.filter { distances[$0] > 0 }.sorted { a, b in
      distances[a] != distances[b] ? distances[a] > distances[b] : a < b
    }
    var chosen: [Int] = []
    for i in candidates where chosen.count < count && memberCount[Int(labels[i])] > 1 {
      memberCount[Int(labels[i])] -= 1
      chosen.append(i)
    }
    return chosen
  }
}
