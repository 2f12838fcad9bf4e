import Interpretation
import Tables

/// What was read and corrected: by line and by column, never a value.
struct ReadingAnnex: Sendable {
  let context: ReportContext

  private var reading: ReadReport { context.study.reading }
  private var words: ReadingWords { ReadingWords(context: context) }

  var section: ReportSection {
    ReportSection(
      anchor: "reading",
      heading: context.pick("Ce qui a été lu et corrigé", "What was read and corrected"),
      lead: context.pick(
        "Lignes et colonnes du fichier, jamais une valeur.",
        "Lines and columns of the file, never a value."),
      blocks: [.definitions(form + corrections)] + [problems, doubts].compactMap { $0 })
  }

  private func definition(_ french: String, _ english: String, _ meaning: String) -> Definition {
    Definition(RichText(context.pick(french, english)), RichText(meaning))
  }

  private var encoding: String {
    guard let other = reading.otherEncoding else { return reading.encoding.rawValue }
    let lines = context.numbers.count(
      other.lineCount, context.pick("ligne", "line"), context.pick("lignes", "lines"))
    return reading.encoding.rawValue
      + context.pick(
        " ; \(lines) en \(other.encoding.rawValue), dès la ligne \(other.firstLine)",
        "; \(lines) in \(other.encoding.rawValue), from line \(other.firstLine) on")
  }

  private var header: String {
    guard let line = reading.headerLine else {
      return context.pick(
        "aucun : la première ligne est lue comme un client",
        "none: the first row is read as a client")
    }
    let place = context.pick("ligne \(line)", "line \(line)")
    if reading.numericHeaderCount == 0 { return place }
    let names = context.numbers.count(
      reading.numericHeaderCount, context.pick("nom est un nombre", "name is a number"),
      context.pick("noms sont des nombres", "names are numbers"))
    return place
      + context.pick(
        " ; \(names), c’est peut-être un client", "; \(names), it may be a client")
  }

  private var form: [Definition] {
    var list = [
      definition(
        "Lu", "Read",
        context.numbers.count(
          reading.rowsRead, context.pick("ligne", "row"), context.pick("lignes", "rows")) + ", "
          + context.numbers.count(
            context.study.table.columns.count, context.pick("colonne", "column"),
            context.pick("colonnes", "columns"))),
      definition("Encodage", "Encoding", encoding),
    ]
    if let separator = reading.separator {
      list.append(definition("Séparateur", "Separator", words.separator(separator)))
    }
    if let mark = reading.decimalMark {
      list.append(
        definition(
          "Décimales", "Decimals",
          mark == .comma
            ? context.pick("virgule", "comma") : context.pick("point", "point")))
    }
    list.append(definition("En-tête", "Header", header))
    if let key = reading.identifierColumn {
      list.append(definition("Identifiant", "Identifier", context.header(key)))
    } else {
      list.append(
        definition(
          "Identifiant", "Identifier",
          context.pick(
            "aucun : les clients sont désignés par leur rang dans le fichier",
            "none: clients are told by their rank in the file")))
    }
    return list
  }

  /// Rows that repeat a client: left out, or kept where they are too many to be copies.
  private var repeats: [Definition] {
    let rows = context.study.clientRows
    guard rows.repeated > 0 else { return [] }
    if rows.leftOut > 0 {
      let lines = context.someNumbers(rows.leftOutLines, limit: 40)
      return [
        definition(
          "Lignes qui répètent un client, écartées", "Rows that repeat a client, left out",
          context.numbers.integer(rows.leftOut)
            + context.pick(
              rows.leftOut == 1 ? " (ligne \(lines))" : " (lignes \(lines))",
              rows.leftOut == 1 ? " (line \(lines))" : " (lines \(lines))")
            + context.pick(
              " ; la ligne la plus complète de chaque client est étudiée, "
                + "\(context.clients(rows.studied)) en tout",
              "; the fullest row of each client is studied, \(context.clients(rows.studied)) in all"
            )
        )
      ]
    }
    return [
      definition(
        "Lignes qui répètent un identifiant, gardées", "Rows that repeat an identifier, kept",
        context.numbers.integer(rows.repeated)
          + context.pick(
            " ; elles comptent chacune pour un client et sont signalées dans segments.csv",
            "; each counts as a client and is flagged in segments.csv"))
    ]
  }

  private var conversions: [Definition] {
    let columns = context.study.table.columns.compactMap { column -> RichText? in
      words.conversion(column).map {
        "\(code: column.name)\(context.pick(" : ", ": "))\($0)"
      }
    }
    guard !columns.isEmpty else { return [] }
    return [
      Definition(
        RichText(context.pick("Unités converties", "Units converted")),
        .joined(columns, separator: context.pick(" ; ", "; ")))
    ]
  }

