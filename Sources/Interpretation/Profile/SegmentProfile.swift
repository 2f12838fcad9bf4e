import Tables

/// What the data say of a portfolio's segments: the result of ``SegmentProfiler``.
public struct PortfolioProfile: Sendable, Codable, Equatable {
  /// One per segment, in label order.
  public let segments: [SegmentProfile]
  /// One per variable (one per member for sets), in decreasing order of effect.
  public let effects: [VariableEffect]

  public init(segments: [SegmentProfile], effects: [VariableEffect]) {
    self.segments = segments
    self.effects = effects
  }

  /// Whether clients were held out to be described beside those that made the segments.
  public var hasHeldOut: Bool { segments.contains { $0.heldOutSize != nil } }
}

/// A segment against the portfolio.
public struct SegmentProfile: Sendable, Codable, Equatable {
  /// The label, from 0.
  public let segment: Int
  /// Clients of the training part.
  public let size: Int
  /// `size` over the training part.
  public let share: Double
  /// Held-out clients assigned to the segment; `nil` when none were held out.
  public let heldOutSize: Int?
  /// In decreasing order of |v|; ties and undefined values by position in the file. A variable
  /// that no client of the segment has a value for is left out.
  public let numeric: [NumericTrait]
  /// In the same order. A yes/no column has one trait, its *yes*; a set has one per member.
  public let categories: [CategoryTrait]
  /// Rows of the clients nearest their own centroid, nearest first.
  public let paragons: [Int]
  /// Rows of the clients farthest from their own centroid, farthest first.
  public let atypical: [Int]
  /// Rows of the clients farthest from the nearest *other* centroid, farthest first: those that
  /// could be nowhere else (FactoMineR's `desc.ind$dist`).
  public let distinctive: [Int]
  /// The segment with the nearest centroid; `nil` with one segment or without centroids.
  public let neighbour: Int?

  public init(
    segment: Int, size: Int, share: Double, heldOutSize: Int? = nil,
    numeric: [NumericTrait], categories: [CategoryTrait],
    paragons: [Int] = [], atypical: [Int] = [], distinctive: [Int] = [], neighbour: Int? = nil
  ) {
    self.segment = segment
    self.size = size
    self.share = share
    self.heldOutSize = heldOutSize
    self.numeric = numeric
    self.categories = categories
    self.paragons = paragons
    self.atypical = atypical
    self.distinctive = distinctive
    self.neighbour = neighbour
  }
}

/// Which column a trait is about.
public struct ProfiledVariable: Sendable, Codable, Hashable {
  /// `Column.key`.
  public let key: String
  /// The header as written.
  public let name: String
  public let kind: ColumnKind
  public let unit: ColumnUnit
  /// The known column that another column of the table is already told as: this one is told by its
  /// header, or two columns would be told in the same words.
  public let namesake: KnownColumn?

  public init(
    key: String, name: String, kind: ColumnKind, unit: ColumnUnit = .none,
    namesake: KnownColumn? = nil
  ) {
    self.key = key
    self.name = name
    self.kind = kind
    self.unit = unit
    self.namesake = namesake
  }

  public init(_ column: Column) {
    self.init(
      key: column.key, name: column.name, kind: column.kind, unit: column.unit,
      namesake: column.isNamesake ? column.known : nil)
  }

  /// As `Column.known`; `nil` for a namesake.
  public var known: KnownColumn? {
    namesake == nil ? KnownColumn(key: key, header: name) : nil
  }
}

/// A segment against the portfolio on one numeric (or numbered ordinal) variable, observed values
/// only.
public struct NumericTrait: Sendable, Codable, Equatable {
  public let variable: ProfiledVariable
  public let segment: NumericSummary
  public let overall: NumericSummary
  /// ``VTest/numeric(segmentMean:overallMean:overallDeviation:segmentCount:overallCount:)``
  public let vTest: Double?
  /// η² of the variable over all segments.
  public let effect: Double?
  /// Clients above the portfolio's median: see ``MedianSide``.
  public let above: TraitShare
  /// Clients below the portfolio's median.
  public let below: TraitShare
  public let heldOut: HeldOutNumericTrait?
  /// Why there is no test value of held-out clients; `nil` where there is, or where none were held out.
  public let heldOutGap: HeldOutGap?

  public init(
    variable: ProfiledVariable, segment: NumericSummary, overall: NumericSummary,
    vTest: Double? = nil, effect: Double? = nil, above: TraitShare, below: TraitShare,
    heldOut: HeldOutNumericTrait? = nil, heldOutGap: HeldOutGap? = nil
  ) {
    self.variable = variable
    self.segment = segment
    self.overall = overall
    self.vTest = vTest
    self.effect = effect
    self.above = above
    self.below = below
    self.heldOut = heldOut
    self.heldOutGap = heldOutGap
  }

  /// Segment mean − portfolio mean, in the variable's unit.
  public var difference: Double { segment.mean - overall.mean }
  /// `difference` in portfolio standard deviations; 0 where there is none.
  public var standardisedDifference: Double {
    overall.deviation > 0 ? difference / overall.deviation : 0
  }
}

/// Of how many values, their mean, median and standard deviation (dividing by n).
public struct NumericSummary: Sendable, Codable, Equatable {
  public let count: Int
  public let mean: Double
  public let median: Double
  public let deviation: Double

  public init(
    count: Int, mean: Double, median: Double, deviation: Double
  ) {
    self.count = count
    self.mean = mean
    self.median = median
    self.deviation = deviation
  }
}

