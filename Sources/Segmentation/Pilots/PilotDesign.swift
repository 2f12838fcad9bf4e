/// Who takes part in a pilot, in which group, and what it can show: what is written before it begins and
/// read again when it ends.
public struct PilotDesign: Sendable, Codable, Equatable {
  public let sources: [PilotSource]
  public let seed: UInt64
  public let identifierColumn: String
  public let segmentColumn: String
  public let strataColumns: [String]
  public let plan: PilotPlan
  /// The level at which each segment was sized.
  public let level: Double
  public let clients: PilotClientCounts
  /// By decreasing number of clients, ties by the bytes of their names.
  public let segments: [PilotSegment]
}

extension PilotDesign {
  /// Clients in both groups of all segments.
  public var drawn: Int { segments.reduce(0) { $0 + 2 * $1.groupSize } }
}

public struct PilotClientCounts: Sendable, Codable, Equatable {
  public let read: Int
  public let excluded: Int
  /// Neither excluded nor in a segment.
  public let withoutSegment: Int

  package init(read: Int, excluded: Int, withoutSegment: Int) {
    self.read = read
    self.excluded = excluded
    self.withoutSegment = withoutSegment
  }
}

/// One segment of a pilot.
public struct PilotSegment: Sendable, Codable, Equatable {
  public let name: String
  /// In the segment, excluded ones included.
  public let clients: Int
  public let excluded: Int
  public var eligible: Int { clients - excluded }
  /// Clients that each group takes to see the planned effect.
  public let needed: Int
  /// Clients in each group; 0 where there is no pilot.
  public let groupSize: Int
  public let feasibility: PilotFeasibility
  /// The probability of seeing the planned effect; `nil` without a pilot.
  public let power: Double?
  /// The smallest effect that is seen with the planned power; `nil` where none is.
  public let detectableEffect: Double?
  public let strata: [PilotStratum]
}

public enum PilotFeasibility: String, Sendable, Codable, Equatable, CaseIterable {
  /// The groups are as large as they need be.
  case asPlanned
  /// The segment has too few clients to be drawn.
  case tooFewClients
  /// The largest size allowed is too small.
  case limitedSize
  /// Too few clients to make two groups.
  case impossible
}

/// Clients of a segment with the same values of the columns that make strata: as many in each group.
public struct PilotStratum: Sendable, Codable, Equatable {
  /// One for each column; empty for the small strata put together.
  public let values: [String]
  public let eligible: Int
  /// Identifiers, in the order of their bytes.
  public let test: [String]
  public let control: [String]
}
