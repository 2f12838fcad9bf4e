import Clustering
import Preparation
import Tables
import Validation

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
        "# Clients qu'un segment doit compter (par défaut : 3 %, au moins 10).",
        "# Clients a segment must have (default: 3%, at least 10)."),
      "# minimum-size: 20",
      say(
        "# Méthode (auto : Ward puis k-means) : \(ClusteringMethod.names).",
        "# Method (auto: Ward, then k-means): \(ClusteringMethod.names)."),
      "method: auto",
      say(
        "# Part des clients mis de côté ; ou folds: 5 (parts tirées au hasard, chacune à son tour ;\n"
          + "# 5x3 : trois tirages), ou test-groups: une colonne (bureau…). L'un des trois.",
        "# Share of the clients left aside; or folds: 5 (random parts, each in turn; 5x3: three\n"
          + "# divisions), or test-groups: a column (office…). One of the three."),
      "hold-out: 0.25",
      "seed: 2026",
      "",
    ]
    lines += expectations + thresholds
    lines += [
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

  /// Left out of force by `#`: there is nothing to expect of every portfolio.
  private var expectations: [String] {
    [
      say(
        "# Ce que les segments devraient expliquer, sans servir à les former ; et la colonne des\n"
          + "# segments du cabinet, pour comparer ce que les uns et les autres expliquent.",
        "# What the segments should explain, with no part in making them; and the column of the\n"
          + "# firm's own segments, to compare what both explain."),
      "# outcome: [resiliation, marge]",
      "# rule-column: segment_cabinet",
      "",
    ]
  }

  private var thresholds: [String] {
    let rule = VerdictRule()
    let rows: [(String, Thresholds, String)] = [
      (
        "stability", rule.stability,
        say(
          "Jaccard quand on tire les clients à nouveau", "Jaccard when clients are drawn anew")
      ),
      (
        "held-out", rule.heldOut,
        say("Jaccard chez les clients mis de côté", "Jaccard among the clients left aside")
      ),
      ("size", rule.size, say("clients qui l'ont formé", "clients that made it")),
      ("separation", rule.silhouette, say("silhouette moyenne", "mean silhouette")),
    ]
    return [
      say(
        "# Verdicts : à utiliser à partir de use, avec prudence à partir de caution, à ne pas utiliser\n"
          + "# en dessous. La moins bonne des mesures décide.",
        "# Verdicts: use from the first threshold, with caution from the second, avoid below. The\n"
          + "# worst measure decides."),
      "verdict:",
    ]
      + rows.map { name, thresholds, what in
        let values = "{use: \(plain(thresholds.use)), caution: \(plain(thresholds.caution))}"
        let entry = "  \(name):" + String(repeating: " ", count: 11 - name.count) + values
        return entry + String(repeating: " ", count: max(1, 46 - entry.count)) + "# " + what
      } + [
        "  without-groups: \(plain(rule.withoutGroups))"
          + String(repeating: " ", count: 24)
          + say(
            "# p de l'accord face à des clients sans groupes : au-dessus, prudence pour tous",
            "# p of the agreement against clients without groups: above it, caution for all"),
        "  valley: \(plain(rule.valley))"
          + String(repeating: " ", count: 32)
          + say(
            "# p du creux entre un segment et chaque autre : au-dessus, prudence",
            "# p of the valley between a segment and each other: above it, caution"),
        "",
      ]
  }

  private func plain(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(value)
  }

  private func missing(_ column: Inspection.ColumnRecord) -> String {
    guard column.missing > 0 else { return "" }
    let percent = Int((column.missingShare * 100).rounded())
    return say(", \(percent) % manquants", ", \(percent)% missing")
  }
}
