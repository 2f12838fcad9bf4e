/// From decimal digits to the nearest `Double`, ties to even: `mantissa · 10^exponent`.
///
/// Three ways, all exact:
/// 1. `mantissa ≤ 2⁵³` and |`exponent`| ≤ 22: both factors are exact in `Double` and one operation
///    rounds once (W. D. Clinger, 1990, doi:10.1145/93542.93557).
/// 2. |`exponent`| ≤ 19, any 64-bit mantissa: the quotient or product is formed with 64 significant
///    bits and a sticky remainder, then rounded.
/// 3. Otherwise the standard library's conversion of the digits as text.
///
/// Agrees with `strtod` on every finite input.
package enum DecimalConversion {
  @inline(__always)
  package static func double(mantissa: UInt64, exponent: Int) -> Double {
    if mantissa <= 1 << 53 && exponent >= -22 && exponent <= 22 {
      return exponent < 0
        ? Double(mantissa) / powersOfTen[-exponent] : Double(mantissa) * powersOfTen[exponent]
    }
    return wide(mantissa: mantissa, exponent: exponent)
  }

  @inline(never)
  static func wide(mantissa: UInt64, exponent: Int) -> Double {
    if mantissa == 0 { return 0 }
    if exponent < 0 && exponent >= -19 {
      return quotient(mantissa, integerPowersOfTen[-exponent])
    }
    if exponent >= 0 && exponent <= 19 {
      return product(mantissa, integerPowersOfTen[exponent])
    }
    return text(digits: Array(String(mantissa).utf8), exponent: exponent)
  }

  /// `digits · 10^exponent` through the standard library; infinity beyond the range.
  static func text(digits: [UInt8], exponent: Int) -> Double {
    let bounded = Swift.max(-100_000_000, Swift.min(100_000_000, exponent))
    return Double(String(decoding: digits, as: UTF8.self) + "e\(bounded)") ?? .nan
  }

  static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  private static let integerPowersOfTen: [UInt64] = {
    var powers: [UInt64] = [1]
    for _ in 1...19 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  /// n / d with n, d > 0: both shifted so that their top bit is set, one 128-by-64 division gives
  /// 64 bits of quotient whose remainder is only needed as "zero or not".
  private static func quotient(_ n: UInt64, _ d: UInt64) -> Double {
    let nShift = n.leadingZeroBitCount
    let dShift = d.leadingZeroBitCount
    let numerator = n << UInt64(nShift)
    let denominator = d << UInt64(dShift)
    let high = numerator >= denominator ? numerator >> 1 : numerator
    let low = numerator >= denominator ? numerator << 63 : 0
    let (q, r) = denominator.dividingFullWidth((high, low))
    let scale = dShift - nShift - 64 + (numerator >= denominator ? 1 : 0)
    return rounded(q, sticky: r != 0, scale: scale)
  }

  private static func product(_ a: UInt64, _ b: UInt64) -> Double {
    let (high, low) = a.multipliedFullWidth(by: b)
    if high == 0 { return rounded(low, sticky: false, scale: 0) }
    let shift = high.leadingZeroBitCount
    let top = shift == 0 ? high : high << UInt64(shift) | low >> UInt64(64 - shift)
    let rest = shift == 0 ? low : low << UInt64(shift)
    return rounded(top, sticky: rest != 0, scale: 64 - shift)
  }

  /// `bits · 2^scale` rounded to 53 bits, `sticky` standing for anything below the last bit. The
  /// callers' exponents keep the result a normal number.
  private static func rounded(_ bits: UInt64, sticky: Bool, scale: Int) -> Double {
    let excess = 64 - bits.leadingZeroBitCount - 53
    if excess <= 0 { return Double(sign: .plus, exponent: scale, significand: Double(bits)) }
    var kept = bits >> UInt64(excess)
    let half: UInt64 = 1 << UInt64(excess - 1)
    let rest = bits & (half << 1 - 1)
    if rest > half || (rest == half && (sticky || kept & 1 == 1)) { kept += 1 }
    return Double(sign: .plus, exponent: scale + excess, significand: Double(kept))
  }
}
