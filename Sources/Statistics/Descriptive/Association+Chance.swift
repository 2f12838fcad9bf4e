extension Association {
  /// ε² = 1 − (1 − η²)(n − 1)/(n − k): η² freed from what *k* groups explain by chance, (k − 1)/(n − 1) on
  /// average. The adjusted R² of a one-way analysis of variance; negative where groups explain less than
  /// chance would.
  ///
  /// - Source: Kelley 1935, doi:10.1073/pnas.21.9.554.
  /// - Returns: `nil` where there are as many groups as values.
  package static func epsilonSquared(
    etaSquared: Double, groupCount: Int, count: Int
  ) -> Double? {
    guard count > groupCount else { return nil }
    return 1 - (1 - etaSquared) * Double(count - 1) / Double(count - groupCount)
  }
}

extension Association.ChiSquared {
  /// Cramér's V freed from what chance makes of so many rows and columns: with φ² = χ²/n less its mean
  /// (r − 1)(c − 1)/(n − 1), at least 0, r̃ = r − (r − 1)²/(n − 1) and c̃ alike, √( φ̃² / min(r̃ − 1, c̃ − 1) ).
  ///
  /// - Source: Bergsma 2013, doi:10.1016/j.jkss.2012.10.002.
  package var correctedCramersV: Double {
    let free = Double(degreesOfFreedom)
    guard total > 1 else { return 0 }
    let squared = max(0, value / total - free / (total - 1))
    func corrected(_ count: Int) -> Double {
      Double(count) - Double((count - 1) * (count - 1)) / (total - 1)
    }
    let dimension = min(corrected(rows), corrected(columns)) - 1
    return dimension > 0 ? min(1, (squared / dimension).squareRoot()) : 0
  }
}
