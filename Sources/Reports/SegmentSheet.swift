/// One segment on one sheet of paper, to brief the staff: who they are, how to talk to them, what to
/// offer, what to train for.
public struct SegmentSheet: Sendable, Equatable {
  /// 1-based; also chooses the colour.
  public var number: Int
  public var name: String
  public var sizeLine: String
  public var verdict: Badge?
  /// A question that the sheet answers, and its answers.
  public var parts: [Part]

  public struct Part: Sendable, Equatable {
    public var heading: String
    public var paragraphs: [RichText]
    public var items: [RichText]

    public init(heading: String, paragraphs: [RichText] = [], items: [RichText] = []) {
      self.heading = heading
      self.paragraphs = paragraphs
      self.items = items
    }
  }

  public init(
    number: Int, name: String, sizeLine: String, verdict: Badge? = nil, parts: [Part] = []
  ) {
    self.number = number
    self.name = name
    self.sizeLine = sizeLine
    self.verdict = verdict
    self.parts = parts
  }
}
