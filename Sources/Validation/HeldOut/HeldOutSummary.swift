import Statistics

/// Several held-out groups put together.
///
///     let summary = HeldOutSummary(results)
///     summary.jaccard      // by segment: the mean over the groups, weighted by its clients in them
public struct HeldOutSummary: Sendable, Codable, Equatable {
  /// For each segment, Σ_g n_gs J_gs / Σ_g n_gs over the groups where J_gs is defined, n_gs being
  /// the group's observations that belong to it; `nil` where it is nowhere.
  public let jaccard: [Double?]
  /// The share of each segment among the held-out observations of the groups without which it was
  /// found; `nil` where it was found without none.
  public let share: [Double?]
  public let counts: [Int]
  /// Means over the groups weighted by their size, where defined.
  public let adjustedRand: Double?
  public let adjustedMutualInformation: Double?
  /// The same, only where each group was held out of as many segments as the final model has:
  /// figures of models of another size are not averaged with these.
  public let predictionStrength: Double?
  public let explainedInertia: Double?
  public let trainingExplainedInertia: Double?
  /// For each group, the p-value of ``HeldOutGroupResult/shareTest`` corrected for the number of groups
  /// (``Statistics/HolmCorrection``).
  public let shareTestPValues: [Double?]

  /// - Parameters:
  ///   - results: all in the labels of one model; may be empty.
  ///   - finalCounts: for each result, its observations in each segment of that model; `nil` where
  ///     the results' own counts are these.
  public init(_ results: [HeldOutGroupResult], finalCounts: [[Int]]? = nil) {
    let segmentCount = results.first?.counts.count ?? 0
    precondition(results.allSatisfy { $0.counts.count == segmentCount }, "labels of one model")
    let weights = finalCounts ?? results.map { $0.counts.map { $0 ?? 0 } }
    precondition(weights.count == results.count, "counts for each result")
    let segments = 0..<segmentCount
    counts = segments.map { s in results.reduce(0) { $0 + ($1.counts[s] ?? 0) } }
    share = segments.map { s in
      let found = results.filter { $0.counts[s] != nil }
      let total = found.reduce(0) { $0 + $1.size }
      return total > 0
        ? Double(found.reduce(0) { $0 + ($1.counts[s] ?? 0) }) / Double(total) : nil
    }
    jaccard = segments.map { s in
      HeldOutSummary.mean(results.map { $0.jaccard[s] }, weights: weights.map { $0[s] })
    }
    let sizes = results.map(\.size)
    adjustedRand = HeldOutSummary.mean(results.map(\.adjustedRand), weights: sizes)
    adjustedMutualInformation = HeldOutSummary.mean(
      results.map(\.adjustedMutualInformation), weights: sizes)
    let isOneSize = results.allSatisfy { $0.clusterCount == segmentCount }
    func meanOfOneSize(_ values: [Double?]) -> Double? {
      isOneSize ? HeldOutSummary.mean(values, weights: sizes) : nil
    }
    predictionStrength = meanOfOneSize(results.map(\.predictionStrength))
    explainedInertia = meanOfOneSize(results.map(\.explainedInertia))
    trainingExplainedInertia = meanOfOneSize(results.map(\.trainingExplainedInertia))
    shareTestPValues = HolmCorrection.corrected(results.map { $0.shareTest?.pValue })
  }

  /// `nil` where nothing was compared.
  public var agreement: HeldOutAgreement? {
    adjustedRand.map { HeldOutAgreement(adjustedRand: $0, explained: explainedInertia) }
  }

  /// The agreement of results that need not be of models of one size, told in no common labels; the
  /// explained inertia where they are of one size.
  package static func agreement(of results: [HeldOutGroupResult]) -> HeldOutAgreement? {
    let sizes = results.map(\.size)
    guard let adjustedRand = mean(results.map(\.adjustedRand), weights: sizes) else { return nil }
    let isOneSize = Set(results.map(\.clusterCount)).count == 1
    return HeldOutAgreement(
      adjustedRand: adjustedRand,
      explained: isOneSize ? mean(results.map(\.explainedInertia), weights: sizes) : nil)
  }

  private static func mean(_ values: [Double?], weights: [Int]) -> Double? {
    var (sum, total) = (0.0, 0)
    for (value, weight) in zip(values, weights) {
      guard let value, weight > 0 else { continue }
      sum += value * Double(weight)
      total += weight
    }
    return total > 0 ? sum / Double(total) : nil
  }
}
