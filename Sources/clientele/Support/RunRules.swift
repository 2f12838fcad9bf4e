import Foundation
import Reports
import Segmentation
import Tables

/// The firm's rules in a run: the segment of each row read, and what is to be done with each client.
struct RunRules: Sendable {
  private let name: String
  private let file: RuleFile
  private let option: RuleFileOption
  private let obligations: Obligations

  /// - Parameter path: a rule file, or `reforme` for the one that ships with the product.
  init(path: String, day: CalendarDay) throws {
    var option = RuleFileOption()
    let isShipped =
      ["reforme", "reform"].contains(path) && !FileManager.default.fileExists(atPath: path)
    option.rules = isShipped ? nil : path
    self.option = option
    name = (path as NSString).lastPathComponent
    file = try option.read()
    obligations = Obligations(reform: try .standard(), asOf: day)
  }

  func segments(of table: Table) throws -> SegmentedRows {
    let derived = obligations.columns(of: obligations.assess(table), beside: table)
    let result = try option.complaining {
      try RuleSegmentation(file).apply(to: table, extra: derived)
    }
    return SegmentedRows(name: name, texts: result.codes)
  }

  /// The plan of each client's profile, whose codes are those of the rules.
  func actions(_ study: Study) throws -> ActionsFile {
    let catalogue = try ActionCatalogue.standard()
    let profiles = study.firmSegments?.texts ?? []
    let plan = ActionPlanner(catalogue: catalogue, obligations: obligations).plan(
      study.table, obligations.assess(study.table), profiles: profiles,
      segments: study.clients.map { study.segments[$0.segment].name.text })
    return ActionsFile(
      plan, identifiers: study.identifiers, catalogue: catalogue,
      language: study.configuration.language)
  }
}
