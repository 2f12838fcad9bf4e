import Interpretation
import Preparation
import Segmentation
import Tables
import Tracking
import Validation

/// A study with the words and numbers of its language: what every part of the report works from.
struct ReportContext: Sendable {
  let study: Study
  /// What the reform asks and what is planned; `nil` where the portfolio does not say enough.
  let reform: ReformPlan?
  /// What changed since an earlier run; `nil` without any.
  let tracking: QuarterTracking?
  let language: Language
  let numbers: NumberStyle
  let wording: Wording
  let segments: [SegmentKey]

  init(_ study: Study, reform: ReformPlan? = nil, tracking: QuarterTracking? = nil) {
    self.study = study
    self.reform = reform
    self.tracking = tracking
    language = study.configuration.language
    numbers = NumberStyle(study.configuration.language)
    wording = Wording(language: study.configuration.language)
    segments = study.segments.map { SegmentKey(number: $0.id, name: $0.name.text) }
  }

  /// Sentences are written with ordinary spaces; typography puts the language's own in.
  func pick<Text>(_ french: @autoclosure () -> Text, _ english: @autoclosure () -> Text) -> Text {
    language == .french ? french() : english()
  }
}

extension ReportContext {
  var segmentCount: Int { study.segments.count }
  var clientCount: Int { study.table.rowCount }
  var trainingCount: Int { study.training.rows.count }

  /// Clients with no active value at all: placed at the average profile.
  var clientsWithoutData: Int {
    ([study.training] + (study.heldOut.map { [$0] } ?? [])).reduce(0) {
      $0 + $1.rowsWithoutData.count
    }
  }

  /// Whether there are several segments to speak of.
  var hasSegments: Bool { segmentCount > 1 }

  /// The number of segments that the user asked for; `nil` where the evidence decides.
  var requestedCount: Int? {
    if case .fixed(let count) = study.configuration.clusters { return count }
    return nil
  }

  /// A text of a file that people write, as it is printed.
  func printed(_ text: BilingualText) -> String {
    language == .french ? text.french.replacing("'", with: "’") : text.english
  }

  /// What an action is called; its code where the catalogue does not know it.
  func action(_ code: String) -> String {
    reform?.catalogue[code].map { printed($0.label) } ?? code
  }

  func clients(_ count: Int) -> String { numbers.count(count, "client", "clients") }
  func decimal(_ value: Double, _ digits: Int = 2) -> String {
    numbers.decimal(value, digits: digits)
  }
  func decimal(_ value: Double?, _ digits: Int = 2) -> String {
    value.map { numbers.decimal($0, digits: digits) } ?? "–"
  }
  /// A p-value in a table, where the smallest is only said to be below a thousandth.
  func smallP(_ p: Double?) -> String {
    guard let p else { return "–" }
    return p < 0.001 ? "<\u{A0}\(decimal(0.001, 3))" : decimal(p, p < 0.01 ? 3 : 2)
  }
  func percent(_ share: Double?) -> String { share.map { numbers.percent($0) } ?? "–" }

  func segment(_ index: Int) -> RichText {
    "\(segment: segments[index].number, name: segments[index].name)"
  }

  /// The header of a column, as the file writes it.
  func header(_ key: String) -> String { study.table[key]?.name ?? key }

  func variable(_ key: String, name: String) -> ProfiledVariable {
    study.table[key].map { ProfiledVariable($0) }
      ?? ProfiledVariable(key: key, name: name, kind: .text)
  }

  /// `outil de facturation`, or `Word ou Excel · outil de facturation` for a level.
  func label(_ variable: ProfiledVariable, level: String? = nil) -> String {
    let text = wording.label(variable).text
    guard let level, variable.kind != .yesNo else { return text }
    return "\(wording.level(level, of: variable)) · \(text)"
  }

  /// The header, and what it is called in words where that is known.
  func named(_ key: String, header: String? = nil) -> RichText {
    let header = header ?? self.header(key)
    let label = wording.label(variable(key, name: header))
    return label.isKnown ? "\(code: header) \(label.text)" : "\(code: header)"
  }

  /// The columns among these that are called like another of them: the header tells them apart.
  func calledAlike(_ variables: [ProfiledVariable]) -> Set<String> {
    var keys: [String: Set<String>] = [:]
    for variable in variables {
      keys[wording.label(variable).text, default: []].insert(variable.key)
    }
    return keys.values.reduce(into: []) { if $1.count > 1 { $0.formUnion($1) } }
  }

  /// Lines or rows of a list, the first ones written out.
  func someNumbers(_ values: [Int], limit: Int = 10, total: Int? = nil) -> String {
    let shown = values.prefix(limit).map { numbers.integer($0) }.joined(separator: ", ")
    let rest = (total ?? values.count) - min(values.count, limit)
    guard rest > 0 else { return shown }
    return shown
      + pick(" et \(numbers.integer(rest)) de plus", " and \(numbers.integer(rest)) more")
  }
}

extension RichText {
  /// Items with a separator between them.
  static func joined(_ items: [RichText], separator: String) -> RichText {
    RichText(
      items.enumerated().flatMap { i, item -> [Run] in
        i == 0 ? item.runs : [.plain(separator)] + item.runs
      })
  }

  /// Items as in a sentence: `a, b and c`.
  static func list(_ items: [RichText], _ language: Language) -> RichText {
    guard items.count > 1, let last = items.last else { return items.first ?? RichText() }
    return joined(Array(items.dropLast()), separator: ", ")
      .appending(RichText(language == .french ? " et " : " and ")).appending(last)
  }

  static func + (a: RichText, b: RichText) -> RichText { a.appending(b) }
}
