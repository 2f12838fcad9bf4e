import Foundation

public enum Gender: String, Sendable, Codable { case masculine, feminine }

/// Elision and articles. The apostrophe is U+2019.
///
///     FrenchGrammar.definite("appétence", gender: .feminine)      // "l’appétence"
///     FrenchGrammar.of("chiffre d’affaires", gender: .masculine)  // "du chiffre d’affaires"
public enum FrenchGrammar {
  /// Words before which *le*, *la*, *de* keep their vowel although they begin with one or with h.
  static let unelided: Set<String> = [
    "onze", "onzieme", "oui", "ouistiti", "yaourt", "hors", "haut", "haute", "hauteur", "hausse",
    "huit", "holding", "holdings", "handicap", "hasard", "hall", "halle", "hangar",
  ]

  /// Whether `word` calls for l’ and d’.
  public static func elides(_ word: String) -> Bool {
    let folded = WordKey.folded(word)
    guard let first = folded.first, !unelided.contains(String(folded.prefix { $0.isLetter }))
    else { return false }
    if "aeiouœæ".contains(first) { return true }
    if first == "h" { return folded.dropFirst().first.map { $0.isLetter } ?? false }
    // "y" is a consonant before a vowel: le yaourt, l’ytterbium.
    if first == "y" { return folded.dropFirst().first.map { !"aeiou".contains($0) } ?? false }
    return false
  }

  /// le, la, l’, les + noun.
  public static func definite(_ noun: String, gender: Gender, plural: Bool = false) -> String {
    if plural { return "les " + noun }
    if elides(noun) { return "l’" + noun }
    return (gender == .masculine ? "le " : "la ") + noun
  }

  /// du, de la, de l’, des + noun.
  public static func of(_ noun: String, gender: Gender, plural: Bool = false) -> String {
    if plural { return "des " + noun }
    if elides(noun) { return "de l’" + noun }
    return (gender == .masculine ? "du " : "de la ") + noun
  }

  /// de or d’ + word.
  public static func de(_ word: String) -> String { elides(word) ? "d’" + word : "de " + word }
}

/// Text reduced to what comparisons look at.
enum WordKey {
  /// Lower case, no accents.
  static func folded(_ text: String) -> String {
    let plain = text.decomposedStringWithCanonicalMapping.unicodeScalars
      .filter { !(0x0300...0x036F).contains($0.value) }
    return String(String.UnicodeScalarView(plain)).lowercased()
  }

  /// First letter in upper case, the rest untouched.
  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
