import Validation

/// Which segments of one period are which of the next, told by the clients present in both.
///
///     let matching = SegmentMatching(counts: counts, previousSizes: [60, 40], sizes: [58, 25, 17])
///     matching.matches      // 0 → 0, 1 → 1
///     matching.events       // kept 0 → 0; split 1 → 1, 2
///
/// A pair can be one segment where it holds at least half of the clients of either. Among such pairs the
/// one-to-one assignment of largest total Jaccard J = n₁₂ / (n₁ + n₂ − n₁₂) is taken, counted on the
/// clients present in both (``Validation/OptimalMatching``). Of what is left over:
///
/// - a new segment, at least half of whose clients were in one earlier segment, is *split* from it; any
///   other is *born*;
/// - an earlier segment, at least half of whose clients are in one new segment, is *merged* into it; any
///   other has *died*;
/// - a pair that neither a split nor a merger touches is *kept*.
public struct SegmentMatching: Sendable, Equatable {
  /// Clients present in both, by earlier segment and new segment.
  public let counts: [[Int]]
  /// In the order of the new segments.
  public let matches: [SegmentMatch]
  /// In the order of the new segments, those that died last.
  public let events: [SegmentEvent]
}

/// One segment in two periods, both from 0.
public struct SegmentMatch: Sendable, Equatable, Codable {
  public let previous: Int
  public let segment: Int
  public let jaccard: Double
}

/// What became of segments, from 0.
public struct SegmentEvent: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case kept, born, died, split, merged
  }
  public let kind: Kind
  /// The matched segment first.
  public let previous: [Int]
  public let segments: [Int]
}

extension SegmentMatching {
  /// - Parameters:
  ///   - counts: earlier × new, clients present in both.
  ///   - previousSizes: clients of each earlier segment, those who left included.
  ///   - sizes: clients of each new segment, those who arrived included.
  public init(counts: [[Int]], previousSizes: [Int], sizes: [Int]) {
    precondition(counts.count == previousSizes.count, "a row for each earlier segment")
    precondition(counts.allSatisfy { $0.count == sizes.count }, "a column for each new segment")
    let table = Overlaps(counts: counts, previousSizes: previousSizes, sizes: sizes)
    let matching = OptimalMatching(maximising: table.gains)
    self.counts = counts
    matches = sizes.indices.compactMap { segment in
      guard !previousSizes.isEmpty, let previous = matching.rowOfColumn[segment] else { return nil }
      return SegmentMatch(
        previous: previous, segment: segment, jaccard: table.jaccard(previous, segment))
    }
    events = table.events(matches)
  }

  /// - Parameters:
  ///   - previous: the earlier segment of each client, by identifier.
  ///   - current: the new one.
  public init(
    previous: [String: Int], current: [String: Int], previousCount: Int, count: Int
  ) {
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: count), count: previousCount)
    var (previousSizes, sizes) = (
      [Int](repeating: 0, count: previousCount), [Int](repeating: 0, count: count)
    )
    for segment in previous.values { previousSizes[segment] += 1 }
    for (identifier, segment) in current {
      sizes[segment] += 1
      if let earlier = previous[identifier] { counts[earlier][segment] += 1 }
    }
    self.init(counts: counts, previousSizes: previousSizes, sizes: sizes)
  }

  /// The earlier segment that is a new one; `nil` where none is.
  public func previous(of segment: Int) -> Int? {
    matches.first { $0.segment == segment }?.previous
  }

  /// The new segment that is an earlier one; `nil` where none is.
  public func segment(of previous: Int) -> Int? {
    matches.first { $0.previous == previous }?.segment
  }
}

/// How segments of two periods share their clients.
private struct Overlaps {
  let counts: [[Int]]
  let previousSizes: [Int]
  let sizes: [Int]
  private let rowSums: [Int]
  private let columnSums: [Int]

  init(counts: [[Int]], previousSizes: [Int], sizes: [Int]) {
    self.counts = counts
    self.previousSizes = previousSizes
    self.sizes = sizes
    rowSums = counts.map { $0.reduce(0, +) }
    columnSums = sizes.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
  }

  func jaccard(_ previous: Int, _ segment: Int) -> Double {
    let shared = counts[previous][segment]
    let union = rowSums[previous] + columnSums[segment] - shared
    return union > 0 ? Double(shared) / Double(union) : 0
  }

  /// Whether half of a new segment's clients were in an earlier one.
  func holds(_ previous: Int, segment: Int) -> Bool {
    counts[previous][segment] > 0 && 2 * counts[previous][segment] >= sizes[segment]
  }

  /// Whether half of an earlier segment's clients are in a new one.
  func isHeld(_ previous: Int, by segment: Int) -> Bool {
    counts[previous][segment] > 0 && 2 * counts[previous][segment] >= previousSizes[previous]
  }

  var gains: [[Double]] {
    counts.indices.map { previous in
      sizes.indices.map { segment in
        holds(previous, segment: segment) || isHeld(previous, by: segment)
          ? jaccard(previous, segment) : 0
      }
    }
  }

  func events(_ matches: [SegmentMatch]) -> [SegmentEvent] {
    var segmentOf = [Int: Int](), previousOf = [Int: Int]()
    for match in matches {
      segmentOf[match.previous] = match.segment
      previousOf[match.segment] = match.previous
    }
    var pieces: [Int: [Int]] = [:], parts: [Int: [Int]] = [:]
    var born: [SegmentEvent] = [], died: [SegmentEvent] = []
    for segment in sizes.indices where previousOf[segment] == nil {
      if let origin = previousSizes.indices.first(where: { holds($0, segment: segment) }),
        segmentOf[origin] != nil
      {
        pieces[origin, default: []].append(segment)
      } else {
        born.append(SegmentEvent(kind: .born, previous: [], segments: [segment]))
      }
    }
    for previous in previousSizes.indices where segmentOf[previous] == nil {
      if let target = sizes.indices.first(where: { isHeld(previous, by: $0) }),
        previousOf[target] != nil
      {
        parts[target, default: []].append(previous)
      } else {
        died.append(SegmentEvent(kind: .died, previous: [previous], segments: []))
      }
    }
    var events = born
    for match in matches {
      let (split, merged) = (pieces[match.previous], parts[match.segment])
      if let split {
        events.append(
          SegmentEvent(
            kind: .split, previous: [match.previous], segments: [match.segment] + split))
      }
      if let merged {
        events.append(
          SegmentEvent(
            kind: .merged, previous: [match.previous] + merged, segments: [match.segment]))
      }
      if split == nil, merged == nil {
        events.append(
          SegmentEvent(kind: .kept, previous: [match.previous], segments: [match.segment]))
      }
    }
    return events.sorted { ($0.segments[0], $0.kind.rawValue) < ($1.segments[0], $1.kind.rawValue) }
      + died
  }
}
