import Interpretation
import Preparation
import Yams

/// Reads a configuration file over a configuration that stands already.
///
///     var configuration = StudyConfiguration()
///     try ConfigurationReader.read(text, into: &configuration)
///
/// The file is a YAML mapping whose keys are the long flags of `clientele run` without their dashes,
/// and `columns`, a mapping from a column's name to its role:
///
///     clusters: auto
///     test-groups: bureau
///     columns:
///       ca_annuel_ht: active
///       date_entree: ignored
///
/// Every key is known or refused: a misspelt one would otherwise change nothing, silently.
public enum ConfigurationReader {
  public static func read(_ text: String, into configuration: inout StudyConfiguration) throws {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let YamlError.scanner(_, _, mark, _), let YamlError.parser(_, _, mark, _),
      let YamlError.composer(_, _, mark, _)
    {
      throw ConfigurationError.notYAML(line: mark.line, column: mark.column)
    } catch let YamlError.duplicatedKeysInMapping(duplicates, context) {
      throw ConfigurationError.repeatedKey(
        Place(
          line: context.mark.line, column: context.mark.column, key: duplicates.first ?? ""))
    } catch {
      throw ConfigurationError.notYAML(line: 1, column: 1)
    }
    // A document without content, `---`, is an empty scalar.
    guard let root, root.string != "" else { return }
    guard let mapping = root.mapping else {
      throw ConfigurationError.wrongValue(Place(root, key: ""), expected: .mapping)
    }
    var heldOutKey: String?
    for (keyNode, value) in mapping {
      let key = keyNode.string ?? ""
      guard let setting = Setting(rawValue: key) else {
        throw ConfigurationError.unknownKey(
          Place(keyNode, key: key), known: Setting.allCases.map(\.rawValue))
      }
      if setting == .heldOut || setting == .testGroups {
        if let heldOutKey {
          throw ConfigurationError.exclusiveKeys(Place(keyNode, key: key), other: heldOutKey)
        }
        heldOutKey = key
      }
      try apply(setting, value, to: &configuration)
    }
  }

  private enum Setting: String, CaseIterable {
    case clusters, method, seed, period, language, columns
    case heldOut = "hold-out"
    case testGroups = "test-groups"
    case minimumSize = "minimum-size"
  }

  private static func apply(
    _ setting: Setting, _ node: Node, to configuration: inout StudyConfiguration
  ) throws {
    let place = Place(node, key: setting.rawValue)
    switch setting {
    case .clusters:
      guard let request = ClusterRequest(argument: node.string ?? "") else {
        throw ConfigurationError.wrongValue(place, expected: .clusterCount)
      }
      configuration.clusters = request
    case .method:
      guard let method = MethodRequest(rawValue: node.string ?? "") else {
        throw ConfigurationError.wrongValue(
          place, expected: .oneOf(MethodRequest.allCases.map(\.rawValue)))
      }
      configuration.method = method
    case .seed:
      guard let seed = UInt64(node.string ?? "") else {
        throw ConfigurationError.wrongValue(place, expected: .wholeNumber)
      }
      configuration.seed = seed
    case .period:
      guard let quarter = Quarter(node.string ?? "") else {
        throw ConfigurationError.wrongValue(place, expected: .quarter)
      }
      configuration.period = quarter.description
    case .language:
      guard let language = Language(rawValue: node.string ?? "") else {
        throw ConfigurationError.wrongValue(place, expected: .oneOf(["fr", "en"]))
      }
      configuration.language = language
    case .heldOut:
      guard let fraction = Double(node.string ?? ""), HeldOutRequest.isUsable(fraction) else {
        throw ConfigurationError.wrongValue(place, expected: .heldOutFraction)
      }
      configuration.heldOut = .fraction(fraction)
    case .testGroups:
      configuration.heldOut = .groups(column: try text(node, place))
    case .minimumSize:
      guard let size = Int(node.string ?? ""), size >= 1 else {
        throw ConfigurationError.wrongValue(place, expected: .clientCount)
      }
      configuration.minimumSize = size
    case .columns:
      configuration.preparation.roles.merge(try roles(node, place)) { _, new in new }
    }
  }

  private static func text(_ node: Node, _ place: Place) throws -> String {
    guard let text = node.string, !text.isEmpty else {
      throw ConfigurationError.wrongValue(place, expected: .text)
    }
    return text
  }

  private static func roles(_ node: Node, _ place: Place) throws -> [String: VariableRole] {
    guard let mapping = node.mapping else {
      throw ConfigurationError.wrongValue(place, expected: .mapping)
    }
    var roles: [String: VariableRole] = [:]
    for (column, value) in mapping {
      guard let role = VariableRole(rawValue: value.string ?? "") else {
        throw ConfigurationError.wrongValue(
          Place(value, key: column.string ?? ""),
          expected: .oneOf(VariableRole.allCases.map(\.rawValue)))
      }
      roles[column.string ?? ""] = role
    }
    return roles
  }
}

/// Where in the configuration file something stands, counted from 1.
public struct Place: Sendable, Equatable {
  public let line: Int
  public let column: Int
  public let key: String

  init(line: Int, column: Int, key: String) {
    self.line = line
    self.column = column
    self.key = key
  }

  init(_ node: Node, key: String) {
    self.init(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, key: key)
  }
}

public enum ConfigurationError: Error, Sendable, Equatable {
  case notYAML(line: Int, column: Int)
  case unknownKey(Place, known: [String])
  case wrongValue(Place, expected: Expectation)
  /// A key that is given twice; where it stands first.
  case repeatedKey(Place)
  /// Two keys of which only one may be given: this one, and one before it.
  case exclusiveKeys(Place, other: String)

  public enum Expectation: Sendable, Equatable {
    case mapping, text, wholeNumber, clusterCount, clientCount, heldOutFraction, quarter
    case oneOf([String])
  }
}

extension ClusterRequest {
  /// `auto` or a whole number from 1.
  public init?(argument: String) {
    if argument == "auto" {
      self = .automatic
    } else if let count = Int(argument), count >= 1 {
      self = .fixed(count)
    } else {
      return nil
    }
  }
}

extension HeldOutRequest {
  /// A share that leaves more clients to make the segments than to try them on.
  public static func isUsable(_ fraction: Double) -> Bool { fraction > 0 && fraction <= 0.5 }
}
