import Interpretation
import Segmentation
import Tables

/// "Que faire lundi ?": what the reform asks of each segment, whom to begin with, and what the
/// collaborators can carry.
struct MondaySection: Sendable {
  let context: ReportContext

  private let clientLimit = 12
  private let loadLimit = 14

  private var words: ReformWords { ReformWords(language: context.language) }

  var section: ReportSection {
    ReportSection(
      anchor: "monday",
      heading: context.pick("Que faire lundi ?", "What to do on Monday?"),
      lead: context.reform.map(lead) ?? RichText(), blocks: context.reform.map(blocks) ?? [])
  }

  private func lead(_ reform: ReformPlan) -> RichText {
    let day = words.day(reform.plan.asOf)
    let source: RichText =
      reform.rulesName.map { name in
        context.pick("vos règles (\(code: name))", "your rules (\(code: name))")
      }
      ?? context.pick(
        "les règles livrées pour la réforme", "the rules shipped for the reform")
    return context.pick(
      """
      Au \(day), ce que la réforme demande à chacun et les actions qui restent, d’après \(source) et le \
      catalogue d’actions ; \(code: "actions.csv") en a le détail par client. Les textes ont été lus le \
      \(words.day(reform.lawReadOn)) ; ceci n’est pas un avis juridique.
      """,
      """
      On \(day), what the reform asks of each and the actions that are left, by \(source) and the \
      catalogue of actions; \(code: "actions.csv") has the detail by client. The law was read on \
      \(words.day(reform.lawReadOn)); this is no legal advice.
      """)
  }

  private func blocks(_ reform: ReformPlan) -> [ReportBlock] {
    [.paragraph(duties(reform)), .table(obligations(reform))]
      + [.heading(context.pick("Par qui commencer", "Whom to begin with"))]
      + clients(reform)
      + [.heading(context.pick("Ce que cela prend", "What it takes"))]
      + load(reform)
  }
}

// MARK: - Obligations

