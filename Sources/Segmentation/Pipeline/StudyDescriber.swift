import Clustering
import Interpretation
import LinearAlgebra
import Preparation
import Tables
import Validation

/// Puts words and verdicts to what was found.
struct StudyDescriber {
  let source: StudySource
  let rows: StudiedRows
  let configuration: StudyConfiguration
  let fit: SegmentationFit
  let evidence: StudyEvidence
  /// Whose numbers and names these segments take on; `nil` without any.
  let earlier: EarlierSegments?
  let parallelism: Parallelism
}

extension StudyDescriber {
  /// A study but for its times.
  struct Description {
    let describer: StudyDescriber
    let heldOut: PreparedRows?
    let placements: [ClientPlacement]
    let kept: KeptPlaces
    let limits: SegmentLimits
    let profile: PortfolioProfile
    let identities: SegmentIdentities
    var names: [SegmentName] { identities.names }
  }

  func describe() throws -> Description {
    let (heldOut, heldOutLabels) = (evidence.heldOut?.rows, evidence.heldOut?.labels)
    let profile = profile()
    let rule = fit.model.rule
    let training = try rule.memberDistances(fit.training.scores, parallelism: parallelism)
    let apart = try heldOut.map { try rule.distances($0.scores, parallelism: parallelism) }
    let labels = fit.model.partition.labels
    let placements = try placements(
      training: training, heldOut: heldOut, heldOutLabels: heldOutLabels, heldOutDistances: apart)
    return Description(
      describer: self, heldOut: heldOut, placements: placements,
      kept: try KeptPlaces(
        rule, scores: fit.training.scores, labels: labels, parallelism: parallelism),
      limits: SegmentLimits(own: training.own(labels)),
      profile: profile,
      identities: SegmentIdentities(
        following: earlier,
        segments: Dictionary(
          placements.map { ($0.identifier, $0.segment) }, uniquingKeysWith: { first, _ in first }),
        names: SegmentNamer().names(
          for: profile.segments.map { $0.without(keysThatDoNotName) },
          language: configuration.language), language: configuration.language))
  }

  /// Columns that segments are set beside or tried on are described like others, but name no segment:
  /// a name is of what made it, or of what its clients are. Unless the configuration has made segments
  /// of them.
  private var keysThatDoNotName: Set<String> {
    var beside = [configuration.ruleColumn].compactMap { $0 }
    if case .groups(let column) = configuration.heldOut { beside.append(column) }
    let besideKeys = Set(beside.compactMap { rows.table[$0]?.key })
    return Set(
      fit.recipe.roles.filter { assigned in
        assigned.role == .outcome || assigned.reason == .existingSegmentation
          || besideKeys.contains(assigned.key) && assigned.role != .active
      }.map(\.key))
  }

  private func profile() -> PortfolioProfile {
    let described: Set<VariableRole> = [.active, .illustrative, .outcome]
    let roleOfKey = Dictionary(
      fit.recipe.roles.map { ($0.key, $0.role) }, uniquingKeysWith: { first, _ in first })
    let wording = Wording(language: configuration.language)
    let columns = rows.table.columns.filter { column in
      roleOfKey[column.key].map(described.contains) ?? false
    }.map(wording.poolingLevels)
    return SegmentProfiler().profile(
      of: columns,
      training: LabelledRows(rows: fit.training.rows, labels: fit.model.partition.labels),
      heldOut: evidence.placed,
      geometry: SegmentGeometry(scores: fit.training.scores, centroids: centres),
      parallelism: parallelism)
  }

  /// What the representatives of a segment are nearest to.
  private var centres: Matrix {
    if case .medoids(let medoids) = fit.model.rule { return medoids }
    return fit.model.summary.centroids
  }

  private func placements(
    training distances: Matrix, heldOut: PreparedRows?, heldOutLabels: [Int]?,
    heldOutDistances: Matrix?
  ) throws -> [ClientPlacement] {
    let rule = fit.model.rule
    let training = ClientDistances(
      distances: distances,
      responsibilities: try rule.responsibilities(
        fit.training.scores, parallelism: parallelism))
    let placer = ClientPlacer(
      distances: training.distances, labels: fit.model.partition.labels)
    let stays = evidence.stability.first?.stays ?? []
    var placements: [ClientPlacement] = []
    func place(
      _ prepared: PreparedRows, _ apart: ClientDistances, _ labels: [Int], isHeldOut: Bool
    ) {
      for (position, row) in prepared.rows.enumerated() {
        let standing = placer.standing(apart, position, assigned: labels[position])
        placements.append(
          ClientPlacement(
            row: row, identifier: rows.identifiers[row], standing: standing, isHeldOut: isHeldOut,
            silhouette: isHeldOut ? nil : evidence.silhouette?.values[position],
            stays: stays.isEmpty
              ? nil : stays[isHeldOut ? fit.training.rows.count + position : position],
            position: Array(prepared.scores.row(position).prefix(2)),
            flags: flags(
              standing, missing: prepared.missingCellCounts[position],
              isDuplicated: rows.repeated.contains(row))))
      }
    }
    place(fit.training, training, fit.model.partition.labels, isHeldOut: false)
    if let heldOut, let heldOutLabels, let heldOutDistances {
      let apart = ClientDistances(
        distances: heldOutDistances,
        responsibilities: try rule.responsibilities(heldOut.scores, parallelism: parallelism))
      place(heldOut, apart, heldOutLabels, isHeldOut: true)
    }
    return placements.sorted { $0.row < $1.row }
  }

