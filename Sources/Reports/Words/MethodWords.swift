import Clustering
import Interpretation

/// How the segments were made, in words.
struct MethodWords: Sendable {
  let context: ReportContext

  var method: ClusteringMethod { context.study.model.method }

  /// What stands for a computation on all clients; `nil` where there is nothing of the kind.
  var approximation: Clusterer.Approximation? {
    context.study.configuration.clusterer.approximation(
      observationCount: context.trainingCount)
  }

  /// In one phrase.
  var name: String {
    let place = context.pick("sur les axes factoriels", "on the factor axes")
    let made = "\(family) \(place)"
    guard method == .wardThenKMeans else { return made }
    return made + context.pick(", consolidé", ", consolidated") + (moved.map { " (\($0))" } ?? "")
  }

  private var family: String {
    switch method {
    case .wardThenKMeans, .ward:
      if approximation == nil { return "Ward" }
      return context.pick("Ward par micro-groupes", "Ward by micro-clusters")
    case .kMeans: return "k-means"
    case .average: return context.pick("lien moyen", "average linkage")
    case .complete: return context.pick("lien complet", "complete linkage")
    case .single: return context.pick("lien simple", "single linkage")
    case .mcquitty: return context.pick("lien de McQuitty", "McQuitty linkage")
    case .centroid: return context.pick("lien des centres", "centroid linkage")
    case .median: return context.pick("lien médian", "median linkage")
    case .kMedoids:
      if approximation == nil { return context.pick("k-médoïdes", "k-medoids") }
      return context.pick("k-médoïdes sur échantillons", "k-medoids on samples")
    case .gaussianMixture: return context.pick("mélange gaussien", "Gaussian mixture")
    }
  }

  /// What consolidation changed; `nil` where it changed nothing.
  var moved: String? {
    guard let count = context.study.clustering.movedByConsolidation, count > 0 else { return nil }
    return context.pick(
      "\(context.clients(count)) \(context.numbers.plural(Double(count), "déplacé", "déplacés"))",
      "\(context.clients(count)) moved")
  }

  /// What is said of a search that did not come to its end.
  var notConverged: String {
    switch method {
    case .kMedoids:
      context.pick(
        "La recherche des médoïdes s’est arrêtée avant d’être stable.",
        "The search for medoids stopped before it was stable.")
    case .gaussianMixture:
      context.pick(
        "L’ajustement du mélange s’est arrêté avant d’être stable.",
        "The fit of the mixture stopped before it was stable.")
    case .kMeans:
      context.pick(
        "Les k-means se sont arrêtés avant d’être stables.",
        "K-means stopped before it was stable.")
    default:
      context.pick(
        "La consolidation par k-means s’est arrêtée avant d’être stable.",
        "The k-means consolidation stopped before it was stable.")
    }
  }
}

// MARK: - Placing

extension MethodWords {
  /// Where a client goes that had no part in making the segments.
  var placing: String {
    switch context.study.model.placement {
    case .centroids:
      context.pick(
        "Un client mis de côté, ou nouveau, va au segment dont le centre est le plus proche.",
        "A client left aside, or a new one, goes to the segment of the nearest centre.")
    case .medoids:
      context.pick(
        "Un client mis de côté, ou nouveau, va au segment dont le médoïde est le plus proche.",
        "A client left aside, or a new one, goes to the segment of the nearest medoid.")
    case .members(let model):
      context.pick(
        "Un client mis de côté, ou nouveau, va au segment \(nearest(model.linkage)).",
        "A client left aside, or a new one, goes to the segment \(nearest(model.linkage)).")
    case .mixture:
      context.pick(
        "Un client mis de côté, ou nouveau, va au segment de plus grande probabilité r.",
        "A client left aside, or a new one, goes to the segment of highest probability r.")
    }
  }

  private func nearest(_ linkage: Linkage) -> String {
    switch linkage {
    case .single: context.pick("de son plus proche client", "of its nearest client")
    case .complete:
      context.pick(
        "dont le client le plus éloigné de lui est le moins loin",
        "whose client farthest from it is the least far")
    default:
      context.pick(
        "dont les clients sont en moyenne les plus proches",
        "whose clients are nearest on the average")
    }
  }

  /// What `confidence` and `typicality` say in segments.csv.
  var standing: String {
    switch context.study.model.placement {
    case .centroids:
      context.pick(
        """
        Dans segments.csv, la confiance d’un client est 1 − d₁/d₂, d₁ et d₂ étant ses distances à son \
        centre et au suivant ; sa typicité, la part du segment qui est au moins aussi loin que lui du \
        centre.
        """,
        """
        In segments.csv, the confidence of a client is 1 − d₁/d₂, d₁ and d₂ being its distances to its \
        centre and to the next; its typicality, the share of the segment at least as far from the \
        centre as it is.
        """)
    case .medoids:
      context.pick(
        """
        Dans segments.csv, la confiance d’un client est 1 − d₁/d₂, d₁ et d₂ étant ses distances à son \
        médoïde et au suivant ; sa typicité, la part du segment qui est au moins aussi loin que lui du \
        médoïde.
        """,
        """
        In segments.csv, the confidence of a client is 1 − d₁/d₂, d₁ and d₂ being its distances to its \
        medoid and to the next; its typicality, the share of the segment at least as far from the \
        medoid as it is.
        """)
    case .members:
      context.pick(
        """
        Dans segments.csv, la confiance d’un client est 1 − d₁/d₂, d₁ et d₂ étant ses distances, par la \
        même règle et sans le compter lui-même, à son segment et au suivant ; sa typicité, la part du \
        segment qui en est au moins aussi loin que lui.
        """,
        """
        In segments.csv, the confidence of a client is 1 − d₁/d₂, d₁ and d₂ being its distances, by the \
        same rule and not counting itself, to its segment and to the next; its typicality, the share of \
        the segment at least as far from it.
        """)
    case .mixture:
      context.pick(
        """
        Dans segments.csv, la confiance d’un client est 1 − r₂/r₁, r₁ et r₂ étant les probabilités de \
        son segment et du suivant ; sa typicité, la part du segment qui est au moins aussi loin que lui \
        de sa moyenne (distance de Mahalanobis).
        """,
        """
        In segments.csv, the confidence of a client is 1 − r₂/r₁, r₁ and r₂ being the probabilities of \
        its segment and of the next; its typicality, the share of the segment at least as far from its \
        mean as it is (Mahalanobis distance).
        """)
    }
  }
}
