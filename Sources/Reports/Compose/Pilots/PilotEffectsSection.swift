import Interpretation
import Segmentation

/// "Segment par segment": the effects drawn, and in a table.
struct PilotEffectsSection {
  let report: PilotReport

  var section: ReportSection {
    ReportSection(
      anchor: "effects", heading: report.pick("Segment par segment", "Segment by segment"),
      blocks: [
        .figure(
          FigureBlock(
            title: report.pick("L’effet dans chaque segment", "The effect in each segment"),
            figure: figure(report.evaluation.segments, whole: report.evaluation.overall),
            caption: RichText(caption))),
        .table(table(report.evaluation.segments)),
      ]
        + [report.sentences.multiplicity, report.sentences.weighing].compactMap { $0 }
        .map { .paragraph(RichText($0)) })
  }

  private var caption: String {
    let level = report.words.percent(report.evaluation.level)
    return report.pick(
      "Un trait qui ne touche pas le zéro dépasse le hasard, à lui seul ; un trait qui touche à la fois "
        + "le zéro et l’effet espéré ne tranche rien. Intervalles à \(level).",
      "A line that does not touch zero is beyond chance, by itself; a line that touches both zero and the "
        + "effect hoped for settles nothing. Intervals at \(level).")
  }

  func figure(_ groups: [PilotGroupEffect], whole: PilotOverall?) -> EffectsFigure {
    let isShare = report.evaluation.plan.outcome.isShare
    let factor: Double = isShare ? 100 : 1
    func span(_ effect: PilotEffect?) -> EffectsFigure.Span? {
      effect.map {
        EffectsFigure.Span(
          value: $0.difference * factor, lower: $0.lower * factor, upper: $0.upper * factor)
      }
    }
    return EffectsFigure(
      rows: groups.map { group in
        EffectsFigure.Row(
          name: group.name, effect: span(group.effect),
          conclusion: group.obstacle.map { report.conclusions.obstacle($0) }
            ?? report.conclusions.name(group.conclusion),
          clients: group.test.observed + group.control.observed)
      },
      whole: whole.map { whole in
        EffectsFigure.Row(
          name: report.pick("tous", "all"), effect: span(whole.effect),
          conclusion: report.conclusions.name(whole.conclusion),
          clients: whole.test.observed + whole.control.observed)
      }, hopedFor: report.evaluation.plan.effect * factor,
      unit: isShare
        ? report.pick("écart, en points", "difference, in points")
        : report.pick("écart des moyennes", "difference of means"),
      digits: report.words.figureDigits)
  }

  func table(_ groups: [PilotGroupEffect]) -> DataTable {
    let words = report.words
    let isShare = report.evaluation.plan.outcome.isShare
    let rows = groups.map { group -> [RichText] in
      [
        "\(verbatim: group.name)", RichText(words.arm(group.test)),
        RichText(words.arm(group.control)),
        RichText(words.difference(group.effect?.difference)),
        RichText(group.effect.map { words.interval($0) } ?? "–"),
        RichText(words.p(group.effect?.pValue)), RichText(words.p(group.adjustedPValue)),
        RichText(
          report.conclusions.name(group.conclusion)
            + (group.obstacle.map { " (\(report.conclusions.obstacle($0)))" } ?? "")),
      ]
    }
    return DataTable(
      caption: RichText(
        isShare
          ? report.pick(
            "Part de oui (clients avec un résultat).", "Share of yes (clients with a result).")
          : report.pick("Moyenne (clients avec un résultat).", "Mean (clients with a result).")),
      columns: [
        .init("segment"), .init(report.pick("testés", "tested"), .number),
        .init(report.pick("témoins", "controls"), .number),
        .init(report.pick("écart", "difference"), .number),
        .init(
          RichText(
            report.pick("intervalle à ", "interval at ") + words.percent(report.evaluation.level)),
          .number), .init("p", .number), .init(report.pick("p ajusté", "adjusted p"), .number),
        .init("conclusion"),
      ], rows: rows)
  }
}
