import Statistics

/// Made SIREN numbers: nine digits, the last by Luhn's rule.
///
/// The numbers are invented. A valid one may by accident belong to a company: nothing about any
/// company is meant or may be concluded.
enum MadeSiren {
  static func draw(_ stream: inout RandomStream) -> String {
    var digits = [6]
    for _ in 0..<7 { digits.append(stream.integer(below: 10)) }
    digits.append((10 - checksum(digits + [0])) % 10)
    return digits.map(String.init).joined()
  }

  /// The same number with its last digit off by one, which Luhn's rule always sees.
  static func spoiled(_ siren: String) -> String {
    let last = siren.last?.wholeNumberValue ?? 0
    return siren.dropLast() + String((last + 1) % 10)
  }

  /// Luhn's sum modulo 10, every second digit from the right doubled; 0 when valid.
  private static func checksum(_ digits: [Int]) -> Int {
    var sum = 0
    for (position, digit) in digits.reversed().enumerated() {
      let doubled = position % 2 == 1 ? 2 * digit : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10
  }
}
