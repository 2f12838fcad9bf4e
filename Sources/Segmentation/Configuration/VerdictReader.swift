import Validation
import Yams

/// Reads the thresholds of the verdicts, each measure by its name, over those that stand:
///
///     verdict:
///       stability:  {use: 0.75, caution: 0.60}
///       held-out:   {use: 0.60, caution: 0.40}
///       size:       {use: 20, caution: 10}
///       separation: {use: 0.05, caution: -0.05}
///       without-groups: 0.05
///       valley: 0.05
///
/// A measure left out keeps its thresholds; the last two are the largest p-values that allow use.
enum VerdictReader {
  private enum Measure: String, CaseIterable {
    case stability, size, separation
    case heldOut = "held-out"
  }

  /// Largest p-values.
  private enum Level: String, CaseIterable {
    case valley
    case withoutGroups = "without-groups"
  }

  static func read(_ node: Node, _ place: Place, over rule: VerdictRule) throws -> VerdictRule {
    guard let mapping = node.mapping else {
      throw ConfigurationError.wrongValue(place, expected: .mapping)
    }
    var thresholds: [Measure: Thresholds] = [
      .stability: rule.stability, .size: rule.size, .separation: rule.silhouette,
      .heldOut: rule.heldOut,
    ]
    var levels: [Level: Double] = [
      .withoutGroups: rule.withoutGroups, .valley: rule.valley,
    ]
    for (key, value) in mapping {
      let name = key.string ?? ""
      if let level = Level(rawValue: name) {
        guard let number = number(value), (0...1).contains(number) else {
          throw ConfigurationError.wrongValue(Place(value, key: name), expected: .probability)
        }
        levels[level] = number
        continue
      }
      guard let measure = Measure(rawValue: name) else {
        throw ConfigurationError.unknownKey(
          Place(key, key: name),
          known: Measure.allCases.map(\.rawValue) + Level.allCases.map(\.rawValue))
      }
      thresholds[measure] = try self.thresholds(value, Place(value, key: name))
    }
    return VerdictRule(
      size: thresholds[.size] ?? rule.size,
      stability: thresholds[.stability] ?? rule.stability,
      heldOut: thresholds[.heldOut] ?? rule.heldOut,
      silhouette: thresholds[.separation] ?? rule.silhouette,
      withoutGroups: levels[.withoutGroups] ?? rule.withoutGroups,
      valley: levels[.valley] ?? rule.valley)
  }

  /// Both thresholds, the better verdict's not below the other.
  private static func thresholds(_ node: Node, _ place: Place) throws -> Thresholds {
    guard let mapping = node.mapping, mapping.count == 2,
      let use = number(mapping["use"]), let caution = number(mapping["caution"]), use >= caution
    else { throw ConfigurationError.wrongValue(place, expected: .thresholds) }
    return Thresholds(use: use, caution: caution)
  }

  private static func number(_ node: Node?) -> Double? {
    node?.string.flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
  }
}
