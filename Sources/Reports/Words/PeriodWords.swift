import Interpretation
import Segmentation

/// A period as people say it: `3ᵉ trimestre 2026` for `2026-T3`, `Q3 2026` in English. What is not a
/// quarter stands as it was given. Files and records keep `2026-T3`.
package enum PeriodWords {
  package static func text(_ period: String, _ language: Language) -> String {
    guard let quarter = Quarter(period) else { return period }
    switch language {
    case .french:
      let ordinal = quarter.number == 1 ? "1\u{1D49}\u{02B3}" : "\(quarter.number)\u{1D49}"
      return "\(ordinal)\u{A0}trimestre\u{A0}\(quarter.year)"
    case .english: return "Q\(quarter.number)\u{A0}\(quarter.year)"
    }
  }
}
