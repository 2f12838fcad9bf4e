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
        "# Part des clients mis de côté ; ou test-groups: une colonne (bureau…).",
        "# Share of the clients left aside; or test-groups: a column (office…)."),
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
    let width = inspection.columns.map { $0.key.count + $0.role.rawValue.count }.max() ?? 0
    for column in inspection.columns {
      let entry = "  \(column.key): \(column.role.rawValue)"
      let padding = String(repeating: " ", count: max(1, width + 6 - entry.count))
      lines.append("\(entry)\(padding)# \(column.name), \(column.kind.words)\(missing(column))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func missing(_ column: Inspection.ColumnRecord) -> String {
    guard column.missing > 0 else { return "" }
    let percent = Int((column.missingShare * 100).rounded())
    return say(", \(percent) % manquants", ", \(percent)% missing")
  }
}
