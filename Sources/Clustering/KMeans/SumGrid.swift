import LinearAlgebra

/// How weighted deviations w(x − origin) are cut so that their sums lose nothing.
///
/// In column j every term is at most 2^e in magnitude and a multiple of 2^g. It is cut at units
/// 2^(e−w), 2^(e−2w), …, the last one at most 2^g: the piece of a level is what is left of the term,
/// rounded to a multiple of the level's unit, the next level has the rest, and the last level all
/// that is left. Every piece is at most 2^w units, so that a double adds 2¹¹ of them exactly
/// (w ≤ 42) and a 64-bit integer all of them (w ≤ 62 − log₂ n). Sums of integers have no order:
/// they are the same for any number of threads, for any order of the rows, and however often a row
/// came and went.
///
/// x − origin is exact (``Observations/origin()``), and so is g: without weights the ulp of
/// the smallest number of the column, or, where the origin is not 0, that of the lowest end; with
/// weights the ulp of the smallest possible product.
///
/// Two levels do for almost all data, w being 40 or 42: 80 bits from the largest deviation down.
/// The idea is that of Demmel & Nguyen 2015, "Parallel reproducible summation",
/// doi:10.1109/TC.2014.2345391; here with as many levels as make the sum exact.
struct SumGrid: Sendable {
  /// Terms that may meet in a cell between two foldings.
  static let batchSize = 2048

  let columnCount: Int
  let levelCount: Int
  /// w.
  let width: Int
  let isWeighted: Bool
  let origin: [Double]
  /// e of each column, even.
  let exponents: [Int]
  /// 1.5 · 2⁵² · unit for levels but the last, level by level: x + cutter − cutter is x rounded to a
  /// multiple of the unit.
  let cutters: [Double]
  /// 1 / √unit, level by level.
  let roots: [Double]

  /// Columns, and one for the weights where there are any.
  var stride: Int { exponents.count }
  /// The cells of a cluster.
  var cellCount: Int { levelCount * stride }

  init(_ observations: Observations) {
    let survey = observations.survey
    let origin = observations.origin()
    let weights = WeightRange(observations.weights)
    var ends = survey.roughMeans.indices.map { j in
      Ends(
        largest: max(abs(survey.lowest[j] - origin[j]), abs(survey.highest[j] - origin[j])),
        unit: Ends.unitExponent(
          origin[j] == 0
            ? survey.least[j] : min(abs(survey.lowest[j]), abs(survey.highest[j]), abs(origin[j]))),
        weights: weights)
    }
    if let weights { ends.append(Ends(weights)) }
    let bitsOfCount = Int.bitWidth - observations.count.leadingZeroBitCount
    let width = min(42, (62 - bitsOfCount) / 2 * 2)
    let levelCount = ends.map { max(1, ($0.top - $0.bottom + width - 1) / width) }.max() ?? 1
    let units = (1...levelCount).flatMap { level in ends.map { $0.top - level * width } }
    self.width = width
    self.levelCount = levelCount
    self.origin = origin
    columnCount = origin.count
    isWeighted = weights != nil
    exponents = ends.map(\.top)
    cutters = units.prefix((levelCount - 1) * ends.count).map {
      Double(sign: .plus, exponent: $0 + 52, significand: 1.5)
    }
    roots = units.map { Double(sign: .plus, exponent: -$0 / 2, significand: 1) }
  }
}

extension SumGrid {
  fileprivate struct WeightRange {
    var least = Double.infinity
    var largest = 0.0

    init?(_ weights: [Double]?) {
      guard let weights else { return nil }
      for weight in weights where weight > 0 {
        least = min(least, weight)
        largest = max(largest, weight)
      }
    }
  }

  /// Every term is at most 2^top and a multiple of 2^bottom.
  fileprivate struct Ends {
    let top: Int
    let bottom: Int

    /// - Parameters:
    ///   - largest: of the deviations' magnitudes.
    ///   - unit: deviations are multiples of 2^unit.
    init(largest: Double, unit: Int, weights: WeightRange?) {
      guard largest > 0 else {
        (top, bottom) = (0, 0)
        return
      }
      guard let weights else {
        (top, bottom) = (Self.evenTop(of: largest), unit)
        return
      }
      guard weights.largest * largest > 0 else {
        (top, bottom) = (0, 0)
        return
      }
      // The ulp of the smallest product is at least 2^−54 of the product of the two smallest.
      top = Self.evenTop(of: weights.largest * largest)
      bottom = max(Int(weights.least.exponent) + unit - 54, -1074)
    }

    init(_ weights: WeightRange) {
      top = Self.evenTop(of: weights.largest)
      bottom = Self.unitExponent(weights.least)
    }

    private static func evenTop(of value: Double) -> Int {
      let top = Int(value.exponent) + 1
      return top + (top & 1)
    }

    static func unitExponent(_ value: Double) -> Int {
      value.isFinite && value > 0 ? max(Int(value.exponent) - 52, -1074) : -1074
    }
  }
}

extension SumGrid {
  /// The double nearest to Σ digit(level) · unit[level] in a column, ties to even.
  func rounded(column: Int, _ digit: (Int) -> Int64) -> Double {
    if levelCount > 2 { return rounded((0..<levelCount).map(digit), column: column) }
    let first = Int128(digit(0))
    let sum = levelCount == 1 ? first : first << Int128(width) + Int128(digit(1))
    let magnitude = Self.nearest(
      sum.magnitude, isMore: false, exponent: exponents[column] - levelCount * width)
    return sum < 0 ? -magnitude : magnitude
  }

  private func rounded(_ integers: [Int64], column: Int) -> Double {
    var digits = Self.carried(integers, width: width)
    let isNegative = digits[0] < 0
    if isNegative { digits = Self.carried(digits.map { -$0 }, width: width) }
    var value: UInt128 = 0
    var level = 0
    while level < digits.count, value >> (126 - UInt128(width)) == 0 {
      value = value << UInt128(width) + UInt128(UInt64(digits[level]))
      level += 1
    }
    let magnitude = Self.nearest(
      value, isMore: digits[level...].contains { $0 != 0 },
      exponent: exponents[column] - level * width)
    return isNegative ? -magnitude : magnitude
  }

  /// The double nearest to value · 2^exponent, or, where `isMore`, to a little more; `value` then has
  /// more than 64 bits.
  private static func nearest(_ value: UInt128, isMore: Bool, exponent: Int) -> Double {
    if value == 0 { return 0 }
    // What is below the top 64 bits only matters by being there: a double has 53.
    let shift = max(0, 64 - value.leadingZeroBitCount)
    let kept = UInt64(value >> UInt128(shift))
    let isInexact = isMore || value != UInt128(kept) << UInt128(shift)
    return Double(isInexact ? kept | 1 : kept).scaled(byPowerOfTwo: exponent + shift)
  }

  /// The same sum with every digit but the first in 0 ..< 2^width.
  private static func carried(_ integers: [Int64], width: Int) -> [Int64] {
    var digits = integers
    for level in Swift.stride(from: digits.count - 1, to: 0, by: -1) {
      let carry = digits[level] >> Int64(width)
      digits[level] -= carry << Int64(width)
      digits[level - 1] += carry
    }
    return digits
  }
}
