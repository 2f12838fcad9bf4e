/// The segments, one row each: who, how many, how sure, what to do first.
///
/// A column stands in the table when a row has a value for it.
public struct SegmentTable: Sendable, Equatable {
  public var rows: [SegmentRow]
  /// How to read the columns; the rule behind the verdicts.
  public var note: RichText

  public init(rows: [SegmentRow], note: RichText = RichText()) {
    self.rows = rows
    self.note = note
  }
}

public struct SegmentRow: Sendable, Equatable {
  /// 1-based; also chooses the colour, which the segment keeps everywhere.
  public var number: Int
  public var name: String
  public var clients: Int
  /// Of the clients, 0…1.
  public var share: Double
  /// Of the fees, 0…1, when fees are known.
  public var feesShare: Double?
  /// Mean bootstrap Jaccard, 0…1.
  public var stability: Double?
  /// Jaccard on the clients left aside, 0…1.
  public var heldOut: Double?
  public var verdict: Badge?
  public var firstAction: RichText?

  public init(
    number: Int, name: String, clients: Int, share: Double, feesShare: Double? = nil,
    stability: Double? = nil, heldOut: Double? = nil, verdict: Badge? = nil,
    firstAction: RichText? = nil
  ) {
    self.number = number
    self.name = name
    self.clients = clients
    self.share = share
    self.feesShare = feesShare
    self.stability = stability
    self.heldOut = heldOut
    self.verdict = verdict
    self.firstAction = firstAction
  }
}
