import Clustering
import Interpretation
import LinearAlgebra
import Preparation
import Tables
import Validation

/// From a table to everything that is said of its segments.
///
///     let study = try Pipeline(configuration).run(source, parallelism: Parallelism(threads: 2))
///     study.segments.map(\.name.text)
///
/// The stages, in order: the clients are parted in those that make the segments and those held out;
/// the types of the columns, the recipe, the number of segments, the segments and their names are
/// learnt from the first; the second are transformed and assigned, and what they show is compared with
/// what was promised. With groups, every client makes the final segments, and each group is held out
/// of a fit of its own.
///
/// The same source and configuration give the same study for any number of threads, but for
/// `seconds`.
public struct Pipeline: Sendable {
  public let configuration: StudyConfiguration

  public init(_ configuration: StudyConfiguration) { self.configuration = configuration }
}

/// A stage of a study, for those who show how far it is.
public enum StudyStage: String, Sendable, CaseIterable {
  case prepare, choose, validate, describe
}

extension Pipeline {
  /// - Parameter earlier: the segments of an earlier quarter, whose numbers and names these take on where
  ///   they are the same; they have no part in making these.
  /// - Throws: ``StudyError``, ``PreparationError``, ``ClusteringError``, ``LinearAlgebraError``.
  public func run(
    _ source: StudySource, following earlier: EarlierSegments? = nil,
    parallelism: Parallelism = .serial, progress: (StudyStage) -> Void = { _ in }
  ) throws -> Study {
    var watch = StageWatch(read: source.readSeconds)
    let everyone = StudiedRows(source, configuration: configuration)

    progress(.prepare)
    if let column = configuration.ruleColumn, everyone.table[column] == nil {
      throw StudyError.unknownColumn(name: column, known: everyone.table.columns.map(\.name))
    }
    if let column = configuration.ruleColumn {
      _ = try NamedPartition.texts(of: column, in: everyone.table)
    }
    try refuseUnknownOutcomes(everyone.table)
    let design = try heldOutDesign(everyone.table, identifiers: everyone.distinctIdentifiers)
    let fitter = SegmentationFitter(configuration: configuration, parallelism: parallelism)
    try refuseMoreSegments(than: design)
    let rows = try everyone.typed(on: design.finalTraining)
    let prepared = try fitter.prepare(rows.table, rows: design.finalTraining)
    watch.lap(\.prepare)

    progress(.choose)
    let fit = try fitter.fit(prepared)
    watch.lap(\.choose)

    progress(.validate)
    let evidence = try EvidenceGatherer(
      rows: rows, fitter: fitter, design: design, parallelism: parallelism
    ).gather(fit)
    watch.lap(\.validate)

    progress(.describe)
    let describer = StudyDescriber(
      source: source, rows: rows, configuration: configuration, fit: fit, evidence: evidence,
      earlier: earlier, parallelism: parallelism)
    let described = try describer.describe()
    watch.lap(\.describe)
    return described.study(seconds: watch.seconds)
  }

  private func refuseUnknownOutcomes(_ table: Table) throws {
    let outcomes = configuration.preparation.roles.filter { $0.value == .outcome }.keys.sorted()
    for name in outcomes where table[name] == nil {
      throw StudyError.unknownColumn(name: name, known: table.columns.map(\.name))
    }
  }

  /// Said before the work, in clients rather than in distinct points.
  private func refuseMoreSegments(than design: StudyDesign) throws {
    guard case .fixed(let requested) = configuration.clusters,
      requested > design.finalTraining.count
    else { return }
    throw StudyError.moreSegmentsThanClients(
      requested: requested, training: design.finalTraining.count,
      heldOut: design.finalHeldOut.count)
  }

  private func heldOutDesign(_ table: Table, identifiers: [String]) throws -> StudyDesign {
    func strata() throws -> [String?]? {
      table.strata(
        roles: try Roles.assign(table, configured: configuration.studiedPreparation.roles))
    }
    func fraction(_ fraction: Double) throws -> StudyDesign {
      StudyDesign.fraction(
        fraction, table: table, identifiers: identifiers, seed: configuration.seed,
        strata: try strata())
    }
    switch configuration.heldOut {
    case .fraction(let share): return try fraction(share)
    case .folds(let count, let rounds):
      return StudyDesign.folds(
        count, rounds: rounds, table: table, identifiers: identifiers,
        seed: configuration.seed, strata: try strata())
    case .groups(let name):
      guard let column = table[name] else {
        throw StudyError.unknownColumn(name: name, known: table.columns.map(\.name))
      }
      switch StudyDesign.groups(of: column, table: table, identifiers: identifiers) {
      case .success(let design): return design
      case .failure(let reason):
        return try fraction(HeldOutRequest.usualFraction).instead(of: reason)
      }
    }
  }
}

/// What is studied: the reading of an input, and which bytes it was.
public struct StudySource: Sendable {
  public let input: InputFacts
  public let reading: TableReading
  /// The text that was read, to learn its types from the training clients alone; `nil` for a table
  /// that comes from no text.
  public let text: CSVText?
  public let readSeconds: Double
  /// The segment that the firm's rules give each row read; `nil` without rules.
  public var rules: SegmentedRows?

  public init(
    input: InputFacts, reading: TableReading, text: CSVText? = nil, readSeconds: Double
  ) {
    self.input = input
    self.reading = reading
    self.text = text
    self.readSeconds = readSeconds
  }
}

/// Why a study cannot be made as asked.
public enum StudyError: Error, Sendable, Equatable {
  /// More segments were asked for than there are clients to make them.
  case moreSegmentsThanClients(requested: Int, training: Int, heldOut: Int)
  /// A column that was asked for is not there.
  case unknownColumn(name: String, known: [String])
  /// The column has a value for each client, or none: its values name no groups.
  case columnWithoutGroups(name: String)
}

/// Measures stages one after the other.
struct StageWatch {
  private(set) var seconds = StageSeconds()
  private var last = ContinuousClock.now

  init(read: Double) { seconds.read = read }

  mutating func lap(_ stage: WritableKeyPath<StageSeconds, Double>) {
    let now = ContinuousClock.now
    let elapsed = (now - last).components
    seconds[keyPath: stage] = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    last = now
  }
}
