import Interpretation
import Segmentation
import Tables

/// "Que faire lundi ?": what the reform asks of each segment, whom to begin with, and what the
/// collaborators can carry.
struct MondaySection: Sendable {
  let context: ReportContext

  private let clientLimit = 12

  var words: ReformWords { ReformWords(language: context.language) }

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
        RichText(action.map(words.when) ?? "–"),
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
