import Interpretation
import Segmentation

/// "Fiches segment": one page each, to brief the staff.
struct SheetSection: Sendable {
  let context: ReportContext

  private var words: ReformWords { ReformWords(language: context.language) }

  var section: ReportSection {
    ReportSection(
      anchor: "sheets", heading: context.pick("Fiches segment", "Segment sheets"),
      lead: context.pick(
        """
        Une page par segment pour les collaborateurs. Les actions sont celles qui restent, avec le nombre de \
        clients, les heures et la date médiane.
        """,
        """
        One page a segment for the staff. Actions are those that are left, with the number of clients, the \
        hours and the median date.
        """),
      blocks: context.hasSegments ? context.reform.map { [.sheets(sheets($0))] } ?? [] : [])
  }

  private func sheets(_ reform: ReformPlan) -> [SegmentSheet] {
    zip(SegmentCards(context: context).cards, reform.segments).map { card, plan in
      SegmentSheet(
        number: card.number, name: card.name, sizeLine: card.sizeLine, verdict: card.verdict,
        parts: [who(card), talk(plan, reform)] + actions(plan, reform))
    }
  }

  /// What the card says first, and whom it names.
  private func who(_ card: SegmentCard) -> SegmentSheet.Part {
    let identifiers = card.typical.map { RichText([.verbatim($0)]) }
    let typical =
      context.pick("Clients types : ", "Typical clients: ")
      + .list(identifiers, context.language) + "."
    return SegmentSheet.Part(
      heading: context.pick("Qui sont-ils", "Who they are"),
      paragraphs: Array(card.paragraphs.prefix(1)) + (identifiers.isEmpty ? [] : [typical]))
  }

  private func talk(_ plan: SegmentPlan, _ reform: ReformPlan) -> SegmentSheet.Part {
    let approaches = plan.leadingProfiles.compactMap { profile -> RichText? in
      guard let approach = reform.catalogue.approach(to: profile.code) else { return nil }
      let share = context.numbers.share(Double(profile.clients) / Double(max(plan.clients, 1)))
      return
        "\(strong: context.printed(approach.name)) (\(share)) – \(context.printed(approach.talk))"
    }
    return SegmentSheet.Part(
      heading: context.pick("Comment leur parler", "How to talk to them"),
      paragraphs: approaches.isEmpty
        ? [
          context.pick(
            "Vos règles n’ont pas de profil que le catalogue connaisse.",
            "Your rules have no profile that the catalogue knows.")
        ] : approaches)
  }

  private func actions(_ plan: SegmentPlan, _ reform: ReformPlan) -> [SegmentSheet.Part] {
    ActionPurpose.allCases.compactMap { purpose in
      let items = plan.actions.filter { reform.catalogue[$0.code]?.purpose == purpose }
        .map { item($0, reform) }
      return items.isEmpty
        ? nil : SegmentSheet.Part(heading: words.heading(purpose), items: items)
    }
  }

  private func item(_ action: SegmentPlan.Action, _ reform: ReformPlan) -> RichText {
    let label = context.action(action.code)
    let channel = reform.catalogue[action.code].map { context.printed($0.channel) }
    let hours = context.numbers.decimal(action.hours, digits: action.hours < 10 ? 1 : 0)
    var details = [
      channel, context.clients(action.clients), "\(hours)\u{A0}h",
      action.due.map { context.pick("pour le ", "by ") + words.shortDay($0) },
    ].compactMap { $0 }
    if action.overdue > 0 {
      details.append(
        context.numbers.count(
          action.overdue, context.pick("en retard", "overdue"),
          context.pick("en retard", "overdue")))
    }
    return "\(strong: label) – \(details.joined(separator: ", "))"
  }
}
