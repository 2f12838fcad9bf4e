/// A small portfolio as text: three clear types of client, in the conventions of a French export.
///
/// Every client's name is `secret` and a number, so that a test can look for cell contents where they
/// must not be.
public struct SmallPortfolio: Sendable {
  public static let secret = "SECRETX91"

  public var header = [
    "id_client", "raison_sociale", "honoraires", "heures", "score", "outil", "bureau",
  ]
  public var rows: [[String]]

  public init(clients: Int, seed: UInt64 = 1) {
    var generator = TestGenerator(seed: seed)
    rows = (0..<clients).map { i in
      let type = i % 3
      func around(_ centre: Double, _ spread: Double) -> String {
        let sum = (0..<4).reduce(0.0) { total, _ in
          total + Double.random(in: -1...1, using: &generator)
        }
        return SmallPortfolio.written(centre + spread * sum)
      }
      return [
        "C" + String(10_000 + i), "\(SmallPortfolio.secret) \(i)",
        around(1_000 + 4_000 * Double(type), 300), around(20 + (type == 1 ? 60 : 0), 3),
        around(5 + 3 * Double(type), 0.5), ["papier", "saas", "erp"][type],
        ["Lyon", "Paris"][Int.random(in: 0..<2, using: &generator)],
      ]
    }
  }

  public var text: String {
    ([header] + rows).map { $0.joined(separator: ";") }.joined(separator: "\n") + "\n"
  }

  public var bytes: [UInt8] { Array(text.utf8) }

  /// Two decimals behind a comma.
  static func written(_ value: Double) -> String {
    let hundredths = Int((abs(value) * 100).rounded())
    let cents = String(hundredths % 100)
    return (value < 0 ? "-" : "") + String(hundredths / 100) + ","
      + (cents.count < 2 ? "0" : "") + cents
  }
}
