/// Where one more cluster stops paying, read from the inertias W_k of the clusterings.
///
/// Two published rules, both on *k* ≥ 3 so that the first, always large, gain does not decide:
///
/// - ``ratioOfInertias``: takes the smallest W_k / W_(k−1). The rule that FactoMineR's `HCPC`
///   documents and applied up to version 2.13; the one reported as `inertiaGain`.
/// - ``ratioOfGains``: takes the largest Δ_k / Δ_(k+1), Δ_k = W_(k−1) − W_k: the last gain worth
///   having. The rule of Husson, Lê & Pagès's book, in `HCPC` since 2.14; undefined for the
///   largest candidate and where Δ_(k+1) ≤ 0.
///
/// `HCPC` reads W_k on the tree; here W_k is the inertia of the clustering proposed, consolidated
/// when the procedure consolidates.
package enum InertiaGain {
  case ratioOfInertias
  case ratioOfGains

  package static let smallestChoice = 3

  /// - Parameters:
  ///   - inertias: W_1, then W of each candidate; `nil` where there is no clustering.
  ///   - clusterCounts: the candidates, consecutive from 2.
  package func criterion(inertias: [Double?], clusterCounts: [Int]) -> Criterion {
    let values = clusterCounts.indices.map { value(inertias, at: $0 + 1) }
    let eligible = zip(values, clusterCounts).map { value, count in
      count >= InertiaGain.smallestChoice ? value : nil
    }
    let choice = Criterion.best(eligible, of: clusterCounts) { left, right in
      switch self {
      case .ratioOfInertias: left < right
      case .ratioOfGains: left > right
      }
    }
    return Criterion(values: values, chooses: choice)
  }

  private func value(_ inertias: [Double?], at index: Int) -> Double? {
    guard let before = inertias[index - 1], let own = inertias[index], before > 0 else {
      return nil
    }
    switch self {
    case .ratioOfInertias:
      return own / before
    case .ratioOfGains:
      guard index + 1 < inertias.count, let after = inertias[index + 1], own > after else {
        return nil
      }
      return (before - own) / (own - after)
    }
  }
}
