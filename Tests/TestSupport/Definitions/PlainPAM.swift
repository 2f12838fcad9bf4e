/// k-medoids by its definition, on a table of dissimilarities.
public struct PlainPAM {
  public private(set) var medoids: [Int]
  public private(set) var losses: [Double] = []

  private let d: [[Double]]

  public init(_ d: [[Double]], medoids: [Int]) {
    self.d = d
    self.medoids = medoids
  }

  public static func loss(_ d: [[Double]], _ medoids: [Int]) -> Double {
    PlainLloyd.sumInBlocks(d.indices.map { o in medoids.map { d[o][$0] }.min() ?? 0 })
  }

  /// The lowest loss that exchanging one medoid for one other observation gives.
  public static func bestExchange(_ d: [[Double]], _ medoids: [Int]) -> Double {
    var best = Double.infinity
    for slot in medoids.indices {
      for candidate in d.indices where !medoids.contains(candidate) {
        var exchanged = medoids
        exchanged[slot] = candidate
        best = min(best, loss(d, exchanged))
      }
    }
    return best
  }

  /// Observations in turn; one that lowers the loss replaces the medoid it does best without, at
  /// once; until n in a row do not.
  public mutating func run() {
    var (candidate, idle) = (0, 0)
    losses = [Self.loss(d, medoids)]
    while idle < d.count {
      idle += 1
      if !medoids.contains(candidate) {
        let exchanges = medoids.indices.map { slot in
          var exchanged = medoids
          exchanged[slot] = candidate
          return exchanged
        }
        let found = exchanges.map { Self.loss(d, $0) }
        let best = found.indices.min { (found[$0], $0) < (found[$1], $1) } ?? 0
        // Less than rounding is no gain.
        if found[best] < losses[losses.count - 1] * (1 - 1e-12) {
          medoids = exchanges[best]
          losses.append(found[best])
          idle = 0
        }
      }
      candidate = (candidate + 1) % d.count
    }
  }

  /// Greedy: each medoid the one that leaves the lowest loss, ties to the lowest row.
  public static func build(_ d: [[Double]], _ clusterCount: Int) -> [Int] {
    var medoids: [Int] = []
    while medoids.count < clusterCount {
      let candidates = d.indices.filter { !medoids.contains($0) }
      let losses = candidates.map { loss(d, medoids + [$0]) }
      let best = losses.indices.min { (losses[$0], $0) < (losses[$1], $1) } ?? 0
      medoids.append(candidates[best])
    }
    return medoids
  }
}