  private var corrections: [Definition] {
    var list: [Definition] = []
    func add(_ french: String, _ english: String, _ lines: [Int], total: Int? = nil) {
      guard !lines.isEmpty else { return }
      let count = total ?? lines.count
      let numbers = context.someNumbers(lines, total: total)
      list.append(
        definition(
          french, english,
          context.numbers.integer(count)
            + context.pick(
              count == 1 ? " (ligne \(numbers))" : " (lignes \(numbers))",
              count == 1 ? " (line \(numbers))" : " (lines \(numbers))")))
    }
    add("Lignes de titre écartées", "Title lines left out", reading.titleLinesDropped)
    add("Lignes de total écartées", "Total rows left out", reading.totalRowsDropped)
    add(
      "Remarques sous le tableau, écartées", "Remarks below the table, left out",
      reading.footerRowsDropped)
    add("Lignes vides écartées", "Empty rows left out", reading.emptyRowsDropped)
    add(
      "Lignes trop courtes ou trop longues, ajustées", "Rows too short or too long, adjusted",
      reading.raggedRows.map(\.line), total: reading.raggedRowCount)
    if reading.invalidSequencesReplaced > 0 {
      list.append(
        definition(
          "Caractères illisibles remplacés", "Unreadable characters replaced",
          context.numbers.integer(reading.invalidSequencesReplaced)))
    }
    if !reading.renamedHeaders.isEmpty {
      list.append(
        definition(
          "En-têtes vides ou répétés, renommés", "Empty or repeated headers, renamed",
          reading.renamedHeaders.map(\.key).joined(separator: ", ")))
    }
    if !reading.emptyColumnsDropped.isEmpty {
      list.append(
        definition(
          "Colonnes vides écartées", "Empty columns left out",
          context.someNumbers(reading.emptyColumnsDropped)))
    }
    list += repeats + conversions
    let empty = context.clientsWithoutData
    if empty > 0 {
      list.append(
        definition(
          "Clients sans aucune donnée utile", "Clients without any usable data",
          context.numbers.integer(empty)
            + (empty == 1
              ? context.pick(
                ". Il est placé au profil moyen : son segment ne veut rien dire pour lui.",
                ". It is placed at the average profile: its segment means nothing for it.")
              : context.pick(
                ". Ils sont placés au profil moyen : leur segment ne veut rien dire pour eux.",
                ". They are placed at the average profile: their segment means nothing for them.")))
      )
    }
    return list
  }
}

extension ReadingAnnex {
  private var problems: ReportBlock? {
    let columns = Set(reading.cellProblems.map(\.column)).sorted()
    guard !columns.isEmpty else { return nil }
    let rows = columns.map { column -> [RichText] in
      let own = reading.cellProblems.filter { $0.column == column }
      let kinds = CellContentOrder.distinct(own.map(\.found)).map { words.content($0) }
      return [
        "\(verbatim: own[0].columnName)", RichText(words.kind(own[0].expected)),
        RichText(kinds.joined(separator: ", ")), RichText(context.numbers.integer(own.count)),
        RichText(context.someNumbers(own.map(\.line))),
      ]
    }
    let listed = reading.cellProblems.count
    var caption: RichText = context.pick(
      "Valeurs qui ne conviennent pas à leur colonne, tenues pour manquantes.",
      "Values that do not fit their column, taken as missing.")
    if reading.cellProblemCount > listed {
      caption =
        caption
        + context.pick(
          " Les \(context.numbers.integer(listed)) premières sur \(context.numbers.integer(reading.cellProblemCount)).",
          " The first \(context.numbers.integer(listed)) of \(context.numbers.integer(reading.cellProblemCount))."
        )
    }
    return .table(
      DataTable(
        caption: caption,
        columns: [
          DataTable.Column(context.pick("Colonne", "Column")),
          DataTable.Column(context.pick("Attendu", "Expected")),
          DataTable.Column(context.pick("Trouvé", "Found")),
          DataTable.Column(context.pick("Cellules", "Cells"), .number),
          DataTable.Column(context.pick("Lignes", "Lines")),
        ], rows: rows))
  }

  private var doubts: ReportBlock? {
    let rows = context.study.table.columns.flatMap { column in
      column.doubts.map { doubt -> [RichText] in
        ["\(verbatim: column.name)", RichText(words.doubt(doubt))]
      }
    }
    guard !rows.isEmpty else { return nil }
    return .table(
      DataTable(
        caption: context.pick(
          "Ce qui n’était pas certain, à vérifier dans le fichier.",
          "What was not certain, to be checked in the file."),
        columns: [
          DataTable.Column(context.pick("Colonne", "Column")),
          DataTable.Column(context.pick("Doute", "Doubt")),
        ], rows: rows))
  }
}

/// Kinds of content in the order met, each once.
private enum CellContentOrder {
  static func distinct(_ contents: [CellContent]) -> [CellContent] {
    contents.enumerated().filter { i, content in !contents[..<i].contains(content) }.map(\.element)
  }
}
