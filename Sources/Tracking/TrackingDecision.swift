import Segmentation

/// What to do with the segments this quarter, and why.
public struct TrackingDecision: Sendable, Equatable {
  public enum Advice: String, Sendable, Codable, CaseIterable {
    /// Leave everyone where it is and place newcomers.
    case keep
    /// Place everyone anew in the segments that stand.
    case reassign
    /// Take the new segments.
    case refit
  }

  /// A reason, with what it rests on.
  public enum Reason: Sendable, Equatable {
    /// Quantities seem to be in another unit: to be mended before anything is concluded.
    case scale([ScaleShift])
    /// More clients fit no segment than did.
    case fit(before: Double, now: Double)
    /// A group of clients that were not there, or fit no earlier segment well, has come up.
    case newGroup(segment: Int, clients: Int)
    /// The segments of this quarter are others than those of the earlier model.
    case otherSegments(adjustedRand: Double, gain: Double)
    /// A column no longer parts the clients.
    case universal(UniversalLevel)
    /// Clients whose data now belong to another segment, as a share of those present in both.
    case movers(share: Double)
    /// None of the thresholds is passed.
    case quiet(movers: Double)
  }

  public let advice: Advice
  /// The one that decided first.
  public let reasons: [Reason]

  package init(advice: Advice, reasons: [Reason]) {
    self.advice = advice
    self.reasons = reasons
  }
}

/// What a decision looks at beside the drift.
struct TrackingEvidence {
  /// New segments by how many of their clients fit no earlier segment, or were not there.
  struct NewSegment {
    let number: Int
    let size: Int
    let strangers: Int
    /// Whether no earlier segment is it, nor did one fall apart into it; and how many of its clients are
    /// strangers or were not there.
    let isBorn: Bool
    let newcomers: Int

    /// Whether half of it is new.
    var isNew: Bool { 2 * strangers >= size || isBorn && 2 * newcomers >= size }
  }
  let segments: [NewSegment]
  /// Share of the clients present in both whose new data the earlier model puts elsewhere.
  let movedShare: Double

  init(
    _ clients: CommonClients, _ frozen: FrozenComparison, _ now: [FrozenPlace],
    _ matching: SegmentMatching
  ) {
    let (previous, current) = (frozen.previous, frozen.current)
    var strangers = [Int](repeating: 0, count: current.model.segmentCount)
    var newcomers = strangers
    let arrived = Set(clients.arrivals)
    for (row, place) in now.enumerated() {
      if !place.fits { strangers[current.segments[row]] += 1 }
      if !place.fits || arrived.contains(row) { newcomers[current.segments[row]] += 1 }
    }
    let born = Set(matching.events.filter { $0.kind == .born }.flatMap(\.segments))
    let sizes = current.sizes
    segments = sizes.indices.map {
      NewSegment(
        number: current.model.numbers[$0], size: sizes[$0], strangers: strangers[$0],
        isBorn: born.contains($0), newcomers: newcomers[$0])
    }
    let moved = clients.pairs.count {
      now[$0.current].segment != previous.segments[$0.previous]
    }
    movedShare = Double(moved) / Double(max(1, clients.pairs.count))
  }
}

extension TrackingDecision {
  /// The thresholds are those of the rule, in this order: units first, for nothing can be said of data that
  /// are not comparable; then whether the earlier segments still describe the clients; then whether
  /// clients have moved among them.
  init(
    _ rule: TrackingRule, drift: QuarterDrift, matching: SegmentMatching,
    alternatives: [TrackingAlternative], evidence: TrackingEvidence
  ) {
    if !drift.scaleShifts.isEmpty {
      self.init(advice: .keep, reasons: [.scale(drift.scaleShifts)])
      return
    }
    var reasons: [Reason] = []
    let (before, now) = (drift.fit.beyondBefore, drift.fit.beyondNow)
    if now - before >= rule.fit { reasons.append(.fit(before: before, now: now)) }
    for segment in evidence.segments where segment.isNew {
      reasons.append(.newGroup(segment: segment.number, clients: segment.size))
    }
    let explained = Dictionary(
      alternatives.map { ($0.advice, $0.explained) }, uniquingKeysWith: { first, _ in first })
    let gain = (explained[.refit] ?? 0) - (explained[.reassign] ?? 0)
    if drift.adjustedRand < rule.agreement, gain >= rule.gain {
      reasons.append(.otherSegments(adjustedRand: drift.adjustedRand, gain: gain))
    }
    reasons += drift.universalLevels.map(Reason.universal)
    if !reasons.isEmpty {
      self.init(advice: .refit, reasons: reasons)
    } else if evidence.movedShare >= rule.moved {
      self.init(advice: .reassign, reasons: [.movers(share: evidence.movedShare)])
    } else {
      self.init(advice: .keep, reasons: [.quiet(movers: evidence.movedShare)])
    }
  }
}
