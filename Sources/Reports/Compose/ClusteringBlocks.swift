import Clustering
import Interpretation

/// How the segments are made, for the annex on the method: by which rule, from what, and where a
/// newcomer goes.
struct ClusteringBlocks: Sendable {
  let context: ReportContext

  private var words: MethodWords { MethodWords(context: context) }

  var blocks: [ReportBlock] {
    rule + [approximation].compactMap { $0 }
      + [.paragraph(RichText(words.placing))]
  }

  private func paragraph(_ french: RichText, _ english: RichText) -> ReportBlock {
    .paragraph(context.pick(french, english))
  }

  private var rule: [ReportBlock] {
    switch words.method {
    case .wardThenKMeans: wardTree + [consolidation]
    case .ward: wardTree
    case .kMeans: [kMeans]
    case .average, .complete, .single, .mcquitty, .centroid, .median: [linkage]
    case .kMedoids: [medoids]
    case .gaussianMixture: mixture
    }
  }

  private var wardTree: [ReportBlock] {
    [
      paragraph(
        """
        \(strong: "Segments.") L’arbre de Ward réunit à chaque pas les deux groupes dont la fusion \
        accroît le moins l’inertie :
        """,
        """
        \(strong: "Segments.") Ward's tree joins at each step the two groups whose merger increases \
        the inertia least:
        """),
      .formula(
        .row([
          .fraction(
            .row([subscripted("n", "a"), subscripted("n", "b")]),
            .row([subscripted("n", "a"), .operation("+"), subscripted("n", "b")])),
          .superscripted(
            .row([
              .operation("‖"), subscripted("c", "a"), .operation("−"), subscripted("c", "b"),
              .operation("‖"),
            ]), .number("2")),
        ])),
    ]
  }

  private var consolidation: ReportBlock {
    paragraph(
      """
      Les k-means (Lloyd) rangent ensuite chaque client avec le centre le plus proche, jusqu’à ce \
      que plus personne ne change.
      """,
      """
      K-means (Lloyd) then places each client with the nearest centre, until nobody moves.
      """)
  }

  private var kMeans: ReportBlock {
    let starts = context.numbers.integer(context.study.configuration.clusterer.restarts)
    return paragraph(
      """
      \(strong: "Segments.") Les k-means (Lloyd) partent de centres tirés au hasard et rangent chaque \
      client avec le plus proche, jusqu’à ce que plus personne ne change ; de \(starts) départs est \
      gardé celui dont l’inertie est la plus faible.
      """,
      """
      \(strong: "Segments.") K-means (Lloyd) starts from centres drawn at random and places each client \
      with the nearest, until nobody moves; of \(starts) starts the one of lowest inertia is kept.
      """)
  }

  private var linkage: ReportBlock {
    let distance = linkageWords
    return paragraph(
      """
      \(strong: "Segments.") L’arbre réunit à chaque pas les deux groupes les plus proches, leur \
      distance étant \(distance) ; il est ensuite coupé.
      """,
      """
      \(strong: "Segments.") The tree joins at each step the two nearest groups, their distance being \
      \(distance); it is then cut.
      """)
  }

  private var linkageWords: String {
    switch words.method.linkage {
    case .single?:
      context.pick("celle de leurs clients les plus proches", "that of their nearest clients")
    case .complete?:
      context.pick("celle de leurs clients les plus éloignés", "that of their farthest clients")
    case .average?:
      context.pick(
        "la moyenne des distances entre leurs clients",
        "the mean distance between their clients")
    case .mcquitty?:
      context.pick(
        "la moyenne de celles des deux groupes dont l’un est né (lien de McQuitty)",
        "the mean of those of the two groups that one was born of (McQuitty's linkage)")
    case .centroid?: context.pick("celle de leurs centres", "that of their centres")
    case .median?, .ward?, nil:
      context.pick(
        "celle de leurs points médians, chacun au milieu de ceux des deux groupes dont il est né",
        "that of their midpoints, each midway between those of the two groups it was born of")
    }
  }

  private var medoids: ReportBlock {
    paragraph(
      """
      \(strong: "Segments.") Les k-médoïdes (FasterPAM) choisissent parmi les clients ceux qui \
      représentent les segments, les médoïdes : la somme des distances de chaque client au plus proche \
      d’entre eux ne baisse plus par aucun échange.
      """,
      """
      \(strong: "Segments.") K-medoids (FasterPAM) chooses among the clients those that stand for the \
      segments, the medoids: no exchange lowers the sum of each client's distance to the nearest of \
      them.
      """)
  }

