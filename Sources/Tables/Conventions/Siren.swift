/// The numbers that name French enterprises (SIREN, 9 digits) and their establishments (SIRET, 14:
/// the SIREN and 5 more). Each carries a Luhn check modulo 10 (ISO/IEC 7812-1, annex B): doubling
/// every second digit from the right, the digits of the results sum to a multiple of 10. La Poste
/// (SIREN 356000000) has more establishments than that allows: the plain sum of the digits of its
/// SIRETs is a multiple of 5.
///
///     Siren.isValid(siren: "732829320")        // true
///     Siren.isValid(siret: "73282932000074")   // true
public enum Siren {
  public static func isValid(siren: String) -> Bool { isValid(Array(siren.utf8), count: 9) }

  public static func isValid(siret: String) -> Bool { isValid(Array(siret.utf8), count: 14) }

  /// The digits of a SIREN or SIRET as tables hold it: spaces, points and hyphens taken out, the
  /// zeros that a spreadsheet dropped put back when the result passes the check.
  ///
  /// - Returns: `nil` when something else than digits remains.
  static func digits(_ cell: Span<UInt8>, count: Int) -> [UInt8]? {
    var digits: [UInt8] = []
    var index = 0
    while index < cell.count {
      let byte = cell[index]
      if byte &- 48 <= 9 {
        digits.append(byte)
        index += 1
      } else if let width = Trim.spaceWidth(cell, at: index) {
        index += width
      } else if byte == 0x2E || byte == 0x2D {
        index += 1
      } else {
        return nil
      }
    }
    if digits.isEmpty || digits.count > 14 { return nil }
    if digits.count < count && digits.count >= count - 3 {
      let padded = [UInt8](repeating: 48, count: count - digits.count) + digits
      if isValid(padded, count: count) { return padded }
    }
    return digits
  }

  static func isValid(_ digits: [UInt8], count: Int) -> Bool {
    guard digits.count == count, digits.allSatisfy({ $0 &- 48 <= 9 }) else { return false }
    if digits.allSatisfy({ $0 == 48 }) { return false }
    if luhn(digits) { return true }
    let isLaPoste = count == 14 && digits.starts(with: Array("356000000".utf8))
    return isLaPoste && digits.reduce(0) { $0 + Int($1 - 48) } % 5 == 0
  }

  /// Whether a cell is digits alone that pass the Luhn check and are not all zero.
  static func passesLuhn(_ cell: Span<UInt8>) -> Bool {
    var sum = 0
    var any = 0
    for index in cell.indices {
      let digit = Int(cell[index] &- 48)
      if digit > 9 { return false }
      any |= digit
      let isDoubled = (cell.count &- index) & 1 == 0
      sum &+= isDoubled ? 2 &* digit &- (digit > 4 ? 9 : 0) : digit
    }
    return any != 0 && sum % 10 == 0
  }

  private static func luhn(_ digits: [UInt8]) -> Bool {
    var sum = 0
    for (offset, byte) in digits.reversed().enumerated() {
      let digit = Int(byte - 48)
      let weighted = offset % 2 == 1 ? digit * 2 : digit
      sum += weighted > 9 ? weighted - 9 : weighted
    }
    return sum % 10 == 0
  }
}
