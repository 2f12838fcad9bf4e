import Interpretation
import LinearAlgebra
import Preparation
import Tables
import Validation

/// The rules that say a segmentation which is a column, tried on a quarter of its clients.
///
///     let rules = try RuleDistillation(clients, segment: "segment", maximumRuleCount: 12, configuration)
///     rules.list.fidelity.heldOut        // 0.87
///
/// Conditions are about the columns that would make segments (role *active*), the segmentation itself
/// never. The held-out quarter is drawn segment by segment from the identifiers and the seed; nothing
/// is learnt from it. Clients without a segment are counted and left out.
public struct RuleDistillation: Sendable {
  public let partition: NamedPartition
  /// Rows of the table, each with its segment's place in the partition.
  public let training: LabelledRows
  /// `nil` where there are too few clients to leave any aside.
  public let heldOut: LabelledRows?
  public let withoutSegment: Int
  public let maximumRuleCount: Int
  public let list: DistilledRules

  /// - Parameter maximumRuleCount: the fallback included; `nil` for two a segment, 24 at most.
  /// - Throws: ``ComparisonError``, ``RuleDistillationError``, `PreparationError`.
  package init(
    _ clients: StudiedClients, segment: String, maximumRuleCount: Int? = nil,
    _ configuration: StudyConfiguration, parallelism: Parallelism = .serial
  ) throws {
    let table = clients.table
    let texts = try NamedPartition.texts(of: segment, in: table)
    let rows = texts.indices.filter { texts[$0] != nil }
    let partition = NamedPartition(
      column: table[segment]?.name ?? segment, texts: rows.compactMap { texts[$0] })
    guard partition.names.count > 1 else {
      throw RuleDistillationError.oneSegment(column: partition.column)
    }
    let columns = try Self.features(table, segment: segment, configuration)
    guard !columns.isEmpty else { throw RuleDistillationError.noFeature }
    let limit =
      maximumRuleCount ?? max(min(2 * partition.names.count, 24), partition.names.count)
    let split = Self.split(rows, clients, partition, seed: configuration.seed)
    self.partition = partition
    self.maximumRuleCount = limit
    training = split.training
    heldOut = split.heldOut
    withoutSegment = texts.count - rows.count
    list = RuleDistiller(maximumRuleCount: limit).distil(
      columns, training: split.training, heldOut: split.heldOut,
      segmentCount: partition.names.count, parallelism: parallelism)
  }

  package static func features(
    _ table: Table, segment: String, _ configuration: StudyConfiguration
  ) throws -> [Column] {
    let roles = try Roles.assign(table, configured: configuration.preparation.roles)
    let active = Set(roles.filter { $0.role == .active }.map(\.key))
    let own = table[segment]?.key
    return table.columns.filter { active.contains($0.key) && $0.key != own }
  }

  private struct Split {
    let training: LabelledRows
    let heldOut: LabelledRows?
  }

  private static func split(
    _ rows: [Int], _ clients: StudiedClients, _ partition: NamedPartition, seed: UInt64
  ) -> Split {
    let split = HeldOutSplit.stratified(
      fraction: 0.25, identifiers: rows.map { clients.identifiers[$0] },
      strata: partition.labels.map { partition.names[$0] }, seed: seed)
    func part(_ positions: [Int]) -> LabelledRows {
      LabelledRows(
        rows: positions.map { rows[$0] }, labels: positions.map { partition.labels[$0] })
    }
    guard !split.heldOut.isEmpty, !split.training.isEmpty else {
      return Split(training: part(Array(rows.indices)), heldOut: nil)
    }
    return Split(training: part(split.training), heldOut: part(split.heldOut))
  }
}

extension RuleDistillation {
  /// Segments that the list gives nobody, in the order of the partition.
  public var segmentsWithoutRule: [String] {
    let given = Set(list.rules.map(\.segment) + [list.fallback.segment])
    return partition.names.indices.filter { !given.contains($0) }.map { partition.names[$0] }
  }
}

/// Why a segmentation cannot be said in rules.
public enum RuleDistillationError: Error, Sendable, Equatable {
  /// Every client is in the same.
  case oneSegment(column: String)
  /// No column but the segmentation could make a condition.
  case noFeature
}
