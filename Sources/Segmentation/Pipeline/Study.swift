import Clustering
import Interpretation
import Preparation
import Tables
import Validation

/// Everything that a study found, with what it takes to write its report.
public struct Study: Sendable {
  public let input: InputFacts
  /// One row for each client studied.
  public let table: Table
  /// How the file was read, rows that are not studied included.
  public let reading: ReadReport
  public let clientRows: ClientRows
  public let configuration: StudyConfiguration
  /// What names each row of the table: its identifier, else its rank in the file from 1.
  public let identifiers: [String]
  /// The clients that made the segments, in the prepared space.
  public let training: PreparedRows
  /// The clients that had no part in it; `nil` where each group was held out of a fit of its own, or
  /// the portfolio is too small.
  public let heldOut: PreparedRows?
  /// The fitted recipe and placement rule: what `assign` needs.
  public let model: SegmentationModel
  /// The training clients' partition, told by the segments' means.
  public let clustering: CentroidModel
  public let choice: ClusterCountChoice
  /// The tree of the training clients, before consolidation; `nil` where the method has none.
  public let tree: ClusterTree?
  public let segments: [Segment]
  /// Segments with fewer clients than a segment should have; `nil` where none is.
  public let belowMinimum: BelowMinimum?
  /// One for each row of the table, in its order.
  public let clients: [ClientPlacement]
  public let profile: PortfolioProfile
  /// Of the training clients; `nil` with one segment.
  public let silhouette: SampledSilhouette?
  /// Over bootstrap samples; `nil` with one segment.
  public let stability: SegmentStability?
  /// Over every kind of sample, the bootstrap first.
  public let stabilities: [SegmentStability]
  /// Whether neighbouring segments are two.
  public let neighbours: NeighbourTestResult
  /// The same, of segments made on one half of the information about each client and tried on the other.
  public let thinned: ThinnedNeighbourResult
  /// Whether clients grow rare between every two segments.
  public let valleys: SegmentValleys
  public let validation: HeldOutValidation
  /// The firm's own segments of the table's rows, by its rules or by a column of theirs.
  public let firmSegments: SegmentedRows?
  /// The firm's own segments (left) beside these (right, by name); `nil` without a column of them.
  public let comparison: SegmentationComparison?
  public let seconds: StageSeconds
}

extension Study {
  /// The thresholds of the verdicts; a segment too small to be one is at best one for caution.
  public var verdictRule: VerdictRule {
    configuration.verdict.askingForSize(belowMinimum?.minimumSize ?? 0)
  }

  /// Groups of fewer clients are named cases. Where segments are kept for want of larger ones, groups of
  /// their size are none: the usual minimum holds.
  public var namedCaseSize: Int {
    let rule =
      belowMinimum == nil ? configuration.clusterCountRule : ClusterCountRule(minimumSize: nil)
    return rule.minimumSize(observationCount: choice.evidence.observationCount)
  }

  /// Clients that stand apart in groups too small to be segments, by their identifiers
  /// (``Validation/ClusterCountChoice/namedCases(minimumSize:)``), those that are segments all the same
  /// excepted.
  public var namedCases: [[String]] {
    let small = Set(belowMinimum?.segments ?? [])
    let kept = Set(
      segments.indices.filter { small.contains(segments[$0].id) }
        .map { clustering.partition.members(of: $0) })
    return choice.namedCases(minimumSize: namedCaseSize).filter { !kept.contains($0) }.map {
      group in
      group.map { identifiers[training.rows[$0]] }
    }
  }
}

/// Which bytes were studied.
public struct InputFacts: Sendable, Codable, Equatable {
  /// The file's name without its folder, or `-`.
  public let name: String
  /// SHA-256 of the bytes read, in hexadecimal.
  public let sha256: String
  public let rowCount: Int
  public let columnCount: Int

  public init(name: String, sha256: String, rowCount: Int, columnCount: Int) {
    self.name = name
    self.sha256 = sha256
    self.rowCount = rowCount
    self.columnCount = columnCount
  }
}

/// One segment: what it is called, how large it is, and whether it can be relied on.
public struct Segment: Sendable, Codable, Equatable {
  /// From 1, by decreasing number of training clients; where the segments of an earlier quarter are known,
  /// the number of the one that it is, or one that none ever had.
  public let id: Int
  public let name: SegmentName
  /// Clients in it, held-out clients included.
  public let size: Int
  /// `size` over the clients of the portfolio.
  public let share: Double
  public let trainingSize: Int
  /// Mean silhouette of its training clients; `nil` with one segment.
  public let silhouette: Double?
  /// Mean Jaccard over bootstrap samples of the training clients; `nil` with one segment.
  public let stability: Double?
  /// Mean Jaccard with its counterpart among the held-out clients' own clusters.
  public let heldOutJaccard: Double?
  /// Share of the held-out clients assigned to it, where it was found without them.
  public let heldOutShare: Double?
  public let verdict: SegmentVerdict
}

/// Seconds of each stage: the one part of a study that differs from run to run.
public struct StageSeconds: Sendable, Codable, Equatable {
  public var read = 0.0
  public var prepare = 0.0
  public var choose = 0.0
  public var validate = 0.0
  public var describe = 0.0

  public init() {}
  public var total: Double { read + prepare + choose + validate + describe }
}
