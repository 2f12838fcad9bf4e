import Clustering
import Interpretation
import LinearAlgebra
import Preparation
import Tables
import Validation

/// Whether segments hold: when their clients are drawn again, and on clients held out.
struct StudyEvidence: Sendable {
  let silhouette: SampledSilhouette?
  /// The bootstrap first; empty with one segment.
  let stability: [SegmentStability]
  /// The tree of the training clients; `nil` where the method has none.
  let tree: ClusterTree?
  let neighbours: NeighbourTestResult
  let thinned: ThinnedNeighbourResult
  let valleys: SegmentValleys
  let validation: HeldOutValidation
  /// Clients in the segments where those who had no part in making them place them, by the final
  /// segments' numbers; `nil` where nobody was held out.
  let placed: LabelledRows?
  /// The clients that the final segments were not made of, and their segments.
  let heldOut: HeldOutClients?
}

/// Held-out clients where the training recipe puts them.
struct HeldOutClients: Sendable {
  let rows: PreparedRows
  let labels: [Int]
}

struct EvidenceGatherer: Sendable {
  /// Typed on the final training clients.
  let rows: StudiedRows
  let fitter: SegmentationFitter
  let design: StudyDesign
  let parallelism: Parallelism

  func gather(_ fit: SegmentationFit) throws -> StudyEvidence {
    let heldOut =
      design.finalHeldOut.isEmpty
      ? nil : try place(design.finalHeldOut, of: rows.table, in: fit.withoutChoice)
    let tree = try fitter.clusterer.tree(
      fit.training.scores, parallelism: parallelism.unreported)
    let trials = try trials(of: fit, heldOut: heldOut)
    return StudyEvidence(
      silhouette: try SampledSilhouette(
        fit.training.scores, fit.model.partition, seed: fitter.configuration.seed,
        parallelism: parallelism.unreported),
      stability: try stability(of: fit, tree, heldOut: heldOut), tree: tree,
      neighbours: try neighbours(of: fit, tree), thinned: try thinned(of: fit),
      valleys: SegmentValleys(
        fit.training.scores, fit.model.summary, leavingOut: fit.dissolved,
        seed: fitter.configuration.seed, parallelism: parallelism.unreported),
      validation: try validation(of: fit, trials), placed: placed(trials), heldOut: heldOut)
  }

  /// Two segments, or one cut in two? Of quantities alone: the test is one of normal scatter.
  private func neighbours(
    of fit: SegmentationFit, _ tree: ClusterTree?
  ) throws -> NeighbourTestResult {
    let others = fit.recipe.notQuantities
    if fit.model.clusterCount >= 2, others > 0 {
      return NeighbourTestResult(.notQuantities(count: others))
    }
    return try NeighbourTest().run(
      fit.training.scores, tree: tree, method: fitter.clusterer.method,
      model: fit.model.summary, parallelism: parallelism.unreported)
  }

  /// The same question put to one half of the information about each client, of segments made on the
  /// other.
  private func thinned(of fit: SegmentationFit) throws -> ThinnedNeighbourResult {
    let others = fit.recipe.notQuantities
    if fit.model.clusterCount >= 2, others > 0 {
      return ThinnedNeighbourResult(.notQuantities(count: others))
    }
    return try ThinnedNeighbourTest(seed: fitter.configuration.seed).run(
      fit.training.scores, clusterCount: fit.model.clusterCount, dissolution: fit.dissolution,
      clusterer: fitter.clusterer, beside: fit.model.partition,
      parallelism: parallelism.unreported)
  }

  private func place(
    _ rows: [Int], of table: Table, in trained: HeldOutFit
  ) throws -> HeldOutClients {
    let prepared = try trained.recipe.transform(table, rows: rows, parallelism: parallelism)
    return HeldOutClients(
      rows: prepared,
      labels: try trained.model.assign(prepared.scores, parallelism: parallelism.unreported))
  }

