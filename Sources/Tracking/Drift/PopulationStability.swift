import Statistics
import Validation

/// How far a distribution has moved from a reference, as the population stability index.
///
///     PSI = Σ (qᵢ − pᵢ) · ln(qᵢ / pᵢ)
///
/// over bins i, with p the shares of the reference and q those of the sample; it is 0 where nothing
/// moved. A quantity's bins are the deciles of the reference (type 7), each closed on the right, those
/// that coincide taken once; a category's are its levels. A share of 0 counts as ``floor``, so that a
/// level that comes up or goes away weighs much and not without bound. Missing values are left out: how
/// many there are is told apart.
///
/// By custom below 0.10 nothing to speak of, from 0.25 on a shift (Siddiqi 2006, *Credit Risk
/// Scorecards*, Wiley); the index is Jeffreys' divergence between the two sets of shares (1946,
/// doi:10.1098/rspa.1946.0056).
public enum PopulationStability {
  public static let floor = 1e-4

  /// - Returns: `nil` where either has no value.
  public static func index(reference: [Double], sample: [Double]) -> Double? {
    let known = reference.filter(\.isFinite).sorted()
    let values = sample.filter(\.isFinite)
    guard !known.isEmpty, !values.isEmpty else { return nil }
    let bins = Bins(of: known)
    return index(counts(of: known, in: bins), counts(of: values, in: bins))
  }

  /// - Parameters:
  ///   - reference: how often each level occurs.
  ///   - sample: the same, in the same order.
  public static func index(_ reference: [Int], _ sample: [Int]) -> Double? {
    precondition(reference.count == sample.count, "the same levels")
    let (all, others) = (reference.reduce(0, +), sample.reduce(0, +))
    guard all > 0, others > 0 else { return nil }
    return zip(reference, sample).reduce(0) { sum, pair in
      if pair.0 == 0, pair.1 == 0 { return sum }
      let p = max(Double(pair.0) / Double(all), floor)
      let q = max(Double(pair.1) / Double(others), floor)
      return sum + (q - p) * naturalLogarithm(q / p)
    }
  }

  /// The inner deciles of a reference, increasing, each once: bins are ]−∞, e₁], ]e₁, e₂], …, ]eₘ, ∞[.
  struct Bins {
    let edges: [Double]

    init(of sorted: [Double]) {
      var edges: [Double] = []
      for decile in 1...9 {
        guard let edge = sorted.quantileOfSorted(Double(decile) / 10) else { continue }
        if edges.last != edge { edges.append(edge) }
      }
      self.edges = edges
    }
  }

  static func counts(of values: [Double], in bins: Bins) -> [Int] {
    var counts = [Int](repeating: 0, count: bins.edges.count + 1)
    for value in values { counts[bins.edges.count { $0 < value }] += 1 }
    return counts
  }
}
