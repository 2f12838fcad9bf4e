import Interpretation
import Segmentation
import Validation

/// Whether segments explain what they had no part in: the outcomes.
struct OutcomeBlocks: Sendable {
  let context: ReportContext

  private var outcomes: [OutcomeResult] { context.study.validation.outcomes }
  private var hasRules: Bool { context.study.firmSegments != nil }

  var blocks: [ReportBlock] {
    guard !outcomes.isEmpty else { return [] }
    let refused = outcomes.compactMap { outcome in
      outcome.notEvaluated.map {
        label(outcome) + context.pick(" : ", ": ") + NotEvaluatedWords(context.language).because($0)
          + "."
      }
    }
    let told = outcomes.filter { $0.measure != nil }
    return [
      .heading(context.pick("Qu’expliquent-ils d’autre ?", "What else do they explain?"))
    ] + (told.isEmpty ? [] : [.table(table(told))])
      + (comparisons.isEmpty ? [] : [.list(comparisons), .paragraph(comparisonNote)])
      + (refused.isEmpty
        ? []
        : [
          .paragraph(
            RichText(
              context.pick("Non évalué. ", "Not evaluated. ") + refused.joined(separator: " ")))
        ])
  }

  /// Segments or rules: one sentence for each outcome.
  private var comparisons: [RichText] {
    outcomes.compactMap { outcome in
      if let found = outcome.comparison { return sentence(found, of: outcome) }
      // What is not evaluated at all is told once.
      guard let reason = outcome.notCompared, outcome.notEvaluated == nil else { return nil }
      let why = NotEvaluatedWords(context.language).because(reason)
      return context.pick(
        "\(label(outcome)) : segments et \(theirs) ne sont pas comparés, \(why).",
        "\(label(outcome)): segments and \(theirs) are not compared, \(why).")
    }
  }

  private var theirs: String {
    context.study.configuration.rulesFile == nil
      ? context.pick("vos segments", "your segments") : context.pick("vos règles", "your rules")
  }

  private func sentence(_ found: OutcomeComparison, of outcome: OutcomeResult) -> RichText {
    let clients = context.clients(found.count)
    let name = label(outcome)
    let (size, lower, upper) = (
      context.decimal(found.difference), context.decimal(found.lower), context.decimal(found.upper)
    )
    // Of several outcomes 97.5 %, 98.3 %…
    let level = context.numbers.percent(found.level, digits: comparisonCount > 1 ? 1 : 0)
    let figures = context.pick(
      "écart \(size), de \(lower) à \(upper) à \(level)",
      "difference \(size), \(lower) to \(upper) at \(level)")
    switch found.conclusion {
    case .segments:
      return context.pick(
        """
        \(name) : \(strong: "ces segments l’expliquent mieux que \(theirs)"), sur \(clients) mis de côté \
        (\(figures)).
        """,
        """
        \(name): \(strong: "these segments explain it better than \(theirs)"), on \(clients) left \
        aside (\(figures)).
        """)
    case .rules:
      return context.pick(
        """
        \(name) : \(strong: "\(theirs) l’expliquent mieux que ces segments"), sur \(clients) mis de côté \
        (\(figures)).
        """,
        """
        \(name): \(strong: "\(theirs) explain it better than these segments"), on \(clients) left \
        aside (\(figures)).
        """)
    case .noDifference:
      return context.pick(
        """
        \(name) : \(strong: "aucune différence ne se voit entre ces segments et \(theirs)") sur \
        \(clients) mis de côté (\(figures)).
        """,
        """
        \(name): \(strong: "no difference can be told between these segments and \(theirs)") on \
        \(clients) left aside (\(figures)).
        """)
    }
  }

  private var comparisonCount: Int { outcomes.count { $0.comparison != nil } }

  private var comparisonNote: RichText {
    let together =
      comparisonCount > 1
      ? context.pick(
        " Leur niveau est tel que tous les intervalles sont justes ensemble 95 fois sur 100.",
        " Their level is such that all the intervals are right together 95 times in 100.")
      : ""
    let note: RichText = context.pick(
      """
      L’écart est celui des parts expliquées une fois ôté ce que le hasard en explique, qui croît avec le \
      nombre de segments ; l’intervalle vient de tirages des mêmes clients avec remise.
      """,
      """
      The difference is that of the shares explained, less what chance explains, which grows with the \
      number of segments; the interval comes from draws of the same clients with replacement.
      """)
    return note + RichText(together)
  }