  private var mixture: [ReportBlock] {
    [
      paragraph(
        """
        \(strong: "Segments.") Un mélange de lois normales φ, une par segment, de poids π et sans \
        corrélation entre axes, est ajusté par l’algorithme EM ; chaque client va au segment dont la \
        probabilité, sachant ce qu’il est, est la plus grande :
        """,
        """
        \(strong: "Segments.") A mixture of normal laws φ, one for each segment, of weights π and \
        without correlation between axes, is fitted by the EM algorithm; each client goes to the \
        segment whose probability, given what it is, is the highest:
        """),
      .formula(
        .equation(
          subscripted("r", "s"),
          .fraction(
            .row([
              subscripted("π", "s"), subscripted("φ", "s"), .parentheses(.symbol("x")),
            ]),
            .row([
              .subscripted(.operation("Σ"), .symbol("t")), subscripted("π", "t"),
              subscripted("φ", "t"), .parentheses(.symbol("x")),
            ])))),
    ]
  }

  /// What is not computed on all clients.
  private var approximation: ReportBlock? {
    switch words.approximation {
    case nil: return nil
    case .microClusters?:
      let limit = context.numbers.integer(Clusterer.exactTreeLimit)
      let cells = context.numbers.integer(context.study.tree?.leafCount ?? 0)
      return paragraph(
        """
        Au-delà de \(limit) clients, l’arbre ne réunit pas les clients un par un mais des micro-groupes \
        qui pèsent chacun ses clients : \(cells) ici, faits en partageant en deux, encore et encore, le \
        groupe de plus grande inertie, puis arrondis par deux passages de k-means.
        """,
        """
        Above \(limit) clients the tree does not join the clients one by one but micro-clusters, each \
        of the weight of its clients: \(cells) here, made by splitting in two, again and again, the \
        group of largest inertia, then rounded off by two passes of k-means.
        """)
    case .medoidsOfSamples(let count, let size)?:
      let limit = context.numbers.integer(Clusterer.exactMedoidLimit)
      let (samples, clients) = (context.numbers.integer(count), context.numbers.integer(size))
      return paragraph(
        """
        Au-delà de \(limit) clients, les médoïdes sont cherchés sur \(samples) échantillons de \
        \(clients) clients ; sont gardés ceux dont la somme sur tous les clients est la plus faible.
        """,
        """
        Above \(limit) clients the medoids are searched on \(samples) samples of \(clients) clients; \
        those of the lowest sum over all clients are kept.
        """)
    }
  }

  private func subscripted(_ base: String, _ index: String) -> Formula {
    .subscripted(.symbol(base), .symbol(index))
  }
}

extension MethodReferences {
  /// Of the method that made the segments.
  static func clustering(_ words: MethodWords) -> [RichText] {
    let lloyd = reference(
      "Lloyd 1982, Least squares quantization in PCM", "10.1109/TIT.1982.1056489")
    switch words.method {
    case .wardThenKMeans: return ward(words) + [lloyd]
    case .ward: return ward(words)
    case .kMeans: return [lloyd]
    case .average, .complete, .single, .mcquitty, .centroid, .median:
      return [
        reference(
          "Lance & Williams 1967, A general theory of classificatory sorting strategies",
          "10.1093/comjnl/9.4.373")
      ]
    case .kMedoids:
      let samples = reference(
        "Kaufman & Rousseeuw 1990, Clustering large applications",
        "10.1002/9780470316801.ch3")
      return [
        reference(
          "Schubert & Rousseeuw 2021, Fast and eager k-medoids clustering",
          "10.1016/j.is.2021.101804")
      ] + (words.approximation == nil ? [] : [samples])
    case .gaussianMixture:
      return [
        reference(
          "Fraley & Raftery 2002, Model-based clustering, discriminant analysis, and density estimation",
          "10.1198/016214502760047131")
      ]
    }
  }

  private static func ward(_ words: MethodWords) -> [RichText] {
    let cells = reference(
      "Zhang, Ramakrishnan & Livny 1996, BIRCH: an efficient data clustering method for very large databases",
      "10.1145/235968.233324")
    return [
      reference(
        "Ward 1963, Hierarchical grouping to optimize an objective function",
        "10.1080/01621459.1963.10500845"),
      reference(
        "Murtagh & Legendre 2014, Ward’s hierarchical agglomerative clustering method",
        "10.1007/s00357-014-9161-z"),
    ] + (words.approximation == nil ? [] : [cells])
  }
}
