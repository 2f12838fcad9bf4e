/// The size of an enterprise as the statistics law sorts it (décret 2008-1354, art. 3), smallest first.
public enum SizeCategory: String, Sendable, Codable, CaseIterable, Comparable {
  case micro = "MICRO"
  case pme = "PME"
  case eti = "ETI"
  case ge = "GE"

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  public static func < (left: SizeCategory, right: SizeCategory) -> Bool { left.rank < right.rank }
}

/// What the size is told by.
public enum SizeCriterion: String, Sendable, Codable, CaseIterable {
  case headcount, turnover
  case balanceSheet = "balance-sheet"
}

/// Up to where a category reaches: a headcount below the first number and, of turnover and balance
/// sheet, at least one at or below its number.
public struct SizeThresholds: Sendable, Codable, Equatable {
  /// In full-time equivalents.
  public let headcount: Double
  /// In euros a year.
  public let turnover: Double
  /// In euros.
  public let balanceSheet: Double

  public init(headcount: Double, turnover: Double, balanceSheet: Double) {
    self.headcount = headcount
    self.turnover = turnover
    self.balanceSheet = balanceSheet
  }

  func take(headcount: Double, turnover: Double, balanceSheet: Double) -> Bool {
    headcount < self.headcount
      && (turnover <= self.turnover || balanceSheet <= self.balanceSheet)
  }
}

/// The size category of a legal unit, from what is known of it.
///
///     rule.assess(headcount: 4, turnover: 300_000, balanceSheet: nil).category   // .micro
///     rule.assess(headcount: 4, turnover: nil, balanceSheet: nil).needed         // [.turnover, …]
///
/// *category* = the first of micro, PME, ETI whose thresholds take the unit, else GE. It never falls
/// when a figure rises, so that what a missing figure leaves open is the range between the category
/// at 0 and the category at infinity. A figure that is negative or not finite counts as missing.
public struct SizeRule: Sendable, Codable, Equatable {
  public let micro: SizeThresholds
  public let pme: SizeThresholds
  public let eti: SizeThresholds

  public init(micro: SizeThresholds, pme: SizeThresholds, eti: SizeThresholds) {
    self.micro = micro
    self.pme = pme
    self.eti = eti
  }

  public func assess(
    headcount: Double?, turnover: Double?, balanceSheet: Double?
  ) -> SizeAssessment {
    let figures = [headcount, turnover, balanceSheet].map { $0.flatMap(Self.usable) }
    let absent = figures.indices.filter { figures[$0] == nil }
    let decides = absent.filter { matters($0, figures, absent) }
    return SizeAssessment(
      lowest: category(figures.map { $0 ?? 0 }), highest: category(figures.map { $0 ?? .infinity }),
      absent: absent.map { SizeCriterion.allCases[$0] },
      needed: decides.map { SizeCriterion.allCases[$0] })
  }

  private static func usable(_ value: Double) -> Double? {
    value.isFinite && value >= 0 ? value : nil
  }

  /// - Parameter figures: headcount, turnover, balance sheet.
  private func category(_ figures: [Double]) -> SizeCategory {
    func fits(_ thresholds: SizeThresholds) -> Bool {
      thresholds.take(headcount: figures[0], turnover: figures[1], balanceSheet: figures[2])
    }
    return fits(micro) ? .micro : fits(pme) ? .pme : fits(eti) ? .eti : .ge
  }

  /// Whether some value of the other missing figures leaves the category to this one.
  private func matters(_ index: Int, _ figures: [Double?], _ absent: [Int]) -> Bool {
    let others = absent.filter { $0 != index }
    return (0..<(1 << others.count)).contains { extremes in
      var low = figures.map { $0 ?? 0 }
      for (bit, other) in others.enumerated() where extremes >> bit & 1 == 1 {
        low[other] = .infinity
      }
      var high = low
      high[index] = .infinity
      return category(low) != category(high)
    }
  }
}

/// The size category of a client, or what it can still be.
public struct SizeAssessment: Sendable, Codable, Equatable {
  /// The smallest category that the missing figures leave possible.
  public let lowest: SizeCategory
  public let highest: SizeCategory
  /// Figures that are missing.
  public let absent: [SizeCriterion]
  /// Of those, the ones that can change the category; empty where it is decided without them.
  public let needed: [SizeCriterion]

  init(
    lowest: SizeCategory, highest: SizeCategory, absent: [SizeCriterion], needed: [SizeCriterion]
  ) {
    self.lowest = lowest
    self.highest = highest
    self.absent = absent
    self.needed = needed
  }

  /// A category that the portfolio states.
  public init(stated category: SizeCategory) {
    self.init(lowest: category, highest: category, absent: [], needed: [])
  }

  /// `nil` where it depends on what is missing.
  public var category: SizeCategory? { lowest == highest ? lowest : nil }
}
