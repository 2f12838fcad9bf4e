/// The ways in which a cell says that there is no value.
package enum MissingTokens {
  /// Whether a trimmed cell is empty or says "missing", whatever its case and accents.
  package static func contains(_ cell: Span<UInt8>) -> Bool {
    if cell.isEmpty { return true }
    if cell.count > longest { return false }
    guard candidates[Int(cell[0])] else { return false }
    return folded.contains(ASCIIFold.lowercased(cell))
  }

  private static let tokens = [
    "-", "--", "---", "–", "—", "?", "??", ".", "..", "...", "…", "/", "n.c.", "n.c", "nc", "n/c",
    "nr", "n.r.", "nd", "n.d.", "na", "n.a.", "n.a", "n/a", "#n/a", "<na>", "néant", "neant",
    "NÉANT", "null", "none", "nan", "#nan", "(vide)", "(blank)", "vide", "non renseigné",
    "non renseigne", "NON RENSEIGNÉ", "non communiqué", "non communique", "non disponible",
    "inconnu", "unknown", "missing", "\\n",
  ]
  private static let folded = Set(tokens.map { ASCIIFold.lowercased(Array($0.utf8).span) })
  private static let longest = folded.map(\.count).max() ?? 0
  private static let candidates: [Bool] = {
    var first = [Bool](repeating: false, count: 256)
    for token in folded {
      first[Int(token[0])] = true
      if (97...122).contains(token[0]) { first[Int(token[0] - 32)] = true }
    }
    return first
  }()
}

/// What a spreadsheet writes where a formula failed.
enum SpreadsheetErrors {
  static func contains(_ cell: Span<UInt8>) -> Bool {
    guard cell.count >= 4, cell[0] == UInt8(ascii: "#") else { return false }
    return tokens.contains(ASCIIFold.lowercased(cell))
  }

  private static let tokens = Set(
    [
      "#ref!", "#div/0!", "#valeur!", "#value!", "#nom?", "#name?", "#nombre!", "#num!", "#nul!",
      "#null!", "#calc!",
    ].map { Array($0.utf8) })
}

enum ASCIIFold {
  static func lowercased(_ cell: Span<UInt8>) -> [UInt8] {
    var bytes = [UInt8]()
    bytes.reserveCapacity(cell.count)
    for index in cell.indices {
      let byte = cell[index]
      bytes.append((65...90).contains(byte) ? byte | 0x20 : byte)
    }
    return bytes
  }
}
