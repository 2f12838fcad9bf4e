import Foundation

/// The colours of pages and figures, chosen by measure.
///
/// Segment colours: found by maximising the smallest distance between any two of the first 4, 6, 8,
/// 10 and 12 in OKLab, to normal sight and to simulated protanopia, deuteranopia and tritanopia, at
/// a contrast of at least 3 : 1 with the page (WCAG 2.2, 1.4.11). The tests measure it again.
/// Past twelve segments colours repeat; numbers tell them apart.
public enum Palette {
  public static let segmentCount = 12
  package static let divergingCount = 9

  /// 1…12, the colour of a segment by its 1-based number.
  package static func index(ofSegment number: Int) -> Int {
    (max(number, 1) - 1) % segmentCount + 1
  }

  public struct Scheme: Sendable, Equatable {
    public let background: Colour
    public let ink: Colour
    public let secondInk: Colour
    public let thirdInk: Colour
    public let rule: Colour
    public let accent: Colour
    public let segments: [Colour]
    /// From far below (0) through nothing (4) to far above (8).
    public let diverging: [Colour]
    /// In the order of ``Tone``'s cases: backgrounds for text in `ink`.
    public let tones: [Colour]

    /// The ink that reads best on a coloured ground.
    public func ink(on ground: Colour) -> Colour {
      let dark = Colour(0x14181f)
      return Colour.white.contrast(with: ground) >= dark.contrast(with: ground) ? .white : dark
    }
  }

  public static let light = Scheme(
    background: Colour(0xffffff), ink: Colour(0x1b2430), secondInk: Colour(0x46566b),
    thirdInk: Colour(0x8a98aa), rule: Colour(0xdfe5ec), accent: Colour(0xb3460a),
    segments: [
      0x2363d5, 0x803c02, 0x31a787, 0x54067b, 0xd47a1c, 0xb23392, 0x0c3246, 0x28655a, 0x5b0019,
      0x9a73f7, 0x76713d, 0x444344,
    ].map { Colour($0) },
    diverging: [
      0x1d6a91, 0x5b9fc0, 0x9cc6dc, 0xd6e7f0, 0xf4f6f8, 0xfae5d6, 0xf2bd97, 0xe08f57, 0xa84a0c,
    ].map { Colour($0) },
    tones: [0xcfe7e4, 0xf7e6b0, 0xf2c4bf, 0xe9edf2].map { Colour($0) })

  public static let dark = Scheme(
    background: Colour(0x12171e), ink: Colour(0xe6ebf2), secondInk: Colour(0xb3c0d0),
    thirdInk: Colour(0x76869a), rule: Colour(0x2b3542), accent: Colour(0xf08a45),
    segments: [
      0x419ff5, 0xad4413, 0x6defa6, 0x744fb5, 0xec9e41, 0xfdb3fe, 0x376b7d, 0x92c1b0, 0xe76d69,
      0x857fa8, 0xa38405, 0xa299a1,
    ].map { Colour($0) },
    diverging: [
      0x7cc3ea, 0x4a93bb, 0x2c6484, 0x20394a, 0x1c232c, 0x43301f, 0x7a4a22, 0xc0763a, 0xf2a468,
    ].map { Colour($0) },
    tones: [0x1d4a46, 0x574510, 0x67302d, 0x2a3340].map { Colour($0) })
}

/// A colour of the sRGB space.
public struct Colour: Sendable, Equatable {
  public let red: UInt8
  public let green: UInt8
  public let blue: UInt8

  public static let white = Colour(0xffffff)

  /// From 0xRRGGBB.
  public init(_ code: UInt32) {
    red = UInt8(code >> 16 & 255)
    green = UInt8(code >> 8 & 255)
    blue = UInt8(code & 255)
  }

  public var hexadecimal: String { String(format: "#%02x%02x%02x", red, green, blue) }

  /// Relative luminance, 0…1. Source: WCAG 2.2.
  public var luminance: Double {
    func linear(_ channel: UInt8) -> Double {
      let c = Double(channel) / 255
      return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// 1…21. Source: WCAG 2.2, contrast ratio.
  public func contrast(with other: Colour) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}