  private func label(_ outcome: OutcomeResult) -> String {
    context.label(context.variable(outcome.key, name: context.header(outcome.key)))
  }

  private func table(_ told: [OutcomeResult]) -> DataTable {
    var columns = [
      DataTable.Column(context.pick("Résultat", "Outcome")),
      DataTable.Column(context.pick("Mesure", "Measure")),
      DataTable.Column(context.pick("Clients", "Clients"), .number),
      DataTable.Column(context.pick("Mis de côté", "Left aside"), .number),
      DataTable.Column(context.pick("Par hasard", "By chance"), .number),
      DataTable.Column(pHeader(told), .number),
      DataTable.Column(context.pick("Les ayant formés", "That made them"), .number),
    ]
    if hasRules {
      columns += [
        DataTable.Column(context.pick("Vos segments", "Your segments"), .number),
        DataTable.Column(context.pick("par hasard", "by chance"), .number),
        DataTable.Column(pHeader(told), .number),
      ]
    }
    return DataTable(caption: caption(told), columns: columns, rows: told.map(row))
  }

  /// Of several outcomes, one or another is explained by chance.
  private func isCorrected(_ told: [OutcomeResult]) -> Bool {
    told.count { $0.heldOut != nil } > 1
  }

  private func pHeader(_ told: [OutcomeResult]) -> RichText {
    isCorrected(told) ? context.pick("p corrigé", "corrected p") : "p"
  }

  private func row(_ outcome: OutcomeResult) -> [RichText] {
    let measure = outcome.measure == .etaSquared ? "η²" : context.pick("V de Cramér", "Cramér’s V")
    var cells = [
      RichText(label(outcome)), RichText(measure),
      RichText(outcome.heldOut.map { context.numbers.integer($0.count) } ?? "–"),
      RichText(context.decimal(outcome.heldOut?.value)),
      RichText(context.decimal(outcome.heldOut?.byChance)),
      RichText(context.decimal(outcome.heldOut?.correctedPValue, 3)),
      RichText(context.decimal(outcome.training?.value)),
    ]
    if hasRules {
      cells += [
        RichText(context.decimal(outcome.rule?.value)),
        RichText(context.decimal(outcome.rule?.byChance)),
        RichText(context.decimal(outcome.rule?.correctedPValue, 3)),
      ]
    }
    return cells
  }

  private func caption(_ told: [OutcomeResult]) -> RichText {
    let permutations = told.compactMap { ($0.heldOut ?? $0.training)?.permutations }.first ?? 0
    let times = context.numbers.integer(permutations)
    let ranks = context.numbers.integer(permutations + 1)
    let correction =
      isCorrected(told)
      ? context.pick(
        """
         Le p donné est corrigé du nombre de résultats (méthode de Holm) : à force d’en éprouver, on finit \
        par en trouver un que le hasard explique.
        """,
        """
         The p given is corrected for the number of outcomes (Holm's method): of several that are tried, \
        chance explains one sooner or later.
        """)
      : ""
    let text: RichText = context.pick(
      """
      Ces colonnes n’ont pas servi à former les segments. Part qu’en expliquent les segments chez les \
      clients mis de côté (0 : rien, 1 : tout), ce que le hasard en expliquerait, et p, le \
      rang de cette part, de la plus grande à la plus petite, parmi elle-même et celles de \(times) \
      permutations, sur \(ranks). Segments plus nombreux, plus grande part : comparer à \
      « par hasard ».
      """,
      """
      These columns had no part in making the segments. Share of them that the segments explain among \
      the clients left aside (0: nothing, 1: all), what chance would explain, and p, the rank of this \
      share, from the largest down, among itself and those of \(times) permutations, out of \(ranks). More segments explain more: compare with “by chance”.
      """)
    return text + RichText(correction)
  }
}
