import Interpretation
import Segmentation

extension MondaySection {
  /// How many have which duty, what is late, what it may cost.
  func duties(_ reform: ReformPlan) -> RichText {
    let all = reform.everyone
    let issuing = all.count(.issuing) + all.count(.issuingAndReporting)
    let duties: [(count: Int, french: (String, String), english: String)] = [
      (
        issuing, ("émettra des factures électroniques", "émettront des factures électroniques"),
        "will have to issue e-invoices"
      ),
      (
        all.count(.reportingOnly),
        ("transmettra seulement ses ventes", "transmettront seulement leurs ventes"),
        "will only have to report their sales"
      ),
      (
        all.count(.receptionOnly), ("recevra seulement", "recevront seulement"), "will only receive"
      ),
      (all.count(.outOfScope), ("est hors du champ", "sont hors du champ"), "are out of scope"),
    ]
    let told = duties.filter { $0.count > 0 }.map { duty -> RichText in
      let verb = context.pick(duty.count < 2 ? duty.french.0 : duty.french.1, duty.english)
      return "\(strong: context.clients(duty.count)) \(verb)"
    }
    var text = RichText.list(told, context.language) + "."
    if all.inDefault > 0 {
      text =
        text
        + context.pick(
          """
           Pour \(strong: context.clients(all.inDefault)), une échéance est passée et aucune plateforme n’est choisie.
          """,
          """
           For \(strong: context.clients(all.inDefault)) a deadline is past and no platform is chosen.
          """)
    }
    if all.unverified > 0 {
      text =
        text
        + context.pick(
          " Pour \(context.clients(all.unverified)), rien ne dit si l’échéance passée est tenue.",
          " For \(context.clients(all.unverified)), nothing says whether a past deadline was met.")
    }
    if all.unknownLevel > 0 {
      text =
        text
        + context.pick(
          " Pour \(context.clients(all.unknownLevel)), le portefeuille ne permet pas de dire ce qu’ils doivent faire.",
          " For \(context.clients(all.unknownLevel)), the portfolio does not tell what they must do."
        )
    }
    if all.exposure > 0 {
      text =
        text
        + context.pick(
          """
           Amendes estimées sur un an si rien n’est fait, chaque obligation commencée : \
          \(context.numbers.amount(all.exposure)), toutes les factures de vente comptées comme à émettre, sans les \
          données de paiement.
          """,
          """
           Fines estimated for a year if nothing is done, once each duty has begun: \
          \(context.numbers.amount(all.exposure)), counting every sales invoice as one to issue, without \
          payment data.
          """)
    }
    return text
  }

  /// Levels and next dates by segment.
  func obligations(_ reform: ReformPlan) -> DataTable {
    let levels = ObligationLevel.allCases.filter { reform.everyone.count($0) > 0 }
    let hasUnknown = reform.everyone.unknownLevel > 0
    let hasDefault = reform.everyone.inDefault > 0
    func count(_ value: Int) -> RichText { RichText(context.numbers.integer(value)) }
    let columns =
      [DataTable.Column(RichText("Segment"))]
      + levels.map { DataTable.Column(RichText(words.heading($0)), .number) }
      + (hasUnknown
        ? [DataTable.Column(RichText(context.pick("à préciser", "to be settled")), .number)] : [])
      + [DataTable.Column(RichText(context.pick("prochaine date", "next date")), .number)]
      + (hasDefault
        ? [DataTable.Column(RichText(context.pick("en retard", "overdue")), .number)] : [])
      + [
        DataTable.Column(
          RichText(context.pick("amendes estimées", "fines estimated")), .number)
      ]
    let rows = reform.segments.enumerated().map { index, segment in
      let group = segment.obligations
      let next = group.nextDays.first { $0.day.number > reform.plan.asOf.number }
      return [context.segment(index)] + levels.map { count(group.count($0)) }
        + (hasUnknown ? [count(group.unknownLevel)] : [])
        + [RichText(next.map { words.shortDay($0.day) } ?? "–")]
        + (hasDefault ? [count(group.inDefault)] : [])
        + [RichText(group.exposure > 0 ? context.numbers.amount(group.exposure) : "–")]
    }
    return DataTable(
      caption: context.pick(
        "Ce que la réforme demande, en clients", "What the reform asks, in clients"),
      columns: columns, rows: rows)
  }
}
