import Interpretation
import Reports
import Segmentation

/// A pilot's groups for a person at a terminal.
struct PilotDesignText {
  private let design: PilotDesign
  private let folder: String
  private let numbers = NumberStyle(language)
  private let words: PilotNumbers
  private let sentences: PilotPlanSentences

  init(_ design: PilotDesign, folder: String) {
    self.design = design
    self.folder = folder
    words = PilotNumbers(design.plan, language)
    sentences = PilotPlanSentences(design, language)
  }

  func text() -> String {
    var lines = [sentences.aim, sentences.size, "", table, ""]
    lines += [sentences.drawn] + (sentences.strata.map { [$0] } ?? []) + sentences.feasibility
    lines += sentences.together.map { [$0] } ?? []
    lines += [
      "",
      say("La liste : ", "The list: ") + folder + "/" + PilotListFile.name,
      say(
        "À garder tel quel, pour « pilot evaluate » : ", "To keep as it is, for 'pilot evaluate': ")
        + folder + "/" + PilotDesignFile.name,
    ]
    return lines.joined(separator: "\n")
  }

  private var table: String {
    var table = TextTable(
      header: [
        design.segmentColumn, say("clients", "clients"), say("exclus", "excluded"),
        say("à tester", "to test"), say("témoins", "controls"),
        say("chances de voir l'effet", "chance of seeing the effect"),
        say("plus petit effet visible", "smallest effect seen"),
      ], numericFrom: 1)
    for segment in design.segments {
      let size = numbers.integer(segment.groupSize)
      table.append([
        segment.name, numbers.integer(segment.clients), numbers.integer(segment.excluded), size,
        size, segment.power.map { numbers.percent(min($0, 0.99)) } ?? "–",
        segment.detectableEffect.map { words.effect($0) } ?? "–",
      ])
    }
    return table.text()
  }
}
