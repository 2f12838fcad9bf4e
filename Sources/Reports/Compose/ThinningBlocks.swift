import Interpretation
import Segmentation
import Validation

/// Segments made on one half of the information about each client, tried on the other.
struct ThinningBlocks: Sendable {
  let context: ReportContext

  private var result: ThinnedNeighbourResult { context.study.thinned }

  /// Nothing where no pair was tested: the annex on the method says why.
  var blocks: [ReportBlock] {
    guard result.pairs.contains(where: { $0.pValue != nil }) else { return [] }
    return [.paragraph(meaning + unlike), .table(table)]
  }

  /// Below, most pairs of clients that the one puts together the other parts.
  private static let alikeFrom = 0.5

  private var unlike: RichText {
    guard let agreement = result.agreement, agreement < Self.alikeFrom else { return RichText() }
    return context.pick(
      """
       Ici le bruit, aussi grand que la dispersion des clients, brouille les segments : ceux de la première \
      moitié ne sont guère ceux de ce rapport, et l’épreuve dit peu de ces derniers.
      """,
      """
       Here the noise, as large as the scatter of the clients, blurs the segments: those of the first half \
      are hardly those of this report, and the trial says little of these.
      """)
  }

  private var meaning: RichText {
    let level = context.decimal(NeighbourBlocks.level)
    let agreement = context.decimal(result.agreement)
    return context.pick(
      """
      Même question, autrement : ce qu’on sait de chaque client est partagé en deux moitiés \
      indépendantes, en y ajoutant du bruit d’un côté et en l’ôtant de l’autre. Les segments refaits sur \
      la première (accord avec ceux de ce rapport : \(agreement)) sont comparés sur la seconde, qui n’a \
      pas servi à les former : à \(level) ou moins après correction, l’écart s’y retrouve. Cela suppose des \
      clients dispersés normalement, d’une dispersion qui n’est qu’estimée : trop grande s’il y a des \
      groupes, ce qui grandit p ; mais d’un seul nuage courbe ou très dissymétrique, elle peut faire \
      deux groupes.
      """,
      """
      The same question in another way: what is known of each client is shared into two independent \
      halves, by adding noise on the one side and taking it off on the other. The segments made anew on \
      the first (agreement with those of this report: \(agreement)) are compared on the second, which had \
      no part in making them: at \(level) or less after correction, the difference is there again. This \
      supposes clients that scatter normally, by a scatter that is only estimated: too large where there \
      are groups, which makes p larger; but of one cloud that is curved or very uneven it may make two \
      groups.
      """)
  }

  private var table: DataTable {
    let rows = result.pairs.map { pair -> [RichText] in
      let reading: RichText =
        switch pair.correctedPValue {
        case nil: context.pick("non évalué", "not evaluated")
        case let p? where p <= NeighbourBlocks.level:
          .strong(context.pick("l’écart se retrouve", "the difference is there again"))
        default: context.pick("on ne sait pas", "cannot tell")
        }
      return [
        name(pair, 0), name(pair, 1), RichText(context.smallP(pair.pValue)),
        RichText(context.smallP(pair.correctedPValue)), reading,
      ]
    }
    return DataTable(
      caption: context.pick(
        """
        Chaque segment refait sur la première moitié, sous le nom de celui de ce rapport auquel il \
        répond, et le plus proche. Corrigé pour le nombre de paires par la méthode de Holm.
        """,
        """
        Each segment made anew on the first half, under the name of the one of this report that it \
        answers to, and the nearest. Corrected for the number of pairs by Holm’s method.
        """),
      columns: [
        DataTable.Column("Segment"), DataTable.Column(context.pick("Son voisin", "Its neighbour")),
        DataTable.Column("p", .number),
        DataTable.Column(context.pick("p corrigé", "p, corrected"), .number),
        DataTable.Column(context.pick("Lecture", "Reading")),
      ], rows: rows)
  }

  private func name(_ pair: ThinnedPair, _ side: Int) -> RichText {
    if let segment = pair.counterparts[side] { return context.segment(segment) }
    let clients = context.clients(pair.sizes[side])
    return context.pick("un autre, de \(clients)", "another, of \(clients)")
  }

  /// What the p-value is, or why there is none.
  var method: RichText {
    let title = context.pick(
      "Valeur p sur données partagées.", "P-value on thinned data.")
    return "\(strong: title) "
      + (result.notTested.map { NeighbourBlocks.whyNot($0, context) } ?? definition)
  }

  private var definition: RichText {
    context.pick(
      """
      À chaque client x on ajoute et on ôte un même bruit z, de la covariance de tous les clients : x + z \
      et x − z sont indépendants si cette covariance est celle de chaque groupe. Les segments et leurs \
      voisins viennent de x + z ; p est celle de l’écart de leurs moyennes en x − z, dans le sens où elles \
      s’écartent en x + z (Neufeld et autres, 2024). z est tiré une fois, d’après la graine.
      """,
      """
      To each client x the same noise z, of the covariance of all clients, is added and taken off: x + z and \
      x − z are independent if that covariance is that of each group. The segments and their neighbours \
      come from x + z; p is that of the difference of their means in x − z, in the direction in which they \
      differ in x + z (Neufeld and others, 2024). One draw of z, by the seed.
      """)
  }
}
