import ArgumentParser
import Foundation
import Segmentation
import Tables

/// The day from which days left are counted.
struct ReferenceDayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Jour de référence (par défaut : le dernier du trimestre, sinon aujourd'hui).",
        "Day of reference (default: the last of the quarter, else today)."),
      valueName: say("aaaa-mm-jj", "yyyy-mm-dd")))
  var asOf: CalendarDay?

  @Option(
    help: ArgumentHelp(
      say(
        "Trimestre décrit (par défaut : celui que dit le nom du fichier).",
        "Quarter described (default: the one in the file's name)."),
      valueName: say("trimestre", "period")))
  var period: Quarter?

  func validate() throws {
    if asOf != nil, period != nil {
      throw ValidationError(
        say(
          "--as-of et --period s'excluent : le trimestre vaut par son dernier jour.",
          "--as-of and --period exclude each other: a quarter stands for its last day."))
    }
  }

  /// What is asked for, else the last day of the quarter that the configuration or the name of the
  /// input tells, else today.
  func day(input: String, _ configuration: StudyConfiguration) -> CalendarDay {
    asOf ?? period?.lastCalendarDay ?? Self.day(input: input, configuration)
  }

  static func day(input: String, _ configuration: StudyConfiguration) -> CalendarDay {
    let named = configuration.period ?? RunName(input: input, period: nil).periodInName
    if let quarter = named.flatMap({ Quarter($0) }) { return quarter.lastCalendarDay }
    let today = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day], from: Date())
    return CalendarDay(year: today.year ?? 0, month: today.month ?? 1, day: today.day ?? 1)
  }
}

extension CalendarDay: ExpressibleByArgument {
  public init?(argument: String) { self.init(iso: argument) }
}
