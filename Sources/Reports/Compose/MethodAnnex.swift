import Interpretation
import Preparation
import Segmentation

/// How segments are made and judged, with the formulas and where they come from.
struct MethodAnnex: Sendable {
  let context: ReportContext

  var section: ReportSection {
    ReportSection(
      anchor: "method", heading: context.pick("Méthode", "Method"),
      lead: context.pick(
        "Chaque nombre de ce rapport peut être recalculé ailleurs ; voici les définitions.",
        "Every number of this report can be computed again elsewhere; here are the definitions."),
      blocks: axes + ClusteringBlocks(context: context).blocks + judging + trying + describing
        + [
          .heading(context.pick("Références", "References")),
          .list(
            MethodReferences.all(
              MethodWords(context: context),
              axes: context.study.model.recipe.factors.axisChoice.rule)),
        ])
  }

  private func paragraph(_ french: RichText, _ english: RichText) -> ReportBlock {
    .paragraph(context.pick(french, english))
  }

  private var axes: [ReportBlock] {
    let rule = AxisRuleWords(context.study.model.recipe.factors, language: context.language)
    return [
      paragraph(
        """
        \(strong: "Axes.") Analyse factorielle de données mixtes : une quantité est centrée et réduite ; \
        la modalité k, de part p dans le portefeuille, est codée par
        """,
        """
        \(strong: "Axes.") Factor analysis of mixed data: a quantity is centred and scaled; level k, of \
        share p in the portfolio, is coded by
        """),
      .formula(
        .row([
          .fraction(.row([.symbol("x"), .operation("−"), .mean(.symbol("x"))]), .symbol("s")),
          .operation(","),
          .fraction(
            .row([
              .subscripted(.number("1"), .symbol("k")), .operation("−"),
              .subscripted(.symbol("p"), .symbol("k")),
            ]), .root(.subscripted(.symbol("p"), .symbol("k")))),
        ])),
      paragraph(
        """
        puis une analyse en composantes principales. Les cellules manquantes sont reconstruites sur les \
        axes mêmes, jusqu’à ce que plus rien ne bouge. \(rule.sentence)
        """,
        """
        followed by a principal component analysis. Missing cells are rebuilt on the axes themselves, \
        until nothing moves. \(rule.sentence)
        """),
    ]
  }

  private var judging: [ReportBlock] {
    [
      paragraph(
        """
        \(strong: "Mesures.") Silhouette d’un client, a étant sa distance moyenne aux siens et b celle \
        au segment voisin ; Jaccard de deux groupes ; écart au hasard (gap), W étant l’inertie et W* \
        celle de données uniformes :
        """,
        """
        \(strong: "Measures.") Silhouette of a client, a being its mean distance to its own and b to \
        the next segment; Jaccard of two groups; gap, W being the inertia and W* that of uniform data:
        """),
      .formula(
        .equation(
          .symbol("s"),
          .fraction(
            .row([.symbol("b"), .operation("−"), .symbol("a")]),
            .row([
              .words("max"), .parentheses(.row([.symbol("a"), .operation(","), .symbol("b")])),
            ])))),
      .formula(
        .equation(
          .symbol("J"),
          .fraction(
            .row([
              .operation("|"), .symbol("A"), .operation("∩"), .symbol("B"), .operation("|"),
            ]),
            .row([
              .operation("|"), .symbol("A"), .operation("∪"), .symbol("B"), .operation("|"),
            ])))),
      .formula(
        .equation(
          .row([.words("Gap"), .parentheses(.symbol("k"))]),
          .mean(.row([.words("log"), .superscripted(subscripted("W", "k"), .operation("*"))])),
          .operation("−"), .words("log"), subscripted("W", "k"))),
      paragraph(
        """
        Force de prédiction : les clients sont partagés en deux moitiés, segmentées chacune ; pour \
        chaque segment de l’une, part de ses paires que l’autre garde ensemble ; la plus faible, en \
        moyenne sur les partages. Inertie expliquée : 1 − (inertie autour de la moyenne de chaque \
        segment) / (inertie autour de la moyenne générale), ces moyennes étant toujours celles des \
        clients qui ont formé les segments.
        """,
        """
        Prediction strength: the clients are split in two halves, each segmented; for each segment of \
        one, the share of its pairs that the other keeps together; the lowest, averaged over the \
        splits. Explained inertia: 1 − (inertia about each segment's mean) / (inertia about the overall \
        mean), these means always being those of the clients that made the segments.
        """),
    ]
  }

