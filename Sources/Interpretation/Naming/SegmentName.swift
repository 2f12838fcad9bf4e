/// A segment's name and what it rests on.
public struct SegmentName: Sendable, Codable, Equatable {
  /// The label, from 0.
  public let segment: Int
  /// `TPE connectées à forts échanges`
  public let text: String
  /// As inside a sentence, without article: `professions libérales exonérées`; `nil` when the name
  /// is not a plural noun phrase (given by the user, or told apart by a numeral).
  public let nounPhrase: String?
  /// Of the noun, for agreement.
  public let gender: Gender
  /// What the name says, the noun's own trait first where it has one.
  public let traits: [NamedTrait]

  public init(
    segment: Int, text: String, nounPhrase: String?, gender: Gender, traits: [NamedTrait]
  ) {
    self.segment = segment
    self.text = text
    self.nounPhrase = nounPhrase
    self.gender = gender
    self.traits = traits
  }

  /// The noun phrase where a sentence can go on after it: one with a comma inside cannot.
  var runningPhrase: String? { nounPhrase.flatMap { $0.contains(",") ? nil : $0 } }

  /// A name given by the user.
  public init(segment: Int, custom text: String) {
    self.init(segment: segment, text: text, nounPhrase: nil, gender: .masculine, traits: [])
  }
}

/// One trait of a name, with how much of the segment it holds for.
public struct NamedTrait: Sendable, Codable, Equatable {
  public enum Kind: Sendable, Codable, Equatable {
    /// Above the portfolio's median, as ``NumericTrait/above``.
    case high
    /// Below the portfolio's median, as ``NumericTrait/below``.
    case low
    /// One of these levels, as the file writes them.
    case levels([String])
    case yes
    case no

    private enum LevelsCodingKeys: String, CodingKey { case _0 = "names" }
  }

  public let variable: ProfiledVariable
  public let kind: Kind
  /// The words in the name.
  public let text: String
  public let vTest: Double
  /// Share of the segment's observed clients that have the trait.
  public let coverage: Double
  /// Share of the clients with the trait that are in the segment.
  public let exclusivity: Double?

  public init(
    variable: ProfiledVariable, kind: Kind, text: String, vTest: Double, coverage: Double,
    exclusivity: Double?
  ) {
    self.variable = variable
    self.kind = kind
    self.text = text
    self.vTest = vTest
    self.coverage = coverage
    self.exclusivity = exclusivity
  }
}
