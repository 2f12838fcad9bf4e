import ArgumentParser
import Foundation
import Interpretation
import Preparation
import Segmentation
import Tables

extension NumericScale: ExpressibleByArgument {}

/// Chosen numeric columns of an input as a matrix: what `cluster` and `choose` work on.
struct NumericOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Colonnes numériques à employer, séparées par des virgules (par défaut : toutes).",
        "Numeric columns to use, separated by commas (default: all)."), valueName: "a,b,c"))
  var columns: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Mise à l'échelle : none, standard (par défaut), robust, minmax.",
        "Scaling: none, standard (default), robust, minmax."),
      valueName: "scale"))
  var scale: NumericScale?

  func prepare(_ source: StudySource) throws -> NumericInput {
    let table = source.reading.table
    do {
      let preparation = try NumericPreparation.fit(table, columns: names, scale: scale ?? .standard)
      return NumericInput(
        keys: preparation.keys, rows: try preparation.transform(table))
    } catch PreparationError.noActiveColumn {
      throw Complaint(
        status: .unusableData,
        message: say(
          "aucune colonne numérique. « clientele inspect » montre ce qui a été lu ; « clientele run » "
            + "emploie aussi les catégories.",
          "no numeric column. 'clientele inspect' shows what was read; 'clientele run' uses "
            + "categories too."))
    }
  }

  func validate() throws {
    if let names, names.isEmpty || names.contains("") {
      throw ValidationError(
        say(
          "--columns demande des noms de colonnes séparés par des virgules.",
          "--columns takes names of columns separated by commas."))
    }
  }

  var names: [String]? {
    columns?.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }
}

struct NumericInput {
  let keys: [String]
  let rows: NumericRows

  /// Said on standard error, because a filled cell changes the answer.
  func warnOfMissingCells() {
    guard rows.missingCellCount > 0 else { return }
    Terminal.write(
      say(
        "Attention : \(rows.missingCellCount) cellules manquantes ont pris la valeur centrale de "
          + "leur colonne.",
        "Note: \(rows.missingCellCount) missing cells took the centre of their column."))
  }

  /// Said on standard error, because `run` uses more of the table.
  func warnOfColumnsLeftOut(of table: Table) {
    let kinds: Set<ColumnKind> = [.category, .yesNo, .ordinal, .set]
    let left = table.columns.filter { kinds.contains($0.kind) && !keys.contains($0.key) }
    guard !left.isEmpty else { return }
    let names = NumberStyle(language).list(left.map(\.name))
    Terminal.write(
      say(
        "Attention : colonnes non numériques laissées de côté (--prepared les emploie) : \(names).",
        "Note: non-numeric columns left out (--prepared uses them): \(names)."))
  }
}
