import Interpretation
import LinearAlgebra
import Preparation
import Tables

/// What is said of a segmentation that is a column: how its segments differ, who stands for them, and the
/// rules that give them back.
///
///     let description = try SegmentationDescription(clients, segment: "segment", configuration)
///     description.profile.segments[0].categories[0].vTest
///
/// The profile is that of `Pipeline`: active, illustrative and outcome columns, the segmentation itself
/// excepted. Every client with a segment counts in it: the test values are descriptive where the
/// columns made the segments. Paragons and atypical clients are the nearest to and the farthest from the
/// mean of their segment in the prepared space of `run`.
public struct SegmentationDescription: Sendable {
  public let partition: NamedPartition
  /// Segments by their place in the partition; clients by their row in the table.
  public let profile: PortfolioProfile
  public let withoutSegment: Int
  /// `nil` where there is one segment, or no column to make a rule of.
  public let distillation: RuleDistillation?

  /// - Throws: ``ComparisonError``, `PreparationError` for roles that cannot be.
  package init(
    _ clients: StudiedClients, segment: String, _ configuration: StudyConfiguration,
    parallelism: Parallelism = .serial
  ) throws {
    let table = clients.table
    let texts = try NamedPartition.texts(of: segment, in: table)
    let rows = texts.indices.filter { texts[$0] != nil }
    let partition = NamedPartition(
      column: table[segment]?.name ?? segment, texts: rows.compactMap { texts[$0] })
    let training = LabelledRows(rows: rows, labels: partition.labels)
    let columns = try Self.described(table, segment: segment, configuration)
    self.partition = partition
    withoutSegment = texts.count - rows.count
    profile = SegmentProfiler().profile(
      of: columns, training: training,
      geometry: Self.geometry(
        table, training, partition, segment: segment, configuration, parallelism),
      parallelism: parallelism)
    do {
      distillation = try RuleDistillation(
        clients, segment: segment, configuration, parallelism: parallelism)
    } catch is RuleDistillationError {
      distillation = nil
    }
  }

  private static func described(
    _ table: Table, segment: String, _ configuration: StudyConfiguration
  ) throws -> [Column] {
    let told: Set<VariableRole> = [.active, .illustrative, .outcome]
    let roles = try Roles.assign(table, configured: configuration.preparation.roles)
    let keys = Set(roles.filter { told.contains($0.role) }.map(\.key))
    let own = table[segment]?.key
    let wording = Wording(language: configuration.language)
    return table.columns.filter { keys.contains($0.key) && $0.key != own }
      .map(wording.poolingLevels)
  }

  /// Clients in the space of `run`, made without the segmentation; `nil` where the other columns make none.
  private static func geometry(
    _ table: Table, _ training: LabelledRows, _ partition: NamedPartition, segment: String,
    _ configuration: StudyConfiguration, _ parallelism: Parallelism
  ) -> SegmentGeometry? {
    var settled = configuration
    settled.ruleColumn = segment
    guard
      let prepared = try? PreparedTraining(
        table, rows: training.rows, options: settled.studiedPreparation, parallelism: parallelism),
      prepared.rows.rows == training.rows
    else { return nil }
    let scores = prepared.rows.scores
    let means = Matrix(
      rows: (0..<partition.names.count).map { label in
        var mean = [Double](repeating: 0, count: scores.columnCount)
        for (position, own) in training.labels.enumerated() where own == label {
          for (axis, value) in scores.row(position).enumerated() { mean[axis] += value }
        }
        return mean.map { $0 / Double(max(partition.sizes[label], 1)) }
      })
    return SegmentGeometry(scores: scores, centroids: means)
  }
}
