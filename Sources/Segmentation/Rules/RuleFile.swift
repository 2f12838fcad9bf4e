import Interpretation

/// A firm's rules: conditions in order, of which the first that is true of a client decides.
///
///     let file = try RuleFileReader.read(text)
///     let result = try RuleSegmentation(file).apply(to: table)
public struct RuleFile: Sendable, Equatable {
  /// In the order in which they are tried.
  public var rules: [SegmentRule]
  /// The segment of clients of whom no rule is true.
  public var fallback: SegmentFallback
  public var layers: RuleLayers
  /// Whether a known column that the portfolio does not have counts as missing for every client;
  /// else it is an error, as any other unknown name.
  public var absentColumnsAreMissing: Bool

  public init(
    rules: [SegmentRule], fallback: SegmentFallback, layers: RuleLayers = RuleLayers(),
    absentColumnsAreMissing: Bool = false
  ) {
    self.rules = rules
    self.fallback = fallback
    self.layers = layers
    self.absentColumnsAreMissing = absentColumnsAreMissing
  }
}

public struct SegmentRule: Sendable, Equatable {
  /// What the rule is called in files: unique among the rules.
  public let code: String
  /// The segment that it gives; `nil`: its code. A segment that takes several rules is named in each.
  public let segment: String?
  /// What the segment is called in a text; `nil`: its code.
  public let label: BilingualText?
  /// An SQL expression over the portfolio's columns.
  public let condition: String
  /// The same on one line.
  public let conditionOnOneLine: String
  /// The sentence that tells a client's collaborator why the rule holds.
  public let because: BilingualText?
  /// Where the condition stands in the file.
  public let place: Place

  public init(
    code: String, segment: String? = nil, label: BilingualText? = nil, condition: String,
    because: BilingualText? = nil, place: Place
  ) {
    self.code = code
    self.segment = segment
    self.label = label
    self.condition = condition
    conditionOnOneLine =
      condition.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    self.because = because
    self.place = place
  }

  /// What the segment that the rule gives is called in files.
  public var segmentCode: String { segment ?? code }
}

public struct SegmentFallback: Sendable, Equatable {
  /// May be the code of a rule.
  public let code: String
  public let label: BilingualText?
  public let because: BilingualText?

  public init(code: String, label: BilingualText? = nil, because: BilingualText? = nil) {
    self.code = code
    self.label = label
    self.because = because
  }
}

/// What is told of a client beside the segment, independently of it.
public struct RuleLayers: Sendable, Equatable {
  public struct Classes: Sendable, Equatable {
    /// A column of numbers.
    public let measure: String
    /// Increasing, the last 1: `[0.5, 0.8, 1]` for A, B, C.
    public let cumulated: [Double]
    public let place: Place

    public init(measure: String, cumulated: [Double], place: Place) {
      self.measure = measure
      self.cumulated = cumulated
      self.place = place
    }
  }

  public struct Colour: Sendable, Equatable {
    public let name: String
    public let condition: String
    public let place: Place

    public init(name: String, condition: String, place: Place) {
      self.name = name
      self.condition = condition
      self.place = place
    }
  }

  public struct Priority: Sendable, Equatable {
    /// An SQL expression for a number, kept within 0…100.
    public let expression: String
    public let place: Place

    public init(expression: String, place: Place) {
      self.expression = expression
      self.place = place
    }
  }

  /// The column of the classes, which conditions and the priority may name.
  public static let classColumn = "classe_abc"

  public var classes: Classes?
  /// In order: the first that is true decides.
  public var colours: [Colour] = []
  public var priority: Priority?

  public init() {}
}
