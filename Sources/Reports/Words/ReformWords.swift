import Interpretation
import Segmentation
import Tables

/// The reform's levels, days and quarters in words.
struct ReformWords: Sendable {
  let language: Language

  private func pick(_ french: String, _ english: String) -> String {
    language == .french ? french : english
  }

  /// As the heading of a column.
  func heading(_ level: ObligationLevel) -> String {
    switch level {
    case .outOfScope: pick("hors du champ", "out of scope")
    case .receptionOnly: pick("réception seule", "reception only")
    case .reportingOnly: pick("e-reporting seul", "reporting only")
    case .issuing: pick("émission", "issuing")
    case .issuingAndReporting: pick("émission et e-reporting", "issuing and reporting")
    }
  }

  func day(_ day: CalendarDay) -> String {
    let french = [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
      "octobre", "novembre", "décembre",
    ]
    let english = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    let month = (1...12).contains(day.month) ? day.month - 1 : 0
    return language == .french
      ? "\(day.day == 1 ? "1\u{1D49}\u{02B3}" : "\(day.day)")\u{A0}\(french[month])\u{A0}\(day.year)"
      : "\(day.day)\u{A0}\(english[month])\u{A0}\(day.year)"
  }

  /// In a table: `01/09/2027`, `2027-09-01`.
  func shortDay(_ day: CalendarDay) -> String {
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return pick(
      "\(padded(day.day))/\(padded(day.month))/\(day.year)",
      "\(day.year)-\(padded(day.month))-\(padded(day.day))")
  }

  /// The day of an action, or that it is late.
  func when(_ action: PlannedAction) -> String {
    guard let due = action.due else { return "–" }
    guard action.isOverdue else { return shortDay(due) }
    return pick("dès maintenant (prévu le \(shortDay(due)))", "at once (due \(shortDay(due)))")
  }

  func quarter(_ quarter: Quarter) -> String { PeriodWords.text(quarter.description, language) }

  /// The lines of a sheet under which actions stand.
  func heading(_ purpose: ActionPurpose) -> String {
    switch purpose {
    case .talk: pick("Prendre contact", "Make contact")
    case .offer: pick("Que leur proposer", "What to offer")
    case .train: pick("Former et équiper", "Train and set up")
    case .check: pick("À vérifier ou à décider", "To check or to decide")
    }
  }
}
