import LinearAlgebra
import Preparation
import Segmentation
import Tables

/// What changed between two quarters of a portfolio: which segments are which, who moved and why, how far
/// the data have drifted, and what to do about it.
///
///     let tracking = try QuarterTracking(from: previous, to: current)
///     tracking.moves.filter { $0.kind == .client }
///     tracking.decision.advice      // .reassign
///
/// A client is *in another segment* where the numbers of its segments differ: numbers follow segments from
/// quarter to quarter (``Segmentation/SegmentMatching``). *The client moved* where the earlier model puts
/// its new data elsewhere than where it was; *the model moved* where the new model puts its earlier data
/// elsewhere. A column that one of the quarters does not have is missing there.
public struct QuarterTracking: Sendable {
  public let previousPeriod: String
  public let period: String
  /// In the order of their models.
  public let previousSegments: [TrackedSegment]
  public let segments: [TrackedSegment]
  public let matching: SegmentMatching
  /// Clients present in both quarters.
  public let commonCount: Int
  /// In the order of this quarter's portfolio.
  public let moves: [ClientMove]
  /// Clients present in both quarters whom the earlier model puts elsewhere than where they were: those whom
  /// reassigning would move, whatever the new segments.
  public let relocated: [String]
  public let arrivals: [ClientInOneQuarter]
  /// In the order of the earlier quarter's portfolio.
  public let departures: [ClientInOneQuarter]
  public let columnChanges: ColumnChanges
  /// How far the actions that columns can tell of have come, in the order of the catalogue.
  public let progress: [ActionProgress]
  public let drift: QuarterDrift
  public let alternatives: [TrackingAlternative]
  public let decision: TrackingDecision

  /// Clients present in both quarters, by earlier segment and new segment.
  public var migrations: [[Int]] { matching.counts }
}

public struct TrackedSegment: Sendable, Equatable {
  public let number: Int
  public let name: String
  public let size: Int

  public init(number: Int, name: String, size: Int) {
    self.number = number
    self.name = name
    self.size = size
  }
}

/// Why two quarters are not compared.
public enum TrackingError: Error, Sendable, Equatable {
  /// Next to no client of one is in the other: two portfolios.
  case otherPortfolio(common: Int, previous: Int, current: Int)
}

extension QuarterTracking {
  /// How many columns are told of each client that moved.
  public static let featureCount = 3

  /// - Throws: ``TrackingError``, ``Preparation/PreparationError``, ``Clustering/ClusteringError``,
  ///   `CancellationError`.
  /// - Complexity: three placements of each client; for those that moved, one more for each column that
  ///   changed.
  public init(
    from previous: RecordedRun, to current: RecordedRun, rule: TrackingRule = TrackingRule(),
    parallelism: Parallelism = .serial
  ) throws {
    let clients = CommonClients(previous, current)
    guard
      EarlierSegments.areOnePortfolio(
        common: clients.pairs.count, previous.identifiers.count, current.identifiers.count)
    else {
      throw TrackingError.otherPortfolio(
        common: clients.pairs.count, previous: previous.identifiers.count,
        current: current.identifiers.count)
    }
    let frozen = FrozenComparison(previous, current, parallelism: parallelism)
    let before = try frozen.byEarlierModel(Array(previous.identifiers.indices))
    let now = try frozen.byEarlierModel(current.identifiers.indices.map(frozen.newRow))
    previousPeriod = previous.period
    period = current.period
    previousSegments = previous.trackedSegments
    segments = current.trackedSegments
    let matching = SegmentMatching(
      counts: clients.counts(previous, current), previousSizes: previous.sizes,
      sizes: current.sizes)
    self.matching = matching
    commonCount = clients.pairs.count
    moves = try Self.moves(clients, frozen, now)
    relocated = clients.pairs.filter {
      now[$0.current].segment != previous.segments[$0.previous]
    }.map { current.identifiers[$0.current] }
    arrivals = clients.arrivals.map {
      ClientInOneQuarter(identifier: current.identifiers[$0], segment: current.number($0))
    }
    departures = clients.departures.map {
      ClientInOneQuarter(identifier: previous.identifiers[$0], segment: previous.number($0))
    }
    columnChanges = frozen.changes
    progress = ActionProgress.all(clients, frozen)
    let groups = Set(current.model.recipe.roles.filter { $0.role == .group }.map(\.key))
    let drift = QuarterDrift(
      frozen, pairs: clients.pairs.map { ($0.previous, frozen.newRow($0.current)) },
      before: before, now: now, groups: groups, parallelism: parallelism)
    self.drift = drift
    let alternatives = try TrackingAlternative.all(
      clients, frozen, now, matching)
    self.alternatives = alternatives
    decision = TrackingDecision(
      rule, drift: drift, matching: matching, alternatives: alternatives,
      evidence: TrackingEvidence(clients, frozen, now, matching))
  }

  private static func moves(
    _ clients: CommonClients, _ frozen: FrozenComparison, _ now: [FrozenPlace]
  ) throws -> [ClientMove] {
    let (previous, current) = (frozen.previous, frozen.current)
    let movers = clients.pairs.filter { previous.number($0.previous) != current.number($0.current) }
    let byNew = try frozen.byNewModel(movers.map(\.previous))
    var crossings: [FrozenComparison.Crossing] = []
    var place: [Int?] = []
    for mover in movers {
      let (from, to) = (previous.segments[mover.previous], now[mover.current].segment)
      place.append(from == to ? nil : crossings.count)
      if from != to {
        crossings.append(
          FrozenComparison.Crossing(
            previousRow: mover.previous, newRow: frozen.newRow(mover.current), from: from, to: to))
      }
    }
    let features = try frozen.movingFeatures(crossings, limit: featureCount)
    return movers.indices.map { i in
      let from = previous.number(movers[i].previous)
      return ClientMove(
        identifier: current.identifiers[movers[i].current], from: from,
        to: current.number(movers[i].current), clientMoved: place[i] != nil,
        modelMoved: current.model.numbers[byNew[i].segment] != from,
        features: place[i].map { features[$0] } ?? [])
    }
  }
}

/// Who is in both quarters, and who in one of them, by rows.
struct CommonClients {
  struct Pair {
    let previous: Int
    let current: Int
  }
  /// In the order of this quarter.
  private(set) var pairs: [Pair] = []
  private(set) var arrivals: [Int] = []
  private(set) var departures: [Int] = []

  init(_ previous: RecordedRun, _ current: RecordedRun) {
    let rowOf = Dictionary(
      previous.identifiers.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var stays = [Bool](repeating: false, count: previous.identifiers.count)
    for (row, identifier) in current.identifiers.enumerated() {
      if let earlier = rowOf[identifier] {
        pairs.append(Pair(previous: earlier, current: row))
        stays[earlier] = true
      } else {
        arrivals.append(row)
      }
    }
    departures = stays.indices.filter { !stays[$0] }
  }

  func counts(_ previous: RecordedRun, _ current: RecordedRun) -> [[Int]] {
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: current.model.segmentCount),
      count: previous.model.segmentCount)
    for pair in pairs {
      counts[previous.segments[pair.previous]][current.segments[pair.current]] += 1
    }
    return counts
  }
}

extension RecordedRun {
  var trackedSegments: [TrackedSegment] {
    let sizes = sizes
    return sizes.indices.map {
      TrackedSegment(number: model.numbers[$0], name: model.names[$0].text, size: sizes[$0])
    }
  }
}
