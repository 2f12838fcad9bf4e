/// What two spellings of one level have in common: case, accents, dots of an abbreviation, and what
/// stands between words do not count. Every other character does, for `A+`, `A` and `A-` are three
/// levels, as are `1.1` and `11`.
///
///     LevelSpelling.key(for: "S.A.R.L.") == LevelSpelling.key(for: "sarl")     // true
package enum LevelSpelling {
  package static func key(for text: String) -> String {
    keyOfASCII(Array(text.utf8)) ?? keyOfAny(text)
  }

  /// The same, byte by byte: a column may have a hundred thousand levels.
  private static func keyOfASCII(_ bytes: [UInt8]) -> String? {
    func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
    var key: [UInt8] = []
    key.reserveCapacity(bytes.count)
    var isApart = false
    for (place, byte) in bytes.enumerated() {
      if byte >= 0x80 { return nil }
      let isAfterLetter = place > 0 && isLetter(bytes[place - 1])
      let after: UInt8? = place + 1 < bytes.count ? bytes[place + 1] : nil
      switch byte {
      case 0x09...0x0D, 0x20, 0x27, 0x5F: isApart = !key.isEmpty
      case 0x2D where isAfterLetter && after.map(isLetter) == true: isApart = !key.isEmpty
      case 0x2E where isAfterLetter && (after.map { isLetter($0) || $0 == 0x20 } ?? true): break
      default:
        if isApart { key.append(0x5F) }
        isApart = false
        key.append((65...90).contains(byte) ? byte | 0x20 : byte)
      }
    }
    return String(decoding: key, as: UTF8.self)
  }

  package static func keyOfAny(_ text: String) -> String {
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
  package static func groups(_ texts: [String]) -> [[Int]] {
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
