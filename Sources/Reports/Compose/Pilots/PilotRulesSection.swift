import Segmentation

/// "Vos règles et ce pilote": the same clients, parted by the firm's rules.
struct PilotRulesSection {
  let report: PilotReport
  let rules: PilotRuleEffects

  var section: ReportSection {
    let effects = PilotEffectsSection(report: report)
    return ReportSection(
      anchor: "rules", heading: report.pick("Vos règles et ce pilote", "Your rules and this pilot"),
      lead: RichText(report.sentences.rules.joined(separator: " ")),
      blocks: [
        .figure(
          FigureBlock(
            title: report.pick(
              "L’effet dans chacun de vos segments", "The effect in each of your segments"),
            figure: effects.figure(rules.segments, whole: nil),
            caption: RichText(
              report.pick(
                "Les mêmes clients, rangés par vos règles ; ils n’ont pas été tirés pour cela.",
                "The same clients, sorted by your rules; they were not drawn for that.")))),
        .table(effects.table(rules.segments)),
      ])
  }
}
