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
