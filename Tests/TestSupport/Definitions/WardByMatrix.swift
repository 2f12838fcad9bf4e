/// Ward's method one merge at a time, from the full matrix of squared distances updated by Lance and
/// Williams's formula: it judges each step of a tree.
public struct WardByMatrix {
  private var squared: [[Double]]
  private var weight: [Double]
  private var isFree: [Bool]

  public init(_ x: [[Double]], weights: [Double]? = nil) {
    weight = weights ?? x.map { _ in 1 }
    isFree = x.map { _ in true }
    squared = x.map { _ in [] }
    for i in x.indices {
      squared[i] = x.indices.map { j in
        // 2δ of two observations: twice wᵢwⱼ/(wᵢ + wⱼ) times the squared distance.
        2 * weight[i] * weight[j] / (weight[i] + weight[j])
          * PlainLloyd.squaredDistance(x[i], x[j])
      }
    }
  }

  public func height(_ a: Int, _ b: Int) -> Double { squared[a][b].squareRoot() }

  /// The lowest height at which any two clusters can merge now.
  public var lowestHeight: Double {
    var lowest = Double.infinity
    for a in isFree.indices where isFree[a] {
      for b in 0..<a where isFree[b] { lowest = min(lowest, squared[a][b]) }
    }
    return lowest.squareRoot()
  }

  /// Merges clusters `a` and `b` into the next new number.
  public mutating func merge(_ a: Int, _ b: Int) {
    let (wa, wb) = (weight[a], weight[b])
    var row: [Double] = []
    for c in isFree.indices {
      let wc = weight[c]
      row.append(
        ((wa + wc) * squared[a][c] + (wb + wc) * squared[b][c] - wc * squared[a][b])
          / (wa + wb + wc))
    }
    for c in squared.indices { squared[c].append(row[c]) }
    squared.append(row + [0])
    weight.append(wa + wb)
    isFree[a] = false
    isFree[b] = false
    isFree.append(true)
  }
}
