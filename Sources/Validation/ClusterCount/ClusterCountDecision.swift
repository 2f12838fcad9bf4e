/// The rule's answers: whether there are groups, and how many.
public struct ClusterCountDecision: Sendable, Codable, Equatable {
  public let candidates: [CandidateAssessment]
  /// Whether the data divide better than data without groups, along valleys.
  public let hasStructure: Bool
  /// 1 where there is no structure.
  public let choice: Int
  public let reason: ChoiceReason
  /// A number to work with all the same where the choice is 1: of the best silhouette among the
  /// workable ones, those that halves of the data find again first. A division of convenience, not a
  /// finding.
  public let alternative: Int?
  /// How often each number is taken when observations are drawn anew.
  public let redraws: [ChoiceFrequency]
}

/// What the rule saw of one number of clusters.
public struct CandidateAssessment: Sendable, Codable, Equatable {
  public let clusterCount: Int
  /// log(W₁/W_k) less its mean on data without groups.
  public let gain: Double?
  /// Its standard deviation on data without groups.
  public let gainDeviation: Double?
  /// z_k: `gain` / `gainDeviation`.
  public let excess: Double?
  public let predictionStrength: Double?
  public let silhouette: Double?
  public let smallestSize: Int
  public let isWorkable: Bool
  /// How many of its clusters are not too small.
  public let workableClusters: Int
  /// Whether a valley parts every two of its clusters.
  public let isParted: Bool
  public let holds: Bool
}

/// Which branch of the rule was taken, with what it rests on.
public enum ChoiceReason: Sendable, Codable, Equatable {
  /// Of the numbers that hold (`counts`), some (`near`) gain about as much as `best`, the one that
  /// gains most; of these the one that halves find again best.
  case holds(counts: [Int], best: Int, near: [Int])
  /// Numbers hold, and `insteadOf` would have been taken but that no valley parts some of its clusters,
  /// while one parts every two of a smaller number, which is found again better.
  case parted(counts: [Int], insteadOf: Int)
  /// Numbers hold, but each leaves a cluster smaller than the minimum.
  case onlyUnworkableHold(counts: [Int], smallestSize: Int, minimumSize: Int)
  /// There are groups, but no number that halves of the data find again; the one they find best.
  case noneReproducible(strength: Double?)
  /// So many of the sets without groups divide as well.
  case noStructure(asGood: Int, of: Int)
  /// The data divide better than those sets, but no valley parts the clusters: a continuum that is
  /// curved, bounded or uneven.
  case noValley
  /// The test is not defined: every cluster is a single point, or there were too few sets.
  case untested
  /// Fewer than two distinct observations, or as many candidates as would need more.
  case tooFewDistinctObservations
}

/// How often a number of clusters was taken.
public struct ChoiceFrequency: Sendable, Codable, Equatable {
  public let clusterCount: Int
  public let times: Int

  public init(clusterCount: Int, times: Int) {
    self.clusterCount = clusterCount
    self.times = times
  }

  /// By decreasing frequency, ties by increasing number.
  static func tally(_ choices: [Int]) -> [ChoiceFrequency] {
    Dictionary(choices.map { ($0, 1) }, uniquingKeysWith: +)
      .map { ChoiceFrequency(clusterCount: $0, times: $1) }
      .sorted { ($1.times, $0.clusterCount) < ($0.times, $1.clusterCount) }
  }
}
