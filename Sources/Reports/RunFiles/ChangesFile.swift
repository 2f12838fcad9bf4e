import Tables
import Tracking

/// `changes.csv`: only the clients whose segment changed since the earlier quarter, those who arrived and
/// those who left: what a CRM needs to be told.
///
/// `change` is `moved`, `arrived` or `left`; segments go by number and name, empty where there is none;
/// `because` is `client`, `model` or `both` for who moved, and `columns` the headers of the columns that
/// moved the client, the strongest first.
public struct ChangesFile: Sendable {
  public static let name = "changes.csv"
  public static let header = [
    "id", "change", "from", "from_name", "to", "to_name", "because", "columns",
  ]

  private let rows: [[CSVField]]

  public init(_ tracking: QuarterTracking) {
    let before = Dictionary(
      tracking.previousSegments.map { ($0.number, $0.name) }, uniquingKeysWith: { a, _ in a })
    let now = Dictionary(
      tracking.segments.map { ($0.number, $0.name) }, uniquingKeysWith: { a, _ in a })
    let none: [CSVField] = [.missing, .missing]
    func segment(_ number: Int, _ names: [Int: String]) -> [CSVField] {
      [.integer(number), names[number].map(CSVField.text) ?? .missing]
    }
    rows =
      tracking.moves.map { move in
        [.text(move.identifier), .text("moved")] + segment(move.from, before)
          + segment(move.to, now)
          + [
            .text(move.kind.rawValue),
            move.features.isEmpty
              ? .missing : .text(move.features.map(\.header).joined(separator: "+")),
          ]
      }
      + tracking.arrivals.map {
        [.text($0.identifier), .text("arrived")] + none + segment($0.segment, now) + none
      }
      + tracking.departures.map {
        [.text($0.identifier), .text("left")] + segment($0.segment, before) + none + none
      }
  }

  public var bytes: [UInt8] {
    CSVWriter(.international).bytes(header: Self.header, rowCount: rows.count) { rows[$0] }
  }
}
