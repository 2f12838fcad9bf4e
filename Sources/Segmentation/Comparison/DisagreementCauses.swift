import Statistics
import Tables
import Validation

/// The column that speaks most for one segment against another, for one client.
public struct DisagreementCause: Sendable, Codable, Equatable {
  /// The column's key.
  public let key: String
  /// The logarithm of how much likelier the client's value is in its segment than in the expected one.
  public let evidence: Double

  public init(key: String, evidence: Double) {
    self.key = key
    self.evidence = evidence
  }
}

/// Which column sets a client in a segment rather than in another: the one whose value is likelier
/// there by the largest ratio,
///
///     Λ_j = log f_j(x | found) − log f_j(x | expected).
///
/// A quantity is taken by the normal scores z of its mid-ranks among all clients, normal in each
/// segment with one spread for all: Λ = ((z − m_expected)² − (z − m_found)²)/(2s²), s² the mean squared
/// deviation within segments. A level has the probability (count + 1/L)/(n + 1) in a segment of n
/// clients with a value, L the number of levels; a list has one Λ for each member, the largest of which
/// counts. The client itself is left out of its segment's mean and counts, or rare levels would
/// speak for the segment by the client alone. A missing value speaks for nothing. Columns are weighed one by one: of two that say the same,
/// the first in the file is named where they are equal.
///
/// - Note: the likelihood of a naive Bayes classifier, column by column; a description, no test.
struct DisagreementCauses {
  private let columns: [ColumnEvidence]

  /// - Parameters:
  ///   - rows: the rows of the columns that are compared.
  ///   - labels: the segment of each of these.
  ///   - names: the number of segments.
  init(_ columns: [Column], rows: [Int], labels: [Int], names: Int) {
    self.columns = columns.compactMap { column in
      if column.kind == .identifier || column.kind == .date { return nil }
      return switch column.values {
      case .numbers(let values):
        ScoreEvidence(rows.map { values[$0] }, labels, names).map {
          ColumnEvidence(key: column.key, parts: [.scores($0)])
        }
      case .categories(let codes, let levels):
        ColumnEvidence(
          key: column.key,
          parts: [
            .levels(LevelEvidence(rows.map { codes[$0] }, levels.count, labels, names))
          ])
      case .sets(let members, let levels):
        ColumnEvidence(
          key: column.key,
          parts: levels.indices.map { level in
            let codes = rows.map { row -> Int32 in
              members[row].map { $0.contains(Int32(level)) ? 1 : 0 } ?? -1
            }
            return .levels(LevelEvidence(codes, 2, labels, names))
          })
      case .texts, .dates: nil
      }
    }
  }

  /// - Parameter position: a client, by its place among the rows compared.
  func cause(of position: Int, for found: Int, against expected: Int) -> DisagreementCause? {
    var best: DisagreementCause?
    for column in columns {
      let evidence = column.evidence(position, for: found, against: expected)
      if evidence > max(best?.evidence ?? 0, 0) {
        best = DisagreementCause(key: column.key, evidence: evidence)
      }
    }
    return best
  }
}

private struct ColumnEvidence {
  enum Part {
    case scores(ScoreEvidence)
    case levels(LevelEvidence)
  }

  let key: String
  let parts: [Part]

  func evidence(_ position: Int, for found: Int, against expected: Int) -> Double {
    parts.reduce(0) { largest, part in
      let own =
        switch part {
        case .scores(let scores): scores.evidence(position, for: found, against: expected)
        case .levels(let levels): levels.evidence(position, for: found, against: expected)
        }
      return max(largest, own)
    }
  }
}

/// A quantity's normal scores, and their means by segment.
private struct ScoreEvidence {
  private let scores: [Double]
  private let sums: [Double]
  private let counts: [Int]
  private let variance: Double

  /// `nil` where the quantity does not vary within segments.
  init?(_ values: [Double], _ labels: [Int], _ names: Int) {
    scores = ScoreEvidence.normalScores(values)
    var (sums, counts) = ([Double](repeating: 0, count: names), [Int](repeating: 0, count: names))
    for (score, label) in zip(scores, labels) where !score.isNaN {
      sums[label] += score
      counts[label] += 1
    }
    let means = zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : nil }
    var squares = 0.0
    for (score, label) in zip(scores, labels) where !score.isNaN {
      let apart = score - (means[label] ?? score)
      squares += apart * apart
    }
    self.sums = sums
    self.counts = counts
    variance = squares / Double(max(counts.reduce(0, +), 1))
    // Of scores that are 0 or 1 or so: what is smaller is rounding.
    guard variance > 1e-12 else { return nil }
  }

  func evidence(_ position: Int, for found: Int, against expected: Int) -> Double {
    let z = scores[position]
    guard !z.isNaN, counts[found] > 1, counts[expected] > 0 else { return 0 }
    let near = (sums[found] - z) / Double(counts[found] - 1)
    let far = sums[expected] / Double(counts[expected])
    return ((z - far) * (z - far) - (z - near) * (z - near)) / (2 * variance)
  }

  /// Φ⁻¹((r − 1/2)/m), r the mid-rank among the m values observed.
  private static func normalScores(_ values: [Double]) -> [Double] {
    let order = values.indices.filter { !values[$0].isNaN }.sorted { values[$0] < values[$1] }
    var scores = [Double](repeating: .nan, count: values.count)
    var first = 0
    while first < order.count {
      var last = first
      while last + 1 < order.count, values[order[last + 1]] == values[order[first]] { last += 1 }
      let rank = Double(first + last) / 2 + 1
      let score = NormalDistribution().quantile((rank - 0.5) / Double(order.count))
      for place in first...last { scores[order[place]] = score }
      first = last + 1
    }
    return scores
  }
}

/// The levels of a column, and their counts by segment.
private struct LevelEvidence {
  private let codes: [Int32]
  private let counts: [[Int]]
  private let totals: [Int]

  init(_ codes: [Int32], _ levelCount: Int, _ labels: [Int], _ names: Int) {
    self.codes = codes
    var counts = [[Int]](repeating: [Int](repeating: 0, count: levelCount), count: names)
    for (code, label) in zip(codes, labels) where code >= 0 { counts[label][Int(code)] += 1 }
    self.counts = counts
    totals = counts.map { $0.reduce(0, +) }
  }

  func evidence(_ position: Int, for found: Int, against expected: Int) -> Double {
    guard codes[position] >= 0 else { return 0 }
    let level = Int(codes[position])
    func probability(_ segment: Int, without client: Int) -> Double {
      let levels = Double(counts[segment].count)
      return (Double(counts[segment][level] - client) + 1 / levels)
        / (Double(totals[segment] - client) + 1)
    }
    return naturalLogarithm(
      probability(found, without: 1) / probability(expected, without: 0))
  }
}