  private var trying: [ReportBlock] {
    [
      paragraph(
        """
        \(strong: "Épreuves.") Portefeuilles sans groupes : derrière chaque colonne se tient une quantité \
        normale ; toutes le sont ensemble, avec des corrélations estimées deux à deux, et chacune est \
        ramenée à la répartition de sa colonne, bosses aplanies. Gain de k segments, les moyennes et \
        l’écart-type étant pris sur ces portefeuilles :
        """,
        """
        \(strong: "Trials.") Portfolios without groups: behind each column stands a normal quantity; \
        they are jointly normal, with correlations estimated two by two, and each is put back through \
        the distribution of its column, humps flattened. Gain of k segments, mean and standard deviation \
        being taken over these portfolios:
        """),
      .formula(
        .equation(
          subscripted("z", "k"),
          .fraction(
            .row([
              subscripted("v", "k"), .operation("−"),
              .mean(.superscripted(subscripted("v", "k"), .operation("*"))),
            ]),
            .row([
              .symbol("s"),
              .parentheses(.superscripted(subscripted("v", "k"), .operation("*"))),
            ])), .operation(","), subscripted("v", "k"), .operation("="), .words("log"),
          .fraction(subscripted("W", "1"), subscripted("W", "k")))),
      paragraph(
        """
        p = (1 + nombre de ces portefeuilles dont le plus grand gain atteint celui du portefeuille étudié) / \
        (1 + leur nombre) ; chacun est mesuré contre les autres et contre celui-ci.
        """,
        """
        p = (1 + number of these portfolios whose largest gain reaches that of the one studied) / (1 + their \
        number); each is measured against the others and this one.
        """),
      paragraph(
        """
        Creux de densité : les clients de deux segments sont portés sur la droite qui joint leurs centres ; \
        la statistique de creux (dip) de Hartigan dit si un vide les sépare. Deux segments sans creux sont \
        reliés ; il y a un creux dans le découpage quand aucune chaîne de liens ne joint tous les segments. \
        La valeur p est celle du maillon le plus faible de la meilleure chaîne, multipliée par le nombre de \
        découpages essayés (Bonferroni).
        """,
        """
        Valley of density: the clients of two segments are put on the line that joins their centres; \
        Hartigan's dip says whether a void parts them. Two segments without a valley are linked; a division \
        has a valley when no chain of links joins all its segments. The p-value is that of the weakest link \
        of the best chain, times the number of divisions tried (Bonferroni).
        """),
      paragraph(
        """
        Stabilité : les clients sont tirés de nouveau (avec remise ; par moitiés ; tous, chaque coordonnée \
        brouillée d’un dixième d’écart-type) et segmentés de la même façon. Un segment reçoit la moyenne \
        des Jaccard avec le groupe qui lui ressemble le plus ; un client reste quand le tirage le range \
        dans le correspondant de son segment. Accord des clients mis de côté : indice de Rand ajusté entre \
        la place que leur donnent les segments et la façon dont ils se segmentent entre eux. Le même calcul, \
        sur des portefeuilles sans groupes, dit l’accord que donne le hasard.
        """,
        """
        Stability: the clients are drawn again (with replacement; by halves; all of them, each coordinate \
        blurred by a tenth of its standard deviation) and segmented alike. A segment receives the mean of \
        the Jaccards with the group most like it; a client stays when the draw places it in the counterpart \
        of its segment. Agreement of the clients left aside: adjusted Rand index between where the segments \
        place them and how they segment among themselves. The same, on portfolios without groups, tells \
        the agreement that chance gives.
        """),
    ] + neighbours
  }

  private var neighbours: [ReportBlock] {
    context.hasSegments
      ? [
        .paragraph(NeighbourBlocks(context: context).method),
        .paragraph(ThinningBlocks(context: context).method),
      ] : []
  }

