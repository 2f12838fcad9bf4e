import ArgumentParser
import Foundation
import Interpretation
import LinearAlgebra
import Reports
import Segmentation
import Tables

struct RulesApplyCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "apply",
      abstract: say(
        "Le segment de chaque client selon vos règles, et pourquoi.",
        "Each client's segment by your rules, and why."),
      discussion: say(
        """
        Exemple :
          clientele rules apply clients.csv --rules regles.yaml --output segments.csv

        Écrit un CSV : id, rule_segment, because. Une règle qui lit une donnée manquante ne dit rien \
        du client : la suivante est essayée, et « because » le dit.
        """,
        """
        Example:
          clientele rules apply clients.csv --rules rules.yaml --output segments.csv

        Writes CSV: id, rule_segment, because. A rule that reads a missing value says nothing of the \
        client: the next one is tried, and 'because' says so.
        """))
  }

  @Argument(
    help: ArgumentHelp(
      say("Fichier CSV, ou - pour l'entrée standard.", "CSV file, or - for standard input."),
      valueName: say("entrée", "input")))
  var input: String

  @OptionGroup var file: RuleFileOption

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier CSV à écrire (sinon la sortie standard).",
        "CSV file to write (else standard output)."), valueName: say("fichier", "file")))
  var output: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Ajouter les couches : abc, colour, priority.", "Add the layers: abc, colour, priority.")))
  var layers = false

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier de configuration YAML, celui de « run ».",
        "YAML configuration file, that of 'run'."), valueName: say("fichier", "file")))
  var config: String?

  @OptionGroup var day: ReferenceDayOptions

  @Flag(help: ArgumentHelp(say("Écrire le résultat en JSON.", "Print the result as JSON.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let rules = try file.read()
    try output.map { path in
      try OutputFile(path: path).refuse(over: input)
      try file.rules.map { try OutputFile(path: path).refuse(over: $0) }
      try OutputFile(path: path).probe()
    }
    let reader = RuledInput(path: input, config: config, day: day)
    let (clients, result) = try common.work(stages: 2, onTerminalOnly: true) {
      progress, parallelism in
      progress.begin(say("lecture", "reading"))
      let clients = try reader.read(parallelism)
      progress.begin(say("règles", "rules"))
      return (
        clients,
        try file.complaining {
          try RuleSegmentation(rules).apply(
            to: clients.studied.table, extra: clients.derived)
        }
      )
    }
    if !common.quiet {
      RulesNotes(clients: clients.studied.clients, absent: result.absentColumns).tell()
    }
    let csv = RuledClientsFile(
      identifiers: clients.studied.identifiers, result: result, hasLayers: layers)
    try output.map { try OutputFile(path: $0).write(csv.bytes) }
    if json {
      let record = RulesApplied(clients.studied.identifiers, result, language: language)
      print(try JSONValue(encoding: record).text(), terminator: "")
    } else if output == nil {
      print(String(decoding: csv.bytes, as: UTF8.self), terminator: "")
    } else {
      print(RulesAppliedText(result).text())
    }
  }
}

extension RulesApplyCommand: ReadsInput {}

/// The CSV of the contract.
private struct RuledClientsFile {
  let identifiers: [String]
  let result: RuleResult
  let hasLayers: Bool

  var bytes: [UInt8] {
    let header =
      ["id", "rule_segment", "because"] + (hasLayers ? ["abc", "colour", "priority"] : [])
    return CSVWriter(.international).bytes(header: header, rowCount: identifiers.count) { row in
      let plain: [CSVField] = [
        .text(identifiers[row]), .text(result.code(ofRow: row)),
        .text(result.because(ofRow: row, language: language)),
      ]
      guard hasLayers else { return plain }
      let client = result.clients[row]
      return plain + [
        client.abc.map(CSVField.text) ?? .missing, client.colour.map(CSVField.text) ?? .missing,
        client.priority.map { .number($0.toHundredths) } ?? .missing,
      ]
    }
  }
}

extension Double {
  /// A priority is an order of calls: more digits would pretend.
  fileprivate var toHundredths: Double { (self * 100).rounded() / 100 }
}

/// What `--json` prints.
private struct RulesApplied: Encodable {
  struct Segment: Encodable {
    let code: String
    let label: String?
    let clients: Int
    let share: Double
  }
  struct Client: Encodable {
    struct Unevaluated: Encodable {
      let rule: String
      let missing: [String]
    }
    let id: String
    let ruleSegment: String
    let because: String
    let notEvaluated: [Unevaluated]
    let abc: String?
    let colour: String?
    let priority: Double?
  }
  let segments: [Segment]
  let absentColumns: [String]
  let clients: [Client]

  init(_ identifiers: [String], _ result: RuleResult, language: Language) {
    let all = Double(max(1, identifiers.count))
    segments = result.segments.map {
      Segment(
        code: $0.code, label: $0.label?[language], clients: $0.clientCount,
        share: Double($0.clientCount) / all)
    }
    absentColumns = result.absentColumns
    let codes = result.file.rules.map(\.code)
    clients = identifiers.indices.map { row in
      let client = result.clients[row]
      return Client(
        id: identifiers[row], ruleSegment: result.code(ofRow: row),
        because: result.because(ofRow: row, language: language),
        notEvaluated: client.notEvaluated.map {
          Client.Unevaluated(rule: codes[$0.rule], missing: $0.missing)
        },
        abc: client.abc, colour: client.colour, priority: client.priority?.toHundredths)
    }
  }
}

/// How many clients each segment has, for a person at a terminal.
private struct RulesAppliedText {
  let result: RuleResult

  init(_ result: RuleResult) { self.result = result }

  func text() -> String {
    let numbers = NumberStyle(language)
    let all = result.clients.count
    var table = TextTable(
      header: [
        say("segment", "segment"), say("libellé", "label"), "clients", say("part", "share"),
      ], numericFrom: 2)
    for segment in result.segments {
      table.append([
        segment.code, segment.label?[language] ?? "", numbers.integer(segment.clientCount),
        numbers.percent(Double(segment.clientCount) / Double(max(1, all))),
      ])
    }
    table.append([say("total", "total"), "", numbers.integer(all), ""])
    let traced = result.clients.count { !$0.notEvaluated.isEmpty }
    guard traced > 0 else { return table.text() }
    return table.text() + "\n\n"
      + say(
        "Pour \(numbers.count(traced, "client", "clients")), au moins une règle n'a rien pu dire, faute "
          + "de données ; la colonne « because » dit lesquelles.",
        "For \(numbers.count(traced, "client", "clients")), at least one rule could say nothing for lack "
          + "of data; the column 'because' says which.")
  }
}
