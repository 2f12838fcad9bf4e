/// What may be done with a segment.
public enum Verdict: String, Sendable, Codable, CaseIterable, Comparable {
  case use
  case caution
  case avoid

  /// From the most to the least trustworthy.
  public static func < (a: Verdict, b: Verdict) -> Bool { a.severity < b.severity }

  private var severity: Int {
    switch self {
    case .use: 0
    case .caution: 1
    case .avoid: 2
    }
  }
}

/// What is known of one segment.
public struct SegmentEvidence: Sendable, Codable, Equatable {
  /// Observations that made the segment.
  public let size: Int
  /// The mean Jaccard coefficient over bootstrap samples.
  public let stability: Double?
  /// The Jaccard coefficient on held-out observations.
  public let heldOut: Double?
  /// The mean silhouette of its observations.
  public let silhouette: Double?
  /// The held-out groups without which the segment is not found.
  public let lostWithout: [String]
  /// Whether the data divide better than data without groups; `nil` where nobody asks.
  public let hasGroups: Bool?
  /// How seldom data without groups agree as well when held out alike: of all segments together
  /// (``HeldOutBaseline``).
  public let agreementPValue: Double?
  /// The border along which the segment is least parted from another (``SegmentValleys``); `nil` where
  /// nobody asks.
  public let border: Border?

  public init(
    size: Int, stability: Double?, heldOut: Double?, silhouette: Double?,
    lostWithout: [String] = [], hasGroups: Bool? = nil, agreementPValue: Double? = nil,
    border: Border? = nil
  ) {
    self.size = size
    self.stability = stability
    self.heldOut = heldOut
    self.silhouette = silhouette
    self.lostWithout = lostWithout
    self.hasGroups = hasGroups
    self.agreementPValue = agreementPValue
    self.border = border
  }
}

/// One measure and where it fell against the thresholds in force.
public enum VerdictReason: Sendable, Codable, Equatable {
  case size(Int, Thresholds, Verdict)
  case stability(Double, Thresholds, Verdict)
  case heldOut(Double, Thresholds, Verdict)
  case silhouette(Double, Thresholds, Verdict)
  case stabilityNotMeasured
  case heldOutNotMeasured
  /// The groups without which the segment does not form.
  case lostWithout([String])
  /// The data do not divide better than data without groups.
  case noGroups
  /// Held-out observations agree no better with the segments than they would without groups: the
  /// p-value, and the level that it exceeds.
  case agreesAsWithoutGroups(pValue: Double, level: Double)
  /// No valley parts the segment from another: the p-value, and the level that it exceeds.
  case noValley(Border, level: Double)
  /// There are too few observations about the border with another to tell whether a valley parts them.
  case tooFewToTell(Border)

  /// The best verdict this reason allows.
  public var verdict: Verdict {
    switch self {
    case .size(_, _, let verdict), .stability(_, _, let verdict), .heldOut(_, _, let verdict),
      .silhouette(_, _, let verdict):
      verdict
    case .stabilityNotMeasured, .heldOutNotMeasured, .lostWithout, .noGroups,
      .agreesAsWithoutGroups, .noValley, .tooFewToTell:
      .caution
    }
  }
}

/// At least `use`: use; at least `caution`: with caution; below: avoid.
public struct Thresholds: Sendable, Codable, Equatable {
  public let use: Double
  public let caution: Double

  public init(use: Double, caution: Double) {
    precondition(use >= caution, "the better verdict asks for more")
    self.use = use
    self.caution = caution
  }

  public func verdict(of value: Double) -> Verdict {
    value >= use ? .use : value >= caution ? .caution : .avoid
  }
}

public struct SegmentVerdict: Sendable, Codable, Equatable {
  public let verdict: Verdict
  /// Every measure, the decisive ones first.
  public let reasons: [VerdictReason]
}
