import Interpretation
import Segmentation
import Statistics
import Tables

/// Why a client is where it is, in words: `effectif 45 (médiane 8) ; outil de facturation : ERP`.
struct ReasonWords: Sendable {
  /// Variables that a sentence names.
  private static let shown = 3

  private struct Told: Sendable {
    let label: String
    let column: Column
    let variable: ProfiledVariable
    /// Of the training clients; `nil` but for a quantity.
    let median: Double?
    /// Of a set.
    let member: String?
  }

  private let wording: Wording
  private let told: [Told?]

  init(_ study: Study) {
    let wording = Wording(language: study.configuration.language)
    self.wording = wording
    told = study.model.recipe.variables.map { variable in
      guard let column = study.table[variable.key] else { return nil }
      let profiled = ProfiledVariable(column)
      var median: Double?
      if case .numbers(let values) = column.values {
        median = study.training.rows.map { values[$0] }.filter(\.isFinite).quantile(0.5)
      }
      var member: String?
      if case .member(let name, _) = variable.encoding { member = name }
      return Told(
        label: wording.label(profiled).text, column: column, variable: profiled, median: median,
        member: member)
    }
  }

  private func pick(_ french: String, _ english: String) -> String {
    wording.language == .french ? french : english
  }

  /// The variables that speak most for the segment; `nil` where none does.
  func because(_ reason: ClientReason) -> String? {
    let parts = reason.parts.prefix(Self.shown).compactMap { part in
      told[part.variable].map { present($0, row: reason.row) }
    }
    return parts.isEmpty ? nil : parts.joined(separator: pick(" ; ", "; "))
  }

  /// What would move the client; `nil` where no single value does.
  func change(_ reason: ClientReason) -> String? {
    guard let change = reason.change, let told = told[change.variable] else { return nil }
    switch change.value {
    case .quantity(let value):
      return instead(told, wording.value(value, of: told.variable), row: reason.row)
    case .level(let level):
      return instead(told, wording.level(level, of: told.variable), row: reason.row)
    case .member(let member, let isIn):
      return with(told, wording.level(member, of: told.variable), isIn)
    }
  }

  private func instead(_ told: Told, _ value: String, row: Int) -> String {
    let known = self.value(told, row: row)
    let beside = known.map { pick(" au lieu de \($0)", " instead of \($0)") } ?? ""
    return told.label + pick(" : ", ": ") + value + beside
  }

  private func with(_ told: Told, _ member: String, _ isIn: Bool) -> String {
    told.label + (isIn ? pick(" avec ", " with ") : pick(" sans ", " without ")) + member
  }

  private func present(_ told: Told, row: Int) -> String {
    if let member = told.member {
      return with(told, wording.level(member, of: told.variable), has(told, member, row: row))
    }
    let value = value(told, row: row) ?? "–"
    guard let median = told.median else { return told.label + pick(" : ", ": ") + value }
    return "\(told.label) \(value) "
      + pick("(médiane ", "(median ") + wording.value(median, of: told.variable) + ")"
  }

  private func has(_ told: Told, _ member: String, row: Int) -> Bool {
    guard case .sets(let sets, let levels) = told.column.values,
      let code = levels.firstIndex(of: member)
    else { return false }
    return sets[row]?.contains(Int32(code)) ?? false
  }

  private func value(_ told: Told, row: Int) -> String? {
    switch told.column.values {
    case .numbers(let values):
      return values[row].isFinite ? wording.value(values[row], of: told.variable) : nil
    case .categories(let codes, let levels):
      return codes[row] < 0 ? nil : wording.level(levels[Int(codes[row])], of: told.variable)
    default: return nil
    }
  }
}
