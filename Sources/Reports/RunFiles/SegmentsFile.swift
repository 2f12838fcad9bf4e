import Segmentation
import Tables

/// `segments.csv`: one row a client, in the order of the portfolio.
///
/// Segments go by their numbers, from 1; shares and distances are fractions of 1; a value that does not
/// exist is empty. `rule_segment` is the firm's own segment where the study has a column of them, and
/// `disagreement` says whether another segment answers to it than the client's. `axis1` and `axis2`
/// are the client's place on the map.
///
/// Three columns tell how sure a client's segment is: `confidence` is 1 − d₁/d₂ of its distances to
/// the two nearest segments (0 on the border; see ``Segmentation/ClientPlacement``); `stays` the share of the bootstrap samples in which it
/// falls in the same segment again; `silhouette` compares its distances to clients, for those that
/// made the segments.
public struct SegmentsFile: Sendable {
  public static let header = [
    "id", "segment", "segment_name", "confidence", "typicality", "next_segment", "held_out",
    "rule_segment", "disagreement", "flags", "axis1", "axis2", "stays", "silhouette",
  ]

  private let study: Study
  private let ruleSegments: [String?]?
  /// The rows compared, and those of them that disagree.
  private let compared: Set<Int>
  private let disagreeing: Set<Int>

  public init(_ study: Study) {
    self.study = study
    ruleSegments = study.firmSegments?.texts
    compared = Set(study.comparison?.rows ?? [])
    disagreeing = Set(study.comparison?.disagreements.map(\.row) ?? [])
  }

  public var bytes: [UInt8] {
    CSVWriter(.international).bytes(header: Self.header, rowCount: study.clients.count) { row in
      fields(of: study.clients[row])
    }
  }

  private func fields(of client: ClientPlacement) -> [CSVField] {
    [
      .text(client.identifier), .integer(study.segments[client.segment].id),
      .text(study.segments[client.segment].name.text), .optional(client.confidence),
      .number(client.typicality),
      client.nextSegment.map { .integer(study.segments[$0].id) } ?? .missing,
      .text(client.isHeldOut ? "true" : "false"),
      ruleSegments.flatMap { $0[client.row] }.map(CSVField.text) ?? .missing,
      compared.contains(client.row)
        ? .text(disagreeing.contains(client.row) ? "true" : "false") : .missing,
      client.flags.isEmpty
        ? .missing : .text(client.flags.map(\.rawValue).joined(separator: "+")),
      .optional(client.position.first), .optional(client.position.dropFirst().first),
      .optional(client.stays), .optional(client.silhouette),
    ]
  }
}

extension CSVField {
  static func optional(_ value: Double?) -> CSVField { value.map(CSVField.number) ?? .missing }
}
