import Statistics

/// What went wrong when a client was keyed in; persists until someone corrects it, which nobody does.
public enum DataError: String, CaseIterable, Sendable, Codable {
  /// The client stands twice in the file (1 %).
  case duplicated = "doublon"
  /// Turnover in k€ where € is meant (0.5 %).
  case thousandsForEuros = "ca_en_milliers"
  /// Yearly invoice counts where monthly ones are meant (0.5 %).
  case yearlyForMonthly = "factures_annuelles"
  /// SIREN that fails Luhn's check (0.5 %).
  case invalidSiren = "siren_invalide"
  /// Fees with a minus sign (0.25 %).
  case negativeFees = "signe"
  /// Turnover without its decimal comma, a hundredfold (0.25 %).
  case lostComma = "virgule_perdue"
  /// Nothing known but the name and a few cells (2 %).
  case nearlyEmpty = "presque_vide"

  private var probability: Double {
    switch self {
    case .duplicated: 0.01
    case .thousandsForEuros, .yearlyForMonthly, .invalidSiren: 0.005
    case .negativeFees, .lostComma: 0.0025
    case .nearlyEmpty: 0.02
    }
  }

  /// Each error by its own chance; unit errors are not combined on one turnover.
  static func draw(_ stream: inout RandomStream) -> [DataError] {
    let drawn = allCases.filter { stream.uniform() < $0.probability }
    return drawn.contains(.thousandsForEuros) ? drawn.filter { $0 != .lostComma } : drawn
  }
}
