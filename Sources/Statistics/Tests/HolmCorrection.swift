/// P-values of a family of tests, corrected for their number.
///
///     HolmCorrection.corrected([0.01, 0.04, nil, 0.03])      // [0.03, 0.06, nil, 0.06]
///
/// With the *m* p-values that are defined in increasing order, p̃(i) = max over j ≤ i of
/// min(1, (m − j + 1) · p(j)). Calling those at most α real makes one mistake or more with a probability
/// of at most α, however the tests depend on one another; never less often right than Bonferroni. Ties
/// get one value.
///
/// - Source: Holm 1979, Scandinavian Journal of Statistics 6, 65–70 (JSTOR 4615733). Agrees with R's
///   `p.adjust(p, method = "holm")`, which leaves missing values out of the family too.
public enum HolmCorrection {
  /// - Parameter pValues: each 0…1; `nil` where a test was not made: not of the family.
  /// - Returns: in the same order.
  public static func corrected(_ pValues: [Double?]) -> [Double?] {
    let family = pValues.indices.compactMap { index in pValues[index].map { (index, $0) } }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    var result = [Double?](repeating: nil, count: pValues.count)
    var reached = 0.0
    for (rank, (index, p)) in family.enumerated() {
      reached = max(reached, min(1, Double(family.count - rank) * p))
      result[index] = reached
    }
    return result
  }
}
