import Foundation
import Interpretation

/// The argument parser speaks English only: its headings and its commonest complaints in French.
/// What is not in the table stays as it is, which is the worst that can happen.
enum ParserText {
  static func localized(_ text: String, arguments: [String]) -> String {
    let text = UsageText.withoutFarFetchedAdvice(explained(text, arguments))
    guard language == .french else { return text }
    var result = text
    for (english, french) in phrases {
      result = result.replacing(english, with: french)
    }
    for (pattern, french) in patterns {
      result = result.replacingOccurrences(
        of: pattern, with: french, options: .regularExpression)
    }
    return withFrenchChoices(result)
  }

  /// The parser takes `-1` for an option, and then misses the value before it.
  private static func explained(_ text: String, _ arguments: [String]) -> String {
    if let option = UsageText.optionWithNegativeValue(arguments),
      let missing = text.firstRange(of: "Missing value for '\(option)"), option != "--seed",
      let end = text[missing.upperBound...].firstIndex(of: "'")
    {
      let reason = say(
        "\(option) ne prend pas de nombre négatif.", "\(option) takes no negative number.")
      return text.replacingCharacters(in: missing.lowerBound..<text.index(after: end), with: reason)
    }
    let reason = say(
      "--seed demande un nombre entier à partir de 0.", "--seed takes a whole number from 0.")
    return text.replacing(#/(Missing value for|The value '[^']*' is invalid for) '--seed [^']*'/#) {
      _ in reason
    }
  }

  /// `Choisir parmi 'a', 'b' or 'c'.` becomes `Choisir parmi « a », « b » ou « c ».`
  private static func withFrenchChoices(_ text: String) -> String {
    text.replacing(#/(Choisir parmi )([^\n]*)/#) { match in
      match.1
        + match.2.replacing(#/'([^']*)'/#) { "« \($0.1) »" }
        .replacing(" or ", with: " ou ").replacing(" and ", with: " et ")
    }
  }

  private static let phrases = [
    ("OVERVIEW: ", ""),
    ("USAGE: ", "UTILISATION : "),
    ("Usage: ", "Utilisation : "),
    ("ARGUMENTS:", "ARGUMENTS :"),
    ("SUBCOMMANDS:", "SOUS-COMMANDES :"),
    ("OPTIONS:", "OPTIONS :"),
    ("Error: ", "Erreur : "),
    ("Help:  ", "Aide :  "),
    ("<subcommand>", "<sous-commande>"),
    ("<options>", "<options>"),
    ("Show help information.", "Afficher cette aide."),
    ("Show subcommand help information.", "Afficher l'aide d'une sous-commande."),
    ("Show the version.", "Afficher la version."),
    ("for detailed help.", "pour l'aide détaillée."),
    ("for more information.", "pour en savoir plus."),
  ]

  private static let patterns = [
    // The parser may have broken the line here.
    (#";(\s+)default:"#, " ;$1par défaut :"),
    (#"\(default:(\s+)([^)]*)\)"#, "(par défaut :$1$2)"),
    (#"\(values: ([^)]*)\)"#, "(valeurs : $1)"),
    (
      #"Unknown option '([^']*)'\. Did you mean '([^']*)'\?"#,
      "option inconnue « $1 » : vouliez-vous « $2 » ?"
    ),
    (#"Unknown option '([^']*)'"#, "option inconnue « $1 »"),
    (#"Missing expected argument '([^']*)'"#, "il manque « $1 »"),
    (#"Missing value for '([^']*)'"#, "il manque une valeur à « $1 »"),
    (#"The value '([^']*)' is invalid for '([^']*)'"#, "la valeur « $1 » ne convient pas à « $2 »"),
    (#"Please provide one of the following:"#, "Choisir parmi :"),
    (#"Please provide one of ([^\n]*)"#, "Choisir parmi $1"),
    (#"Unexpected argument '([^']*)'"#, "argument inattendu « $1 »"),
    (#"(\d+) unexpected arguments: "#, "$1 arguments inattendus : "),
    (#"See 'clientele ([^']*)' "#, "Voir « clientele $1 » "),
  ]
}
