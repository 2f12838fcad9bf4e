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
      valueName: say("échelle", "scale")))
  var scale: NumericScale?

  /// - Parameter configuration: columns to which it gives another role than active are left out,
  ///   unless they are asked for by name.
  func prepare(_ source: StudySource, _ configuration: StudyConfiguration) throws -> NumericInput {
    let table = source.reading.table
    do {
      let preparation = try NumericPreparation.fit(
        table, columns: names ?? table.activeNumericKeys(configuration.studiedPreparation.roles),
        scale: scale ?? .standard)
      let unread = UnreadCells(source.reading, in: preparation.keys)
      if let place = unread.firstNotFinite {
        throw Complaint(
          status: .unusableData, about: source,
          message: say(
            "\(place) : pas un nombre fini. Corriger la cellule, ou la vider : elle sera remplie.",
            "\(place): not a finite number. Mend the cell, or empty it: it will be filled."))
      }
      return NumericInput(
        keys: preparation.keys, rows: try preparation.transform(table),
        unread: unread, firstMissing: table.firstMissing(in: preparation.keys))
    } catch PreparationError.notNumeric(let key) {
      let kind = table[key]?.kind.words ?? say("texte", "text")
      throw Complaint(
        status: .unusableData, about: source,
        message: say(
          "la colonne « \(key) » n'est pas faite de nombres : elle est lue comme « \(kind) ». "
            + "« clientele inspect » montre pourquoi.",
          "the column '\(key)' is not one of numbers: it is read as '\(kind)'. 'clientele inspect' "
            + "shows why."))
    } catch PreparationError.noActiveColumn {
      throw Complaint(
        status: .unusableData, about: source,
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
    if let twice = names.flatMap(\.firstRepeated) {
      throw ValidationError(
        say("--columns nomme deux fois « \(twice) ».", "--columns names '\(twice)' twice."))
    }
  }

  var names: [String]? {
    columns?.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }
}

extension Table {
  /// Row by row.
  fileprivate func firstMissing(in keys: [String]) -> String? {
    let columns = keys.compactMap { self[$0] }
    for row in 0..<rowCount {
      guard let column = columns.first(where: { $0.values.isMissing(row) }) else { continue }
      return say(
        "ligne de données \(row + 1), colonne \(column.name.shortened)",
        "data row \(row + 1), column \(column.name.shortened)")
    }
    return nil
  }

  fileprivate func activeNumericKeys(_ roles: [String: VariableRole]) -> [String] {
    columns.filter { column in
      guard case .numbers = column.values, column.kind != .identifier else { return false }
      return column.isActive(roles)
    }.map(\.key)
  }
}

extension Column {
  /// Whether a configuration leaves the column among those that make groups.
  func isActive(_ roles: [String: VariableRole]) -> Bool {
    (roles[key] ?? roles[name] ?? .active) == .active
  }
}

struct NumericInput {
  let keys: [String]
  let rows: NumericRows
  let unread: UnreadCells
  /// Where the first missing cell is.
  let firstMissing: String?

  /// Numbers of groups are chosen among clients that differ.
  func refuseUnlessVaried(_ source: StudySource) throws {
    let (x, least) = (rows.matrix, 3)
    guard x.rowCount >= least else {
      throw PreparationError.tooFewRows(found: x.rowCount, required: least)
    }
    guard (1..<x.rowCount).contains(where: { x.row($0) != x.row(0) }) else {
      throw Complaint(
        status: .unusableData, about: source,
        message: say(
          "toutes les lignes ont les mêmes valeurs : il n'y a pas de groupes à chercher.",
          "every row has the same values: there are no groups to look for."))
    }
  }

  /// Said on standard error, because a filled cell changes the answer.
  func warnOfMissingCells() {
    guard rows.missingCellCount > 0 else { return }
    let count = rows.missingCellCount
    let first = firstMissing.map {
      count < 2 ? " (\($0))" : say(" (d'abord : \($0))", " (first: \($0))")
    }
    let place = unread.words.isEmpty ? first ?? "" : unread.words
    let cells = NumberStyle(language).phrase(
      count, "cellule manquante a pris", "cellules manquantes ont pris", "missing cell took",
      "missing cells took")
    Terminal.write(
      say(
        "Attention : \(cells) la valeur centrale de \(count < 2 ? "sa" : "leur") colonne"
          + "\(place).",
        "Note: \(cells) the centre of \(count < 2 ? "its" : "their") column\(place)."))
  }

  /// Said on standard error, because others use more of the table.
  /// - Parameter uses: what does.
  func warnOfColumnsLeftOut(of table: Table, uses: String) {
    let kinds: Set<ColumnKind> = [.category, .yesNo, .ordinal, .set]
    let left = table.columns.filter { kinds.contains($0.kind) && !keys.contains($0.key) }
    guard !left.isEmpty else { return }
    let names = NumberStyle(language).list(left.map(\.name))
    Terminal.write(
      say(
        "Attention : colonnes non numériques laissées de côté (\(uses)) : \(names).",
        "Note: non-numeric columns left out (\(uses)): \(names)."))
  }
}

/// Cells of chosen columns that hold something which is no value of theirs.
struct UnreadCells {
  private let problems: [CellProblem]

  /// Problems that a sentence writes out.
  private static let shown = 3

  init(_ reading: TableReading, in keys: [String]) {
    let names = Set(keys.compactMap { reading.table[$0]?.name })
    problems = reading.report.cellProblems.filter { names.contains($0.columnName) }
  }

  /// Where an infinity is, or a number beyond the range; `nil` where none is.
  var firstNotFinite: String? {
    problems.first { $0.found == .notFinite }.map(place)
  }

  /// ` (line 3, column b: a number out of range; and 2 more)`; empty where there is none.
  var words: String {
    guard !problems.isEmpty else { return "" }
    var parts = problems.prefix(Self.shown).map { problem in
      place(problem) + say(" : ", ": ") + problem.found.words
    }
    if problems.count > parts.count {
      parts.append(
        say("et ", "and ")
          + NumberStyle(language).phrase(
            problems.count - parts.count, "autre", "autres", "more", "more"))
    }
    return " (" + parts.joined(separator: say(" ; ", "; ")) + ")"
  }

  private func place(_ problem: CellProblem) -> String {
    say(
      "ligne \(problem.line), colonne \(problem.columnName.shortened)",
      "line \(problem.line), column \(problem.columnName.shortened)")
  }
}

extension [String] {
  /// The first that an earlier one equals.
  var firstRepeated: String? {
    var seen: Set<String> = []
    return first { !seen.insert($0).inserted }
  }
}