  private func stability(
    of fit: SegmentationFit, _ tree: ClusterTree?, heldOut: HeldOutClients?
  ) throws -> [SegmentStability] {
    guard fit.model.clusterCount >= 2 else { return [] }
    let newcomers = heldOut.map { PlacedObservations(x: $0.rows.scores, labels: $0.labels) }
    return try [(SampleScheme.bootstrap, 50), (.subset, 20), (.noise, 20)].map { scheme, count in
      try SegmentStability.Study(
        scheme: scheme, replicates: count, seed: fitter.configuration.seed
      ).run(
        fit.training.scores, fit.model.partition,
        newcomers: scheme == .bootstrap ? newcomers : nil,
        tree: scheme == .bootstrap ? tree : nil, clusterer: fitter.clusterer,
        dissolution: fit.dissolution, parallelism: parallelism)
    }
  }
}

// MARK: - Held out

extension EvidenceGatherer {
  /// A group's result, and the segments of its clients in the final model's numbers.
  private struct Trial: Sendable {
    let result: HeldOutGroupResult
    let finalCounts: [Int]
    let rows: [Int]
    /// `nil` for a client of a segment that the final model does not have.
    let labels: [Int?]
  }

  private func trials(
    of fit: SegmentationFit, heldOut: HeldOutClients?
  ) throws -> [Trial] {
    try design.validation.splits.map { split -> Trial in
      if design.kind == .holdOut {
        return try trial(
          of: split, table: rows.table, in: fit.withoutChoice, heldOut,
          dissolution: fit.dissolution)
      }
      let table = try rows.typed(on: split.training).table
      let prepared: PreparedTraining
      do {
        prepared = try fitter.prepare(table, rows: split.training)
      } catch is PreparationError {
        return withoutFit(of: fit, split)
      }
      let own = try fitter.refit(prepared, count: fit.choice.choice)
      let trial = try trial(
        of: split, table: table, in: own, nil, dissolution: fit.dissolution)
      return told(trial, of: own, in: fit, split: split)
    }
  }

  /// The other clients are alike in all columns, say: nothing is made without the group.
  private func withoutFit(of fit: SegmentationFit, _ split: HeldOutSplit) -> Trial {
    Trial(
      result: .notFitted(
        group: split.group, size: split.heldOut.count, clusterCount: fit.model.clusterCount),
      finalCounts: [Int](repeating: 0, count: fit.model.clusterCount), rows: split.heldOut,
      labels: split.heldOut.map { _ in nil })
  }

  private func validation(
    of fit: SegmentationFit, _ trials: [Trial]
  ) throws -> HeldOutValidation {
    let results = trials.map(\.result)
    let summary = HeldOutSummary(results, finalCounts: trials.map(\.finalCounts))
    return HeldOutValidation(
      kind: design.kind, column: design.column, groups: results, summary: summary,
      baseline: try baseline(of: fit, results, observed: summary.agreement),
      outcomes: outcomes(of: fit, trials), notTried: design.notTried,
      groupsNotEvaluated: design.groupsNotEvaluated,
      tooSmall: design.validation.tooSmall, clientsWithoutGroup: design.validation.rowsWithoutGroup)
  }

  private func trial(
    of split: HeldOutSplit, table: Table, in trained: HeldOutFit, _ placed: HeldOutClients?,
    dissolution: Dissolution?
  ) throws -> Trial {
    let clients = try placed ?? place(split.heldOut, of: table, in: trained)
    var result = try HeldOutEvaluation().evaluate(
      clients.rows.scores, assigned: clients.labels,
      reference: HeldOutReference(trained.training.scores, trained.model.summary),
      group: split.group,
      clusterer: fitter.clusterer, dissolution: dissolution, parallelism: parallelism)
    let shifts = ProfileShiftSearch(
      trained.recipe,
      training: try trained.recipe.values(
        table, rows: trained.training.rows, parallelism: parallelism),
      trainingLabels: trained.model.partition.labels, trialCount: design.validation.splits.count)
    result.shifts = shifts.largest(
      try trained.recipe.values(table, rows: split.heldOut, parallelism: parallelism),
      labels: clients.labels, segmentCount: trained.model.clusterCount)
    result.chosenCount = trained.chosenCount
    return Trial(
      result: result, finalCounts: result.counts.map { $0 ?? 0 }, rows: split.heldOut,
      labels: clients.labels)
  }

