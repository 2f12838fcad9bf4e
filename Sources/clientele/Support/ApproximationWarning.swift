import Clustering
import Interpretation
import Validation

/// What `choose` does not compute on all rows, for standard error.
struct ApproximationWarning {
  private let parts: [String]

  init(rowCount: Int, study: ClusterCountStudy, clusterer: Clusterer) {
    let numbers = NumberStyle(language)
    var parts: [String] = []
    switch clusterer.approximation(observationCount: rowCount) {
    case .microClusters(let cells)?:
      let cells = numbers.integer(cells)
      parts.append(
        say(
          "l'arbre de Ward réunit \(cells) micro-groupes de lignes",
          "Ward's tree joins \(cells) micro-clusters of rows"))
    case .medoidsOfSamples(let count, let size)?:
      let (samples, rows) = (numbers.integer(count), numbers.integer(size))
      parts.append(
        say(
          "les médoïdes sont les meilleurs de \(samples) échantillons de \(rows) lignes",
          "the medoids are the best of \(samples) samples of \(rows) rows"))
    case nil: break
    }
    if rowCount > study.replicateLimit {
      let rows = numbers.integer(study.replicateLimit)
      parts.append(
        say(
          "gap, force de prédiction et stabilité portent sur \(rows) lignes tirées",
          "gap, prediction strength and stability are those of \(rows) rows drawn"))
    }
    if rowCount > study.silhouetteLimit {
      let rows = numbers.integer(study.silhouetteLimit)
      parts.append(
        say(
          "les silhouettes sur \(rows) lignes tirées", "silhouettes those of \(rows) rows drawn"))
    }
    self.parts = parts
  }

  func tell() {
    guard !parts.isEmpty else { return }
    let list = parts.joined(separator: say(" ; ", "; "))
    Terminal.write(say("Attention : \(list).", "Note: \(list)."))
  }
}
