import Interpretation
import Preparation

extension InspectionText {
  /// Why a study would leave an active column out.
  func words(_ reason: ScreeningReason) -> String {
    switch reason {
    case .tooMissing(let share):
      share == 1
        ? say("aucune valeur.", "no value.")
        : say("\(percent(share)) de manques.", "\(percent(share)) missing.")
    case .constant:
      say("la même valeur partout.", "the same value everywhere.")
    case .almostConstant(let share):
      say(
        "une valeur en fait \(percent(share)), ou le reste est trop rare.",
        "one value makes \(percent(share)) of it, or the rest is too rare.")
    case .almostUnique(let levels, let observed):
      say(
        "\(numbers.integer(levels)) valeurs pour \(numbers.integer(observed)) lignes, presque une "
          + "par ligne.",
        "\(numbers.integer(levels)) values for \(numbers.integer(observed)) rows, nearly one each.")
    case .nearDuplicate(let other, _, let correlation):
      say(
        "dit la même chose que « \(name(of: other)) » (corrélation "
          + "\(numbers.decimal(correlation, digits: 3))).",
        "says the same as '\(name(of: other))' (correlation "
          + "\(numbers.decimal(correlation, digits: 3))).")
    case .sameLevels(let other):
      say(
        "fait les mêmes groupes que « \(name(of: other)) ».",
        "makes the same groups as '\(name(of: other))'.")
    case .outOfRange:
      say("des nombres démesurés.", "numbers beyond measure.")
    }
  }

  private func percent(_ share: Double) -> String { numbers.share(share) }
}

extension Inspection.ColumnRecord {
  var shownName: String { name.shortened }
}

extension String {
  /// As much of a header as a line of a terminal takes.
  var shortened: String { count > 40 ? prefix(39) + "…" : self }
}
