/// Why a rule file cannot be used. What is no YAML, an unknown or a repeated key are
/// ``ConfigurationError``, as in any configuration file.
public enum RuleError: Error, Sendable, Equatable {
  case wrongValue(Place, expected: RuleExpectation)
  /// A rule, a layer or the file lacks a key that it needs.
  case missingKey(Place, key: String)
  /// Two rules of one code; the line of the first.
  case repeatedCode(Place, firstLine: Int)
  case unknownVersion(Place)
  case tooManyRules(Place, limit: Int)
  /// A condition that SQLite cannot answer, or is not allowed to.
  case condition(ConditionPlace, RuleProblem)
}

public enum RuleExpectation: Sendable, Equatable {
  case mapping, list, text
  /// A text, or `{fr: …, en: …}`.
  case bilingualText
  /// Increasing fractions, the last of which is 1.
  case cumulatedShares
  case oneOf([String])
}

/// Which condition of a rule file.
public struct ConditionPlace: Sendable, Equatable {
  public enum Part: Sendable, Equatable {
    case rule(code: String)
    case colour(name: String)
    case priority
    case measure
  }

  public let part: Part
  public let place: Place

  package init(part: Part, place: Place) {
    self.part = part
    self.place = place
  }
}

/// What is wrong with one condition.
public enum RuleProblem: Error, Sendable, Equatable {
  /// Not SQL, from this word on.
  case syntax(near: String)
  /// The condition ends where SQL expects more.
  case incomplete
  /// A quote or a bracket does not close, or closes what was not open.
  case notClosed
  case tooLong(limit: Int)
  /// No column has this name; those whose names are alike, the likest first.
  case unknownColumn(name: String, nearest: [String])
  case unknownFunction(name: String)
  /// Sums up all clients where one client is asked about.
  case aggregate(name: String)
  /// The name of something that these rules make, and that does not exist yet at this place.
  case circular(name: String)
  case forbidden(ForbiddenAction)
  /// Stopped after so many steps of SQLite's machine.
  case neverEnds(steps: Int)
  /// A measure that holds no numbers.
  case notNumeric(name: String)
  /// Refused by SQLite in these words.
  case refused(message: String)
}

/// What a condition may not do: it reads the table of clients and nothing else.
public enum ForbiddenAction: Sendable, Equatable {
  /// `INSERT`, `ATTACH`, `PRAGMA`…
  case statement(String)
  case function(String)
  /// Reads something other than the clients.
  case table(String)
  case recursion
  /// `?`, `:name`: a value that nobody gives.
  case parameter
  /// Reads the clock: the answer would change from one day to the next.
  case clock
}
