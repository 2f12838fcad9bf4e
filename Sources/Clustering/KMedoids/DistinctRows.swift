/// The rows of data by what tells them apart, for samples that must hold enough distinct ones.
struct DistinctRows<Key: Hashable> {
  private let key: (Int) -> Key
  /// The first of each of some distinct rows.
  private let first: [Int]

  /// - Parameters:
  ///   - count: how many are looked for; there are as many among the `rowCount`.
  init(_ count: Int, among rowCount: Int, key: @escaping (Int) -> Key) {
    self.key = key
    var seen: Set<Key> = []
    var first: [Int] = []
    for row in 0..<rowCount where first.count < count && seen.insert(key(row)).inserted {
      first.append(row)
    }
    self.first = first
  }

  /// The rows of a sample and, where fewer than `count` of them are distinct, the first rows of all that
  /// are like none of them, until there are as many.
  func completing(_ sample: [Int], to count: Int) -> [Int] {
    var seen: Set<Key> = []
    for row in sample {
      seen.insert(key(row))
      if seen.count >= count { return sample }
    }
    let others = first.filter { !seen.contains(key($0)) }
    return (sample + others.prefix(count - seen.count)).sorted()
  }
}
