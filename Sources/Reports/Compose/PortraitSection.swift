import Clustering
import Interpretation
import Segmentation
import Validation

/// "Qui sont-ils ?": a card for each segment, the map, the variables, the tree.
struct PortraitSection: Sendable {
  let context: ReportContext

  var section: ReportSection {
    let blocks =
      context.hasSegments
      ? [.cards(SegmentCards(context: context).cards)] + [map, heatMap, tree].compactMap { $0 }
      : [map, axes].compactMap { $0 }
    return ReportSection(
      anchor: "portraits", heading: heading, lead: lead, blocks: blocks)
  }

  private var heading: String {
    context.hasSegments
      ? context.pick("Qui sont-ils ?", "Who are they?")
      : context.pick("Comment les clients diffèrent", "How clients differ")
  }

  private var lead: RichText {
    guard context.hasSegments else {
      return context.pick(
        """
        Les axes résument toutes les variables à la fois : ce sont les directions où les clients \
        diffèrent le plus, avec ou sans segments.
        """,
        """
        The axes sum up all variables at once: they are the directions in which clients differ most, \
        with or without segments.
        """)
    }
    let checks =
      !context.study.profile.hasHeldOut
      ? RichText()
      : context.pick(
        """
         Tous ces chiffres sont ceux des clients qui ont formé les segments ; le losange redit l’écart \
        chez les clients mis de côté. Ces variables les ont rangés : un losange du même côté montre que \
        le profil se retrouve, pas que le segment existe.
        """,
        """
         All these figures are those of the clients that made the segments; the diamond says the \
        difference among the clients left aside. These variables placed them: a diamond on the same \
        side shows that the profile is found again, not that the segment exists.
        """
      )
    return context.pick(
      """
      À droite de chaque barre : la part, la médiane ou la moyenne du segment et, entre parenthèses, \
      celle du portefeuille. La barre rapporte l’écart à ce qui sépare d’ordinaire deux clients \
      (écarts-types), à l’échelle de chaque fiche. Ces écarts décrivent : ils ont servi à former les \
      segments et ne les prouvent pas.
      """,
      """
      Right of each bar: the share, median or mean of the segment and, in brackets, the portfolio's. \
      The bar sets the difference against what usually separates two clients (standard deviations), \
      on a scale of each card's own. These differences describe: they made the segments and do not \
      prove them.
      """) + checks
  }
}

// MARK: - Map

extension PortraitSection {
  private var map: ReportBlock? {
    guard let figure = FactorMap(context: context).figure else { return nil }
    let carried = figure.horizontal.share + figure.vertical.share
    let share = context.percent(carried)
    // Two axes that carry all of it hide nothing.
    let isWhole = carried > 0.995
    let elsewhere =
      isWhole
      ? context.pick(
        " ; ces deux axes portent toutes les différences entre clients",
        "; these two axes carry all the differences between clients")
      : context.pick(
        """
         ; deux clients proches ici peuvent différer ailleurs, car ces deux axes ne portent que \
        \(share) des différences entre clients
        """,
        """
        ; two that are close here may differ elsewhere, since these two axes carry only \(share) of \
        the differences between clients
        """)
    let touching: RichText =
      context.hasSegments && context.study.model.recipe.axisCount > 2
      ? context.pick(
        " Des segments qui se touchent ici peuvent être séparés sur un autre axe.",
        " Segments that touch here may be apart on another axis.") : RichText()
    let caption: RichText = context.pick(
      """
      Chaque point est un client, dont l’identifiant s’affiche quand la souris s’y arrête. Deux clients \
      éloignés diffèrent\(elsewhere). + et − : fortes et faibles valeurs.
      """,
      """
      Each dot is a client, whose identifier shows when the pointer rests on it. Two clients far \
      apart differ\(elsewhere). + and −: high and low values.
      """)
    return .figure(
      FigureBlock(
        title: context.pick("Carte des clients", "Map of the clients"), figure: figure,
        caption: caption + touching))
  }

