import Clustering
import LinearAlgebra
import Segmentation
import Statistics
import Tables
import Validation

/// A firm of four offices in which one group of clients is of a single office, tried by leaving one
/// office out at a time: in how many draws the segment of that group may not be used as it stands,
/// and how many of the segments that every office has are cautioned against all the same.
enum PlantedSegment {
  private static let offices = 4
  private static let sharedGroups = 4
  private static let width = 6

  struct Outcome {
    /// `nil` where no segment is of the planted group, four members in five.
    let isFlagged: Bool?
    let sharedSegments: Int
    let sharedFlagged: Int
  }

  static func run(draws: Int, separation: Double, _ parallelism: Parallelism) throws -> String {
    var (found, flagged, shared, sharedFlagged) = (0, 0, 0, 0)
    for draw in 0..<draws {
      let outcome = try outcome(draw, separation, parallelism)
      if let isFlagged = outcome.isFlagged {
        found += 1
        flagged += isFlagged ? 1 : 0
      }
      shared += outcome.sharedSegments
      sharedFlagged += outcome.sharedFlagged
    }
    return """
      {"family": "planted in one office", "separation": \(separation), "draws": \(draws), \
      "foundAsASegment": \(found), "flagged": \(flagged), "segmentsOfEveryOffice": \(shared), \
      "flaggedOfThese": \(sharedFlagged)}
      """
  }

  private static func outcome(
    _ draw: Int, _ separation: Double, _ parallelism: Parallelism
  ) throws -> Outcome {
    var stream = RandomStream(
      seed: 3, purpose: .example, replicate: draw, item: Int(separation * 10))
    let (table, group) = firm(separation, &stream)
    var configuration = StudyConfiguration()
    configuration.heldOut = .groups(column: "bureau")
    configuration.seed = UInt64(draw)
    let source = StudySource(
      input: InputFacts(
        name: "", sha256: "", rowCount: table.rowCount, columnCount: table.columns.count),
      reading: TableReading(table: table, report: ReadReport()), text: nil, readSeconds: 0)
    let study = try Pipeline(configuration).run(source, parallelism: parallelism)
    var isFlagged: Bool?
    var (shared, sharedFlagged) = (0, 0)
    for (s, segment) in study.segments.enumerated() {
      let members = study.clients.indices.filter { study.clients[$0].segment == s }
      let planted = members.count { group[$0] == sharedGroups }
      let isUse = segment.verdict.verdict == .use
      if 5 * planted > 4 * members.count {
        isFlagged = (isFlagged ?? true) && !isUse
      } else {
        shared += 1
        sharedFlagged += isUse ? 0 : 1
      }
    }
    return Outcome(isFlagged: isFlagged, sharedSegments: shared, sharedFlagged: sharedFlagged)
  }

  /// 600 clients, 120 of each shared group spread over the offices, 120 of the planted one in the first.
  private static func firm(
    _ separation: Double, _ stream: inout RandomStream
  ) -> (table: Table, group: [Int]) {
    let centres = Draw.centres(sharedGroups + 1, width, separation, &stream)
    let group = (0..<600).map { $0 % (sharedGroups + 1) }
    let office = group.map { $0 == sharedGroups ? 0 : stream.integer(below: offices) }
    var columns = (0..<width).map { j -> Column in
      .quantity("q\(j)", group.map { centres[$0][j] + stream.normal() })
    }
    columns.append(
      Column(
        name: "bureau", key: "bureau", position: width + 1, kind: .category,
        values: .categories(
          codes: office.map { Int32($0) }, levels: ["Lyon", "Nantes", "Paris", "Toulouse"])))
    return (Table(columns: columns), group)
  }
}
