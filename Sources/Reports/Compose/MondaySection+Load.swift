import Interpretation
import Segmentation

extension MondaySection {
  private func hours(_ value: Double) -> String {
    context.numbers.decimal(value, digits: 0) + "\u{A0}h"
  }

  /// Hours asked against hours there are.
  func load(_ reform: ReformPlan) -> [ReportBlock] {
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
    let rows = loads.prefix(14).map { load -> [RichText] in
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
