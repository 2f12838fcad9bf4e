import Interpretation
import Tables

/// What reading a file met, in words.
struct ReadingWords: Sendable {
  let context: ReportContext

  func kind(_ kind: ColumnKind) -> String {
    switch kind {
    case .identifier: context.pick("identifiant", "identifier")
    case .text: context.pick("texte", "text")
    case .numeric: context.pick("nombre", "number")
    case .ordinal: context.pick("échelle", "scale")
    case .category: context.pick("catégorie", "category")
    case .yesNo: context.pick("oui ou non", "yes or no")
    case .set: context.pick("liste", "list")
    case .date: context.pick("date", "date")
    }
  }

  func content(_ content: CellContent) -> String {
    switch content {
    case .text: context.pick("texte", "text")
    case .number: context.pick("nombre", "number")
    case .date: context.pick("date", "date")
    case .notFinite: context.pick("nombre hors limites", "number out of bounds")
    case .impossibleDate: context.pick("date impossible", "impossible date")
    case .spreadsheetError: context.pick("erreur de tableur", "spreadsheet error")
    case .lostDigits: context.pick("chiffres perdus par un tableur", "digits lost by a spreadsheet")
    }
  }

  func separator(_ separator: FieldSeparator) -> String {
    switch separator {
    case .semicolon: context.pick("point-virgule", "semicolon")
    case .comma: context.pick("virgule", "comma")
    case .tab: context.pick("tabulation", "tab")
    case .pipe: context.pick("barre verticale", "vertical bar")
    }
  }

  /// `lu en k€, converti en €`; `nil` where nothing is converted.
  func conversion(_ column: Column) -> String? {
    guard column.writtenUnit.isConverted else { return nil }
    return context.pick(
      "lu en \(column.writtenUnit.rawValue), converti en €",
      "read in \(column.writtenUnit.rawValue), converted to €")
  }

  func personal(_ kind: PersonalDataKind) -> String {
    switch kind {
    case .socialSecurityNumber:
      context.pick("numéro de sécurité sociale", "social security number")
    case .bankAccount: context.pick("compte bancaire", "bank account")
    case .email: context.pick("adresse électronique", "email address")
    case .phone: context.pick("téléphone", "phone number")
    case .birthDate: context.pick("date de naissance", "date of birth")
    case .personName: context.pick("nom de personne", "person's name")
    }
  }

  func number(_ count: Int) -> String { context.numbers.integer(count) }
}
