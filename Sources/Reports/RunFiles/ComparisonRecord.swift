import Segmentation

/// Two segmentations side by side, under the contract's names: `compare --json`, and `comparison` in
/// `run.json`.
///
/// `contingency` has a row for each left segment and a column for each right one, in the order of
/// `left.segments` and `right.segments`.
public struct ComparisonRecord: Sendable, Encodable {
  struct Side: Sendable, Encodable {
    let column: String
    let segments: [String]
    let sizes: [Int]
    /// The segment of the other side that answers to each.
    let match: [String?]
    /// The coefficient of Jaccard with the segment of the other side that is most like it.
    let jaccard: [Double]
  }

  /// A client whose segments do not answer to each other.
  struct Client: Sendable, Encodable {
    let id: String
    let left: String
    let right: String
    let expected: String?
    /// The key of the column that speaks most for its right segment against the expected one.
    let because: String?
    let evidence: Double?
  }

  let adjustedRand: Double
  let adjustedMutualInformation: Double
  let vMeasure: Double
  let fowlkesMallows: Double
  let rand: Double
  let variationOfInformation: Double
  let contingency: [[Int]]
  let left: Side
  let right: Side
  let clients: Int
  let withoutLeft: Int
  let withoutRight: Int
  let withoutBoth: Int
  /// The share of the clients whose segments answer to each other.
  let agreeing: Double
  let disagreements: [Client]

  /// - Parameter identifiers: what names each row of the table.
  public init(_ comparison: SegmentationComparison, identifiers: [String]) {
    let (agreement, left, right) = (comparison.agreement, comparison.left, comparison.right)
    adjustedRand = agreement.adjustedRand
    adjustedMutualInformation = agreement.adjustedMutualInformation
    vMeasure = agreement.vMeasure
    fowlkesMallows = agreement.fowlkesMallows
    rand = agreement.rand
    variationOfInformation = agreement.variationOfInformation
    contingency = agreement.contingency
    let jaccard = agreement.jaccard
    self.left = Side(
      column: left.column, segments: left.names, sizes: left.sizes,
      match: comparison.rightOfLeft.map { $0.map { right.names[$0] } },
      jaccard: agreement.bestJaccard)
    self.right = Side(
      column: right.column, segments: right.names, sizes: right.sizes,
      match: right.names.indices.map { place in
        comparison.rightOfLeft.firstIndex(of: place).map { left.names[$0] }
      },
      jaccard: right.names.indices.map { b in jaccard.map { $0[b] }.max() ?? 0 })
    clients = comparison.rows.count
    withoutLeft = comparison.rightAlone
    withoutRight = comparison.leftAlone
    withoutBoth = comparison.neither
    agreeing = comparison.agreeingShare
    disagreements = comparison.disagreements.map { one in
      Client(
        id: identifiers[one.row], left: left.names[one.left], right: right.names[one.right],
        expected: one.expected.map { right.names[$0] }, because: one.cause?.key,
        evidence: one.cause?.evidence)
    }
  }
}
