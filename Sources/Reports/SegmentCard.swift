/// One segment on one card: what it is in words, what sets it apart, whom to look at.
public struct SegmentCard: Sendable, Equatable {
  /// 1-based; also chooses the colour.
  public var number: Int
  public var name: String
  /// "139 clients · 17 %".
  public var sizeLine: String
  public var verdict: Badge?
  public var paragraphs: [RichText]
  public var traits: [Trait]
  /// Identifiers of the clients nearest to the centre of the segment.
  public var typical: [String]
  /// Identifiers of the clients farthest from it.
  public var atypical: [String]

  public init(
    number: Int, name: String, sizeLine: String, verdict: Badge? = nil,
    paragraphs: [RichText] = [], traits: [Trait] = [], typical: [String] = [],
    atypical: [String] = []
  ) {
    self.number = number
    self.name = name
    self.sizeLine = sizeLine
    self.verdict = verdict
    self.paragraphs = paragraphs
    self.traits = traits
    self.typical = typical
    self.atypical = atypical
  }
}

/// A feature on which a segment differs from the portfolio.
public struct Trait: Sendable, Equatable {
  public var label: String
  /// Of the segment, with its unit: "4,3 / 5".
  public var value: String
  /// Of the portfolio, with its unit: "2,6".
  public var reference: String
  /// Signed difference, in the same unit for all traits of a report (standard deviations).
  public var effect: Double
  /// The same difference on the clients left aside, when there are any in the segment.
  public var heldOutEffect: Double?

  public init(
    label: String, value: String, reference: String, effect: Double, heldOutEffect: Double? = nil
  ) {
    self.label = label
    self.value = value
    self.reference = reference
    self.effect = effect
    self.heldOutEffect = heldOutEffect
  }
}
