import Interpretation
import Segmentation
import Validation

/// Whether segments come back when clients are drawn anew, and clients with them.
struct MembershipBlocks: Sendable {
  let context: ReportContext

  var blocks: [ReportBlock] {
    let blocks = [silhouette].compactMap { $0 } + stability + [confidence].compactMap { $0 }
    guard !blocks.isEmpty else { return [] }
    return [.heading(context.pick("Reviennent-ils ?", "Do they come back?"))] + blocks
  }

  private var silhouette: ReportBlock? {
    guard let silhouette = context.study.silhouette else { return nil }
    let labels = context.study.clustering.partition.labels
    var values = [[Double]](repeating: [], count: context.segmentCount)
    for (label, value) in zip(labels, silhouette.values) {
      if let value { values[label].append(value) }
    }
    let sampled: RichText =
      silhouette.observationCount < labels.count
      ? context.pick(
        " Calculée sur \(context.clients(silhouette.observationCount)) pris au hasard.",
        " Computed on \(context.clients(silhouette.observationCount)) taken at random.")
      : RichText()
    return .figure(
      FigureBlock(
        title: context.pick("Chaque client dans son segment", "Each client within its segment"),
        figure: SilhouetteFigure(
          groups: zip(context.segments, values).map {
            SilhouetteFigure.Group(segment: $0, values: $1)
          }, mean: silhouette.mean),
        caption: context.pick(
          """
          Silhouette : près de 1, le client est bien plus proche des siens que du segment voisin ; \
          sous 0, il est plus proche du voisin.
          """,
          """
          Silhouette: near 1, the client is much closer to its own than to the next segment; below 0, \
          it is closer to the neighbour.
          """) + sampled))
  }
}

// MARK: - Segments

extension MembershipBlocks {
  private var stability: [ReportBlock] {
    guard let bootstrap = context.study.stability else { return [] }
    func mean(_ scheme: SampleScheme, _ index: Int) -> Double? {
      context.study.stabilities.first { $0.scheme == scheme }?.meanJaccard[index]
    }
    let rows = context.segments.indices.map { index in
      StabilityFigure.Row(
        segment: context.segments[index], bootstrap: bootstrap.meanJaccard[index],
        subset: mean(.subset, index), noise: mean(.noise, index))
    }
    let rule = context.study.configuration.verdict.stability
    return [
      .figure(
        FigureBlock(
          title: context.pick("Chaque segment, refait", "Each segment, made again"),
          figure: StabilityFigure(rows: rows, good: rule.use, caution: rule.caution),
          caption: caption(bootstrap))),
      .table(table(bootstrap)),
    ]
  }

  private func replicates(_ scheme: SampleScheme) -> String {
    context.numbers.integer(
      context.study.stabilities.first { $0.scheme == scheme }?.replicates ?? 0)
  }

  private func caption(_ bootstrap: SegmentStability) -> RichText {
    let times = context.numbers.integer(bootstrap.replicates)
    let (half, noise) = (replicates(.subset), replicates(.noise))
    let text: RichText = context.pick(
      """
      Recouvrement moyen (Jaccard : 1 si c’est le même segment, 0 s’il n’a plus un client en commun) \
      de chaque segment avec celui qui lui ressemble le plus quand le découpage est refait, sur les \
      mêmes axes et avec le même nombre de segments : sur des clients tirés à nouveau, avec remise \
      (barre, \(times) fois), sur la moitié des clients (rond, \(half) fois), avec une erreur d’un \
      dixième d’écart-type sur chaque axe (losange, \(noise) fois). Stable ne veut pas dire vrai : une \
      méthode rigide retrouve ses segments partout.
      """,
      """
      Mean overlap (Jaccard: 1 for the same segment, 0 where it has no client left in common) of each \
      segment with the one most like it when the division is made again, on the same axes and into as \
      many segments: on clients drawn anew, with replacement (bar, \(times) times), on half of the \
      clients (disc, \(half) times), with an error of a tenth of a standard deviation on each axis \
      (diamond, \(noise) times). Stable does not mean true: a rigid method finds its segments \
      everywhere.
      """)
    guard bootstrap.observationCount < context.trainingCount else { return text }
    let drawn = context.clients(bootstrap.observationCount)
    return text
      + context.pick(
        " Ces tirages portent sur \(drawn) pris au hasard.",
        " These draws are of \(drawn) taken at random.")
  }

  private func table(_ bootstrap: SegmentStability) -> DataTable {
    let rows = context.segments.indices.map { index -> [RichText] in
      let clients = context.study.clients.filter { $0.segment == index }.compactMap(\.stays)
      let mean = clients.isEmpty ? nil : clients.reduce(0, +) / Double(clients.count)
      return [
        context.segment(index), RichText(context.decimal(bootstrap.meanJaccard[index])),
        RichText(context.numbers.integer(bootstrap.recovered[index])),
        RichText(context.numbers.integer(bootstrap.dissolved[index])),
        RichText(context.percent(mean)),
      ]
    }
    let times = context.numbers.integer(bootstrap.replicates)
    return DataTable(
      caption: context.pick(
        """
        Sur \(times) tirages avec remise : retrouvé, si le recouvrement dépasse 0,75 ; dissous, à 0,50 \
        ou moins. Reste : part des tirages où un client retombe dans son segment, en moyenne.
        """,
        """
        Over \(times) draws with replacement: recovered where the overlap is above 0.75, dissolved at \
        0.50 or less. Stays: share of the draws in which a client falls in its segment again, on \
        average.
        """),
      columns: [
        DataTable.Column("Segment"),
        DataTable.Column(context.pick("Jaccard moyen", "Mean Jaccard"), .number),
        DataTable.Column(context.pick("Retrouvé", "Recovered"), .number),
        DataTable.Column(context.pick("Dissous", "Dissolved"), .number),
        DataTable.Column(context.pick("Reste", "Stays"), .number),
      ], rows: rows)
  }
}

// MARK: - Clients

extension MembershipBlocks {
  private var confidence: ReportBlock? {
    let rows = context.segments.indices.map { index in
      ConfidenceFigure.Row(
        segment: context.segments[index],
        stays: context.study.clients.filter { $0.segment == index }.compactMap(\.stays))
    }
    guard rows.contains(where: { !$0.stays.isEmpty }) else { return nil }
    let all = rows.flatMap(\.stays)
    let doubtful = context.numbers.integer(all.count { $0 < 0.5 })
    return .figure(
      FigureBlock(
        title: context.pick("Chaque client, replacé", "Each client, placed again"),
        figure: ConfidenceFigure(rows: rows),
        caption: context.pick(
          """
          Part des clients de chaque segment qui y retombent, selon le nombre de fois où ils le font \
          quand on tire les clients à nouveau. Clients qui en sortent plus souvent qu’ils n’y restent, \
          à regarder un par un avant d’agir : \(doubtful) (colonne \(code: "stays") de segments.csv).
          """,
          """
          Share of the clients of each segment that fall in it again, by how often they do when clients \
          are drawn anew. Clients that leave it more often than they stay, to be looked at one by one \
          before acting: \(doubtful) (column \(code: "stays") of segments.csv).
          """)))
  }
}
