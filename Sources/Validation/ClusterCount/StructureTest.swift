/// Whether the clusters divide the data better than they divide a cloud in one piece of the same
/// margins and links.
///
/// The data and B sets of such a cloud (``GaussianCopula``), clustered alike, are compared on two
/// measures for every number of clusters: the explained inertia log(W₁/W_k), **which decides**, and the
/// mean silhouette, on at most `silhouetteObservationCount` observations of each, which is told
/// beside it.
///
/// What it rejects is that cloud: data in one piece whose links are not those of a normal cloud
/// (a curve, a disc, a size that is spread evenly) divide better too. Hence ``SeparationTest``.
public struct StructureTest: Sendable, Codable, Equatable {
  public let explained: ReferenceComparison
  public let silhouette: ReferenceComparison
  public let silhouetteObservationCount: Int

  public init(
    explained: ReferenceComparison, silhouette: ReferenceComparison,
    silhouetteObservationCount: Int
  ) {
    self.explained = explained
    self.silhouette = silhouette
    self.silhouetteObservationCount = silhouetteObservationCount
  }

  /// - Parameter references: the measures of the sets without groups, in the order of their numbers.
  init(_ own: ReferenceMeasures, references: [ReferenceMeasures]) {
    self.init(
      explained: ReferenceComparison(
        values: explainedInertias(own.logInertias),
        references: references.map { explainedInertias($0.logInertias) }),
      silhouette: ReferenceComparison(
        values: own.silhouettes, references: references.map(\.silhouettes)),
      silhouetteObservationCount: own.silhouetteObservationCount)
  }

  /// Whether other sets without groups might well decide otherwise: p ≤ 0.3, and T not twice as far as
  /// that of any set. Sequential tests of this kind: Besag & Clifford 1991,
  /// doi:10.1093/biomet/78.2.301. Those that stop here as clear have p = 1/(B + 1), or are far from it.
  var isOpen: Bool {
    guard let pValue, let own = explained.statistic else { return false }
    let furthest = explained.referenceStatistics.compactMap { $0 }.max() ?? 0
    return pValue <= 0.3 && own < 2 * furthest
  }

  /// Of the explained inertia, over all numbers of clusters; `nil` where it is not defined.
  public var pValue: Double? { explained.pValue }
  public var replicates: Int { explained.references.count }
}

/// One measure of every number of clusters, on the data and on B sets without groups.
///
/// With v_k the data's value and v*_kb that of set b,
///
///     z_k = (v_k − mean_b v*_kb) / sd_b(v*_kb)  (sd ÷ B − 1),     T = max_k z_k.
///
/// T*_b is the same for set b, taken in the data's place against the data and the B − 1 other sets:
/// were the data drawn like the sets, the B + 1 statistics would be exchangeable, and
///
///     p = (1 + #{b : T*_b ≥ T}) / (B + 1)
///
/// holds its level whatever the number of candidates; it is never below 1/(B + 1). `pValues` are the
/// same for one number of clusters each.
public struct ReferenceComparison: Sendable, Codable, Equatable {
  /// In the order of the candidates; `nil` where the measure is not defined.
  public let values: [Double?]
  /// A row for each set.
  public let references: [[Double?]]
  public let means: [Double?]
  public let deviations: [Double?]
  /// z_k.
  public let excess: [Double?]
  public let pValues: [Double?]
  /// T.
  public let statistic: Double?
  public let referenceStatistics: [Double?]
  public let pValue: Double?

  package init(values: [Double?], references: [[Double?]]) {
    self.values = values
    self.references = references
    let spreads = values.indices.map { Spread(references.map(\.[$0])) }
    means = spreads.map { $0?.mean }
    deviations = spreads.map { $0?.deviation }
    excess = ReferenceComparison.excess(values, against: references)
    let others = references.indices.map { b in
      ReferenceComparison.excess(
        references[b], against: references[..<b] + [values] + references[(b + 1)...])
    }
    let excess = excess
    statistic = excess.compactMap { $0 }.max()
    referenceStatistics = others.map { $0.compactMap { $0 }.max() }
    pValue = ReferenceComparison.pValue(statistic, among: referenceStatistics)
    pValues = values.indices.map { index in
      ReferenceComparison.pValue(excess[index], among: others.map(\.[index]))
    }
  }

  private static func excess(
    _ own: [Double?], against others: some Sequence<[Double?]>
  ) -> [Double?] {
    own.indices.map { index in
      guard let value = own[index], let spread = Spread(others.map { $0[index] }) else {
        return nil
      }
      return (value - spread.mean) / spread.deviation
    }
  }

  /// A set for which the statistic is not defined counts as one that reaches it.
  private static func pValue(_ own: Double?, among others: [Double?]) -> Double? {
    guard let own, !others.isEmpty else { return nil }
    let reaching = others.count { $0.map { $0 >= own } ?? true }
    return Double(1 + reaching) / Double(others.count + 1)
  }
}

/// Mean and standard deviation (÷ m − 1) of two values or more that are not all equal.
private struct Spread {
  let mean: Double
  let deviation: Double

  init?(_ values: [Double?]) {
    let present = values.compactMap { $0 }
    guard present.count == values.count, present.count > 1 else { return nil }
    let mean = present.reduce(0, +) / Double(present.count)
    let squares = present.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = (squares / Double(present.count - 1)).squareRoot()
    self.mean = mean
    if deviation <= 0 { return nil }
  }
}
