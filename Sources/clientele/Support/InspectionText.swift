import Interpretation
import Preparation
import Tables

/// An inspection for a person at a terminal.
struct InspectionText {
  private let inspection: Inspection
  private let numbers = NumberStyle(language)

  /// Items that a list writes out.
  private static let shownProblems = 10

  init(_ inspection: Inspection) { self.inspection = inspection }

  func text() -> String {
    var lines = [summary]
    lines += section(
      say("Corrigé en lisant :", "Mended while reading:"),
      ReadingCorrections(inspection.reading, numbers).lines)
    lines += ["", columnTable]
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
      let name = inspection.columns.first { $0.key == key }?.name ?? key
      facts.append(say("clients nommés par « \(name) »", "clients named by '\(name)'"))
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
        column.name, column.kind.words, column.unit.words, column.role.words,
        column.missing == 0 ? "–" : numbers.percent(column.missingShare, digits: 1),
      ])
    }
    return table.text()
  }

  private var conversions: [String] {
    inspection.columns.filter(\.writtenUnit.isConverted).map { column in
      let written = column.writtenUnit.rawValue
      return say(
        "\(column.name) : lu en \(written), converti en €",
        "\(column.name): read in \(written), converted to €")
    }
  }

  private var doubts: [String] {
    inspection.columns.flatMap { column in
      column.doubts.map { column.name + say(" : ", ": ") + $0.words }
    }
  }

  private var problems: [String] {
    let reading = inspection.reading
    var lines = reading.cellProblems.prefix(Self.shownProblems).map { problem in
      say(
        "ligne \(problem.line), colonne \(problem.column) (\(problem.columnName)) : "
          + "\(problem.found.words), pour \(problem.expected.words)",
        "line \(problem.line), column \(problem.column) (\(problem.columnName)): "
          + "\(problem.found.words), for \(problem.expected.words)")
    }
    let rest = reading.cellProblemCount - lines.count
    if rest > 0 {
      lines.append(say("et ", "and ") + numbers.phrase(rest, "autre", "autres", "more", "more"))
    }
    return lines
  }
}

/// What reading left out or changed, with the lines.
private struct ReadingCorrections {
  private let reading: ReadReport
  private let numbers: NumberStyle

  init(_ reading: ReadReport, _ numbers: NumberStyle) {
    self.reading = reading
    self.numbers = numbers
  }

  var lines: [String] { (rows + columns + repeats).compactMap { $0 } }

  private var rows: [String?] {
    [
      listed(
        reading.titleLinesDropped, "ligne de titre écartée", "lignes de titre écartées",
        "title line left out", "title lines left out"),
      listed(
        reading.totalRowsDropped, "ligne de total écartée", "lignes de total écartées",
        "total row left out", "total rows left out"),
      listed(
        reading.emptyRowsDropped, "ligne vide écartée", "lignes vides écartées",
        "empty row left out", "empty rows left out"),
      listed(
        reading.raggedRows.map(\.line), total: reading.raggedRowCount,
        "ligne trop courte ou trop longue, ajustée",
        "lignes trop courtes ou trop longues, ajustées",
        "row too short or too long, adjusted", "rows too short or too long, adjusted"),
      reading.invalidSequencesReplaced == 0
        ? nil
        : numbers.phrase(
          reading.invalidSequencesReplaced, "caractère illisible remplacé",
          "caractères illisibles remplacés", "unreadable character replaced",
          "unreadable characters replaced"),
    ]
  }

  private var columns: [String?] {
    let renamed = reading.renamedHeaders.map { header in
      header.wasEmpty
        ? say(
          "colonne \(header.position) sans nom, appelée \(header.key)",
          "column \(header.position) without a name, called \(header.key)")
        : say(
          "colonne \(header.position) au nom déjà pris, appelée \(header.key)",
          "column \(header.position) whose name is taken, called \(header.key)")
    }
    let empty = reading.emptyColumnsDropped
    guard !empty.isEmpty else { return renamed }
    let positions = empty.map(String.init).joined(separator: ", ")
    return renamed + [
      numbers.phrase(
        empty.count, "colonne vide écartée", "colonnes vides écartées", "empty column left out",
        "empty columns left out")
        + say(" (position \(positions))", " (position \(positions))")
    ]
  }

  /// What `run` will do with rows that repeat a client.
  private var repeats: [String?] {
    guard reading.duplicatedIdentifierRowCount > 0 else { return [] }
    let told = listed(
      reading.duplicatedIdentifierRows, total: reading.duplicatedIdentifierRowCount,
      "ligne répète un client déjà lu", "lignes répètent un client déjà lu",
      "row repeats a client already read", "rows repeat a client already read")
    let treatment =
      reading.repeatsAreCopies
      ? say(
        " ; « clientele run » étudie la ligne la plus complète de chaque client",
        "; 'clientele run' studies the fullest row of each client")
      : say(
        " ; c'est trop pour des copies : « clientele run » garde toutes les lignes",
        "; too many to be copies: 'clientele run' keeps all rows")
    return [told.map { $0 + treatment }]
  }

  /// `2 lignes vides écartées (lignes 4, 9)`; `nil` for none.
  private func listed(
    _ lines: [Int], total: Int? = nil, _ french: String, _ frenchPlural: String,
    _ english: String, _ englishPlural: String
  ) -> String? {
    let count = total ?? lines.count
    guard count > 0 else { return nil }
    let limit = 10
    var list = lines.prefix(limit).map(String.init).joined(separator: ", ")
    if count > limit { list += say(" et ", " and ") + numbers.integer(count - limit) }
    if count > limit { list += say(" de plus", " more") }
    return numbers.phrase(count, french, frenchPlural, english, englishPlural)
      + (count == 1
        ? say(" (ligne \(list))", " (line \(list))")
        : say(" (lignes \(list))", " (lines \(list))"))
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
