import Foundation
import Tables

extension Complaint {
  init(_ error: TablesError, file: String) {
    self.init(
      status: error.exitStatus,
      message: say("\(file) : \(error.french)", "\(file): \(error.english)"))
  }
}

extension TablesError {
  fileprivate var exitStatus: ExitStatus {
    switch self {
    case .fileNotFound, .isDirectory, .unreadable: .inputUnreadable
    case .fileTooLarge, .emptyFile, .noRows, .binaryFile, .nulByte, .unclosedQuote, .fieldTooLong,
      .tooManyColumns, .raggedRows, .unknownColumn, .unexpectedContent:
      .unusableData
    }
  }

  fileprivate var french: String {
    switch self {
    case .fileNotFound: "fichier introuvable. Vérifier le chemin."
    case .isDirectory: "c'est un dossier ; donner le fichier à lire."
    case .unreadable(let code):
      "lecture refusée (\(SystemReason.words(code))). Vérifier les droits."
    case .fileTooLarge(let bytes, let limit):
      "\(bytes) octets, pour \(limit) au plus. Exporter moins de lignes ou de colonnes."
    case .emptyFile: "le fichier est vide. Refaire l'export."
    case .noRows(let line, let empty):
      empty == 0
        ? "ligne \(line) : un en-tête et aucune ligne de données dessous. Refaire l'export."
        : "ligne \(line) : sous l'en-tête, \(empty) \(empty == 1 ? "ligne vide" : "lignes vides") et "
          + "aucune donnée. Refaire l'export."
    case .binaryFile(let format): format.frenchAdvice
    case .nulByte(let line):
      "ligne \(line) : un octet nul, le fichier n'est pas un texte. Réexporter en CSV UTF-8."
    case .unclosedQuote(let line):
      "ligne \(line) : un guillemet s'ouvre et ne se ferme jamais. Corriger cette ligne."
    case .fieldTooLong(let line, let column, let limit):
      "ligne \(line), colonne \(column) : un champ de plus de \(limit) octets ; sans doute un "
        + "guillemet oublié."
    case .tooManyColumns(let count, let limit):
      "\(count) colonnes, pour \(limit) au plus. Vérifier le séparateur."
    case .raggedRows(let line, let expected, let found, let count, let rows):
      "ligne \(line) : \(found) champs au lieu de \(expected), comme \(count) lignes sur \(rows). "
        + "Vérifier le séparateur et les guillemets."
    case .unknownColumn(let name, let known):
      "aucune colonne ne s'appelle « \(name) ». Colonnes lues : \(known.joined(separator: ", "))."
    case .unexpectedContent(let content): content.frenchRefusal
    }
  }

  fileprivate var english: String {
    switch self {
    case .fileNotFound: "no such file. Check the path."
    case .isDirectory: "this is a folder; give the file to read."
    case .unreadable(let code):
      "reading refused (\(SystemReason.words(code))). Check the permissions."
    case .fileTooLarge(let bytes, let limit):
      "\(bytes) bytes, for \(limit) at most. Export fewer rows or columns."
    case .emptyFile: "the file is empty. Export it again."
    case .noRows(let line, let empty):
      empty == 0
        ? "line \(line): a header and no row of data below it. Export it again."
        : "line \(line): below the header, \(empty) empty \(empty == 1 ? "row" : "rows") and no data. "
          + "Export it again."
    case .binaryFile(let format): format.englishAdvice
    case .nulByte(let line):
      "line \(line): a NUL byte, this is not a text file. Export it as CSV UTF-8."
    case .unclosedQuote(let line):
      "line \(line): a quote opens and never closes. Mend that line."
    case .fieldTooLong(let line, let column, let limit):
      "line \(line), column \(column): a field of more than \(limit) bytes; probably a forgotten "
        + "quote."
    case .tooManyColumns(let count, let limit):
      "\(count) columns, for \(limit) at most. Check the separator."
    case .raggedRows(let line, let expected, let found, let count, let rows):
      "line \(line): \(found) fields instead of \(expected), as \(count) rows of \(rows). Check the "
        + "separator and the quotes."
    case .unknownColumn(let name, let known):
      "no column is called '\(name)'. Columns read: \(known.joined(separator: ", "))."
    case .unexpectedContent(let content): content.englishRefusal
    }
  }
}

extension BinaryFormat {
  fileprivate var frenchAdvice: String {
    switch self {
    case .zip: "c'est un classeur ou une archive, pas un CSV. L'enregistrer en « CSV UTF-8 »."
    case .compoundDocument: "c'est un ancien classeur Excel. L'enregistrer en « CSV UTF-8 »."
    case .html: "c'est une page web, pas un CSV. Exporter les données en CSV."
    case .json: "c'est un fichier JSON, pas un CSV. Exporter les données en CSV."
    case .gzip: "c'est un fichier compressé. Le décompresser d'abord."
    case .pdf: "c'est un PDF. Exporter les données en CSV."
    case .sqlite: "c'est une base SQLite. En exporter la table en CSV."
    case .parquet: "c'est un fichier Parquet. L'exporter en CSV."
    case .unknown: "ce n'est pas un fichier texte. Exporter les données en CSV."
    }
  }

  fileprivate var englishAdvice: String {
    switch self {
    case .zip: "this is a workbook or an archive, not a CSV. Save it as 'CSV UTF-8'."
    case .compoundDocument: "this is an old Excel workbook. Save it as 'CSV UTF-8'."
    case .html: "this is a web page, not a CSV. Export the data as CSV."
    case .json: "this is a JSON file, not a CSV. Export the data as CSV."
    case .gzip: "this is a compressed file. Decompress it first."
    case .pdf: "this is a PDF. Export the data as CSV."
    case .sqlite: "this is a SQLite database. Export its table as CSV."
    case .parquet: "this is a Parquet file. Export it as CSV."
    case .unknown: "this is not a text file. Export the data as CSV."
    }
  }
}
