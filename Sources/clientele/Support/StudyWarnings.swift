import Interpretation
import Reports
import Segmentation

/// Said on the terminal when something asked for could not be done: the report says it where it matters.
struct StudyWarnings {
  private let study: Study

  init(_ study: Study) { self.study = study }

  var texts: [String] {
    let words = NotEvaluatedWords(language)
    let validation = study.validation
    var texts: [String] = []
    if let groups = validation.groupsNotEvaluated {
      texts.append(words.groups(groups, isTried: !validation.groups.isEmpty))
    }
    if !validation.tooSmall.isEmpty {
      let names = NumberStyle(language).list(validation.tooSmall)
      texts.append(
        say(
          "Groupes trop petits pour être mis de côté : \(names). Rien n'est éprouvé sur eux.",
          "Groups too small to be left aside: \(names). Nothing is tried on them."))
    }
    if validation.clientsWithoutGroup > 0 {
      let clients = NumberStyle(language).phrase(
        validation.clientsWithoutGroup, "client", "clients", "client", "clients")
      texts.append(
        say(
          "Sans groupe dans « \(validation.column ?? "") » : \(clients). Rien n'est éprouvé sur eux.",
          "Without a group in '\(validation.column ?? "")': \(clients). Nothing is tried on them."))
    }
    if let few = validation.notTried { texts.append(words.heldOut(few) + ".") }
    for outcome in validation.outcomes {
      guard let reason = outcome.notEvaluated else { continue }
      let name = study.table[outcome.key]?.name ?? outcome.key
      texts.append(
        say(
          "« \(name) » n’est pas évalué : \(words.because(reason)).",
          "'\(name)' is not evaluated: \(words.because(reason))."))
    }
    if let below = study.belowMinimum {
      texts.append(
        MinimumSizeWords(below, segmentCount: study.segments.count, language: language).text)
    }
    return texts
  }

  func tell() {
    for text in texts {
      Terminal.error(
        Typography.spaced(say("attention. ", "note. ") + text, language))
    }
  }
}
