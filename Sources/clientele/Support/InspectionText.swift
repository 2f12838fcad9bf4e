import Interpretation
import Preparation
import Tables

/// An inspection for a person at a terminal.
struct InspectionText {
  private let inspection: Inspection
  let numbers = NumberStyle(language)

  /// Items that a list writes out.
  private static let shownProblems = 10

  init(_ inspection: Inspection) { self.inspection = inspection }

  func text() -> String {
    var lines = [summary]
    lines += section(
      say("Corrigé en lisant :", "Mended while reading:"),
      ReadingCorrections(inspection.reading, numbers).lines)
    lines += ["", columnTable]
    lines += section(
      say("Actives, mais qu'une étude écarterait :", "Active, but a study would leave them out:"),
      inspection.screening.map { name(of: $0.key) + say(" : ", ": ") + words($0.reason) })
    lines += section(say("Unités :", "Units:"), conversions)
    lines += section(say("À vérifier :", "To check:"), doubts)
    lines += section(
      say("Valeurs illisibles, devenues manquantes :", "Unreadable values, now missing:"),
      problems)
    return lines.joined(separator: "\n")
  }

  private func section(_ heading: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : ["", heading] + items.map { "• " + $0 }
  }

  private var summary: String {
    let reading = inspection.reading
    var facts = [
      numbers.phrase(inspection.input.rows, "ligne", "lignes", "row", "rows"),
      numbers.phrase(inspection.input.columns, "colonne", "colonnes", "column", "columns"),
      reading.hasByteOrderMark
        ? say("\(reading.encoding.rawValue) avec BOM", "\(reading.encoding.rawValue) with BOM")
        : reading.encoding.rawValue,
    ]
    if let separator = reading.separator {
      facts.append(say("séparateur ", "separator ") + separator.words)
    }
    if reading.hasQuotedFields {
      facts.append(say("champs entre guillemets", "quoted fields"))
    }
    if let mark = reading.decimalMark {
      facts.append(say("décimales avec « \(mark.rawValue) »", "decimals with '\(mark.rawValue)'"))
    }
    facts.append(
      reading.headerLine.map { say("en-tête ligne \($0)", "header on line \($0)") }
        ?? say("sans en-tête", "no header"))
    if let key = reading.identifierColumn {
      facts.append(
        say("clients nommés par « \(name(of: key)) »", "clients named by '\(name(of: key))'"))
    }
    return inspection.input.path + say(" : ", ": ") + facts.joined(separator: ", ")
  }

  private var columnTable: String {
    var table = TextTable(
      header: [
        say("colonne", "column"), say("type", "type"), say("unité", "unit"), say("rôle", "role"),
        say("manques", "missing"),
      ], numericFrom: 4)
    for column in inspection.columns {
      table.append([
        column.shownName, column.kind.words, column.unit.words, column.role.words,
        column.missing == 0 ? "–" : numbers.percent(column.missingShare, digits: 1),
      ])
    }
    return table.text()
  }

  private var conversions: [String] {
    inspection.columns.filter(\.writtenUnit.isConverted).map { column in
      let written = column.writtenUnit.rawValue
      return say(
        "\(column.shownName) : lu en \(written), converti en €",
        "\(column.shownName): read in \(written), converted to €")
    }
  }

  private var doubts: [String] {
    headerDoubt
      + inspection.columns.flatMap { column in
        column.doubts.map { column.shownName + say(" : ", ": ") + $0.words }
      }
  }

  private var headerDoubt: [String] {
    let count = inspection.reading.numericHeaderCount
    guard count > 0, let line = inspection.reading.headerLine else { return [] }
    let names = numbers.phrase(
      count, "nom de colonne est un nombre", "noms de colonne sont des nombres",
      "column name is a number", "column names are numbers")
    return [
      say(
        "en-tête (ligne \(line)) : \(names) ; si c'est un client, ajouter une ligne d'en-tête.",
        "header (line \(line)): \(names); if it is a client, add a header row.")
    ]
  }

  func name(of key: String) -> String {
    inspection.columns.first { $0.key == key }?.shownName ?? key
  }

  private var problems: [String] {
    let reading = inspection.reading
    var lines = reading.cellProblems.prefix(Self.shownProblems).map { problem in
      say(
        "ligne \(problem.line), colonne \(problem.column) (\(problem.columnName.shortened)) : "
          + problem.words,
        "line \(problem.line), column \(problem.column) (\(problem.columnName.shortened)): "
          + problem.words)
    }
    let rest = reading.cellProblemCount - lines.count
    if rest > 0 {
      lines.append(say("et ", "and ") + numbers.phrase(rest, "autre", "autres", "more", "more"))
    }
    return lines
  }
}

extension NumberStyle {
  /// A number with the French or the English words that agree with it.
  func phrase(
    _ count: Int, _ french: String, _ frenchPlural: String, _ english: String,
    _ englishPlural: String
  ) -> String {
    integer(count) + " "
      + say(
        plural(Double(count), french, frenchPlural), plural(Double(count), english, englishPlural))
  }
}

extension CellProblem {
  fileprivate var words: String {
    if found == .number && expected == .numeric {
      return say(
        "un nombre dont la décimale n'est pas celle de la colonne",
        "a number whose decimal mark is not the column's")
    }
    let wanted =
      switch expected {
      case .numeric: say("un nombre", "a number")
      case .date: say("une date", "a date")
      case .yesNo: say("oui ou non", "yes or no")
      default: expected.words
      }
    return say("\(found.words) au lieu de : \(wanted)", "\(found.words) instead of: \(wanted)")
  }
}
