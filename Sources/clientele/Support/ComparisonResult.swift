import Interpretation
import Preparation
import Reports
import Segmentation
import Tables

/// What `compare` found, for a person at a terminal and as a file.
struct ComparisonResult {
  private let comparison: SegmentationComparison
  private let identifiers: [String]
  private let columnNames: [String: String]

  /// One row a client, as `run` studies them.
  init(
    _ source: StudySource, left: String, right: String, _ configuration: StudyConfiguration
  ) throws {
    let clients = try source.studiedClients(configuration)
    let roles = try Roles.assign(
      clients.table, configured: configuration.preparation.roles)
    comparison = try SegmentationComparison(
      clients.table, left: left, right: right,
      features: Set(roles.filter { $0.role == .active }.map(\.key)))
    identifiers = clients.identifiers
    columnNames = Dictionary(
      clients.table.columns.map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  var record: ComparisonRecord { ComparisonRecord(comparison, identifiers: identifiers) }

  // MARK: CSV

  var csv: [UInt8] {
    let (left, right) = (comparison.left.names, comparison.right.names)
    return CSVWriter(.international).bytes(
      header: ["id", "left", "right", "expected", "because"],
      rowCount: comparison.disagreements.count
    ) { row in
      let one = comparison.disagreements[row]
      return [
        .text(identifiers[one.row]), .text(left[one.left]), .text(right[one.right]),
        one.expected.map { .text(right[$0]) } ?? .missing,
        one.cause.map { .text($0.key) } ?? .missing,
      ]
    }
  }
}

// MARK: - Text

extension ComparisonResult {
  private var numbers: NumberStyle { NumberStyle(language) }

  func text() -> String {
    [summary, measures, table, flows, leftOut].compactMap { $0 }.joined(separator: "\n\n")
  }

  private var summary: String {
    let rand = comparison.agreement.adjustedRand
    let agreeing = numbers.percent(comparison.agreeingShare, digits: 0)
    let clients = numbers.phrase(
      comparison.rows.count, "client", "clients", "client", "clients")
    let how =
      switch rand {
      case 0.8...:
        say("disent presque la même chose", "say nearly the same")
      case 0.5..<0.8: say("se recoupent en grande partie", "largely agree")
      case 0.2..<0.5: say("se recoupent en partie", "agree in part")
      default: say("n'ont guère de rapport", "have little in common")
      }
    return say(
      "« \(comparison.left.column) » et « \(comparison.right.column) » \(how) : sur \(clients), "
        + "\(agreeing) sont dans deux segments qui se répondent.",
      "'\(comparison.left.column)' and '\(comparison.right.column)' \(how): of \(clients), "
        + "\(agreeing) are in two segments that answer to each other.")
  }

  private var measures: String {
    let agreement = comparison.agreement
    var table = TextTable(
      header: [say("accord", "agreement"), say("valeur", "value")], numericFrom: 1)
    func add(_ name: String, _ value: Double, _ note: String) {
      table.append(["\(name) (\(note))", numbers.decimal(value, digits: 3)])
    }
    add(
      say("Rand ajusté", "adjusted Rand"), agreement.adjustedRand,
      say("0 au hasard, 1 si identiques", "0 by chance, 1 if identical"))
    add(
      say("information mutuelle ajustée", "adjusted mutual information"),
      agreement.adjustedMutualInformation,
      say("0 au hasard, 1 si identiques", "0 by chance, 1 if identical"))
    add("V", agreement.vMeasure, say("1 si identiques", "1 if identical"))
    add(
      say("variation d'information", "variation of information"),
      agreement.variationOfInformation, say("0 si identiques", "0 if identical"))
    return table.text()
  }

  private var table: String {
    let (left, right) = (comparison.left, comparison.right)
    var table = TextTable(
      header: [left.column + " \\ " + right.column] + right.names.indices.map { String($0 + 1) }
        + [say("en tout", "in all"), say("répond à", "answers to"), "Jaccard"],
      numericFrom: 1)
    for (a, counts) in comparison.agreement.contingency.enumerated() {
      let match = comparison.rightOfLeft[a]
      table.append(
        [left.names[a]] + counts.map { $0 == 0 ? "·" : numbers.integer($0) }
          + [
            numbers.integer(left.sizes[a]), match.map { String($0 + 1) } ?? "–",
            numbers.decimal(comparison.agreement.jaccard[a].max() ?? 0, digits: 2),
          ])
    }
    let key = right.names.enumerated().map { "\($0.offset + 1) \($0.element)" }
    return table.text() + "\n\n" + right.column + say(" : ", ": ") + key.joined(separator: ", ")
  }

  /// The ten largest groups of clients that disagree.
  private var flows: String? {
    let flows = comparison.flows
    guard !flows.isEmpty else { return nil }
    let lines = flows.prefix(10).map { flow -> String in
      let causes = flow.causes.prefix(3).map { cause in
        "\(columnNames[cause.key] ?? cause.key) (\(numbers.integer(cause.count)))"
      }
      let clients = numbers.phrase(flow.count, "client", "clients", "client", "clients")
      let why =
        causes.isEmpty ? "" : say(" : ", ": ") + causes.joined(separator: ", ")
      return "• \(comparison.left.names[flow.left]) → \(comparison.right.names[flow.right])"
        + say(" : \(clients)", ": \(clients)")
        + (why.isEmpty ? "" : say(", surtout", ", mostly") + why)
    }
    let more = flows.count - lines.count
    let heading = say(
      "Qui n'est pas d'accord, et la colonne qui l'explique le mieux :",
      "Who disagrees, and the column that explains it best:")
    let rest =
      more > 0
      ? [
        numbers.phrase(
          more, "autre passage ; --output les écrit tous, client par client.",
          "autres passages ; --output les écrit tous, client par client.",
          "other flow; --output writes all of them, client by client.",
          "other flows; --output writes all of them, client by client.")
      ] : []
    return ([heading] + lines + rest).joined(separator: "\n")
  }

  private var leftOut: String? {
    let count = comparison.leftAlone + comparison.rightAlone + comparison.neither
    guard count > 0 else { return nil }
    return numbers.phrase(
      count, "client sans segment d'un côté au moins n'est pas compté.",
      "clients sans segment d'un côté au moins ne sont pas comptés.",
      "client without a segment on one side at least is not counted.",
      "clients without a segment on one side at least are not counted.")
  }
}
