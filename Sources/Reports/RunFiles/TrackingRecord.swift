import Interpretation
import Segmentation
import Tracking

/// `tracking` in `run.json`: what changed since an earlier run, under the contract's names. Segments go by
/// their numbers.
///
/// `migrations.counts` has a row for each earlier segment and a column for each of these, in the order of
/// `migrations.previous` and `migrations.segments`; clients present in both quarters are counted.
public struct TrackingRecord: Sendable, Encodable {
  struct Previous: Sendable, Encodable {
    let period: String
    let segments: [Segment]
  }
  struct Segment: Sendable, Encodable {
    let id: Int
    let name: String
    let size: Int
  }
  struct Match: Sendable, Encodable {
    let segment: Int
    let previous: Int
    let jaccard: Double
  }
  struct Event: Sendable, Encodable {
    let kind: String
    let segments: [Int]
    let previous: [Int]
  }
  struct Mover: Sendable, Encodable {
    let id: String
    let from: Int
    let to: Int
    let kind: ClientMove.Kind
    /// Whether the client's change, and the model's, would have been enough each by itself.
    let clientMoved: Bool
    let modelMoved: Bool
    /// Keys of columns, the strongest first.
    let features: [String]
  }
  struct Client: Sendable, Encodable {
    let id: String
    let segment: Int
  }
  /// How many of a segment's clients present in both quarters an action is done for.
  struct Progress: Sendable, Encodable {
    struct Segment: Sendable, Encodable {
      let segment: Int
      let clients: Int
      let previous: Int
      let now: Int
    }
    let action: String
    let label: String
    let segments: [Segment]
  }
  struct Alternative: Sendable, Encodable {
    let decision: TrackingDecision.Advice
    let segments: Int
    let explained: Double
    let movers: Int
  }

  let previous: Previous
  /// Clients present in both quarters.
  let common: Int
  let matches: [Match]
  let events: [Event]
  /// Previous × now.
  let migrations: [[Int]]
  let movers: [Mover]
  let arrivals: [Client]
  let departures: [Client]
  let columns: ColumnChanges
  let progress: [Progress]
  let drift: DriftRecord
  let decision: TrackingDecision.Advice
  let because: String
  let alternatives: [Alternative]

  /// - Parameter because: the reasons in words.
  init(_ tracking: QuarterTracking, because: String, language: Language) {
    let (before, now) = (tracking.previousSegments, tracking.segments)
    previous = Previous(
      period: tracking.previousPeriod,
      segments: before.map { Segment(id: $0.number, name: $0.name, size: $0.size) })
    common = tracking.commonCount
    matches = tracking.matching.matches.map {
      Match(
        segment: now[$0.segment].number, previous: before[$0.previous].number, jaccard: $0.jaccard)
    }
    events = tracking.matching.events.map { event in
      Event(
        kind: event.kind.rawValue, segments: event.segments.map { now[$0].number },
        previous: event.previous.map { before[$0].number })
    }
    migrations = tracking.migrations
    movers = tracking.moves.map {
      Mover(
        id: $0.identifier, from: $0.from, to: $0.to, kind: $0.kind, clientMoved: $0.clientMoved,
        modelMoved: $0.modelMoved, features: $0.features.map(\.key))
    }
    func clients(_ list: [ClientInOneQuarter]) -> [Client] {
      list.map { Client(id: $0.identifier, segment: $0.segment) }
    }
    arrivals = clients(tracking.arrivals)
    departures = clients(tracking.departures)
    columns = tracking.columnChanges
    progress = tracking.progress.map { action in
      Progress(
        action: action.code, label: action.label[language],
        segments: action.segments.map {
          Progress.Segment(
            segment: $0.number, clients: $0.clients, previous: $0.before, now: $0.now)
        })
    }
    drift = DriftRecord(tracking.drift)
    decision = tracking.decision.advice
    self.because = because
    alternatives = tracking.alternatives.map {
      Alternative(
        decision: $0.advice, segments: $0.segmentCount, explained: $0.explained, movers: $0.movers)
    }
  }
}

/// `drift` of ``TrackingRecord``.
struct DriftRecord: Sendable, Encodable {
  struct Feature: Sendable, Encodable {
    let variable: String
    let psi: Double?
    let ks: Double?
    let chiSquared: Double?
    let degreesOfFreedom: Int?
    let pValue: Double?
  }
  struct Missing: Sendable, Encodable {
    let variable: String
    let previous: Double
    let now: Double
  }
  struct Share: Sendable, Encodable {
    let segment: Int
    let name: String
    let previous: Double
    let now: Double
  }
  struct Fit: Sendable, Encodable {
    struct Pair: Sendable, Encodable {
      let previous: Double
      let now: Double
    }
    /// Share of the clients that fit no segment of the earlier model.
    let outside: Pair
    /// Mean distance to the own segment.
    let distance: Pair
    /// Of the earlier model's segments and the new ones.
    let adjustedRand: Double
  }
  struct Scale: Sendable, Encodable {
    let variable: String
    let factor: Double
    let clients: Int
    let compared: Int
    let groupColumn: String?
    let group: String?
  }
  struct Universal: Sendable, Encodable {
    let variable: String
    let level: String
    let previous: Double
    let now: Double
  }

  let features: [Feature]
  let missingness: [Missing]
  let shares: [Share]
  let sharesPSI: Double?
  let fit: Fit
  let scales: [Scale]
  let universalLevels: [Universal]

  init(_ drift: QuarterDrift) {
    features = drift.features.map {
      Feature(
        variable: $0.key, psi: $0.psi, ks: $0.ks, chiSquared: $0.chiSquared,
        degreesOfFreedom: $0.degreesOfFreedom, pValue: $0.pValue)
    }
    missingness = drift.features.map {
      Missing(variable: $0.key, previous: $0.missingBefore, now: $0.missingNow)
    }
    shares = drift.shares.map {
      Share(segment: $0.segment, name: $0.name, previous: $0.previous, now: $0.current)
    }
    sharesPSI = drift.sharesPSI
    fit = Fit(
      outside: Fit.Pair(previous: drift.fit.beyondBefore, now: drift.fit.beyondNow),
      distance: Fit.Pair(previous: drift.fit.distanceBefore, now: drift.fit.distanceNow),
      adjustedRand: drift.adjustedRand)
    scales = drift.scaleShifts.map {
      Scale(
        variable: $0.key, factor: $0.factor, clients: $0.clients, compared: $0.compared,
        groupColumn: $0.groupHeader, group: $0.group)
    }
    universalLevels = drift.universalLevels.map {
      Universal(variable: $0.key, level: $0.level, previous: $0.shareBefore, now: $0.shareNow)
    }
  }
}
