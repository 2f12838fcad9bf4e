import Interpretation
import Tables

/// What reading left out or changed, with the lines.
struct ReadingCorrections {
  private let reading: ReadReport
  private let numbers: NumberStyle

  init(_ reading: ReadReport, _ numbers: NumberStyle) {
    self.reading = reading
    self.numbers = numbers
  }

  var lines: [String] { (form + rows + columns + repeats).compactMap { $0 } }

  /// What the file is made of, where it is not all of one piece.
  private var form: [String?] {
    [
      reading.otherEncoding.map { other in
        let lines = numbers.phrase(
          other.lineCount, "ligne n'est pas", "lignes ne sont pas", "line is not", "lines are not")
        let (main, encoding) = (reading.encoding.rawValue, other.encoding.rawValue)
        let isOne = other.lineCount == 1
        return say(
          "\(lines) en \(main) : \(isOne ? "lue" : "lues") en \(encoding) "
            + "(\(isOne ? "" : "la première : ")ligne \(other.firstLine))",
          "\(lines) in \(main): read in \(encoding) "
            + "(\(isOne ? "" : "the first: ")line \(other.firstLine))")
      },
      reading.headerLine == nil
        ? say(
          "pas d'en-tête : la première ligne est lue comme un client",
          "no header: the first row is read as a client") : nil,
    ]
  }

  private var rows: [String?] {
    [
      listed(
        reading.titleLinesDropped, "ligne de titre écartée", "lignes de titre écartées",
        "title line left out", "title lines left out"),
      listed(
        reading.totalRowsDropped, "ligne de total écartée", "lignes de total écartées",
        "total row left out", "total rows left out"),
      listed(
        reading.footerRowsDropped, "remarque sous le tableau écartée",
        "remarques sous le tableau écartées", "remark below the table left out",
        "remarks below the table left out"),
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
        " ; c'est trop pour des copies : « clientele run » étudie les lignes, pas les clients",
        "; too many to be copies: 'clientele run' studies the rows, not the clients")
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
