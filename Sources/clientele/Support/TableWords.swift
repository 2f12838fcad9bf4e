import Interpretation
import Preparation
import Tables

extension ColumnKind {
  var words: String {
    switch self {
    case .identifier: say("identifiant", "identifier")
    case .text: say("texte", "text")
    case .numeric: say("nombre", "number")
    case .ordinal: say("échelle", "scale")
    case .category: say("catégorie", "category")
    case .yesNo: say("oui/non", "yes/no")
    case .set: say("choix multiples", "several choices")
    case .date: say("date", "date")
    }
  }
}

extension ColumnUnit {
  var words: String {
    switch self {
    case .none: ""
    case .euro: "€"
    case .percent: "%"
    case .hours: "h"
    case .days: say("jours", "days")
    case .years: say("années", "years")
    case .euroPerHour: "€/h"
    }
  }
}

extension VariableRole {
  var words: String {
    switch self {
    case .identifier: say("identifiant", "identifier")
    case .name: say("nom", "name")
    case .active: say("active", "active")
    case .illustrative: say("illustrative", "illustrative")
    case .group: say("groupe", "group")
    case .outcome: say("résultat", "outcome")
    case .ignored: say("ignorée", "ignored")
    }
  }
}

extension FieldSeparator {
  var words: String {
    switch self {
    case .semicolon: say("point-virgule", "semicolon")
    case .comma: say("virgule", "comma")
    case .tab: say("tabulation", "tab")
    case .pipe: say("barre verticale", "vertical bar")
    }
  }
}

extension CellContent {
  var words: String {
    switch self {
    case .text: say("un texte", "a text")
    case .number: say("un nombre", "a number")
    case .date: say("une date", "a date")
    case .notFinite: say("un nombre hors de portée", "a number out of range")
    case .impossibleDate: say("une date impossible", "an impossible date")
    case .spreadsheetError: say("une erreur de tableur", "a spreadsheet error")
    case .lostDigits: say("un identifiant aux chiffres perdus", "an identifier that lost digits")
    }
  }
}

extension ColumnDoubt {
  var words: String {
    switch self {
    case .decimalSeparatorUndecided:
      say(
        "la virgule peut être décimale ou séparer les milliers ; rien n'en décide.",
        "the comma may be decimal or set thousands apart; nothing decides.")
    case .percentScaleMixed:
      say(
        "des pourcentages écrits tantôt sur 1, tantôt sur 100.",
        "percentages written now out of 1, now out of 100.")
    case .unitsMixed(let count):
      say(
        "\(count) valeurs dans une autre unité (k€, M€), converties.",
        "\(count) values in another unit (k€, M€), converted.")
    case .dayMonthUndecided:
      say(
        "jour et mois ne se distinguent dans aucune date.",
        "day and month cannot be told apart in any date.")
    case .valuesNotFitting(let count):
      say(
        "\(count) valeurs ne conviennent pas au type et sont devenues manquantes.",
        "\(count) values do not fit the type and became missing.")
    case .invalidIdentifiers(let count):
      say(
        "\(count) numéros SIREN ou SIRET dont la clé est fausse.",
        "\(count) SIREN or SIRET numbers whose check digit is wrong.")
    case .duplicatedIdentifiers(let count):
      say("\(count) lignes répètent un identifiant.", "\(count) rows repeat an identifier.")
    case .fewDistinctNumbers(let count):
      say(
        "\(count) nombres différents seulement : lue comme une échelle ou une catégorie.",
        "only \(count) different numbers: read as a scale or a category.")
    case .mixedContent(let fitting, let notFitting):
      say(
        "\(fitting) nombres et \(notFitting) autres valeurs mêlés.",
        "\(fitting) numbers and \(notFitting) other values mixed.")
    case .personalData:
      say(
        "des données personnelles : elles ne servent pas à segmenter.",
        "personal data: they do not serve to segment.")
    }
  }
}
