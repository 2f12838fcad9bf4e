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

  func doubt(_ doubt: ColumnDoubt) -> String {
    switch doubt {
    case .decimalSeparatorUndecided:
      return context.pick(
        "rien ne dit si la virgule (ou le point) sépare les décimales ou les milliers",
        "nothing tells whether the mark separates decimals or thousands")
    case .percentScaleMixed:
      return context.pick(
        "pourcentages écrits tantôt de 0 à 1, tantôt de 0 à 100",
        "percentages written now from 0 to 1, now from 0 to 100")
    case .unitsMixed(let count):
      return context.pick(
        "valeurs d’une autre unité, converties : \(number(count))",
        "values in another unit, converted: \(number(count))")
    case .dayMonthUndecided:
      return context.pick(
        "jour et mois ne se distinguent dans aucune date", "day and month cannot be told apart")
    case .valuesNotFitting(let count):
      return context.pick(
        "valeurs qui ne conviennent pas, tenues pour manquantes : \(number(count))",
        "values that do not fit, taken as missing: \(number(count))")
    case .invalidIdentifiers(let count):
      return context.pick(
        "SIREN ou SIRET dont la clé est fausse : \(number(count))",
        "SIREN or SIRET with a wrong check digit: \(number(count))")
    case .duplicatedIdentifiers(let count):
      return context.pick(
        "lignes qui répètent un identifiant : \(number(count))",
        "rows that repeat an identifier: \(number(count))")
    case .fewDistinctNumbers(let count):
      return context.pick(
        "\(number(count)) nombres différents seulement : lue comme une échelle ou une catégorie",
        "only \(number(count)) different numbers: read as a scale or a category")
    case .mixedContent(let fitting, let notFitting):
      return context.pick(
        "nombres (\(number(fitting))) et autre chose (\(number(notFitting))) mêlés",
        "numbers (\(number(fitting))) and other things (\(number(notFitting))) mixed")
    case .personalData(let kind):
      return context.pick("donnée personnelle : ", "personal data: ") + personal(kind)
    }
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

  private func number(_ count: Int) -> String { context.numbers.integer(count) }
}
