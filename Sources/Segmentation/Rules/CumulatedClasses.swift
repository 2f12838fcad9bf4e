/// Classes A, B, C… by cumulated share of a measure.
///
///     CumulatedClasses(shares: [0.5, 0.8, 1]).classes(of: [60, 30, 10])   // ["A", "B", "C"]
///
/// With *mᵢ* ≥ 0 the measure of client *i* (a negative one counts as 0) and *sᵢ* = Σ *mⱼ* over the
/// clients with *mⱼ* > *mᵢ*, over Σ *mⱼ*: the class is the first whose share exceeds *sᵢ*, the last
/// where none does. Equal measures fall into one class, so the order of the clients does not
/// matter; the client that passes a threshold is still before it.
///
/// Degenerate input: a missing (NaN) or infinite measure has no class, nor has anyone where all
/// measures are 0.
package struct CumulatedClasses {
  /// Increasing, the last 1, at most 26.
  package let shares: [Double]

  package init(shares: [Double]) { self.shares = shares }

  package func classes(of measures: [Double]) -> [Int?] {
    let order = measures.indices.filter { measures[$0].isFinite }
      .sorted { (measures[$1], $0) < (measures[$0], $1) }
    let total = order.reduce(0) { $0 + max(0, measures[$1]) }
    var classes = [Int?](repeating: nil, count: measures.count)
    guard total > 0 else { return classes }
    var sum = 0.0
    var before = 0.0
    for (rank, row) in order.enumerated() {
      if rank > 0, measures[order[rank - 1]] != measures[row] { before = sum }
      classes[row] = shares.firstIndex { before < $0 * total } ?? shares.count - 1
      sum += max(0, measures[row])
    }
    return classes
  }

  /// `A` for 0.
  package static func letter(_ index: Int) -> String {
    String(UnicodeScalar(UInt8(65 + min(index, 25))))
  }
}
