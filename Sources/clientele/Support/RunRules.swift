import Foundation
import Segmentation
import Tables

/// The firm's rules beside a portfolio: the segment that they give each row.
struct RunRules: Sendable {
  let name: String
  /// Whether they are the firm's own rather than those shipped.
  let areOwn: Bool
  private let file: RuleFile
  private let option: RuleFileOption
  private let obligations: Obligations

  /// - Parameter path: a rule file, or `reforme` for the one that ships with the product.
  init(path: String, day: CalendarDay) throws {
    var option = RuleFileOption()
    areOwn =
      !["reforme", "reform"].contains(path) || FileManager.default.fileExists(atPath: path)
    option.rules = areOwn ? path : nil
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
}