  private var axes: ReportBlock? {
    let words = AxisWords(context: context)
    let explained = context.study.model.recipe.factors.explained
    let rows = (0..<context.study.model.recipe.axisCount).map { axis -> [RichText] in
      [
        RichText(context.pick("axe \(axis + 1)", "axis \(axis + 1)")),
        RichText(context.percent(explained[axis])), RichText(words.low(axis)),
        RichText(words.high(axis)),
      ]
    }
    return .table(
      DataTable(
        caption: context.pick(
          "Ce que chaque axe oppose ; + et − : fortes et faibles valeurs.",
          "What each axis sets apart; + and −: high and low values."),
        columns: [
          DataTable.Column(context.pick("Axe", "Axis")),
          DataTable.Column(context.pick("Part", "Share"), .number),
          DataTable.Column(context.pick("D’un côté", "At one end")),
          DataTable.Column(context.pick("De l’autre", "At the other")),
        ], rows: rows))
  }
}

// MARK: - Heat map and tree

extension PortraitSection {
  private var heatMap: ReportBlock? {
    guard let figure = ProfileRows(context: context).heatMap else { return nil }
    return .figure(
      FigureBlock(
        title: context.pick("Ce qui marque chaque segment", "What marks each segment"),
        figure: figure,
        caption: context.pick(
          """
          Valeurs-tests : au-delà de ±2, le segment s’écarte du portefeuille plus que ne le ferait un \
          tirage au hasard d’autant de clients. À lire en ligne : une variable, d’un segment à \
          l’autre. Mesures descriptives : ces clients ont formé les segments.
          """,
          """
          Test values: beyond ±2, the segment differs from the portfolio more than as many clients \
          drawn at random would. Read along the rows: one variable, from segment to segment. \
          Descriptive measures: these clients made the segments.
          """)))
  }

  private var tree: ReportBlock? {
    let study = context.study
    guard let tree = study.tree, tree.leafCount >= context.segmentCount else { return nil }
    // Centroid and median linkages may merge lower than before: such a merge counts, in cuts, as
    // high as the highest before it.
    var highest = 0.0
    let merges = tree.dendrogram.merges.map { merge in
      highest = max(highest, merge.height)
      return DendrogramFigure.Step(
        first: merge.first, second: merge.second, height: highest, size: merge.size)
    }
    let figure = DendrogramFigure(
      merges: merges, cutCount: context.segmentCount,
      segments: tree.leafLabels(study.clustering.partition).map { study.segments[$0].id },
      leafSizes: tree.leafOfObservation == nil ? nil : tree.leafSizes,
      heightTitle: context.pick("distance de fusion", "merging distance"), supports: supports)
    let moved: RichText =
      (study.clustering.movedByConsolidation ?? 0) > 0
      ? context.pick(
        " La consolidation a ensuite changé des clients de branche : \(MethodWords(context: context).moved ?? "").",
        " Consolidation then moved clients between branches: \(MethodWords(context: context).moved ?? "")."
      )
      : RichText()
    return .figure(
      FigureBlock(
        title: context.pick("L’arbre et sa coupure", "The tree and its cut"), figure: figure,
        caption: context.pick(
          """
          Plus deux branches se rejoignent haut, plus leurs clients diffèrent ; le trait coupe l’arbre \
          en \(context.segmentCount).
          """,
          """
          The higher two branches join, the more their clients differ; the line cuts the tree in \
          \(context.segmentCount).
          """) + supported + moved))
  }

  private var supports: [Int: DendrogramFigure.Support] {
    let nodes = context.study.stability?.nodes.filter { $0.replicates > 0 } ?? []
    return Dictionary(
      nodes.map {
        ($0.merge, DendrogramFigure.Support(times: $0.recovered, draws: $0.replicates))
      }, uniquingKeysWith: { first, _ in first })
  }

  private var supported: RichText {
    guard let draws = context.study.stability?.nodes.map(\.replicates).max(), draws > 0 else {
      return RichText()
    }
    let level = context.decimal(SegmentStability.recoveredAbove)
    return context.pick(
      """
       À chaque embranchement : sur \(draws) tirages de clients avec remise, la part de ceux dont \
      l’arbre a une branche faite des mêmes clients, à peu de chose près (Jaccard au-dessus de \(level)). \
      Une branche peu retrouvée dit que ces segments ne sont pas toujours voisins, pas qu’ils n’existent \
      pas.
      """,
      """
       At each fork: of \(draws) draws of clients with replacement, the share of those whose tree has a \
      branch made of nearly the same clients (Jaccard above \(level)). A branch seldom found says that \
      these segments are not always neighbours, not that they do not exist.
      """)
  }
}
