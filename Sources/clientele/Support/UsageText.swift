import Segmentation

/// What the argument parser does not say, or says wrongly, of a command line.
enum UsageText {
  /// A word that is no command, which the parser would pass over to complain of the option after it.
  static func complaint(about arguments: [String]) -> String? {
    let names = Clientele.configuration.subcommands.compactMap {
      $0.configuration.commandName
    }
    guard let word = arguments.first, !word.hasPrefix("-"), word != "help", !names.contains(word)
    else { return nil }
    let list = names.joined(separator: ", ")
    return say(
      "Erreur : commande inconnue « \(word) ». Commandes : \(list).",
      "Error: unknown command '\(word)'. Commands: \(list).")
  }

  /// The option that is followed by a negative number.
  static func optionWithNegativeValue(_ arguments: [String]) -> String? {
    zip(arguments, arguments.dropFirst()).first { option, value in
      option.hasPrefix("--") && value.hasPrefix("-") && Double(value) != nil
    }?.0
  }

  /// "Did you mean" only where the slip is a small one: a third of the letters at most.
  static func withoutFarFetchedAdvice(_ text: String) -> String {
    text.replacing(/(Unknown option '--([^']*)')\. Did you mean '--([^']*)'\?/) { match in
      let (typed, meant) = (Array(match.2), Array(match.3))
      return 3 * NearestNames.distance(typed, meant) <= max(typed.count, meant.count)
        ? String(match.0) : String(match.1)
    }
  }
}
