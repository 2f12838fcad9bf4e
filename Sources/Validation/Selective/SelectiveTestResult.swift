/// What a ``SelectiveTest`` of two clusters found.
public struct SelectiveTestResult: Sendable, Codable, Equatable {
  /// The distance of the two means: ‖x̄_a − x̄_b‖, in units of the data; with a covariance Σ,
  /// √((x̄_a − x̄_b)ᵀ Σ⁻¹ (x̄_a − x̄_b)), in standard deviations.
  public let statistic: Double
  /// σ as given or estimated; `nil` with a covariance.
  public let standardDeviation: Double?
  /// The number of variables: without selection (statistic/(σ‖ν‖))² would be χ² with as many
  /// degrees of freedom, ‖ν‖² = 1/n_a + 1/n_b.
  public let degreesOfFreedom: Int
  /// S, the values of the statistic at which the same clusters would have been found, all else
  /// equal: in order, in units of the statistic, which it contains.
  public let truncation: [TruncationInterval]
  /// P(statistic this large or larger | S) where both true means are equal; `nil` with a reason.
  public let pValue: Double?
  /// Its natural logarithm, which does not underflow.
  public let logPValue: Double?
  /// What a test of two groups that were given beforehand would say (Wald): **not valid** for clusters
  /// found in the same data; for showing just that.
  public let naivePValue: Double?
  public let reason: Reason?

  /// Why a pair was not evaluated.
  public enum Reason: Sendable, Codable, Equatable {
    /// The two means are equal: there is no direction to test.
    case equalMeans
    /// σ is 0, or there is one observation to estimate it from.
    case noNoise
    /// The merges are not those of the stated linkage on squared Euclidean distances.
    case notTheTreeOfTheLinkage
    /// An assignment of k-means, counted from 0, left a cluster without observations.
    case emptyCluster(assignment: Int)
    /// Distances are tied: any larger distance of the means would give other clusters.
    case tied
  }
}

/// A closed interval of a statistic ≥ 0; no upper end is infinity.
public struct TruncationInterval: Sendable, Codable, Equatable {
  public let lower: Double
  public let upper: Double?

  public init(lower: Double, upper: Double?) {
    self.lower = lower
    self.upper = upper
  }

  public func contains(_ value: Double) -> Bool {
    value >= lower && upper.map { value <= $0 } ?? true
  }
}
