/// The numbers under which French enterprises are known for VAT in the Union: `FR`, a key of two
/// digits, the SIREN.
///
/// key = (12 + 3 · (SIREN mod 97)) mod 97, written with two digits.
///
///     VATNumber.french(siren: "732829320")     // "FR44732829320"
///     VATNumber.isValid("FR 44 732 829 320")   // true
public enum VATNumber {
  /// - Returns: 0…96; `nil` where the number is no SIREN.
  public static func key(siren: String) -> Int? {
    guard Siren.isValid(siren: siren), let number = Int(siren) else { return nil }
    return (12 + 3 * (number % 97)) % 97
  }

  /// - Returns: `nil` where the number is no SIREN.
  public static func french(siren: String) -> String? {
    key(siren: siren).map { "FR" + ($0 < 10 ? "0" : "") + String($0) + siren }
  }

  /// Whether a number, spaces and points left out, is that of its SIREN. The keys with letters that
  /// foreign enterprises have are not recognised.
  public static func isValid(_ text: String) -> Bool {
    let kept = text.uppercased().filter { !$0.isWhitespace && $0 != "." }
    return french(siren: String(kept.suffix(9))) == kept
  }
}
