import Clustering
import LinearAlgebra
import Segmentation
import Statistics
import Tables
import Validation

/// Four groups, the last of them long, studied in as many segments as there are groups and in one more:
/// how many segments that are groups are said to have no valley around them, and how many that are parts
/// of one group are.
struct CutGroup {
  private static let width = 4

  static let all = [
    CutGroup(groupSizes: [80, 120, 160, 200]), CutGroup(groupSizes: [25, 50, 125, 400]),
  ]

  /// Clients of each group.
  let groupSizes: [Int]

  private var groupCount: Int { groupSizes.count }

  struct Tally {
    private(set) var count = 0
    /// Not shown to have a valley between them and each other segment.
    private(set) var withoutValley = 0
    private(set) var notUse = 0

    mutating func add(_ verdict: SegmentVerdict) {
      count += 1
      notUse += verdict.verdict == .use ? 0 : 1
      let isWithout = verdict.reasons.contains { reason in
        switch reason {
        case .noValley, .tooFewToTell: true
        default: false
        }
      }
      withoutValley += isWithout ? 1 : 0
    }
  }

  func run(draws: Int, separation: Double, _ parallelism: Parallelism) throws -> String {
    var (whole, parts) = (Tally(), Tally())
    for draw in 0..<draws {
      var stream = RandomStream(
        seed: 5, purpose: .example, replicate: draw, item: Int(separation * 10))
      let (table, group) = firm(separation, &stream)
      for count in [groupCount, groupCount + 1] {
        let study = try study(table, count: count, seed: UInt64(draw), parallelism)
        let pieces = study.segments.indices.map { s in
          Piece(
            study.clients.indices.filter { study.clients[$0].segment == s }.map { group[$0] },
            sizes: groupSizes)
        }
        for (piece, segment) in zip(pieces, study.segments) where piece.isPure {
          if piece.isWhole { whole.add(segment.verdict) }
          let pure = pieces.count { $0.isPure && $0.group == piece.group }
          if !piece.isWhole && pure > 1 { parts.add(segment.verdict) }
        }
      }
    }
    return """
      {"family": "a long group cut", "sizes": \(groupSizes), "separation": \(separation), \
      "draws": \(draws), \
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
      let counts = sizes.indices.map { g in groups.count { $0 == g } }
      group = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
      isPure = 10 * counts[group] >= 9 * groups.count
      isWhole = 10 * counts[group] >= 9 * sizes[group]
    }
  }

  private func study(
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

  /// The last group is spread evenly over ten standard deviations more,
  /// in the direction away from the others.
  private func firm(
    _ separation: Double, _ stream: inout RandomStream
  ) -> (table: Table, group: [Int]) {
    let centres = Draw.centres(groupCount, CutGroup.width, separation, &stream)
    let last = centres[groupCount - 1]
    let away = (0..<CutGroup.width).map { j in
      last[j] - centres.dropLast().reduce(0) { $0 + $1[j] } / Double(groupCount - 1)
    }
    let length = away.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var rows: [[Double]] = []
    var group: [Int] = []
    for g in 0..<groupCount {
      for _ in 0..<groupSizes[g] {
        let place = g == groupCount - 1 ? 10 * stream.uniform() : 0
        rows.append(
          (0..<CutGroup.width).map { centres[g][$0] + place * away[$0] / length + stream.normal() })
        group.append(g)
      }
    }
    return (
      Table(columns: (0..<CutGroup.width).map { j in .quantity("q\(j)", rows.map { $0[j] }) }),
      group
    )
  }
}
