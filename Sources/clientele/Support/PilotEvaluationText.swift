import Interpretation
import Reports
import Segmentation

/// What a pilot showed, for a person at a terminal.
struct PilotEvaluationText {
  private let evaluation: PilotEvaluation
  private let results: PilotResults
  private let folder: String?
  private let words: PilotNumbers
  private let sentences: PilotSentences
  private let conclusions = PilotConclusionWords(language)

  init(
    _ evaluation: PilotEvaluation, design: PilotDesign, results: PilotResults, folder: String?
  ) {
    self.evaluation = evaluation
    self.results = results
    self.folder = folder
    words = PilotNumbers(evaluation.plan, language)
    sentences = PilotSentences(evaluation, design: design, language)
  }

  func text() -> String {
    var parts = [
      ([sentences.overall] + (sentences.coverage.map { [$0] } ?? []))
        .joined(separator: "\n"),
      table(evaluation.segments, first: say("segment", "segment"), whole: evaluation.overall),
      (sentences.bySegment
        + [sentences.heterogeneity, sentences.multiplicity, sentences.weighing].compactMap { $0 })
        .joined(separator: "\n"),
      (sentences.missing + passedOver).joined(separator: "\n"),
    ]
    if let rules = evaluation.rules {
      parts += [
        sentences.rules.joined(separator: "\n"),
        table(rules.segments, first: rules.name, whole: nil),
      ]
    }
    if let folder {
      parts.append(say("La page : ", "The page: ") + folder + "/" + PilotEvaluationFile.pageName)
    }
    return parts.joined(separator: "\n\n")
  }

  private var passedOver: [String] {
    guard results.passedOver > 0 else { return [] }
    let count = words.integer(results.passedOver)
    return [
      say(
        "Clients du fichier hors du pilote, laissés de côté : \(count).",
        "Clients of the file who are not in the pilot, left out: \(count).")
    ]
  }

  private func table(
    _ groups: [PilotGroupEffect], first: String, whole: PilotOverall?
  ) -> String {
    let level = words.percent(evaluation.level)
    let unit = evaluation.plan.outcome.isShare ? say(" (points)", " (points)") : ""
    var table = TextTable(
      header: [
        first, "conclusion", say("testés", "tested"), say("témoins", "controls"),
        say("écart\(unit)", "difference\(unit)"),
        say("intervalle à \(level)", "interval at \(level)"), "p",
        say("p ajusté", "adjusted p"),
      ], numericFrom: 2)
    for group in groups {
      table.append(
        row(
          group.name, group.test, group.control, group.effect, group.adjustedPValue,
          group.conclusion, group.obstacle))
    }
    if let whole {
      table.append(
        row(
          say("tous, pondérés", "all, weighted"), whole.test, whole.control, whole.effect, nil,
          whole.conclusion, nil))
    }
    return table.text()
  }

  private func row(
    _ name: String, _ test: PilotArm, _ control: PilotArm, _ effect: PilotEffect?,
    _ adjusted: Double?, _ conclusion: PilotConclusion, _ obstacle: PilotObstacle?
  ) -> [String] {
    [
      name, obstacle.map { conclusions.obstacle($0) } ?? conclusions.name(conclusion),
      words.arm(test), words.arm(control), words.difference(effect?.difference),
      effect.map { words.interval($0) } ?? "–", words.p(effect?.pValue), words.p(adjusted),
    ]
  }
}
