import Interpretation
import Reports

/// A small report with something of every kind; every piece of data in it is `data(name)`, so that
/// the same report can be made harmless or hostile.
func sampleReport(_ language: Language = .french, data: (String) -> String = { $0 }) -> Report {
  let keys = [
    SegmentKey(number: 1, name: data("Artisans")), SegmentKey(number: 2, name: data("Libéraux")),
  ]
  let report = Report(
    language: language, title: data("Deux segments"), subtitle: "\(data("Cabinet")) : 6 clients",
    keyFigures: [KeyFigure(value: data("0,82"), explanation: "accord ; \(strong: data("ARI"))")],
    findings: ["Les \(strong: data("artisans")) sont 4 et portent 40 % des honoraires."],
    notices: [Notice(.caution, "Colonne \(code: data("ca")) douteuse.")],
    segments: sampleTable(keys, data),
    sections: [
      ReportSection(
        anchor: "qui", heading: data("Qui sont-ils ?"), lead: "Ces écarts décrivent.",
        blocks: [
          .cards([sampleCard(keys[0], data)]), .sheets([sampleSheet(keys[0], data)]),
          .figure(
            FigureBlock(
              title: data("Carte"), figure: sampleMap(keys, data), caption: "Un point, un client.")
          ), .figures(sampleFigures(keys, data)),
        ])
    ],
    annexes: [
      ReportSection(anchor: "lu", heading: "Annexe", blocks: sampleAnnex(data))
    ], colophon: "Graine \(2026) · \(verbatim: data("fichier.csv"))")
  return report
}

private func sampleTable(_ keys: [SegmentKey], _ data: (String) -> String) -> SegmentTable {
  SegmentTable(
    rows: [
      SegmentRow(
        number: 1, name: keys[0].name, clients: 4, share: 2.0 / 3, feesShare: 0.4, stability: 0.91,
        heldOut: nil, verdict: Badge(.good, data("à utiliser")),
        firstAction: RichText(data("Rendez-vous"))),
      SegmentRow(
        number: 2, name: keys[1].name, clients: 2, share: 1.0 / 3, feesShare: nil, stability: 0.55,
        heldOut: 0.5, verdict: Badge(.bad, data("à ne pas utiliser")), firstAction: nil),
    ], note: "La règle est en annexe.")
}

private func sampleCard(_ key: SegmentKey, _ data: (String) -> String) -> SegmentCard {
  SegmentCard(
    number: key.number, name: key.name, sizeLine: data("4 clients"),
    verdict: Badge(.good, data("à utiliser")), paragraphs: ["Au \(emphasis: data("papier"))."],
    traits: [
      Trait(
        label: data("Délai"), value: data("31 j"), reference: data("15 j"), effect: 1.5,
        heldOutEffect: -0.5)
    ], typical: [data("C-1"), data("C-2")], atypical: [data("C-3")])
}

func sampleMap(_ keys: [SegmentKey], _ data: (String) -> String = { $0 }) -> FactorMapFigure {
  FactorMapFigure(
    dots: (0..<6).map { (i: Int) -> FactorMapFigure.Dot in
      FactorMapFigure.Dot(
        client: data("C-\(i)"), x: Double(i % 3), y: Double(i) - 2, segment: i < 4 ? 1 : 2,
        isHeldOut: i == 5)
    }, segments: keys,
    horizontal: FactorMapFigure.Axis(
      number: 1, share: 0.31, low: data("papier"), high: data("taille")),
    vertical: FactorMapFigure.Axis(number: 2, share: 0.14, low: data("b"), high: data("c")))
}

private func sampleFigures(_ keys: [SegmentKey], _ data: (String) -> String) -> [FigureBlock] {
  var figures: [any Figure] = []
  figures.append(
    ProfileHeatMap(
      segments: keys, rows: [.init(variable: data("Délai"), values: [7.2, nil])], cap: 10))
  figures.append(
    ClusterCountFigure(
      clusterCounts: [2, 3, 4], choice: 2,
      criteria: [
        .init(
          name: data("Gap"), values: [0.5, nil, 0.3], standardErrors: [0.1, nil, 0.1], chooses: 2,
          threshold: 0.4)
      ]))
  figures.append(
    SilhouetteFigure(
      groups: [
        .init(segment: keys[0], values: [0.5, 0.2, -0.1, 0.4]),
        .init(segment: keys[1], values: [0.6, 0.1]),
      ], mean: 0.3))
  figures.append(
    AgreementFigure(
      segments: keys,
      groups: [.init(name: data("Lyon"), clients: 2, adjustedRand: nil, jaccard: [0.8, nil])]))
  figures.append(
    ShareComparisonFigure(
      groupNames: [data("Lyon")],
      rows: [.init(segment: keys[0], training: 0.6, heldOut: [0.5])]))
  figures.append(AlluvialFigure(left: [data("Règle")], right: keys, counts: [[4, 2]]))
  figures.append(ScreeFigure(shares: [0.6, 0.3, 0.1], keptCount: 1, reference: [0.4, 0.35, 0.25]))
  figures.append(SegmentSizesFigure(rows: sampleTable(keys, data).rows))
  figures.append(
    DendrogramFigure(
      merges: [
        .init(first: 0, second: 1, height: 1, size: 2),
        .init(first: 2, second: 3, height: 3, size: 3),
      ], cutCount: 2, segments: [1, 1, 2], heightTitle: data("hauteur")))
  return figures.map { FigureBlock(title: data("Figure"), figure: $0, caption: "À lire.") }
}

private func sampleAnnex(_ data: (String) -> String) -> [ReportBlock] {
  [
    .heading(data("Colonnes")),
    .table(
      DataTable(
        caption: "Ce qui a été lu", columns: [.init("Colonne"), .init("Manquants", .number)],
        rows: [[RichText([.code(data("ca_ht"))]), RichText(data("12"))]])),
    .definitions([Definition("ARI", RichText(data("indice de Rand ajusté")))]),
    .list([RichText(data("un")), "\(segment: 2, name: data("Libéraux"))"]),
    .steps([RichText(data("deux"))]), .code(data("clientele run x.csv")),
    .paragraph("\(link: data("doi"), to: "https://doi.org/10.1")"),
    .formula(
      .equation(.mean(.symbol(data("x"))), .fraction(.number("1"), .root(.symbol("n"))))),
  ]
}

private func sampleSheet(_ key: SegmentKey, _ data: (String) -> String) -> SegmentSheet {
  SegmentSheet(
    number: key.number, name: data(key.name), sizeLine: data("139 clients · 17 %"),
    verdict: Badge(.good, data("à utiliser")),
    parts: [
      SegmentSheet.Part(
        heading: data("Comment leur parler"), paragraphs: ["\(strong: data("à équiper")) – écrire"]),
      SegmentSheet.Part(
        heading: data("Que leur proposer"), items: ["\(verbatim: data("COL-01")) : mandat"]),
    ])
}
