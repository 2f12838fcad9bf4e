/// What two spellings of one level have in common: case, accents, dots of an abbreviation, and what
/// stands between words do not count. Every other character does, for `A+`, `A` and `A-` are three
/// levels, as are `1.1` and `11`.
///
///     LevelSpelling.key(for: "S.A.R.L.") == LevelSpelling.key(for: "sarl")     // true
enum LevelSpelling {
  static func key(for text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var key = ""
    var isApart = false
    for (place, scalar) in scalars.enumerated() {
      let before = place > 0 ? scalars[place - 1] : nil
      let after = place + 1 < scalars.count ? scalars[place + 1] : nil
      if isBetweenWords(scalar, before, after) {
        isApart = !key.isEmpty
        continue
      }
      if scalar == ".", isLetter(before), after.map({ isLetter($0) || $0 == " " }) ?? true {
        continue
      }
      if isApart { key += "_" }
      isApart = false
      let plain = HeaderKey.key(for: String(scalar))
      key += plain.isEmpty ? String(scalar) : plain
    }
    return key
  }

  /// Spaces, `_` and apostrophes; a hyphen between two letters.
  private static func isBetweenWords(
    _ scalar: Unicode.Scalar, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?
  ) -> Bool {
    switch scalar {
    case "_", "'", "\u{2019}": true
    case "-": isLetter(before) && isLetter(after)
    default: scalar.properties.isWhitespace
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
    scalar?.properties.isAlphabetic ?? false
  }

  /// The spellings of each level, by the place of the first; levels stand in the order given.
  static func groups(_ texts: [String]) -> [[Int]] {
    var places: [String: Int] = [:]
    var groups: [[Int]] = []
    for (place, text) in texts.enumerated() {
      let key = key(for: text)
      if let group = places[key] {
        groups[group].append(place)
      } else {
        places[key] = groups.count
        groups.append([place])
      }
    }
    return groups
  }
}