/// Why held-out clients give no test value of a trait.
public enum HeldOutGap: Sendable, Codable, Equatable {
  /// Held-out clients of the segment with an observed value, and how many it takes.
  case tooFew(count: Int, needed: Int)
  /// All held-out clients have the same value, or are in the segment: nothing could differ.
  case noVariation

  /// Fewer clients than this have no mean to speak of.
  public static let needed = 5

  /// - Parameter count: held-out clients of the segment with an observed value.
  /// - Returns: `nil` where the test value stands.
  static func of(_ vTest: Double?, count: Int) -> HeldOutGap? {
    if count < needed { return .tooFew(count: count, needed: needed) }
    return vTest == nil ? .noVariation : nil
  }
}

/// The same on held-out clients: these did not make the segments.
///
/// Where a variable had a part in placing them its test value is descriptive here too; of a variable that
/// had none it is a test.
public struct HeldOutNumericTrait: Sendable, Codable, Equatable {
  public let segment: NumericSummary
  public let overall: NumericSummary
  /// `nil` with a ``NumericTrait/heldOutGap``.
  public let vTest: Double?

  public init(
    segment: NumericSummary, overall: NumericSummary, vTest: Double? = nil
  ) {
    self.segment = segment
    self.overall = overall
    self.vTest = vTest
  }
}

/// How far a trait describes a segment.
public struct TraitShare: Sendable, Codable, Equatable {
  /// Share of the segment's observed clients that have the trait (recall, Mod/Cla).
  public let coverage: Double
  /// Share of the clients with the trait that are in the segment (precision, Cla/Mod); `nil` when
  /// nobody has it.
  public let exclusivity: Double?

  public init(coverage: Double, exclusivity: Double?) {
    self.coverage = coverage
    self.exclusivity = exclusivity
  }
}

/// A segment against the portfolio on one level of a category, on the *yes* of a yes/no column, or
/// on one member of a set; observed values only.
public struct CategoryTrait: Sendable, Codable, Equatable {
  public let variable: ProfiledVariable
  public let level: String
  public let counts: CategoryCounts
  public let vTest: Double?
  /// Cramér's V of the variable (of the member, for a set) over all segments.
  public let effect: Double?
  public let heldOut: HeldOutCategoryTrait?
  /// Why there is no test value of held-out clients; `nil` where there is, or where none were held out.
  public let heldOutGap: HeldOutGap?

  public init(
    variable: ProfiledVariable, level: String, counts: CategoryCounts, vTest: Double? = nil,
    effect: Double? = nil, heldOut: HeldOutCategoryTrait? = nil, heldOutGap: HeldOutGap? = nil
  ) {
    self.variable = variable
    self.level = level
    self.counts = counts
    self.vTest = vTest
    self.effect = effect
    self.heldOut = heldOut
    self.heldOutGap = heldOutGap
  }

  /// Mod/Cla: share of the segment with the level.
  public var inSegment: Double { counts.inSegment }
  /// Cla/Mod: share of the level in the segment.
  public var ofLevel: Double { counts.ofLevel }
  /// Share of the portfolio with the level.
  public var overall: Double { counts.overall }
}

/// The 2 × 2 table of a segment and a level.
public struct CategoryCounts: Sendable, Codable, Equatable {
  /// Clients of the segment with the level.
  public let both: Int
  /// Clients of the segment with an observed value.
  public let segment: Int
  /// Clients with the level.
  public let level: Int
  /// Clients with an observed value.
  public let total: Int

  public init(both: Int, segment: Int, level: Int, total: Int) {
    self.both = both
    self.segment = segment
    self.level = level
    self.total = total
  }

  public var inSegment: Double { segment > 0 ? Double(both) / Double(segment) : 0 }
  public var ofLevel: Double { level > 0 ? Double(both) / Double(level) : 0 }
  public var overall: Double { total > 0 ? Double(level) / Double(total) : 0 }
  public var vTest: Double? {
    VTest.category(
      segmentWithLevel: both, segmentCount: segment, overallWithLevel: level, overallCount: total)
  }

  /// The table of the union of two levels that exclude each other.
  func union(_ other: CategoryCounts) -> CategoryCounts {
    CategoryCounts(
      both: both + other.both, segment: segment, level: level + other.level, total: total)
  }

  /// The table of not having the level.
  var complement: CategoryCounts {
    CategoryCounts(both: segment - both, segment: segment, level: total - level, total: total)
  }
}

/// The same on held-out clients; see ``HeldOutNumericTrait``.
public struct HeldOutCategoryTrait: Sendable, Codable, Equatable {
  public let counts: CategoryCounts
  public let vTest: Double?

  public init(counts: CategoryCounts, vTest: Double? = nil) {
    self.counts = counts
    self.vTest = vTest
  }
}

/// How much of a variable the segments explain.
public struct VariableEffect: Sendable, Codable, Equatable {
  public enum Measure: String, Sendable, Codable { case etaSquared, cramersV }
  public let variable: ProfiledVariable
  /// The member, for a set.
  public let level: String?
  public let measure: Measure
  public let value: Double?
  /// On held-out clients.
  public let heldOut: Double?

  public init(
    variable: ProfiledVariable, level: String? = nil, measure: Measure, value: Double? = nil,
    heldOut: Double? = nil
  ) {
    self.variable = variable
    self.level = level
    self.measure = measure
    self.value = value
    self.heldOut = heldOut
  }
}
