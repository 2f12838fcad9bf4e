/// The words of one language: nouns and phrases of names, labels of variables and levels, clauses
/// of paragraphs. A value, so that a firm can store its own.
public struct Lexicon: Sendable, Codable, Equatable {
  public let language: Language
  /// By ``HeadRule/noun``; `clients` and `tpe` must be there.
  public let nouns: [String: Noun]
  /// By ``TraitRule/phrase``.
  public let phrases: [String: Phrase]
  /// By ``WordedColumn/key``.
  public let variables: [String: VariableWords]

  public init(
    language: Language, nouns: [String: Noun], phrases: [String: Phrase],
    variables: [String: VariableWords]
  ) {
    self.language = language
    self.nouns = nouns
    self.phrases = phrases
    self.variables = variables
  }

  /// The default words of a language.
  public static func standard(_ language: Language) -> Lexicon {
    language == .french ? .french : .english
  }
}

/// The noun of a name, in the plural: `professions libérales`.
public struct Noun: Sendable, Codable, Equatable {
  /// As inside a sentence: upper case only where it always is (`TPE`).
  public let text: String
  public let gender: Gender
  /// In a running sentence after an article, where `text` is rather a title.
  public let running: String

  public init(_ text: String, _ gender: Gender = .masculine, running: String? = nil) {
    self.text = text
    self.gender = gender
    self.running = running ?? text
  }
}

/// What qualifies the noun of a name.
public struct Phrase: Sendable, Codable, Equatable {
  public enum Role: String, Sendable, Codable {
    /// After the noun in French, before it in English; agrees.
    case adjective
    /// After the noun; does not agree.
    case complement
  }

  public let role: Role
  public let masculine: String
  public let feminine: String

  static func adjective(_ masculine: String, _ feminine: String? = nil) -> Phrase {
    Phrase(role: .adjective, masculine: masculine, feminine: feminine ?? masculine)
  }

  static func complement(_ text: String) -> Phrase {
    Phrase(role: .complement, masculine: text, feminine: text)
  }

  public init(role: Role, masculine: String, feminine: String) {
    self.role = role
    self.masculine = masculine
    self.feminine = feminine
  }

  public func agreeing(with gender: Gender) -> String {
    gender == .masculine ? masculine : feminine
  }
}

/// How a known column is told.
public struct VariableWords: Sendable, Codable, Equatable {
  /// `chiffre d’affaires annuel HT`
  public let label: String
  public let gender: Gender
  public let isPlural: Bool
  /// A sentence after `En médiane,` or `En moyenne,`. `{they}` is the pronoun, `{value}` the
  /// formatted value, `{singular|plural}` the form that agrees with it.
  public let clause: String?
  /// Instead of `clause` where the value reads 0: `{they} n’ont aucun salarié`.
  public let zero: String?
  /// After a share of clients (`83 % …`), for the *yes* of a yes/no column.
  public let yes: String?
  public let levels: [String: LevelWords]

  public init(
    _ label: String, _ gender: Gender = .masculine, plural: Bool = false, clause: String? = nil,
    zero: String? = nil, yes: String? = nil, levels: [String: LevelWords] = [:]
  ) {
    self.label = label
    self.gender = gender
    self.isPlural = plural
    self.clause = clause
    self.zero = zero
    self.yes = yes
    self.levels = levels
  }
}

/// How a known level is told.
public struct LevelWords: Sendable, Codable, Equatable {
  /// `logiciel en ligne (SaaS)`
  public let label: String
  /// After a share of clients: `facturent avec un logiciel en ligne`.
  public let clause: String?

  public init(_ label: String, _ clause: String? = nil) {
    self.label = label
    self.clause = clause
  }
}
