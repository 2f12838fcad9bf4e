import Foundation
import Interpretation

/// The language of everything this process prints: `--language` where the command line has it, else
/// the locale, else English. Known before the command line is parsed, because help is text too.
let language = Speech.language(
  arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment)

/// One sentence in the language of the process. Both are written side by side so that a change of
/// one is seen beside the other.
func say(_ french: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
  switch language {
  case .french: french()
  case .english: english()
  }
}

enum Speech {
  static func language(arguments: [String], environment: [String: String]) -> Language {
    requested(in: arguments) ?? located(in: environment)
  }

  private static func requested(in arguments: [String]) -> Language? {
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { return nil }
      if argument == "--language", index + 1 < arguments.count {
        return Language(rawValue: arguments[index + 1])
      }
      if argument.hasPrefix("--language=") {
        return Language(rawValue: String(argument.dropFirst("--language=".count)))
      }
    }
    return nil
  }

  /// The order of POSIX: `LC_ALL`, then `LC_MESSAGES`, then `LANG`; an empty one counts as unset.
  private static func located(in environment: [String: String]) -> Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale?.lowercased().hasPrefix("fr") == true ? .french : .english
  }
}
