import Preparation
import Tables

/// The commented configuration that `inspect --write-config` gives to be corrected.
struct StartingConfiguration {
  private let inspection: Inspection

  init(_ inspection: Inspection) { self.inspection = inspection }

  func text() -> String {
    var lines = [
      say(
        "# Configuration de Clientele pour \(inspection.input.path)",
        "# Configuration of Clientele for \(inspection.input.path)"),
      say(
        "# Les options de la commande l'emportent sur ce fichier.",
        "# The command's options win over this file."),
      "",
      say("# Nombre de segments : auto, ou un nombre.", "# Number of segments: auto, or a number."),
      "clusters: auto",
      say(
        "# Méthode : auto (Ward puis k-means), ward, kmeans.",
        "# Method: auto (Ward, then k-means), ward, kmeans."),
      "method: auto",
      say(
        "# Part des clients tenus à l'écart ; ou test-groups: une colonne (bureau…).",
        "# Share of the clients held aside; or test-groups: a column (office…)."),
      "hold-out: 0.25",
      "seed: 2026",
      "",
      say(
        "# Rôle de chaque colonne : active (forme les segments), illustrative (les décrit),\n"
          + "# group (bureau, responsable), outcome, identifier, name, ignored.",
        "# Role of each column: active (makes the segments), illustrative (describes them),\n"
          + "# group (office, manager), outcome, identifier, name, ignored."),
      "columns:",
    ]
    lines += columns + types + units
    return lines.joined(separator: "\n") + "\n"
  }

  private var columns: [String] {
    let width = inspection.columns.map { $0.key.count + $0.role.rawValue.count }.max() ?? 0
    return inspection.columns.map { column in
      let entry = "  \(column.key): \(column.role.rawValue)"
      let padding = String(repeating: " ", count: max(1, width + 6 - entry.count))
      return "\(entry)\(padding)# \(column.name), \(column.kind.words)\(missing(column))"
    }
  }

  /// As read; to be uncommented where reading went wrong.
  private var types: [String] {
    let kinds = ColumnKind.allCases.map(\.rawValue).joined(separator: ", ")
    return [
      "",
      say(
        "# Ce que contient une colonne, là où la lecture s'est trompée : ôter le # de « types » et de\n"
          + "# la colonne. \(kinds).",
        "# What a column holds, where reading went wrong: take off the # of 'types' and of the\n"
          + "# column. \(kinds)."),
      "# types:",
    ] + inspection.columns.map { "#   \($0.key): \($0.kind.rawValue)" }
  }

  private var units: [String] {
    let numeric = inspection.columns.filter { $0.kind == .numeric }
    guard !numeric.isEmpty else { return [] }
    let units = WrittenUnit.allCases.map(\.rawValue).joined(separator: ", ")
    return [
      "",
      say(
        "# L'unité dans laquelle une colonne est écrite : \(units).\n"
          + "# (fraction : une part de 1 ; \"%\" se met entre guillemets.)",
        "# The unit in which a column is written: \(units).\n"
          + "# (fraction: a share of 1; \"%\" goes between quotes.)"),
      "# units:",
    ] + numeric.map { "#   \($0.key): \"\($0.writtenUnit.rawValue)\"" }
  }

  private func missing(_ column: Inspection.ColumnRecord) -> String {
    guard column.missing > 0 else { return "" }
    let percent = Int((column.missingShare * 100).rounded())
    return say(", \(percent) % manquants", ", \(percent)% missing")
  }
}