extension MondaySection {
  private func duties(_ reform: ReformPlan) -> RichText {
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

  private func obligations(_ reform: ReformPlan) -> DataTable {
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

// MARK: - Clients

extension MondaySection {
  private func clients(_ reform: ReformPlan) -> [ReportBlock] {
    let urgent = reform.urgentClients
    guard !urgent.isEmpty else {
      return [
        .paragraph(
          context.pick(
            "Toutes les actions du catalogue sont faites.",
            "All actions of the catalogue are done."))
      ]
    }
    let weights = reform.catalogue.priority
    let terms = [weights.urgency, weights.exposure, weights.value, weights.maturity].map {
      context.numbers.decimal($0)
    }
    let rows = urgent.prefix(clientLimit).map { client -> [RichText] in
      let plan = reform.plan.clients[client]
      let placement = context.study.clients[client]
      let action = plan.actions.first
      return [
        "\(verbatim: placement.identifier)", context.segment(placement.segment),
        RichText(action.map { context.action($0.code) } ?? "–"),
        RichText(action?.due.map(words.shortDay) ?? "–"),
        plan.owner.map { "\(verbatim: $0)" } ?? "–",
        RichText(context.numbers.decimal(plan.priority.points, digits: 0)),
      ]
    }
    return [
      .table(
        DataTable(
          caption: context.pick(
            """
            Les premiers par priorité, sur \(context.clients(urgent.count)) pour qui il reste une action : \
            urgence (\(terms[0]) points au plus), amendes (\(terms[1])), honoraires (\(terms[2])), faible \
            maturité (\(terms[3]))
            """,
            """
            The first by priority, of \(context.clients(urgent.count)) with an action left: urgency \
            (\(terms[0]) points at most), fines (\(terms[1])), fees (\(terms[2])), low maturity \
            (\(terms[3]))
            """),
          columns: [
            DataTable.Column(RichText("Client")), DataTable.Column(RichText("Segment")),
            DataTable.Column(RichText(context.pick("première action", "first action"))),
            DataTable.Column(RichText(context.pick("pour le", "due")), .number),
            DataTable.Column(RichText(context.pick("collaborateur", "staff member"))),
            DataTable.Column(RichText(context.pick("priorité", "priority")), .number),
          ], rows: rows))
    ]
  }
}

// MARK: - Load

extension MondaySection {
  private func hours(_ value: Double) -> String {
    context.numbers.decimal(value, digits: 0) + "\u{A0}h"
  }

  private func load(_ reform: ReformPlan) -> [ReportBlock] {
    let total = reform.segments.reduce(0) { $0 + $1.hours }
    guard total > 0 else { return [] }
    return [.paragraph(balance(reform, total)), .table(bySegment(reform))]
      + byCollaborator(reform)
  }

  /// The quarter that work begins in: what is late, or has no day, falls into it.
  private func first(_ reform: ReformPlan) -> Quarter? { reform.plan.loads.map(\.quarter).min() }

  private func owned(_ reform: ReformPlan, in quarter: Quarter) -> [CollaboratorLoad] {
    reform.plan.loads.filter { $0.owner != nil && $0.quarter == quarter }
  }

  private func balance(_ reform: ReformPlan, _ total: Double) -> RichText {
    var text: RichText = context.pick(
      "Il reste \(strong: hours(total)) d’actions.", "\(strong: hours(total)) of actions are left.")
    guard let quarter = first(reform) else { return text }
    let loads = owned(reform, in: quarter)
    guard !loads.isEmpty else {
      return text
        + context.pick(
          " Aucune colonne ne dit quel collaborateur suit quel client : la charge n’est pas répartie.",
          " No column says which collaborator has which client: the load is not shared out.")
    }
    let asked = loads.reduce(0) { $0 + $1.hours }
    let there = loads.reduce(0) { $0 + ($1.capacity ?? 0) }
    let over = loads.filter { $0.hours > ($0.capacity ?? 0) }.count
    text =
      text
      + context.pick(
        """
         Au \(words.quarter(quarter)), \(hours(asked)) sont demandées aux collaborateurs, retard compris, \
        pour \(hours(there)) disponibles.
        """,
        """
         In \(words.quarter(quarter)), staff are asked for \(hours(asked)), overdue work included; \
        \(hours(there)) are available.
        """)
    guard over > 0 else {
      return text + context.pick(" Tout y tient.", " All of it fits.")
    }
    let postponed = loads.reduce(0) { $0 + $1.postponed }
    return text
      + context.pick(
        """
         \(context.numbers.count(over, "collaborateur dépasse ses heures", "collaborateurs dépassent leurs heures")) : \
        \(context.numbers.count(postponed, "action n’y tient pas", "actions n’y tiennent pas")). Passent d’abord \
        les clients de plus haute priorité.
        """,
        """
         \(context.numbers.count(over, "staff member has", "staff members have")) more than their hours: \
        \(context.numbers.count(postponed, "action does not fit", "actions do not fit")). Clients of the \
        highest priority come first.
        """)
  }

  private func bySegment(_ reform: ReformPlan) -> DataTable {
    let rows = reform.segments.enumerated().map { index, segment -> [RichText] in
      let leading = segment.actions.sorted { ($0.hours, $1.code) > ($1.hours, $0.code) }.prefix(3)
        .map { action in
          return "\(context.action(action.code)) (\(context.numbers.integer(action.clients)))"
        }
      return [
        context.segment(index), RichText(hours(segment.hours)),
        RichText(hours(segment.overdueHours)), RichText(leading.joined(separator: " · ")),
      ]
    }
    return DataTable(
      caption: context.pick(
        "Heures par segment, et les actions qui en prennent le plus (clients)",
        "Hours by segment, and the actions that take most (clients)"),
      columns: [
        DataTable.Column(RichText("Segment")),
        DataTable.Column(RichText(context.pick("heures", "hours")), .number),
        DataTable.Column(RichText(context.pick("dont en retard", "overdue")), .number),
        DataTable.Column(RichText(context.pick("surtout", "mostly"))),
      ], rows: rows)
  }

  private func byCollaborator(_ reform: ReformPlan) -> [ReportBlock] {
    guard let quarter = first(reform) else { return [] }
    let loads = owned(reform, in: quarter).sorted { a, b in
      let (left, right) = (a.hours - (a.capacity ?? 0), b.hours - (b.capacity ?? 0))
      return left != right ? left > right : (a.owner ?? "") < (b.owner ?? "")
    }
    guard !loads.isEmpty else { return [] }
    let rows = loads.prefix(loadLimit).map { load -> [RichText] in
      [
        "\(verbatim: load.owner ?? "–")", RichText(hours(load.hours)),
        RichText(load.capacity.map(hours) ?? "–"),
        RichText(load.fittingHours.map(hours) ?? "–"),
        RichText(context.numbers.integer(load.postponed)),
      ]
    }
    let rest = loads.count - rows.count
    let more =
      rest > 0
      ? context.pick(
        " ; \(context.numbers.count(rest, "autre", "autres")) moins \(rest < 2 ? "chargé" : "chargés")",
        "; \(context.numbers.count(rest, "other", "others")) less loaded")
      : ""
    return [
      .table(
        DataTable(
          caption: context.pick(
            "Charge du \(words.quarter(quarter)) par collaborateur, les plus chargés d’abord\(more)",
            "Load of \(words.quarter(quarter)) by staff member, the most loaded first\(more)"),
          columns: [
            DataTable.Column(RichText(context.pick("collaborateur", "staff member"))),
            DataTable.Column(RichText(context.pick("demandé", "asked")), .number),
            DataTable.Column(RichText(context.pick("disponible", "available")), .number),
            DataTable.Column(RichText(context.pick("tient", "fits")), .number),
            DataTable.Column(
              RichText(context.pick("actions reportées", "actions postponed")), .number),
          ], rows: rows))
    ]
  }
}
