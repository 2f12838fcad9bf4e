import Segmentation
import Tables

/// `reasons.csv`: one row a client, in the order of the portfolio: what puts it in its segment rather than
/// in the next one, and the least change of one value that would move it (``Segmentation/ClientReason``).
///
/// `margin` is in the units of the map: squared distance to the next segment's centre less that to its own,
/// below 0 for a client that the method keeps in a segment although another is nearer. `because` is empty where
/// nothing of the client is known that speaks for the segment; `change` and `change_to` are empty where no single value, of those that clients have, would move the client. Only of
/// methods that place clients by the nearest centre.
public struct ReasonsFile: Sendable {
  public static let name = "reasons.csv"
  public static let header = [
    "id", "segment", "segment_name", "next_segment", "next_segment_name", "margin", "because",
    "change", "change_to",
  ]

  private let study: Study
  private let reasons: [ClientReason]
  private let words: ReasonWords

  /// - Parameter reasons: of the study's clients, in their order.
  public init(_ study: Study, _ reasons: [ClientReason]) {
    precondition(reasons.count == study.clients.count, "a reason for each client")
    self.study = study
    self.reasons = reasons
    words = ReasonWords(study)
  }

  public var bytes: [UInt8] {
    CSVWriter(.international).bytes(header: Self.header, rowCount: reasons.count) { row in
      let reason = reasons[row]
      return [
        .text(study.clients[row].identifier), .integer(number(reason.segment)),
        .text(name(reason.segment)), .integer(number(reason.nextSegment)),
        .text(name(reason.nextSegment)), .number((reason.margin * 1000).rounded() / 1000),
        words.because(reason).map(CSVField.text) ?? .missing,
        words.change(reason).map(CSVField.text) ?? .missing,
        reason.change.map { .integer(number($0.segment)) } ?? .missing,
      ]
    }
  }

  private func number(_ segment: Int) -> Int { study.segments[segment].id }

  private func name(_ segment: Int) -> String { study.segments[segment].name.text }
}
