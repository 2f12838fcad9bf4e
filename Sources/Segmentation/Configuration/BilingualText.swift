import Interpretation

/// What a configuration says in both languages.
///
///     rule.label?[.french]      // "À équiper"
public struct BilingualText: Sendable, Codable, Equatable {
  public let french: String
  public let english: String

  public init(french: String, english: String) {
    self.french = french
    self.english = english
  }

  public subscript(language: Language) -> String {
    switch language {
    case .french: french
    case .english: english
    }
  }
}
