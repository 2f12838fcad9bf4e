import Interpretation
import Segmentation
import Validation

/// "Vos règles et ces segments": the firm's own segments beside those of the data.
struct ComparisonSection: Sendable {
  let context: ReportContext

  /// Left groups and flows that a figure or a table shows.
  private let groupLimit = 14
  private let flowLimit = 8

  var section: ReportSection {
    ReportSection(
      anchor: "rules",
      heading: context.pick("Vos règles et ces segments", "Your rules and these segments"),
      lead: context.study.comparison.map(lead) ?? RichText(),
      blocks: context.study.comparison.map(blocks) ?? [])
  }

  private func blocks(_ comparison: SegmentationComparison) -> [ReportBlock] {
    [
      .figure(
        FigureBlock(
          title: context.pick("D’un découpage à l’autre", "From one division to the other"),
          figure: figure(comparison), caption: caption(comparison))),
      .paragraph(agreement(comparison)),
    ] + flows(comparison) + [.paragraph(advice(comparison))]
  }

  private func lead(_ comparison: SegmentationComparison) -> RichText {
    let source: RichText =
      context.study.configuration.rulesFile == nil
      ? context.pick(
        "colonne \(code: comparison.left.column)", "column \(code: comparison.left.column)")
      : context.pick(
        "règles \(code: comparison.left.column)", "rules \(code: comparison.left.column)")
    return context.pick(
      """
      À gauche vos segments (\(source)), à droite ceux des données. Vos \
      segments n’ont pas servi à former ceux-ci.
      """,
      """
      On the left your segments (\(source)), on the right those of the data. \
      Yours had no part in making these.
      """)
  }

  // MARK: Figure

  /// The segment of the study that each right segment is.
  private func places(_ comparison: SegmentationComparison) -> [Int] {
    comparison.right.names.map { name in
      context.segments.firstIndex { $0.name == name } ?? 0
    }
  }

  private func figure(_ comparison: SegmentationComparison) -> AlluvialFigure {
    let places = places(comparison)
    let order = places.indices.sorted { places[$0] < places[$1] }
    let rows = comparison.agreement.contingency.map { counts in order.map { counts[$0] } }
    let shown = rows.count > groupLimit ? groupLimit - 1 : rows.count
    var (names, counts) = (Array(comparison.left.names.prefix(shown)), Array(rows.prefix(shown)))
    if shown < rows.count {
      let rest = rows.dropFirst(shown)
      names.append(
        context.pick(
          "\(rest.count) autres", "\(rest.count) others"))
      counts.append(order.indices.map { column in rest.reduce(0) { $0 + $1[column] } })
    }
    return AlluvialFigure(
      left: names, right: order.map { context.segments[places[$0]] }, counts: counts)
  }

  private func caption(_ comparison: SegmentationComparison) -> RichText {
    let left = comparison.leftAlone + comparison.rightAlone + comparison.neither
    let text = context.pick(
      "L’épaisseur d’une bande est le nombre de clients.",
      "The thickness of a band is the number of clients.")
    guard left > 0 else { return RichText(text) }
    return RichText(
      text
        + context.pick(
          " Sans segment à vous, donc absents : \(context.clients(left)).",
          " Without a segment of yours, hence absent: \(context.clients(left))."))
  }

  // MARK: Words

  private func agreement(_ comparison: SegmentationComparison) -> RichText {
    let share = context.percent(comparison.agreeingShare)
    let rand = context.decimal(comparison.agreement.adjustedRand)
    let information = context.decimal(comparison.agreement.adjustedMutualInformation)
    return context.pick(
      """
      Vos segments et ceux-ci s’accordent pour \(strong: share) des clients : chacun de vos segments répond \
      à un seul des leurs, au mieux, et ces clients sont dans les deux. Rand ajusté \(rand), information \
      mutuelle ajustée \(information) (0 au hasard, 1 si les deux disent la même chose).
      """,
      """
      Your segments and these agree for \(strong: share) of the clients: each of your segments answers to \
      one of theirs at most, and these clients are in both. Adjusted Rand \(rand), adjusted mutual \
      information \(information) (0 by chance, 1 if both say the same).
      """)
  }

  private func flows(_ comparison: SegmentationComparison) -> [ReportBlock] {
    let flows = comparison.flows
    guard !flows.isEmpty else { return [] }
    let places = places(comparison)
    let rows = flows.prefix(flowLimit).map { flow -> [RichText] in
      let expected = comparison.rightOfLeft[flow.left]
      let causes = flow.causes.prefix(2).map { cause in
        "\(column(cause.key)) (\(context.numbers.integer(cause.count)))"
      }
      return [
        "\(verbatim: comparison.left.names[flow.left])",
        context.segment(places[flow.right]),
        RichText(context.numbers.integer(flow.count)),
        expected.map { context.segment(places[$0]) } ?? "–",
        RichText(causes.isEmpty ? "–" : causes.joined(separator: ", ")),
      ]
    }
    return [
      .table(
        DataTable(
          caption: flowCaption(shown: rows.count, of: flows.count),
          columns: [
            DataTable.Column(context.pick("Chez vous", "With you")),
            DataTable.Column(context.pick("Ici", "Here")),
            DataTable.Column(context.pick("Clients", "Clients"), .number),
            DataTable.Column(context.pick("On attendrait", "One would expect")),
            DataTable.Column(context.pick("Ce qui les en éloigne", "What sets them apart")),
          ], rows: rows))
    ]
  }

