import Clustering
import Interpretation
import Segmentation
import Validation

/// What `cluster` works on.
enum ClusterInput {
  case points(NumericInput)
  case mixed(MixedInput)
  case dissimilarities(DissimilarityInput)

  /// Of the columns; none where there are only dissimilarities.
  var keys: [String] {
    switch self {
    case .points(let points): points.keys
    case .mixed(let mixed): mixed.keys
    case .dissimilarities: []
    }
  }

  /// Missing cells that took another value.
  var filledCells: Int {
    if case .points(let points) = self { points.rows.missingCellCount } else { 0 }
  }

  private var observationCount: Int {
    switch self {
    case .points(let points): points.rows.matrix.rowCount
    case .mixed(let mixed): mixed.rowCount
    case .dissimilarities(let input): input.dissimilarities.count
    }
  }

  /// What changes the answer, on standard error.
  func warn(
    _ source: StudySource, _ request: ClusterRequestDetails, allColumns: Bool, withIndices: Bool
  ) {
    switch self {
    case .points(let points):
      points.warnOfMissingCells()
      if allColumns {
        points.warnOfColumnsLeftOut(
          of: source.reading.table,
          uses: say(
            "--metric gower et « clientele run » les emploient",
            "--metric gower and 'clientele run' use them"))
      }
    case .mixed(let mixed): mixed.warn()
    case .dissimilarities: break
    }
    warnOfSamples(request)
    if case .points = self, withIndices, observationCount > SampledSilhouette.defaultLimit {
      let limit = NumberStyle(language).integer(SampledSilhouette.defaultLimit)
      Terminal.write(
        say(
          "Attention : la silhouette est celle de \(limit) lignes tirées (--no-indices s'en passe).",
          "Note: the silhouette is that of \(limit) rows drawn (--no-indices does without)."))
    }
  }

  private func warnOfSamples(_ request: ClusterRequestDetails) {
    guard let sampled = request.sampledMedoids(observationCount: observationCount) else { return }
    let numbers = NumberStyle(language)
    let (samples, size) = (
      numbers.integer(sampled.samples), numbers.integer(sampled.sampleSize ?? 0)
    )
    Terminal.write(
      say(
        "Attention : les médoïdes sont les meilleurs de \(samples) échantillons de \(size) lignes, "
          + "jugés sur toutes ; --samples 0 cherche sur toutes, plus longuement.",
        "Note: the medoids are the best of \(samples) samples of \(size) rows, judged on all; "
          + "--samples 0 searches all rows, and takes longer."))
    if case .mixed = self {
      Terminal.write(
        say(
          "Attention : pas de silhouette, qui demanderait les dissimilarités entre toutes les lignes.",
          "Note: no silhouette, which would take the dissimilarities between all rows."))
    }
  }
}
