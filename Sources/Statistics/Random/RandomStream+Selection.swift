extension RandomStream {
  /// A uniform permutation of 0 ..< count, by Fisher and Yates's exchanges.
  public mutating func permutation(of count: Int) -> [Int] {
    sample(count, outOf: count)
  }

  /// `size` distinct members of 0 ..< count in random order, all ordered samples equally likely:
  /// the first `size` exchanges of Fisher and Yates.
  /// - Complexity: O(`count`) memory and time.
  public mutating func sample(_ size: Int, outOf count: Int) -> [Int] {
    precondition(size >= 0 && size <= count, "no more than there are")
    var items = Array(0..<count)
    for position in 0..<size {
      items.swapAt(position, position + integer(below: count - position))
    }
    return Array(items.prefix(size))
  }

  /// An index with probability proportional to its weight; uniform where all weights are 0.
  ///
  /// One uniform number u, one pass: the first index whose cumulative weight exceeds u · Σw. Should
  /// rounding leave none, the last index of positive weight: an index of weight 0 is never drawn
  /// beside a positive one.
  /// - Parameter weights: at least one, finite, not negative.
  public mutating func weightedIndex(_ weights: [Double]) -> Int {
    var total = 0.0
    var last = -1
    for (index, weight) in weights.enumerated() {
      precondition(weight >= 0, "weights are not negative")
      total += weight
      if weight > 0 { last = index }
    }
    precondition(total.isFinite, "a finite total weight")
    if last < 0 { return integer(below: weights.count) }
    let target = uniform() * total
    var cumulative = 0.0
    for (index, weight) in weights.enumerated() {
      cumulative += weight
      if cumulative > target { return index }
    }
    return last
  }
}
