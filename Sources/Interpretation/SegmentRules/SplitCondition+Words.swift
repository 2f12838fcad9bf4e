import Foundation
import Tables

extension Wording {
  /// Conditions that hold together, in words; two on one column are said together.
  ///
  ///     outil de facturation : logiciel en ligne (SaaS) ou ERP ; effectif : moins de 2
  public func text(_ conditions: [SplitCondition]) -> String {
    var keys: [String] = []
    for condition in conditions where !keys.contains(condition.variable.key) {
      keys.append(condition.variable.key)
    }
    let isFrench = language == .french
    let statements = keys.map { key -> String in
      let own = conditions.filter { $0.variable.key == key }
      let label = own.first.map { self.label($0.variable).text } ?? key
      let texts = own.map(test)
      return label + (isFrench ? "\u{A0}: " : ": ")
        + texts.joined(separator: isFrench ? " et " : " and ")
    }
    return statements.joined(separator: isFrench ? "\u{A0}; " : "; ")
  }

  private func test(_ condition: SplitCondition) -> String {
    let (isFrench, variable) = (language == .french, condition.variable)
    switch condition.test {
    case .below(let limit):
      return (isFrench ? "moins de " : "under ") + exactValue(limit, of: variable)
    case .atLeast(let limit):
      return (isFrench ? "au moins " : "at least ") + exactValue(limit, of: variable)
    case .isOne(let levels):
      var names: [String] = []
      for name in levels.map({ level($0, of: variable) }) where !names.contains(name) {
        names.append(name)
      }
      guard names.count > 1, let last = names.last else { return names.first ?? "" }
      return names.dropLast().joined(separator: ", ") + (isFrench ? " ou " : " or ") + last
    case .yes: return isFrench ? "oui" : "yes"
    case .no: return isFrench ? "non" : "no"
    case .isKnown: return isFrench ? "une valeur" : "a value"
    case .has(let member): return (isFrench ? "avec " : "with ") + level(member, of: variable)
    case .lacks(let member): return (isFrench ? "sans " : "without ") + level(member, of: variable)
    }
  }

  /// A threshold to its last digit: rounded, it would part other clients than the rule does.
  private func exactValue(_ value: Double, of variable: ProfiledVariable) -> String {
    let format = format(of: variable)
    switch format {
    case .amount: return numbers.exactAmount(value, digits: Self.decimals(value))
    case .percent: return numbers.percent(value, digits: Self.decimals(value * 100))
    case .year: return numbers.year(value)
    case .euroPerHour:
      return numbers.exactAmount(value, digits: Self.decimals(value))
        + (language == .french ? " par heure" : " an hour")
    case .number, .score, .days, .years, .hours:
      return self.format(value, as: format, digits: Self.decimals(value))
    }
  }

  /// The fewest digits after the mark that write the number, up to ten.
  private static func decimals(_ value: Double) -> Int {
    for digits in 0..<10 {
      let written = Double(String(format: "%.\(digits)f", value)) ?? value
      if abs(written - value) <= 1e-12 * Swift.max(1, abs(value)) { return digits }
    }
    return 10
  }
}