  private var describing: [ReportBlock] {
    [
      paragraph(
        """
        \(strong: "Profils.") Valeur-test d’une quantité dans un segment de n clients sur N (pour une \
        modalité : la loi hypergéométrique, ramenée à l’échelle normale) :
        """,
        """
        \(strong: "Profiles.") Test value of a quantity in a segment of n clients out of N (for a \
        level: the hypergeometric law, brought to the normal scale):
        """),
      .formula(
        .equation(
          .symbol("v"),
          .fraction(
            .row([
              .subscripted(.mean(.symbol("x")), .words("segment")), .operation("−"),
              .mean(.symbol("x")),
            ]),
            .root(
              .row([
                .fraction(.superscripted(.symbol("s"), .number("2")), .symbol("n")),
                .operation("·"),
                .fraction(
                  .row([.symbol("N"), .operation("−"), .symbol("n")]),
                  .row([.symbol("N"), .operation("−"), .number("1")])),
              ]))))),
      .paragraph(RichText(MethodWords(context: context).standing)),
    ]
  }

  private func subscripted(_ base: String, _ index: String) -> Formula {
    .subscripted(.symbol(base), .symbol(index))
  }
}

/// The papers behind the method, with their addresses.
enum MethodReferences {
  static func all(_ words: MethodWords, axes: AxisRule) -> [RichText] {
    let famd: RichText =
      "Pagès 2004, Analyse factorielle de données mixtes, Revue de statistique appliquée 52-4"
    return [famd, imputation] + axisCount(axes) + clustering(words) + validation
      + (words.context.study.neighbours.pairs.isEmpty ? [] : selective)
  }

  private static let selective = [
    reference(
      "Gao, Bien & Witten 2024, Selective inference for hierarchical clustering",
      "10.1080/01621459.2022.2116331"),
    RichText(
      "Chen & Witten 2023, Selective inference for k-means clustering, Journal of Machine Learning Research 24-152"
    ),
  ]

  private static let imputation = reference(
    "Audigier, Husson & Josse 2016, A principal component method to impute missing values for mixed data",
    "10.1007/s11634-014-0195-1")

  private static func axisCount(_ rule: AxisRule) -> [RichText] {
    switch rule {
    case .aboveAverage:
      [
        reference(
          "Kaiser 1960, The application of electronic computers to factor analysis",
          "10.1177/001316446002000116")
      ]
    case .aboveNoise:
      [
        reference(
          "Johnstone 2001, On the distribution of the largest eigenvalue in principal components analysis",
          "10.1214/aos/1009210544")
      ]
    case .leading, .fixed, .all: []
    }
  }

  private static let validation = [
    reference("Rousseeuw 1987, Silhouettes", "10.1016/0377-0427(87)90125-7"),
    reference(
      "Tibshirani, Walther & Hastie 2001, Estimating the number of clusters in a data set via the gap statistic",
      "10.1111/1467-9868.00293"),
    reference(
      "Helgeson, Vock & Bair 2021, Nonparametric cluster significance testing with reference to a unimodal null distribution",
      "10.1111/biom.13376"),
    reference("Hartigan & Hartigan 1985, The dip test of unimodality", "10.1214/aos/1176346577"),
    reference(
      "Olsson 1979, Maximum likelihood estimation of the polychoric correlation coefficient",
      "10.1007/BF02296207"),
    reference(
      "Tibshirani & Walther 2005, Cluster validation by prediction strength",
      "10.1198/106186005X59243"),
    reference(
      "Fang & Wang 2012, Selection of the number of clusters via the bootstrap method",
      "10.1016/j.csda.2011.09.003"),
    reference(
      "Hennig 2007, Cluster-wise assessment of cluster stability", "10.1016/j.csda.2006.11.025"),
    reference("Hubert & Arabie 1985, Comparing partitions", "10.1007/BF01908075"),
    reference(
      "Caliński & Harabasz 1974, A dendrite method for cluster analysis",
      "10.1080/03610927408827101"),
    reference("Davies & Bouldin 1979, A cluster separation measure", "10.1109/TPAMI.1979.4766909"),
  ]

  static func reference(_ text: String, _ identifier: String) -> RichText {
    "\(text), \(link: "doi:" + identifier, to: "https://doi.org/" + identifier)"
  }
}
