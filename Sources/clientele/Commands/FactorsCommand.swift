import ArgumentParser
import Foundation
import Interpretation
import LinearAlgebra
import Preparation
import Reports
import Segmentation

struct FactorsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "factors",
      abstract: say(
        "ACP, ou analyse factorielle de données mixtes : valeurs propres, coordonnées, contributions.",
        "PCA, or factor analysis of mixed data: eigenvalues, coordinates, contributions."),
      discussion: say(
        """
        Exemple :
          clientele factors datasets/wine.csv --json

        Les colonnes sont prises telles quelles (ni logarithme, ni regroupement de modalités), comme \
        le font PCA et FAMD de FactoMineR ; --prepared donne l'espace de « clientele run ».
        """,
        """
        Example:
          clientele factors datasets/wine.csv --json

        Columns are taken as they are (no logarithm, no pooling of levels), as FactoMineR's PCA and \
        FAMD do; --prepared gives the space of 'clientele run'.
        """))
  }

  @Argument(
    help: ArgumentHelp(
      say("Fichier CSV, ou - pour l'entrée standard.", "CSV file, or - for standard input."),
      valueName: say("entrée", "input")))
  var input: String

  @Option(
    help: ArgumentHelp(
      say("Nombre d'axes (par défaut : tous).", "Number of axes (default: all)."), valueName: "n"))
  var axes: Int?

  @Flag(
    help: ArgumentHelp(
      say(
        "Préparer comme « run » : logarithmes, modalités rares, choix des axes.",
        "Prepare as 'run' does: logarithms, rare levels, choice of axes.")))
  var prepared = false

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier de configuration YAML (rôles des colonnes).",
        "YAML configuration file (roles of the columns)."), valueName: say("fichier", "file")))
  var config: String?

  @Flag(help: ArgumentHelp(say("Écrire le résultat en JSON.", "Print the result as JSON.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let axes, axes < 1 {
      throw ValidationError(
        say("--axes demande un nombre à partir de 1.", "--axes takes a number from 1."))
    }
  }

  func run() throws {
    var configuration = StudyConfiguration()
    let file = try config.map { try ConfigurationFile(path: $0, over: &configuration) }
    let reading = configuration.reading
    var options = prepared ? configuration.preparation : .plain
    options.roles = configuration.studiedPreparation.roles
    if let axes { options.axes = .fixed(axes) }
    let (settled, prepared, axes) = (configuration, prepared, axes)
    let result = try common.work(stages: 2, onTerminalOnly: true) { progress, parallelism in
      progress.begin(say("lecture", "reading"))
      let source = try InputReader(
        path: input, parallelism: parallelism, options: reading, configuration: file
      ).read()
      // As they are, the rows of the file; the space of 'run' is one of clients.
      let table =
        prepared ? try source.studiedClients(settled).table : source.reading.table
      progress.begin(say("axes factoriels", "factors"))
      let recipe = try Recipe.fit(table, options: options, parallelism: parallelism)
      return FactorsResult(
        recipe, try recipe.transform(table, parallelism: parallelism), axes: axes)
    }
    print(
      json ? try JSONValue(encoding: result).text() : result.text(), terminator: json ? "" : "\n")
  }
}

/// What `factors` found, under the contract's names.
private struct FactorsResult: Encodable {
  let eigenvalues: [Double]
  let explained: [Double]
  let variables: [String]
  let coordinates: [[Double]]
  let contributions: [[Double]]
  let imputedCells: Int
  let screening: [ScreeningDecision]

  /// - Parameter axes: how many were asked for; `nil` tells the inertia of all.
  init(_ recipe: Recipe, _ rows: PreparedRows, axes: Int?) {
    let shown = axes ?? recipe.factors.eigenvalues.count
    eigenvalues = Array(recipe.factors.eigenvalues.prefix(shown))
    explained = Array(recipe.factors.explained.prefix(shown))
    variables = recipe.variables.map(\.name)
    coordinates = (0..<rows.scores.rowCount).map { Array(rows.scores.row($0)) }
    let shares = recipe.factors.contributions
    contributions = (0..<shares.rowCount).map { Array(shares.row($0)) }
    imputedCells = rows.imputedCellCount
    screening = recipe.screening
  }

  func text() -> String {
    let numbers = NumberStyle(language)
    var inertia = TextTable(
      header: [
        say("axe", "axis"), say("valeur propre", "eigenvalue"), say("part", "share"),
        say("cumul", "cumulated"),
      ], numericFrom: 0)
    var cumulated = 0.0
    for (axis, (value, share)) in zip(eigenvalues, explained).enumerated() {
      cumulated += share
      inertia.append([
        String(axis + 1), numbers.decimal(value, digits: 3), numbers.percent(share, digits: 1),
        numbers.percent(cumulated, digits: 1),
      ])
    }
    let shown = min(5, contributions.first?.count ?? 0)
    var parts = TextTable(
      header: [say("contribution de", "contribution of")]
        + (0..<shown).map { say("axe \($0 + 1)", "axis \($0 + 1)") }, numericFrom: 1)
    for (name, shares) in zip(variables, contributions) {
      parts.append([name] + shares.prefix(shown).map { numbers.percent($0, digits: 1) })
    }
    return inertia.text() + "\n\n" + parts.text()
  }
}
