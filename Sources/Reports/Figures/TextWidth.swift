import Foundation

/// How wide a text is, at most: used to place labels without overlap before any font is known.
///
/// Widths are those of DejaVu Sans, the widest of the fonts a page falls back to, rounded up by
/// classes of letters; bold adds a tenth.
package enum TextWidth {
  package static func of(_ text: String, size: Double, bold: Bool = false) -> Double {
    let units = text.reduce(0.0) { $0 + width(of: $1) }
    return units * size * (bold ? 1.12 : 1)
  }

  /// The text, cut with an ellipsis where it would be wider than `limit`.
  package static func fitted(_ text: String, size: Double, bold: Bool = false, limit: Double)
    -> String
  {
    guard of(text, size: size, bold: bold) > limit else { return text }
    let room = limit - of("…", size: size, bold: bold)
    var (kept, used) = ("", 0.0)
    for character in text {
      used += width(of: character) * size * (bold ? 1.12 : 1)
      if used > room { break }
      kept.append(character)
    }
    while kept.hasSuffix(" ") || kept.hasSuffix(",") { kept.removeLast() }
    return kept + "…"
  }

  /// The text in lines no wider than `limit`, broken at spaces; a longer word is cut.
  package static func lines(
    _ text: String, size: Double, bold: Bool = false, limit: Double, maximum: Int
  ) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last,
        lines.count == maximum || of(last + " " + word, size: size, bold: bold) <= limit
      {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { fitted($0, size: size, bold: bold, limit: limit) }
  }

  /// Accents add no width; what is not in the table is as wide as a capital, emoji twice that.
  private static func width(of character: Character) -> Double {
    if let known = widths[character] { return known }
    let base = String(character).decomposedStringWithCanonicalMapping.unicodeScalars.first
    if let base, let known = widths[Character(base)] { return known }
    return character.isLetter ? 0.8 : 1.3
  }

  /// Advance widths of DejaVu Sans, in em, by groups of characters of about the same width.
  private static let widths: [Character: Double] = {
    let groups: [(String, Double)] = [
      ("ijl'", 0.28), ("IJ", 0.3), (" .,:;|’·\u{A0}", 0.32), ("f/", 0.36), ("t()[]-!", 0.4),
      ("\u{202F}", 0.2), ("r\"", 0.46), ("sz?–«»", 0.54), ("ck", 0.58), ("vxyFL", 0.6),
      ("abdeghnopquPTYS€0123456789", 0.64), ("ERXZAVBC", 0.7), ("KHNUD", 0.77),
      ("GOQ&+=<>\u{2212}≥≤", 0.84), ("wMm", 0.98), ("W%@…—œŒæÆ→←", 1.02),
    ]
    var table: [Character: Double] = [:]
    for (characters, width) in groups {
      for character in characters { table[character] = width }
    }
    return table
  }()
}