  private func flags(
    _ standing: ClientPlacer.Standing, missing: Int, isDuplicated: Bool
  ) -> [ClientFlag] {
    var flags: [ClientFlag] = []
    if standing.isOutlying { flags.append(.outlying) }
    if 2 * missing > fit.recipe.variables.count { flags.append(.fewData) }
    if isDuplicated { flags.append(.duplicatedIdentifier) }
    return flags
  }
}

extension StudyDescriber.Description {
  func study(seconds: StageSeconds) -> Study {
    let fit = describer.fit
    return Study(
      input: describer.source.input, table: describer.rows.table,
      reading: describer.rows.report, clientRows: describer.rows.clients,
      configuration: describer.configuration, identifiers: describer.rows.identifiers,
      training: fit.training, heldOut: heldOut,
      model: model,
      clustering: fit.model.summary, choice: fit.choice, tree: describer.evidence.tree,
      segments: segments, belowMinimum: fit.belowMinimum?.numbered(identities.numbers),
      clients: placements, profile: profile, silhouette: describer.evidence.silhouette,
      stability: describer.evidence.stability.first,
      stabilities: describer.evidence.stability, neighbours: describer.evidence.neighbours,
      thinned: describer.evidence.thinned, valleys: describer.evidence.valleys,
      validation: describer.evidence.validation, firmSegments: firmSegments,
      comparison: comparison, seconds: seconds)
  }

  private var model: SegmentationModel {
    let fit = describer.fit
    return SegmentationModel(
      schema: SegmentationModel.schema, version: Product.version,
      period: describer.configuration.period, recipe: fit.recipe,
      columns: ModelColumn.needed(
        by: fit.recipe, in: describer.rows.table, units: describer.configuration.units),
      method: describer.configuration.method, placement: fit.model.rule, kept: kept,
      limits: limits, numbers: identities.numbers, highestNumber: identities.highestNumber,
      names: names,
      trainingSizes: fit.model.partition.sizes)
  }

  private var firmSegments: SegmentedRows? {
    describer.rows.firmSegments(describer.configuration)
  }

  /// Beside the firm's own segments, where a column names them. What made the segments is what a
  /// disagreement may be due to.
  private var comparison: SegmentationComparison? {
    let table = describer.rows.table
    guard let left = firmSegments, describer.fit.model.clusterCount > 1 else { return nil }
    let active = Set(describer.fit.recipe.keys(.active))
    return try? SegmentationComparison(
      left: left,
      right: SegmentedRows(
        name: "segment", texts: placements.map { names[$0.segment].text }),
      columns: table.columns.filter { active.contains($0.key) })
  }

  private var segments: [Segment] {
    let evidence = describer.evidence
    let fit = describer.fit
    let rule = describer.configuration.verdict.askingForSize(fit.belowMinimum?.minimumSize ?? 0)
    var sizes = [Int](repeating: 0, count: fit.model.clusterCount)
    for placement in placements { sizes[placement.segment] += 1 }
    return (0..<fit.model.clusterCount).map { index in
      let silhouette = evidence.silhouette?.clusterMeans[index]
      let stability = evidence.stability.first?.meanJaccard[index]
      let summary = evidence.validation.summary
      let isTried = !evidence.validation.groups.isEmpty
      let heldOutJaccard = isTried ? summary.jaccard[index] : nil
      return Segment(
        id: identities.numbers[index], name: names[index], size: sizes[index],
        share: Double(sizes[index]) / Double(max(placements.count, 1)),
        trainingSize: fit.model.partition.sizes[index], silhouette: silhouette,
        stability: stability, heldOutJaccard: heldOutJaccard,
        heldOutShare: isTried ? summary.share[index] : nil,
        verdict: rule.verdict(
          for: SegmentEvidence(
            size: fit.model.partition.sizes[index], stability: stability,
            heldOut: heldOutJaccard, silhouette: silhouette,
            lostWithout: evidence.validation.groupsLosing(index),
            hasGroups: fit.choice.hasStructure,
            agreementPValue: evidence.validation.baseline?.pValue,
            border: evidence.valleys.weakest(of: index))))
    }
  }
}

extension Matrix {
  /// The element of each row in the column of its label, by label.
  fileprivate func own(_ labels: [Int]) -> [[Double]] {
    var own = [[Double]](repeating: [], count: columnCount)
    for (i, label) in labels.enumerated() { own[label].append(self[i, label]) }
    return own
  }
}
