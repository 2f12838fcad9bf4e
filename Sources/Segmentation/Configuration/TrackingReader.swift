import Yams

/// Reads the thresholds of what is advised from quarter to quarter, each by its name, over those that
/// stand:
///
///     tracking: {fit: 0.05, agreement: 0.4, gain: 0.05, moved: 0.05, psi: 0.25}
///
/// A threshold left out stays.
enum TrackingReader {
  private enum Threshold: String, CaseIterable {
    case fit, agreement, gain, moved, psi
  }

  static func read(_ node: Node, _ place: Place, over rule: TrackingRule) throws -> TrackingRule {
    guard let mapping = node.mapping else {
      throw ConfigurationError.wrongValue(place, expected: .mapping)
    }
    var rule = rule
    for (key, value) in mapping {
      let name = key.string ?? ""
      guard let threshold = Threshold(rawValue: name) else {
        throw ConfigurationError.unknownKey(
          Place(key, key: name), known: Threshold.allCases.map(\.rawValue))
      }
      guard let number = value.string.flatMap(Double.init), (0...1).contains(number) else {
        throw ConfigurationError.wrongValue(Place(value, key: name), expected: .probability)
      }
      switch threshold {
      case .fit: rule.fit = number
      case .agreement: rule.agreement = number
      case .gain: rule.gain = number
      case .moved: rule.moved = number
      case .psi: rule.psi = number
      }
    }
    return rule
  }
}
