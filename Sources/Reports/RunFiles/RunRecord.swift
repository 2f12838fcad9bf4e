import Clustering
import LinearAlgebra
import Preparation
import Segmentation
import Tables
import Tracking
import Validation

/// `run.json`: everything a study found, for programs, under the contract's names.
///
/// `null` stands where a number is not defined. Only `seconds` and `date` differ between two runs of
/// the same input, configuration and seed.
public struct RunRecord: Sendable, Encodable {
  public static let schema = "clientele/run/1"

  let schema = RunRecord.schema
  let version = Product.version
  let libraries: Libraries
  let date: String
  let input: Input
  let configuration: StudyConfiguration
  let seed: UInt64
  let language: String
  let period: String?
  let reading: ReadReport
  let clients: ClientRows
  let preparation: PreparationRecord
  let choice: ChoiceRecord
  /// Identifiers of the clients of each group too small to be a segment.
  let namedCases: [[String]]
  /// Segments with fewer clients than a segment should have; `null` where none is.
  let belowMinimum: BelowMinimum?
  let method: MethodRecord
  let segments: [SegmentRecord]
  let stability: [StabilityRecord]
  let neighbours: NeighboursRecord
  let valleys: [ValleyRecord]
  let validation: ValidationRecord
  /// `null` without a column of the firm's own segments.
  let comparison: ComparisonRecord?
  /// `null` where the portfolio does not say what the reform asks.
  let actions: ActionsRecord?
  /// `null` without an earlier run of the portfolio.
  let tracking: TrackingRecord?
  let seconds: SecondsRecord

  /// - Parameter date: ISO 8601, when the run was made.
  public init(
    _ study: Study, date: String, reform: ReformPlan? = nil, tracking: QuarterTracking? = nil
  ) {
    libraries = Libraries(blas: BLASRuntime.version)
    self.date = date
    input = Input(
      path: study.input.name, sha256: study.input.sha256, rows: study.input.rowCount,
      columns: study.input.columnCount)
    configuration = study.configuration
    seed = study.configuration.seed
    language = study.configuration.language.rawValue
    period = study.configuration.period
    reading = study.reading
    clients = study.clientRows
    preparation = PreparationRecord(study)
    choice = ChoiceRecord(
      study.choice, language: study.configuration.language,
      rule: study.configuration.clusterCountRule)
    namedCases = study.namedCases
    belowMinimum = study.belowMinimum
    method = MethodRecord(study)
    segments = study.segments.map { SegmentRecord($0, study) }
    stability = study.stabilities.map(StabilityRecord.init)
    neighbours = NeighboursRecord(study.neighbours, study.thinned, numbers: study.model.numbers)
    valleys = study.valleys.pairs.map { ValleyRecord($0, numbers: study.model.numbers) }
    validation = ValidationRecord(study.validation, numbers: study.model.numbers)
    comparison = study.comparison.map { ComparisonRecord($0, identifiers: study.identifiers) }
    actions = reform.map { ActionsRecord($0, study) }
    self.tracking = tracking.map {
      TrackingRecord(
        $0, because: TrackingWords(study.configuration.language).because($0.decision),
        language: study.configuration.language)
    }
    seconds = SecondsRecord(study.seconds)
  }
}

extension RunRecord {
  struct Libraries: Sendable, Encodable {
    let blas: String
  }

  struct Input: Sendable, Encodable {
    let path: String
    let sha256: String
    let rows: Int
    let columns: Int
  }

  struct MethodRecord: Sendable, Encodable {
    let name: ClusteringMethod
    let clusters: Int
    let inertia: Double
    let explained: Double?
    let movedByConsolidation: Int?
    let iterations: Int
    let converged: Bool
    /// `nil` where the method has none.
    let tree: TreeRecord?
    /// What stands for a computation on all clients.
    let approximation: Clusterer.Approximation?
    /// Training clients that the silhouettes rest on.
    let silhouetteClients: Int?

    struct TreeRecord: Sendable, Encodable {
      let linkage: Linkage
      let leaves: Int
      /// The merges above the cut but the last, in their order; empty with fewer than three segments.
      let branches: [BranchRecord]

      init(_ tree: ClusterTree, _ nodes: [NodeSupport]) {
        linkage = tree.linkage
        leaves = tree.leafCount
        branches = nodes.map { BranchRecord($0, tree) }
      }
    }

    /// A merge of the tree, and how often the trees of redrawn clients have it.
    struct BranchRecord: Sendable, Encodable {
      let merge: Int
      let height: Double
      /// Training clients under it.
      let size: Int
      let recovered: Int
      let replicates: Int
      /// `recovered` over `replicates`.
      let support: Double?
      let jaccard: Double

      init(_ node: NodeSupport, _ tree: ClusterTree) {
        merge = node.merge
        height = tree.dendrogram.merges[node.merge].height
        size = node.size
        recovered = node.recovered
        replicates = node.replicates
        support = node.share
        jaccard = node.meanJaccard
      }
    }

    init(_ study: Study) {
      name = study.model.method
      clusters = study.clustering.clusterCount
      inertia = study.clustering.inertia
      explained = HeldOutReference(study.training.scores, study.clustering).explained
      movedByConsolidation = study.clustering.movedByConsolidation
      iterations = study.clustering.iterations
      converged = study.clustering.converged
      tree = study.tree.map { TreeRecord($0, study.stability?.nodes ?? []) }
      approximation = study.configuration.clusterer.approximation(
        observationCount: study.training.rows.count)
      silhouetteClients = study.silhouette?.observationCount
    }
  }

  struct SecondsRecord: Sendable, Encodable {
    let read: Double
    let prepare: Double
    let choose: Double
    let validate: Double
    let describe: Double
    let total: Double

    init(_ seconds: StageSeconds) {
      read = seconds.read
      prepare = seconds.prepare
      choose = seconds.choose
      validate = seconds.validate
      describe = seconds.describe
      total = seconds.total
    }
  }
}

/// How the table became coordinates.
struct PreparationRecord: Sendable, Encodable {
  struct Axes: Sendable, Encodable {
    let count: Int
    let eigenvalues: [Double]
    let explained: [Double]
    let threshold: Double
  }

  let trainingClients: Int
  let heldOutClients: Int
  let roles: [RoleAssignment]
  let screening: [ScreeningDecision]
  let variables: [String]
  let imputedCells: Int
  let winsorisedCells: Int
  let unseenLevels: Int
  let clientsWithoutData: Int
  let axes: Axes

  init(_ study: Study) {
    let recipe = study.model.recipe
    trainingClients = study.training.rows.count
    heldOutClients = study.heldOut?.rows.count ?? 0
    roles = recipe.roles
    screening = recipe.screening
    variables = recipe.variables.map(\.name)
    let parts = [study.training] + (study.heldOut.map { [$0] } ?? [])
    imputedCells = parts.reduce(0) { $0 + $1.imputedCellCount }
    winsorisedCells = parts.reduce(0) { $0 + $1.winsorisedCellCount }
    unseenLevels = parts.reduce(0) { $0 + $1.unseenLevelCount }
    clientsWithoutData = parts.reduce(0) { $0 + $1.rowsWithoutData.count }
    axes = Axes(
      count: recipe.axisCount, eigenvalues: recipe.factors.eigenvalues,
      explained: recipe.factors.explained, threshold: recipe.factors.axisChoice.threshold)
  }
}
