import Clustering
import LinearAlgebra
import Segmentation
import Statistics
import Tables
import Validation

/// Four groups, one of them long, studied in as many segments as there are groups and in one more:
/// how many segments that are groups are said to have no valley around them, and how many that are parts
/// of one group are.
enum CutGroup {
  private static let groupCount = 4
  private static let width = 4

  struct Tally {
    private(set) var count = 0
    /// Said to have no valley between them and some other segment.
    private(set) var withoutValley = 0
    private(set) var notUse = 0

    mutating func add(_ verdict: SegmentVerdict) {
      count += 1
      notUse += verdict.verdict == .use ? 0 : 1
      let isWithout = verdict.reasons.contains { reason in
        if case .noValley = reason { true } else { false }
      }
      withoutValley += isWithout ? 1 : 0
    }
  }

  static func run(draws: Int, separation: Double, _ parallelism: Parallelism) throws -> String {
    var (whole, parts) = (Tally(), Tally())
    for draw in 0..<draws {
      var stream = RandomStream(
        seed: 5, purpose: .example, replicate: draw, item: Int(separation * 10))
      let (table, group) = firm(separation, &stream)
      for count in [groupCount, groupCount + 1] {
        let study = try study(table, count: count, seed: UInt64(draw), parallelism)
        let sizes = (0..<groupCount).map { g in group.count { $0 == g } }
        let pieces = study.segments.indices.map { s in
          Piece(
            study.clients.indices.filter { study.clients[$0].segment == s }.map { group[$0] },
            sizes: sizes)
        }
        for (piece, segment) in zip(pieces, study.segments) where piece.isPure {
          if piece.isWhole { whole.add(segment.verdict) }
          let pure = pieces.count { $0.isPure && $0.group == piece.group }
          if !piece.isWhole && pure > 1 { parts.add(segment.verdict) }
        }
      }
    }
    return """
      {"family": "a long group cut", "separation": \(separation), "draws": \(draws), \
      "groups": \(whole.count), "groupsWithoutValley": \(whole.withoutValley), \
      "groupsNotUse": \(whole.notUse), "parts": \(parts.count), \
      "partsWithoutValley": \(parts.withoutValley), "partsNotUse": \(parts.notUse)}
      """
  }

  /// Which group most clients of a segment are of, whether nine in ten are, and whether these are nine in
  /// ten of the group.
  private struct Piece {
    let group: Int
    let isPure: Bool
    let isWhole: Bool

    init(_ groups: [Int], sizes: [Int]) {
      let counts = (0..<groupCount).map { g in groups.count { $0 == g } }
      group = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
      isPure = 10 * counts[group] >= 9 * groups.count
      isWhole = 10 * counts[group] >= 9 * sizes[group]
    }
  }

  private static func study(
    _ table: Table, count: Int, seed: UInt64, _ parallelism: Parallelism
  ) throws -> Study {
    var configuration = StudyConfiguration()
    configuration.clusters = .fixed(count)
    configuration.seed = seed
    let source = StudySource(
      input: InputFacts(
        name: "", sha256: "", rowCount: table.rowCount, columnCount: table.columns.count),
      reading: TableReading(table: table, report: ReadReport()), text: nil, readSeconds: 0)
    return try Pipeline(configuration).run(source, parallelism: parallelism)
  }

  /// Groups of 80, 120, 160 and 200 clients; the last is spread evenly over ten standard deviations more,
  /// in the direction away from the others.
  private static func firm(
    _ separation: Double, _ stream: inout RandomStream
  ) -> (table: Table, group: [Int]) {
    let centres = Draw.centres(groupCount, width, separation, &stream)
    let last = centres[groupCount - 1]
    let away = (0..<width).map { j in
      last[j] - centres.dropLast().reduce(0) { $0 + $1[j] } / Double(groupCount - 1)
    }
    let length = away.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var rows: [[Double]] = []
    var group: [Int] = []
    for g in 0..<groupCount {
      for _ in 0..<(80 + 40 * g) {
        let place = g == groupCount - 1 ? 10 * stream.uniform() : 0
        rows.append(
          (0..<width).map { centres[g][$0] + place * away[$0] / length + stream.normal() })
        group.append(g)
      }
    }
    return (
      Table(columns: (0..<width).map { j in .quantity("q\(j)", rows.map { $0[j] }) }), group
    )
  }
}