  /// The segments found without a group are matched to the final ones by the clients that made
  /// both.
  private func told(
    _ trial: Trial, of trained: HeldOutFit, in fit: SegmentationFit, split: HeldOutSplit
  ) -> Trial {
    let finalLabels = fit.labelOfRow
    let targets = HeldOutGroupResult.counterparts(
      of: trained.model.partition.labels, clusterCount: trained.model.clusterCount,
      in: trained.training.rows.map { finalLabels[$0, default: 0] })
    var finalCounts = [Int](repeating: 0, count: fit.model.clusterCount)
    for label in split.heldOut.compactMap({ finalLabels[$0] }) { finalCounts[label] += 1 }
    return Trial(
      result: trial.result.relabelled(targets, finalCounts: finalCounts),
      finalCounts: finalCounts, rows: trial.rows,
      labels: trial.labels.map { $0.flatMap { targets[$0] } })
  }

  /// What portfolios without groups reach under the same splits.
  private func baseline(
    of fit: SegmentationFit, _ results: [HeldOutGroupResult], observed: HeldOutAgreement?
  ) throws -> HeldOutBaseline? {
    guard let observed else { return nil }
    return try HeldOutBaseline.Study(seed: fitter.configuration.seed).run(
      fit.training.scores, clusterCount: fit.model.clusterCount,
      trial: heldOutTrial(results, training: fit.training.rows.count), observed: observed,
      clusterer: fitter.clusterer, dissolution: fit.dissolution, reference: fit.reference,
      parallelism: parallelism)
  }

  /// The parts that were compared: the parts of one round are a division of the clients, as are the
  /// groups of a column.
  private func heldOutTrial(_ results: [HeldOutGroupResult], training: Int) -> HeldOutTrial {
    let compared = results.filter { $0.adjustedRand != nil }
    if design.kind == .holdOut {
      return HeldOutTrial(heldOut: compared.first?.size ?? 0, beside: training)
    }
    let rounds = Dictionary(grouping: compared) { result in
      if case .fold(_, let round)? = result.group { return round }
      return 1
    }
    return HeldOutTrial(
      count: training,
      divisions: rounds.keys.sorted().map { rounds[$0, default: []].map(\.size) })
  }

  private func outcomes(of fit: SegmentationFit, _ trials: [Trial]) -> [OutcomeResult] {
    let search = OutcomeEvaluation(
      table: rows.table, rule: rows.firmSegments(fitter.configuration),
      seed: fitter.configuration.seed)
    let training = LabelledClients(
      rows: fit.training.rows, labels: fit.model.partition.labels)
    let heldOut = LabelledClients(
      once(trials).flatMap { trial in zip(trial.rows, trial.labels).map { ($0, $1) } })
    return search.evaluate(
      fit.recipe.keys(.outcome), training: training, heldOut: heldOut, parallelism: parallelism)
  }
}

extension EvidenceGatherer {
  /// Rounds of folds hold every client out as many times; the first tells each once.
  private func once(_ trials: [Trial]) -> [Trial] {
    trials.filter {
      if case .fold(_, let round)? = $0.result.group { return round == 1 }
      return true
    }
  }

  /// Without the clients of a segment that the final model does not have.
  private func placed(_ trials: [Trial]) -> LabelledRows? {
    guard !trials.isEmpty else { return nil }
    let pairs = once(trials).flatMap { trial in
      zip(trial.rows, trial.labels).compactMap { row, label in
        label.map { PlacedRow(row: row, label: $0) }
      }
    }.sorted { $0.row < $1.row }
    return LabelledRows(rows: pairs.map(\.row), labels: pairs.map(\.label))
  }

  private struct PlacedRow {
    let row: Int
    let label: Int
  }
}

extension SegmentationFit {
  var labelOfRow: [Int: Int] {
    Dictionary(
      zip(training.rows, model.partition.labels), uniquingKeysWith: { first, _ in first })
  }
}

extension Recipe {
  /// Variables whose coordinates do not scatter normally.
  fileprivate var notQuantities: Int {
    variables.count { variable in
      if case .quantity = variable.encoding { return false }
      return true
    }
  }
}