  private func flowCaption(shown: Int, of all: Int) -> RichText {
    let more = all - shown
    let rest =
      more > 0
      ? context.pick(
        " Les \(shown) plus grands groupes ; \(context.numbers.integer(more)) de plus dans run.json.",
        " The \(shown) largest groups; \(context.numbers.integer(more)) more in run.json.") : ""
    return RichText(
      context.pick(
        """
        Clients dont les deux segments ne se répondent pas, et la variable qui parle le plus pour leur \
        segment d’ici contre celui qu’on attendrait (nombre de clients pour qui c’est elle).
        """,
        """
        Clients whose two segments do not answer to each other, and the variable that speaks most for \
        their segment here against the one expected (number of clients for whom it is that one).
        """) + rest)
  }

  private func column(_ key: String) -> String {
    context.label(context.variable(key, name: context.header(key)))
  }
}

// MARK: - What to do

extension ComparisonSection {
  /// Keep, amend, or adopt: what agreement and held-out outcomes carry, and no more.
  private func advice(_ comparison: SegmentationComparison) -> RichText {
    let better = betterExplained
    let text: RichText
    if comparison.agreement.adjustedRand >= 0.8 {
      text = context.pick(
        "\(strong: "Garder vos règles.") Elles disent presque la même chose que les données, et se lisent mieux.",
        "\(strong: "Keep your rules.") They say nearly what the data say, and are easier to read.")
    } else if let better, better.segments > better.rules {
      text = context.pick(
        """
        \(strong: "Essayer ces segments.") Chez des clients mis de côté, ils expliquent mieux que vos règles \
        \(outcomes(better.segments, of: better.all)).
        """,
        """
        \(strong: "Try these segments.") Among clients left aside they explain \
        \(outcomes(better.segments, of: better.all)) better than your rules.
        """)
    } else if let better, better.rules > better.segments {
      text = context.pick(
        """
        \(strong: "Garder vos règles.") Chez des clients mis de côté, elles expliquent mieux que ces segments \
        \(outcomes(better.rules, of: better.all)).
        """,
        """
        \(strong: "Keep your rules.") Among clients left aside they explain \
        \(outcomes(better.rules, of: better.all)) better than these segments.
        """)
    } else if let better, better.segments == 0 {
      let given = context.pick(
        better.all == 1 ? "le résultat donné" : "les \(better.all) résultats donnés",
        better.all == 1 ? "the outcome given" : "the \(better.all) outcomes given")
      text = context.pick(
        """
        \(strong: "Rien ne dit encore lequel sert mieux.") Chez des clients mis de côté, aucune différence \
        sûre ne se voit sur \(given).
        """,
        """
        \(strong: "Nothing tells yet which serves better.") Among clients left aside no sure difference can \
        be told on \(given).
        """)
    } else if let better {
      let each = outcomes(better.segments, of: better.all)
      text = context.pick(
        "\(strong: "Selon le résultat, l’un ou l’autre.") Chez des clients mis de côté, chacun explique mieux que l’autre \(each).",
        "\(strong: "It depends on the outcome.") Among clients left aside each explains \(each) better than the other."
      )
    } else {
      text = context.pick(
        """
        \(strong: "Rien ne dit encore lequel sert mieux.") Pour en juger, donner une colonne que ni l’un ni \
        l’autre n’a servi à former (\(code: "--outcome") : un départ, un mandat signé, un retard).
        """,
        """
        \(strong: "Nothing tells yet which serves better.") To judge, give a column that had no part in \
        either (\(code: "--outcome"): a departure, a mandate signed, a delay).
        """)
    }
    return text + amendments(comparison)
  }

  private struct Better {
    var segments = 0
    var rules = 0
    var all = 0
  }

  /// Of the outcomes on which both were compared, how many each is told to explain better; `nil`
  /// without.
  private var betterExplained: Better? {
    var better = Better()
    for outcome in context.study.validation.outcomes {
      guard let found = outcome.comparison else { continue }
      better.all += 1
      switch found.conclusion {
      case .segments: better.segments += 1
      case .rules: better.rules += 1
      case .noDifference: break
      }
    }
    return better.all > 0 ? better : nil
  }

  private func outcomes(_ count: Int, of all: Int) -> String {
    if all == 1 { return context.pick("le résultat donné", "the outcome given") }
    return context.pick(
      "\(count) des \(all) résultats donnés", "\(count) of the \(all) outcomes given")
  }

  /// Rules that many clients leave for one reason.
  private func amendments(_ comparison: SegmentationComparison) -> RichText {
    let least = max(10, comparison.rows.count / 50)
    let places = places(comparison)
    let told = comparison.flows.filter { flow in
      flow.count >= least && 2 * (flow.causes.first?.count ?? 0) >= flow.count
    }.prefix(3).compactMap { flow -> RichText? in
      guard let cause = flow.causes.first else { return nil }
      return context.pick(
        """
        « \(verbatim: comparison.left.names[flow.left]) », dont \(context.clients(flow.count)) iraient à \
        \(context.segment(places[flow.right])), surtout pour une variable : \(column(cause.key))
        """,
        """
        “\(verbatim: comparison.left.names[flow.left])”, of which \(context.clients(flow.count)) would go to \
        \(context.segment(places[flow.right])), mostly for one variable: \(column(cause.key))
        """)
    }
    guard !told.isEmpty else { return RichText() }
    return context.pick(" Règles à revoir d’abord : ", " Rules to look at first: ")
      + .joined(told, separator: " ; ") + "."
  }
}
