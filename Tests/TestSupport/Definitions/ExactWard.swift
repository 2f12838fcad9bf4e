/// Ward's costs from the observations themselves, however far they lie from one another or from 0:
/// no centroid is kept, nothing is centred. With W the weight of a cluster and S its weighted sum,
/// δ(a, b) = Σⱼ ((W_b S_a − W_a S_b) / W_aW_b)² / (1/W_a + 1/W_b), the differences sums of exact
/// products, rounded once. It judges each step of a tree.
public struct ExactWard {
  private let rows: [[Double]]
  private var weights: [Double]
  private let own: [Double]
  private var members: [[Int]]
  private var standing: [Int]
  private var costs: [[Int: Double]]

  /// - Parameter weights: integers below 2²⁰, so that their sums are exact.
  public init(_ rows: [[Double]], weights: [Double]? = nil) {
    self.rows = rows
    own = weights ?? rows.map { _ in 1 }
    self.weights = own
    members = rows.indices.map { [$0] }
    standing = Array(rows.indices)
    costs = []
    for a in rows.indices {
      costs.append([:])
      for b in 0..<a { costs[a][b] = cost(a, b) }
    }
  }

  /// √(2δ).
  public func height(_ a: Int, _ b: Int) -> Double {
    (2 * (costs[max(a, b)][min(a, b)] ?? .nan)).squareRoot()
  }

  /// The lowest height at which any two clusters can merge now.
  public var lowestHeight: Double {
    var lowest = Double.infinity
    for a in standing { for b in standing where b < a { lowest = min(lowest, height(a, b)) } }
    return lowest
  }

  /// Merges clusters `a` and `b` into the next new number.
  public mutating func merge(_ a: Int, _ b: Int) {
    let new = members.count
    members.append(members[a] + members[b])
    weights.append(weights[a] + weights[b])
    standing.removeAll { $0 == a || $0 == b }
    costs.append([:])
    for c in standing { costs[new][c] = cost(new, c) }
    standing.append(new)
  }

  private func cost(_ a: Int, _ b: Int) -> Double {
    let (wa, wb) = (weights[a], weights[b])
    var sum = 0.0
    for j in rows[0].indices {
      let terms =
        members[a].flatMap { product(wb * own[$0], rows[$0][j]) }
        + members[b].flatMap { product(-wa * own[$0], rows[$0][j]) }
      let difference = exactSum(terms) / (wa * wb)
      sum += difference * difference
    }
    return sum / (1 / wa + 1 / wb)
  }

  /// a·b as a double and what it lacks.
  private func product(_ a: Double, _ b: Double) -> [Double] {
    let rounded = a * b
    return [rounded, (-rounded).addingProduct(a, b)]
  }
}
