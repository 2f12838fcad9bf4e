import Interpretation
import Segmentation
import Validation

/// "Deux segments, ou un seul coupé en deux ?": each segment and the one nearest to it.
struct NeighbourBlocks: Sendable {
  let context: ReportContext

  private var result: NeighbourTestResult { context.study.neighbours }
  /// Not more than this, for a pair to be called two.
  static let level = 0.05

  /// Nothing where no pair was tested: the annex on the method says why.
  var blocks: [ReportBlock] {
    let tested: [ReportBlock] =
      result.pairs.contains { $0.pValue != nil }
      ? [.paragraph(meaning + chosen), .table(table)] : []
    let all = tested + ThinningBlocks(context: context).blocks
    guard !all.isEmpty else { return [] }
    return [
      .heading(
        context.pick(
          "Deux segments, ou un seul coupé en deux ?", "Two segments, or one cut in two?")
      )
    ] + all
  }

  private var meaning: RichText {
    let level = context.decimal(Self.level)
    return context.pick(
      """
      Un découpage trouve toujours des segments qui diffèrent, même là où il n’y a rien : les comparer \
      comme si on les avait connus d’avance ne prouve rien. La valeur p ci-dessous en tient compte. À \
      \(level) ou moins, le segment et son voisin sont bien deux groupes ; au-dessus, ces données ne le \
      disent pas, ce qui ne prouve pas qu’ils n’en font qu’un : l’épreuve est exigeante, et des groupes \
      nets y échouent souvent.
      """,
      """
      A division always finds segments that differ, even where there is nothing: comparing them as if \
      they had been known beforehand proves nothing. The p-value below takes it into account. At \
      \(level) or less, the segment and its neighbour are two groups indeed; above, these data do not \
      tell, which does not prove that they are one: the trial is a hard one, and clear groups often fail \
      it.
      """)
  }

  private var chosen: RichText {
    guard context.requestedCount == nil else { return RichText() }
    return context.pick(
      " Elle prend le nombre de segments comme donné, alors qu’il vient des mêmes clients.",
      " It takes the number of segments as given, although it comes from the same clients.")
  }

  private var table: DataTable {
    let rows = result.pairs.map { pair -> [RichText] in
      let corrected = result.corrected(pair)
      let reading: RichText =
        switch corrected {
        case nil: context.pick("non évalué", "not evaluated")
        case let p? where p <= Self.level: .strong(context.pick("deux groupes", "two groups"))
        default: context.pick("on ne sait pas", "cannot tell")
        }
      return [
        context.segment(pair.first), context.segment(pair.second), text(pair.pValue),
        text(corrected), reading,
      ]
    }
    return DataTable(
      caption: context.pick(
        """
        Chaque segment et celui dont le centre est le plus proche. Corrigé : multiplié par le nombre de \
        paires. La méthode, en annexe, dit ce que la valeur suppose.
        """,
        """
        Each segment and the one of the nearest centre. Corrected: times the number of pairs. The method, \
        in the annex, says what the value supposes.
        """),
      columns: [
        DataTable.Column("Segment"), DataTable.Column(context.pick("Son voisin", "Its neighbour")),
        DataTable.Column("p", .number),
        DataTable.Column(context.pick("p corrigé", "p, corrected"), .number),
        DataTable.Column(context.pick("Lecture", "Reading")),
      ], rows: rows)
  }

  private func text(_ p: Double?) -> RichText { RichText(context.smallP(p)) }
}

// MARK: - The method

extension NeighbourBlocks {
  /// What the p-value is, or why there is none.
  var method: RichText {
    let title = context.pick(
      "Valeur p de deux segments voisins.", "P-value of neighbouring segments.")
    return "\(strong: title) "
      + (result.notTested.map { NeighbourBlocks.whyNot($0, context) } ?? definition)
  }

  private var definition: RichText {
    context.pick(
      """
      L’écart des deux centres est comparé, non à tous les écarts possibles, mais à ceux, tout le reste \
      étant égal, auxquels la méthode aurait formé les mêmes segments : mêmes fusions jusqu’à la coupure, \
      puis, s’il y a consolidation, mêmes rangements à chaque pas. Sous l’hypothèse d’une même moyenne, \
      elle est uniforme entre 0 et 1. Elle suppose des clients dispersés normalement autour de leur \
      moyenne, avec la même covariance partout, estimée par celle de tous les clients : exacte s’il n’y a \
      qu’un groupe, trop grande s’il y en a plusieurs, ce qui grandit p. Le nombre de segments est pris \
      comme donné.
      """,
      """
      The distance of the two centres is compared, not with all possible distances, but with those, all \
      else being equal, at which the method would have made the same segments: the same mergers up to the \
      cut, then, where there is consolidation, the same placements at each step. Under the hypothesis of \
      one mean it is uniform between 0 and 1. It supposes clients that scatter normally about their mean, \
      with the same covariance everywhere, estimated by that of all clients: exact where there is one \
      group, too large where there are several, which makes p larger. The number of segments is taken as \
      given.
      """)
  }

  /// The same reasons hold for the test on thinned data.
  static func whyNot(
    _ reason: NeighbourTestResult.NotTested, _ context: ReportContext
  ) -> RichText {
    let why: RichText
    switch reason {
    case .oneCluster: why = context.pick("il y a un seul segment", "there is a single segment")
    case .tooMany(_, let limit):
      why = context.pick(
        "il y a plus de \(context.clients(limit)), et le calcul croît avec le carré de leur nombre",
        "there are more than \(context.clients(limit)), and the work grows with the square of their number"
      )
    case .method:
      why = context.pick(
        "aucun calcul exact ne décrit comment cette méthode forme les segments",
        "no exact computation describes how this method makes segments")
    case .flat:
      why = context.pick(
        "les clients n’occupent pas toutes les directions de leur espace",
        "the clients do not fill all directions of their space")
    case .otherClusters:
      why = context.pick(
        "des groupes trop petits ont été répartis après coup",
        "groups too small were shared out afterwards")
    case .notQuantities(let count):
      let columns = context.numbers.integer(count)
      why = context.pick(
        """
        elle suppose des quantités, et \(columns) variables n’en sont pas ; essayée sur des portefeuilles \
        à catégories, elle verrait trop souvent deux groupes là où il n’y en a qu’un
        """,
        """
        it supposes quantities, and \(columns) variables are none; tried on portfolios with categories, it \
        would too often see two groups where there is one
        """)
    }
    return context.pick("Non calculée : \(why).", "Not computed: \(why).")
  }
}
