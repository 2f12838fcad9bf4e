import Clustering
import LinearAlgebra
import Preparation
import Tables
import Validation

/// Whether segments hold: when their clients are drawn again, and on clients held out.
struct StudyEvidence: Sendable {
  let silhouette: Silhouette?
  let stability: SegmentStability?
  let validation: HeldOutValidation
}

struct EvidenceGatherer: Sendable {
  let table: Table
  let fitter: SegmentationFitter
  let design: StudyDesign
  let parallelism: Parallelism

  func gather(_ fit: SegmentationFit) throws -> StudyEvidence {
    let scores = fit.training.scores
    let partition = fit.model.partition
    let stability =
      partition.clusterCount < 2
      ? nil
      : try SegmentStability.Study(seed: fitter.configuration.seed)
        .run(scores, partition, clusterer: fitter.clusterer, parallelism: parallelism)
    return StudyEvidence(
      silhouette: try Silhouette(scores, partition, parallelism: parallelism.unreported),
      stability: stability,
      validation: try validation(of: fit))
  }

  private func validation(of fit: SegmentationFit) throws -> HeldOutValidation {
    var results: [HeldOutGroupResult] = []
    var counts: [Int] = []
    for split in design.validation.splits {
      let trained = design.kind == .holdOut ? fit : try refit(without: split)
      let result = try evaluate(trained, on: split)
      counts.append(trained.model.clusterCount)
      results.append(
        design.kind == .holdOut ? result : told(result, of: trained, in: fit, split: split))
    }
    return HeldOutValidation(
      kind: design.kind, column: design.column, groups: results, clusterCounts: counts,
      summary: HeldOutSummary(results), tooSmall: design.validation.tooSmall,
      clientsWithoutGroup: design.validation.rowsWithoutGroup)
  }

  private func refit(without split: HeldOutSplit) throws -> SegmentationFit {
    try fitter.fit(try fitter.prepare(table, rows: split.training))
  }

  private func evaluate(
    _ trained: SegmentationFit, on split: HeldOutSplit
  ) throws -> HeldOutGroupResult {
    let heldOut = try trained.recipe.transform(
      table, rows: split.heldOut, parallelism: parallelism)
    return try HeldOutEvaluation().evaluate(
      heldOut.scores, assigned: trained.model.assign(heldOut.scores),
      reference: HeldOutReference(trained.training.scores, trained.model), group: split.group,
      clusterer: fitter.clusterer, parallelism: parallelism)
  }

  /// The segments found without a group are matched to the final ones by the clients that made
  /// both.
  private func told(
    _ result: HeldOutGroupResult, of trained: SegmentationFit, in fit: SegmentationFit,
    split: HeldOutSplit
  ) -> HeldOutGroupResult {
    // With groups every row makes the final segments, so a row is its own position there.
    let final = split.training.map { fit.model.partition.labels[$0] }
    let matching = PartitionComparison(trained.model.partition.labels, final).matching()
    let finalLabels = Array(Set(final)).sorted()
    let targets = matching.columnOfRow.map { column in column.map { finalLabels[$0] } }
    return result.relabelled(targets, segmentCount: fit.model.clusterCount)
  }
}
