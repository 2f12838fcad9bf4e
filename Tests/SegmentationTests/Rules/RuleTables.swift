import Segmentation
import Tables

/// Tables and rule files for the suites of the rules.
enum RuleTables {
  static func numbers(_ key: String, _ values: [Double?]) -> Column {
    Column(
      name: key, key: key, position: 1, kind: .numeric,
      values: .numbers(values.map { $0 ?? .nan }))
  }

  static func categories(_ key: String, _ values: [String?]) -> Column {
    let levels = Set(values.compactMap { $0 }).sorted()
    return Column(
      name: key, key: key, position: 1, kind: .category,
      values: .categories(
        codes: values.map { value in Int32(levels.firstIndex { $0 == value } ?? -1) },
        levels: levels))
  }

  static func yesNo(_ key: String, _ values: [Bool?]) -> Column {
    Column(
      name: key, key: key, position: 1, kind: .yesNo,
      values: .categories(
        codes: values.map { $0.map { $0 ? 1 : 0 } ?? -1 }, levels: ["non", "oui"])
    )
  }

  static func texts(_ key: String, _ values: [String?]) -> Column {
    Column(name: key, key: key, position: 1, kind: .text, values: .texts(values))
  }

  static func file(_ conditions: [String], fallback: String = "AUTRE") -> RuleFile {
    RuleFile(
      rules: conditions.enumerated().map { index, condition in
        SegmentRule(
          code: "R\(index + 1)", condition: condition,
          place: Place(line: index + 1, column: 1, key: "R\(index + 1)"))
      }, fallback: SegmentFallback(code: fallback))
  }

  /// The answer to one condition of every row; `nil` is NULL.
  static func answers(_ condition: String, _ columns: [Column]) throws -> [Bool?] {
    try RuleSegmentation(file([condition])).apply(to: Table(columns: columns)).clients.map {
      $0.rule != nil ? true : ($0.notEvaluated.isEmpty ? false : nil)
    }
  }

  /// What is wrong with one condition.
  static func problem(_ condition: String, _ columns: [Column]) -> RuleProblem? {
    do throws(RuleError) {
      _ = try RuleSegmentation(file([condition])).apply(to: Table(columns: columns))
      return nil
    } catch {
      guard case .condition(_, let problem) = error else { return nil }
      return problem
    }
  }
}
