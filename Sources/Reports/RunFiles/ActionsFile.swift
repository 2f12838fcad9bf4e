import Interpretation
import Segmentation
import Tables

/// `actions.csv`: one row an action, clients in the order of the portfolio, each client's actions by
/// their day.
///
/// `due` is empty where the action has no day, `owner` where nobody is in charge, and `fits` where no
/// hours are known; `fits` is `false` for what does not fit into its owner's quarter. `priority` is the
/// client's, of 100. A text that a spreadsheet would take for a formula is guarded.
public struct ActionsFile: Sendable {
  public static let header = [
    "id", "segment", "action_code", "action", "channel", "owner", "due", "hours", "priority",
    "fits",
  ]

  private let plan: ActionPlan
  private let identifiers: [String]
  private let catalogue: ActionCatalogue
  private let language: Language

  /// - Parameter identifiers: what names each client of the plan.
  public init(
    _ plan: ActionPlan, identifiers: [String], catalogue: ActionCatalogue, language: Language
  ) {
    precondition(identifiers.count == plan.clients.count, "an identifier for each client")
    self.plan = plan
    self.identifiers = identifiers
    self.catalogue = catalogue
    self.language = language
  }

  init(_ reform: ReformPlan, _ study: Study) {
    self.init(
      reform.plan, identifiers: study.identifiers, catalogue: reform.catalogue,
      language: study.configuration.language)
  }

  public var bytes: [UInt8] {
    let words = Dictionary(uniqueKeysWithValues: catalogue.actions.map { ($0.code, $0) })
    let rows = plan.clients.indices.flatMap { client in
      plan.clients[client].actions.indices.map { Row(client: client, action: $0) }
    }
    return CSVWriter(.international).bytes(header: Self.header, rowCount: rows.count) { row in
      fields(rows[row], words)
    }
  }

  private struct Row {
    let client: Int
    let action: Int
  }

  private func fields(_ row: Row, _ words: [String: CatalogueAction]) -> [CSVField] {
    let client = plan.clients[row.client]
    let action = client.actions[row.action]
    let word = words[action.code]
    func text(_ text: String?) -> CSVField { text.map(CSVField.text) ?? .missing }
    return [
      .text(identifiers[row.client]), text(client.segment), .text(action.code),
      text(word?.label[language]), text(word?.channel[language]), text(client.owner),
      action.due.map { .date($0.number) } ?? .missing, .number(action.hours),
      .number((client.priority.points * 10).rounded() / 10), text(action.fits.map(String.init)),
    ]
  }
}
