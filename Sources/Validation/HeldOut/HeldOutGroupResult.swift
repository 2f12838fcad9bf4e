import Clustering

/// What one held-out group showed; lists by segment are in the order of the training labels.
public struct HeldOutGroupResult: Sendable, Codable, Equatable {
  /// `nil` for a random fraction.
  public let group: HeldOutGroup?
  public let size: Int
  /// Held-out observations assigned to each segment.
  public let counts: [Int]
  public let share: [Double]
  public let trainingShare: [Double]
  public let adjustedRand: Double?
  public let predictionStrength: Double?
  public let jaccard: [Double?]
  public let explainedInertia: Double?
  public let trainingExplainedInertia: Double?

  package init(
    group: HeldOutGroup?, size: Int, counts: [Int], share: [Double], trainingShare: [Double],
    adjustedRand: Double?, predictionStrength: Double?, jaccard: [Double?],
    explainedInertia: Double?, trainingExplainedInertia: Double?
  ) {
    self.group = group
    self.size = size
    self.counts = counts
    self.share = share
    self.trainingShare = trainingShare
    self.adjustedRand = adjustedRand
    self.predictionStrength = predictionStrength
    self.jaccard = jaccard
    self.explainedInertia = explainedInertia
    self.trainingExplainedInertia = trainingExplainedInertia
  }
}

extension HeldOutGroupResult {
  /// The same result told in the labels of another model, such as the one finally kept when each
  /// group was held out of its own.
  ///
  /// - Parameters:
  ///   - segments: for each segment of this result, the other model's, or `nil` where none answers
  ///     to it. No two may be the same.
  ///   - segmentCount: how many segments the other model has; those unanswered get 0 and `nil`.
  public func relabelled(_ segments: [Int?], segmentCount: Int) -> HeldOutGroupResult {
    precondition(segments.count == counts.count, "one target for each segment")
    let targets = segments.compactMap { $0 }
    precondition(Set(targets).count == targets.count, "a target answers once")
    var source = [Int?](repeating: nil, count: segmentCount)
    for (own, target) in segments.enumerated() {
      if let target { source[target] = own }
    }
    return HeldOutGroupResult(
      group: group, size: size, counts: source.map { $0.map { counts[$0] } ?? 0 },
      share: source.map { $0.map { share[$0] } ?? 0 },
      trainingShare: source.map { $0.map { trainingShare[$0] } ?? 0 },
      adjustedRand: adjustedRand, predictionStrength: predictionStrength,
      jaccard: source.map { $0.flatMap { jaccard[$0] } },
      explainedInertia: explainedInertia, trainingExplainedInertia: trainingExplainedInertia)
  }
}

/// Several held-out groups put together.
///
///     let summary = HeldOutSummary(results)
///     summary.jaccard      // by segment: the mean over the groups, weighted by its clients in them
public struct HeldOutSummary: Sendable, Codable, Equatable {
  /// For each segment, Σ_g n_gs J_gs / Σ_g n_gs over the groups where J_gs is defined; `nil` where
  /// it is nowhere.
  public let jaccard: [Double?]
  /// The share of each segment among all held-out observations.
  public let share: [Double]
  public let counts: [Int]
  /// Means over the groups weighted by their size, where defined.
  public let adjustedRand: Double?
  public let predictionStrength: Double?
  public let explainedInertia: Double?
  public let trainingExplainedInertia: Double?

  /// - Parameter results: all in the labels of one model; may be empty.
  public init(_ results: [HeldOutGroupResult]) {
    let segmentCount = results.first?.counts.count ?? 0
    precondition(results.allSatisfy { $0.counts.count == segmentCount }, "labels of one model")
    let counts = (0..<segmentCount).map { s in results.reduce(0) { $0 + $1.counts[s] } }
    let total = results.reduce(0) { $0 + $1.size }
    self.counts = counts
    share = counts.map { total > 0 ? Double($0) / Double(total) : 0 }
    jaccard = (0..<segmentCount).map { s in
      HeldOutSummary.mean(results.map { $0.jaccard[s] }, weights: results.map { $0.counts[s] })
    }
    let sizes = results.map(\.size)
    adjustedRand = HeldOutSummary.mean(results.map(\.adjustedRand), weights: sizes)
    predictionStrength = HeldOutSummary.mean(results.map(\.predictionStrength), weights: sizes)
    explainedInertia = HeldOutSummary.mean(results.map(\.explainedInertia), weights: sizes)
    trainingExplainedInertia = HeldOutSummary.mean(
      results.map(\.trainingExplainedInertia), weights: sizes)
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
