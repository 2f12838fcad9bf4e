/// The unit in which the numbers of a column are written, as a person names it. Reading brings them to
/// the ``ColumnUnit``: `12` written in k€ is 12 000 €, `12` written in % is 0.12.
public enum WrittenUnit: String, Sendable, Codable, Equatable, CaseIterable {
  case none
  case euro = "€"
  case kiloEuro = "k€"
  case megaEuro = "M€"
  case percent = "%"
  /// A share of 1: 0.125 for 12.5 %.
  case fraction
  case hours = "h"
  case days
  case years
  case euroPerHour = "€/h"
}

extension WrittenUnit {
  /// The unit of the values once read.
  public var unit: ColumnUnit {
    switch self {
    case .none: .none
    case .euro, .kiloEuro, .megaEuro: .euro
    case .percent, .fraction: .percent
    case .hours: .hours
    case .days: .days
    case .years: .years
    case .euroPerHour: .euroPerHour
    }
  }

  /// The power of ten from what is written to `unit`.
  public var shift: Int {
    switch self {
    case .kiloEuro: 3
    case .megaEuro: 6
    case .percent: -2
    case .none, .euro, .fraction, .hours, .days, .years, .euroPerHour: 0
    }
  }

  /// Whether the values read are not the numbers written. A percentage is shown as one again, so it
  /// does not count.
  public var isConverted: Bool { shift > 0 }

  init(_ unit: ColumnUnit) {
    switch unit {
    case .none: self = .none
    case .euro: self = .euro
    case .percent: self = .fraction
    case .hours: self = .hours
    case .days: self = .days
    case .years: self = .years
    case .euroPerHour: self = .euroPerHour
    }
  }

  /// The unit as people type it: `€`, `EUR`, `keur`, `pourcent`, `jours`; `nil` for no known unit.
  public init?(typed text: String) {
    let word = text.lowercased()
    guard let unit = Self.spellings.first(where: { $0.value.contains(word) })?.key else {
      return nil
    }
    self = unit
  }

  private static let spellings: [WrittenUnit: Set<String>] = [
    .none: ["none", "aucune", "sans"],
    .euro: ["€", "eur", "euro", "euros"],
    .kiloEuro: ["k€", "keur", "keuros"],
    .megaEuro: ["m€", "meur", "meuros"],
    .percent: ["%", "percent", "pourcent", "pct"],
    .fraction: ["fraction"],
    .hours: ["h", "hours", "heures"],
    .days: ["days", "jours", "j"],
    .years: ["years", "ans", "années", "annees"],
    .euroPerHour: ["€/h", "eur/h"],
  ]
}
