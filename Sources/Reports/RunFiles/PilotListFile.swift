import Segmentation
import Tables

/// `pilot.csv`: one row a client drawn, for those who carry the pilot out; segments in the order of the
/// design, clients by identifier.
///
/// `group` is `test` or `control`. A text that a spreadsheet would take for a formula is guarded.
public struct PilotListFile: Sendable {
  public static let name = "pilot.csv"
  public static let header = ["id", "segment", "group", "stratum"]

  private struct Row {
    let identifier: String
    let segment: String
    let group: String
    let stratum: String
  }

  private let rows: [Row]

  public init(_ design: PilotDesign) {
    rows = design.segments.flatMap { segment in
      segment.strata.flatMap { stratum in
        [("test", stratum.test), ("control", stratum.control)].flatMap { group, clients in
          clients.map {
            Row(
              identifier: $0, segment: segment.name, group: group,
              stratum: stratum.values.joined(separator: " · "))
          }
        }
      }.sorted { $0.identifier.utf8.lexicographicallyPrecedes($1.identifier.utf8) }
    }
  }

  public var bytes: [UInt8] {
    CSVWriter(.international).bytes(header: Self.header, rowCount: rows.count) { row in
      [
        .text(rows[row].identifier), .text(rows[row].segment), .text(rows[row].group),
        rows[row].stratum.isEmpty ? .missing : .text(rows[row].stratum),
      ]
    }
  }
}
