import Segmentation

/// How a pilot was drawn and judged, with the sources.
struct PilotMethodAnnex {
  let report: PilotReport

  var section: ReportSection {
    let plan = PilotPlanSentences(report.design, report.language)
    return ReportSection(
      anchor: "method", heading: report.pick("Méthode", "Method"),
      blocks: [
        .paragraph(RichText(plan.aim + " " + plan.size + (plan.strata.map { " " + $0 } ?? ""))),
        .list([intervals, weights, adjustment, heterogeneity, treatment]),
      ])
  }

  private var intervals: RichText {
    report.evaluation.plan.outcome.isShare
      ? report.pick(
        "Écart de deux parts : intervalle de Newcombe (1998, méthode 10), dans les strates du tirage "
          + "(poids de Mantel et Haenszel ; Yan et Su 2010). p est 1 moins le niveau auquel l’intervalle "
          + "touche zéro.",
        "Difference of two shares: Newcombe's interval (1998, method 10), within the strata of the draw "
          + "(Mantel and Haenszel's weights; Yan and Su 2010). p is 1 less the level at which the "
          + "interval reaches zero.")
      : report.pick(
        "Écart de deux moyennes : intervalle et test de Welch, dans les strates du tirage (poids de "
          + "Mantel et Haenszel).",
        "Difference of two means: Welch's interval and test, within the strata of the draw (Mantel and "
          + "Haenszel's weights).")
  }

  private var weights: RichText {
    report.pick(
      "Tous segments réunis : chaque segment compte pour ses clients qui pouvaient être tirés, donc ce "
        + "que donnerait l’action faite partout.",
      "All segments together: each segment counts for its clients who could be drawn, hence what the "
        + "action would do if it were done everywhere.")
  }

  private var adjustment: RichText {
    report.pick(
      "Plusieurs segments : p ajusté par Holm (1979). « Semble nuire » s’en tient à p : une fausse alerte "
        + "coûte moins qu’un tort que personne ne voit.",
      "Several segments: p adjusted by Holm (1979). 'Seems to harm' goes by p alone: a false alarm costs "
        + "less than a harm that nobody sees.")
  }

  private var heterogeneity: RichText {
    report.pick(
      "Entre segments : Q de Cochran et I² ; p est celui du test de Welch (1951), qui compte avec des "
        + "variances estimées.",
      "Between segments: Cochran's Q and I²; p is that of Welch's test (1951), which allows for variances "
        + "that are estimated.")
  }

  private var treatment: RichText {
    report.pick(
      "Chaque client compte dans le groupe où il a été tiré, que l’action ait été faite ou non "
        + "(intention de traiter).",
      "Each client counts in the group it was drawn for, whether the action was done or not (intention "
        + "to treat).")
  }
}
