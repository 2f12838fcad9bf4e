import CKernels
import LinearAlgebra

extension SquareAgglomeration {
  /// One merge at a time, of the least dissimilar pair of all: for linkages whose heights may fall.
  ///
  /// Every cluster keeps its nearest neighbour or, once that has merged, a lower bound of its next
  /// dissimilarity; the cluster of the lowest value is looked at again until that is no mere bound.
  ///
  /// Source: the generic algorithm of Müllner 2011, arXiv:1109.2378.
  mutating func runByGlobalMinimum(
    parallelism: Parallelism
  ) throws(CancellationError) -> [AgglomerationStep] {
    try refresh(active, parallelism: parallelism)
    while active.count > 1 {
      if active.count % 16 == 0 { try checkpoint(parallelism) }
      let pair = try leastPair()
      mergeInPlace([pair], parallelism: parallelism)
      updateNeighbours(after: pair)
      if active.count > 1, active.count * 10 <= slotCount * 7 {
        try closeUp(merging: [], parallelism: parallelism)
      }
    }
    return steps
  }

  private mutating func leastPair() throws(CancellationError) -> Pair {
    while true {
      var slot: Int32 = 0
      var cost = 0.0
      ckLowestOf(costs, penalties, slotCount, &slot, &cost)
      if isStale[Int(slot)] {
        try refresh([Int(slot)], parallelism: .serial)
      } else {
        let (a, b) = (Int(slot), Int(neighbours[Int(slot)]))
        return Pair(first: min(a, b), second: max(a, b), cost: cost)
      }
    }
  }

  /// Compares each cluster's neighbour with the cluster just made, which stands in the first slot.
  private mutating func updateNeighbours(after pair: Pair) {
    let (count, penalties) = (slotCount, penalties)
    let (row, own) = square.withRows { rows in
      (
        [Double](UnsafeBufferPointer(start: rows[pair.first], count: count)),
        Square.Lowest(of: rows[pair.first], penalties, count: count)
      )
    }
    for slot in active where slot != pair.first {
      let neighbour = Int(neighbours[slot])
      let lost = neighbour == pair.first || neighbour == pair.second
      let isFirst = !isStale[slot] && (lost || pair.first < neighbour)
      if row[slot] < costs[slot] || (row[slot] == costs[slot] && isFirst) {
        take(Square.Lowest(index: Int32(pair.first), value: row[slot]), for: slot)
      } else if lost {
        // A bound has no neighbour; the slot keeps it from pointing at one that is no more.
        isStale[slot] = true
        neighbours[slot] = Int32(slot)
      }
    }
    take(own, for: pair.first)
  }
}
