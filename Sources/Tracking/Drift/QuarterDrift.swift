import LinearAlgebra
import Segmentation
import Tables
import Validation

/// How a portfolio differs from what it was a quarter ago, as the earlier model sees it.
public struct QuarterDrift: Sendable, Equatable {
  /// Of the columns that made the earlier segments or the new ones, the farthest first.
  public let features: [FeatureDrift]
  /// Quantities that seem to be written in another unit, the most clients first.
  public let scaleShifts: [ScaleShift]
  /// Levels that nearly all clients have now and many did not have.
  public let universalLevels: [UniversalLevel]
  /// Of the earlier segments.
  public let shares: [ShareDrift]
  /// ``PopulationStability`` of the segments' shares.
  public let sharesPSI: Double?
  public let fit: FitDrift
  /// Adjusted Rand index of where the earlier model puts the clients of this quarter and of the new
  /// segments.
  public let adjustedRand: Double
}

/// The share of the clients that an earlier segment had, and that it has when the clients of this quarter
/// are placed by the earlier model.
public struct ShareDrift: Sendable, Equatable {
  public let segment: Int
  public let name: String
  public let previous: Double
  public let current: Double
}

/// How well clients fit the segments of the earlier model.
public struct FitDrift: Sendable, Equatable {
  /// Shares of the clients that fit no segment, each quarter by its own data.
  public let beyondBefore: Double
  public let beyondNow: Double
  /// Mean distances to the own segment.
  public let distanceBefore: Double
  public let distanceNow: Double
}

/// A level that a category holds for nearly all clients since this quarter.
public struct UniversalLevel: Sendable, Equatable {
  public let key: String
  public let header: String
  public let level: String
  public let shareBefore: Double
  public let shareNow: Double
}

extension UniversalLevel {
  /// What "nearly all" is, and how much less it was.
  static let share = 0.95
  static let rise = 0.10

  static func find(_ column: Column, previousCount: Int) -> UniversalLevel? {
    guard case .categories(let codes, let levels) = column.values else { return nil }
    var before = [Int](repeating: 0, count: levels.count)
    var now = before
    for (row, code) in codes.enumerated() where code >= 0 {
      if row < previousCount { before[Int(code)] += 1 } else { now[Int(code)] += 1 }
    }
    let (all, others) = (before.reduce(0, +), now.reduce(0, +))
    guard all > 0, others > 0, let most = now.indices.max(by: { now[$0] < now[$1] }) else {
      return nil
    }
    let (a, b) = (Double(before[most]) / Double(all), Double(now[most]) / Double(others))
    guard b >= share, b - a >= rise else { return nil }
    return UniversalLevel(
      key: column.key, header: column.name, level: levels[most], shareBefore: a, shareNow: b)
  }
}

extension QuarterDrift {
  /// - Parameters:
  ///   - pairs: rows of the stack of the clients present in both.
  ///   - before: the earlier quarter's rows by the earlier model.
  ///   - now: this quarter's rows by the earlier model.
  init(
    _ frozen: FrozenComparison, pairs: [(before: Int, now: Int)], before: [FrozenPlace],
    now: [FrozenPlace], groups: Set<String>, parallelism: Parallelism
  ) {
    let (previous, current) = (frozen.previous, frozen.current)
    let keys = Set(previous.model.recipe.activeKeys + current.model.recipe.activeKeys)
    let columns = frozen.table.columns.filter { keys.contains($0.key) }
    let count = previous.identifiers.count
    features = parallelism.map(count: columns.count) { index in
      FeatureDrift(columns[index], previousCount: count)
    }.sorted { (-($0.psi ?? 0), $0.key) < (-($1.psi ?? 0), $1.key) }
    let offices = frozen.table.columns.filter { groups.contains($0.key) }
    scaleShifts = columns.flatMap { ScaleShift.find($0, pairs: pairs, groups: offices) }
      .sorted { (-$0.clients, $0.key) < (-$1.clients, $1.key) }
    universalLevels = columns.compactMap { UniversalLevel.find($0, previousCount: count) }
    let sizes = previous.sizes
    var placed = [Int](repeating: 0, count: previous.model.segmentCount)
    for place in now { placed[place.segment] += 1 }
    shares = sizes.indices.map { segment in
      ShareDrift(
        segment: previous.model.numbers[segment], name: previous.model.names[segment].text,
        previous: Double(sizes[segment]) / Double(max(1, before.count)),
        current: Double(placed[segment]) / Double(max(1, now.count)))
    }
    sharesPSI = PopulationStability.index(sizes, placed)
    fit = FitDrift(before: before, now: now)
    adjustedRand =
      PartitionComparison(now.map(\.segment), current.segments).adjustedRand
  }
}

extension FitDrift {
  init(before: [FrozenPlace], now: [FrozenPlace]) {
    func beyond(_ places: [FrozenPlace]) -> Double {
      Double(places.count { !$0.fits }) / Double(max(1, places.count))
    }
    func distance(_ places: [FrozenPlace]) -> Double {
      places.reduce(0) { $0 + $1.distance } / Double(max(1, places.count))
    }
    beyondBefore = beyond(before)
    beyondNow = beyond(now)
    distanceBefore = distance(before)
    distanceNow = distance(now)
  }
}
