extension Array where Element == Double {
  /// p-values adjusted for being several, so that those at most α are wrong, any of them, with a
  /// probability of at most α, whatever their dependence.
  ///
  ///     [0.01, 0.04, 0.03].holmAdjusted      // [0.03, 0.06, 0.06]
  ///
  /// The i-th smallest of m becomes the largest of min(1, (m − j + 1) p₍ⱼ₎), j ≤ i. Holm 1979, *Scandinavian
  /// Journal of Statistics* 6, 65–70; R's `p.adjust(p, "holm")`.
  public var holmAdjusted: [Double] {
    let order = indices.sorted { self[$0] != self[$1] ? self[$0] < self[$1] : $0 < $1 }
    var adjusted = self
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = Swift.max(largest, Swift.min(1, Double(count - rank) * self[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}
