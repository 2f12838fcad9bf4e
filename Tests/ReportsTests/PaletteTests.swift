import Foundation
import Reports
import Testing

@Suite struct PaletteTests {
  static let schemes = [Palette.light, Palette.dark]

  /// Ten segment colours stay apart for normal sight and for the three simulated deficiencies: at
  /// least 9 hundredths in OKLab, where 2 is about the smallest difference seen side by side.
  @Test(arguments: schemes) func segmentColoursStayApart(scheme: Palette.Scheme) {
    for sight in Sight.allCases {
      let seen = scheme.segments.prefix(10).map { sight.seen($0) }
      for i in seen.indices {
        for j in 0..<i {
          let distance = 100 * okDistance(seen[i], seen[j])
          #expect(distance >= 9, "\(sight): \(j + 1) and \(i + 1)")
        }
      }
    }
  }

  @Test(arguments: schemes) func segmentColoursShowOnThePage(scheme: Palette.Scheme) {
    for colour in scheme.segments {
      #expect(colour.contrast(with: scheme.background) >= 2.95, "\(colour.hexadecimal)")
      #expect(scheme.ink(on: colour).contrast(with: colour) >= 4.5, "\(colour.hexadecimal)")
    }
  }

  @Test(arguments: schemes) func textReadsOnEveryGround(scheme: Palette.Scheme) {
    for colour in [scheme.ink, scheme.secondInk, scheme.accent] {
      #expect(colour.contrast(with: scheme.background) >= 4.5)
    }
    for ground in scheme.tones { #expect(scheme.ink.contrast(with: ground) >= 4.5) }
    for ground in scheme.diverging { #expect(scheme.ink(on: ground).contrast(with: ground) >= 4.5) }
  }

  /// Below and above are told apart, and each step from the next, by whoever looks.
  @Test(arguments: schemes) func divergingScaleIsReadByAll(scheme: Palette.Scheme) {
    for sight in Sight.allCases {
      let seen = scheme.diverging.map { sight.seen($0) }
      for i in 1..<seen.count { #expect(100 * okDistance(seen[i], seen[i - 1]) >= 2.5) }
      for away in 2...4 { #expect(100 * okDistance(seen[4 - away], seen[4 + away]) >= 9) }
    }
  }

  @Test func contrastIsThatOfTheStandard() {
    #expect(abs(Colour.white.contrast(with: Colour(0x000000)) - 21) < 1e-9)
    #expect(abs(Colour(0x777777).contrast(with: .white) - 4.478) < 1e-3)  // WCAG's known near miss
  }

  @Test func coloursRepeatAfterTwelve() {
    #expect([1, 12, 13, 25].map { Palette.index(ofSegment: $0) } == [1, 12, 1, 1])
  }
}

/// How a colour is seen. Matrices on linear RGB at full severity: Machado, Oliveira, Fernandes 2009,
/// doi:10.1109/TVCG.2009.113.
private enum Sight: CaseIterable {
  case normal, protanopia, deuteranopia, tritanopia

  private var matrix: [Double] {
    switch self {
    case .normal: return [1, 0, 0, 0, 1, 0, 0, 0, 1]
    case .protanopia:
      return [
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
      ]
    case .deuteranopia:
      return [
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881,
      ]
    case .tritanopia:
      return [
        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900,
      ]
    }
  }

  /// OKLab coordinates of the colour as seen. Source: B. Ottosson, "A perceptual color space" (2020).
  func seen(_ colour: Colour) -> [Double] {
    let rgb = [colour.red, colour.green, colour.blue].map { channel -> Double in
      let c = Double(channel) / 255
      return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    }
    let simulated = multiply(matrix, rgb).map { min(max($0, 0), 1) }
    let cones = multiply(
      [
        0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566,
        0.0883024619, 0.2817188376, 0.6299787005,
      ], simulated
    ).map { cbrt($0) }
    return multiply(
      [
        0.2104542553, 0.7936177850, -0.0040720468, 1.9779984951, -2.4285922050, 0.4505937099,
        0.0259040371, 0.7827717662, -0.8086757660,
      ], cones)
  }
}

private func multiply(_ m: [Double], _ v: [Double]) -> [Double] {
  (0..<3).map { m[3 * $0] * v[0] + m[3 * $0 + 1] * v[1] + m[3 * $0 + 2] * v[2] }
}

private func okDistance(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
}
