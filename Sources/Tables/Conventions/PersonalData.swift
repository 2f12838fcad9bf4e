/// Data about a person that a segmentation has no use for and must not carry.
public enum PersonalDataKind: String, Sendable, Codable, Equatable, CaseIterable {
  /// Numéro d'inscription au répertoire (sécurité sociale), 13 or 15 digits.
  case socialSecurityNumber
  /// An IBAN.
  case bankAccount
  case email
  case phone
  /// By its header alone.
  case birthDate
  /// The name of a natural person beside the client's, by its header alone.
  case personName
}

package enum PersonalData {
  /// The kind of a trimmed cell, by its form and its check digits.
  package static func kind(of cell: Span<UInt8>) -> PersonalDataKind? {
    if cell.count < 6 || cell.count > 80 { return nil }
    if isEmail(cell) { return .email }
    let compact = withoutSpacing(cell)
    if isPhone(compact) { return .phone }
    if isBankAccount(compact) { return .bankAccount }
    return isSocialSecurityNumber(compact) ? .socialSecurityNumber : nil
  }

  private static func withoutSpacing(_ cell: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var index = 0
    while index < cell.count {
      if let width = Trim.spaceWidth(cell, at: index) {
        index += width
        continue
      }
      // Hyphen, point, slash.
      if !(0x2D...0x2F).contains(cell[index]) { bytes.append(cell[index]) }
      index += 1
    }
    return bytes
  }

  private static func isEmail(_ cell: Span<UInt8>) -> Bool {
    var at: Int?
    var dot: Int?
    for index in cell.indices {
      switch cell[index] {
      case 0x40:
        if at != nil { return false }
        at = index
      case 0x2E: dot = index
      case 0...0x20, 0x2C, 0x3B: return false
      default: continue
      }
    }
    guard let at, let dot else { return false }
    return at > 0 && dot > at + 1 && dot < cell.count - 2
  }

  private static func isDigits(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.allSatisfy { $0 &- 48 <= 9 }
  }

  /// French numbers: 0 then 9 digits, or +33 / 0033 then 9 digits.
  private static func isPhone(_ bytes: [UInt8]) -> Bool {
    for prefix in ["+33", "0033", "+33(0)"] where bytes.starts(with: Array(prefix.utf8)) {
      let rest = bytes.dropFirst(prefix.utf8.count)
      if rest.count == 9 && isDigits(rest) { return true }
    }
    return bytes.count == 10 && isDigits(bytes) && bytes[0] == 48 && bytes[1] != 48
  }

  /// ISO 13616: the rearranged number is 1 modulo 97.
  private static func isBankAccount(_ bytes: [UInt8]) -> Bool {
    guard (15...34).contains(bytes.count), isDigits(bytes[2..<4]),
      bytes[..<2].allSatisfy({ (65...90).contains($0 & 0xDF) })
    else { return false }
    var remainder = 0
    for byte in bytes[4...] + bytes[..<4] {
      if byte &- 48 <= 9 {
        remainder = (remainder * 10 + Int(byte - 48)) % 97
      } else if (65...90).contains(byte & 0xDF) {
        remainder = (remainder * 100 + Int(byte & 0xDF) - 55) % 97
      } else {
        return false
      }
    }
    return remainder == 1
  }

  /// Sex, year, month (01–12, or 20–42 and 50–99 when unknown), department (2A, 2B), commune,
  /// order; the key of the 15-digit form is 97 − (number mod 97), 2A counting 19 and 2B 18.
  private static func isSocialSecurityNumber(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 13 || bytes.count == 15, bytes[0] == 49 || bytes[0] == 50 else {
      return false
    }
    var digits = bytes
    switch digits[6] & 0xDF {
    case 65 where digits[5] == 50: digits.replaceSubrange(5...6, with: [49, 57])
    case 66 where digits[5] == 50: digits.replaceSubrange(5...6, with: [49, 56])
    default: break
    }
    guard isDigits(digits) else { return false }
    let month = Int(digits[3] - 48) * 10 + Int(digits[4] - 48)
    // Without a key there is only the form to go by, so only months that exist.
    if bytes.count == 13 { return (1...12).contains(month) && digits[5...6] != [48, 48] }
    guard (1...12).contains(month) || (20...42).contains(month) || month >= 50 else { return false }
    let number = digits[..<13].reduce(0) { $0 * 10 + Int($1 - 48) }
    return 97 - number % 97 == Int(digits[13] - 48) * 10 + Int(digits[14] - 48)
  }
}
