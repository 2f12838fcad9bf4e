/// Writes a made portfolio as French exports do: UTF-8 with byte-order mark, `;`, decimal comma,
/// lines ended by CR LF, a TOTAL row at the end.
///
/// Amounts have their thousands set apart: with U+202F in the accounts' columns, U+00A0 in the fees.
/// Shares are percentages, `62,5 %`. The truth is written in the same dialect without TOTAL.
extension PortfolioGenerator {
  public static func portfolioFileName(_ period: Quarter) -> String { "portefeuille-\(period).csv" }

  public static func truthFileName(_ period: Quarter) -> String { "verite-\(period).csv" }

  /// The bytes of `portefeuille-<period>.csv`.
  public func portfolioFile(_ period: Quarter) -> [UInt8] { files(period).portfolio }

  /// The bytes of `verite-<period>.csv`.
  public func truthFile(_ period: Quarter) -> [UInt8] { files(period).truth }

  /// Both files of a quarter, made client by client in one pass.
  public func files(_ period: Quarter) -> PortfolioFiles {
    let columns = PortfolioColumn.allCases.filter {
      $0 != .managerAge || options.includesManagerAge
    }
    let totalled = columns.map(\.isTotalled)
    var portfolio = FrenchCSV()
    var truth = FrenchCSV()
    portfolio.append(columns.map(\.rawValue))
    truth.append(ClientTruth.header)
    var totals = [Double](repeating: 0, count: columns.count)
    forEachClient(in: period) { client in
      truth.append(client.truth.fields)
      for row in client.rows {
        portfolio.append(columns.map { row[$0].frenchText })
        for (index, column) in columns.enumerated() where totalled[index] {
          totals[index] += row[column].number ?? 0
        }
      }
    }
    portfolio.append(
      columns.indices.map { index in
        if index == 0 { return "TOTAL" }
        if !totalled[index] { return "" }
        return FrenchNumber.text(totals[index], decimals: 0, thousands: .noBreak)
      })
    return PortfolioFiles(portfolio: portfolio.bytes, truth: truth.bytes)
  }
}

/// The bytes of a quarter's two files.
public struct PortfolioFiles: Sendable, Equatable {
  public let portfolio: [UInt8]
  public let truth: [UInt8]
}

extension ClientTruth {
  fileprivate static let header = [
    "id_client", "type", "taille", "digital", "organisation", "appetence", "changement_type",
    "type_precedent", "arrivee", "depart", "atypique", "anomalies",
  ]

  fileprivate var fields: [String] {
    [identifier, type.rawValue]
      + latents.values.map { FrenchNumber.text($0, decimals: 4) }
      + [
        FrenchCSV.yesNo(previousType != nil), previousType?.rawValue ?? "",
        FrenchCSV.yesNo(arrived), FrenchCSV.yesNo(leaves), atypical?.rawValue ?? "",
        errors.map(\.rawValue).joined(separator: "+"),
      ]
  }
}

extension PortfolioCell {
  /// The cell as the file has it.
  package var frenchText: String {
    switch self {
    case .missing(let token): token
    case .text(let text): text
    case .integer(let value): String(value)
    case .decimal(let value, let decimals): FrenchNumber.text(value, decimals: decimals)
    case .amount(let value, let decimals, let space):
      FrenchNumber.text(value, decimals: decimals, thousands: space)
    case .share(let value): FrenchNumber.text(100 * value, decimals: 1) + "\u{00A0}%"
    case .yesNo(let value): FrenchCSV.yesNo(value)
    }
  }
}

/// Lines of fields, quoted where they must be.
private struct FrenchCSV {
  private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  static func yesNo(_ value: Bool) -> String { value ? "oui" : "non" }

  mutating func append(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ";")) }
      let needsQuotes = field.utf8.contains { ";\"\r\n".utf8.contains($0) }
      bytes += needsQuotes ? Self.quoted(field).utf8 : field.utf8
    }
    bytes += "\r\n".utf8
  }

  private static func quoted(_ field: String) -> String {
    "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

/// Fixed-point numbers with a decimal comma, rounded half away from zero.
enum FrenchNumber {
  static func text(_ value: Double, decimals: Int, thousands: ThousandsSpace? = nil) -> String {
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    let scaled = Int((abs(value) * power).rounded())
    let unit = Int(power)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    let whole = grouped(scaled / unit, thousands)
    if decimals == 0 { return sign + whole }
    let fraction = String(scaled % unit)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return sign + whole + "," + zeros + fraction
  }

  private static func grouped(_ value: Int, _ space: ThousandsSpace?) -> String {
    guard let space, value >= 1000 else { return String(value) }
    let rest = String(value % 1000)
    return grouped(value / 1000, space) + space.rawValue
      + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
