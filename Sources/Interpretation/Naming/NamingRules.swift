import Tables

/// What can be said of a segment in a name, apart from the words: which figures allow which noun
/// and which trait. The words stand in ``Lexicon`` under the same identifiers.
public struct NamingRules: Sendable, Codable, Equatable {
  public let columns: WordedColumns
  /// Tried together; the one with the largest test value gives the noun.
  public let heads: [HeadRule]
  public let traits: [TraitRule]
  public let thresholds: NamingThresholds

  public init(
    columns: WordedColumns, heads: [HeadRule], traits: [TraitRule],
    thresholds: NamingThresholds = NamingThresholds()
  ) {
    self.columns = columns
    self.heads = heads
    self.traits = traits
    self.thresholds = thresholds
  }
}

/// How marked a trait must be to enter a name.
public struct NamingThresholds: Sendable, Codable, Equatable {
  /// Least |v|.
  public let vTest: Double
  /// Least share of the segment that has the trait.
  public let coverage: Double
  /// Least |segment mean − portfolio mean| in portfolio standard deviations, or Cohen's h of two
  /// shares: in a large portfolio, test values alone would let anything pass.
  public let standardisedDifference: Double
  /// Least ratio of the share in the segment to the share in the portfolio, for a noun.
  public let headLift: Double
  /// Median headcount from which a segment is of PME.
  public let pmeHeadcount: Double
  /// Median turnover, in euros, from which a segment is of PME.
  public let pmeTurnover: Double
  /// Most traits in a name.
  public let maximumTraitCount: Int
  /// Least difference that tells apart segments of the same name: in portfolio standard deviations, or
  /// Cohen's h of two shares.
  public let separation: Double

  public init(
    vTest: Double = 2, coverage: Double = 0.5, standardisedDifference: Double = 0.25,
    headLift: Double = 1.3, pmeHeadcount: Double = 10, pmeTurnover: Double = 2_000_000,
    maximumTraitCount: Int = 4, separation: Double = 0.25
  ) {
    self.vTest = vTest
    self.coverage = coverage
    self.standardisedDifference = standardisedDifference
    self.headLift = headLift
    self.pmeHeadcount = pmeHeadcount
    self.pmeTurnover = pmeTurnover
    self.maximumTraitCount = maximumTraitCount
    self.separation = separation
  }
}

/// Some levels of a known column, counted together.
public struct LevelCondition: Sendable, Codable, Equatable {
  /// ``WordedColumn/key``
  public let variable: String
  /// ``WordedLevel/key``
  public let levels: [String]

  public init(_ variable: String, _ levels: [String]) {
    self.variable = variable
    self.levels = levels
  }

  init(_ column: KnownColumn, _ levels: [String]) { self.init(column.rawValue, levels) }
}

/// A noun for a segment in which some levels dominate.
public struct HeadRule: Sendable, Codable, Equatable {
  /// The noun in ``Lexicon/nouns``.
  public let noun: String
  /// Any one of them is enough.
  public let conditions: [LevelCondition]

  public init(_ noun: String, _ conditions: [LevelCondition]) {
    self.noun = noun
    self.conditions = conditions
  }
}

/// A trait that can qualify the noun.
public struct TraitRule: Sendable, Codable, Equatable {
  public enum Condition: Sendable, Codable, Equatable {
    /// The mean is above the portfolio's.
    case high
    case low
    case levels([String])
    case yes
    case no
  }

  /// The phrase in ``Lexicon/phrases``.
  public let phrase: String
  /// ``WordedColumn/key``
  public let variable: String
  public let condition: Condition
  /// How telling the trait is to a collaborator; 1 unless said otherwise.
  public let weight: Double

  public init(_ phrase: String, _ variable: String, _ condition: Condition, weight: Double = 1) {
    self.phrase = phrase
    self.variable = variable
    self.condition = condition
    self.weight = weight
  }

  init(_ phrase: String, _ column: KnownColumn, _ condition: Condition, weight: Double = 1) {
    self.init(phrase, column.rawValue, condition, weight: weight)
  }
}
