/// Turns a header into a key: lower case, without accents, runs of other characters as `_`.
///
///     HeaderKey.key(for: "  Chiffre d’affaires (HT) ")   // "chiffre_d_affaires_ht"
public enum HeaderKey {
  public static func key(for name: String) -> String {
    var key = ""
    var pending = false
    for scalar in name.lowercased().unicodeScalars {
      guard let letters = plain(scalar) else {
        pending = !key.isEmpty
        continue
      }
      if letters.isEmpty { continue }
      if pending { key += "_" }
      pending = false
      key += letters
    }
    return key
  }

  /// ASCII for a Latin letter or digit, itself for another script's letter, empty for a combining
  /// mark, `nil` for everything else.
  private static func plain(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 48...57, 97...122: return String(scalar)
    case 0x300...0x36F: return ""
    case 0xE0...0xE5: return "a"
    case 0xE6: return "ae"
    case 0xE7: return "c"
    case 0xE8...0xEB: return "e"
    case 0xEC...0xEF: return "i"
    case 0xF1: return "n"
    case 0xF2...0xF6, 0xF8: return "o"
    case 0xF9...0xFC: return "u"
    case 0xFD, 0xFF: return "y"
    case 0x153: return "oe"
    case 0xDF: return "ss"
    case 0xAA, 0xBA, 0xB2, 0xB3, 0xB9: return nil
    default: return scalar.properties.isAlphabetic ? String(scalar) : nil
    }
  }
}
