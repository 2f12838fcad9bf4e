import Clustering
import Interpretation
import Preparation
import Tables
import Yams

/// Reads a configuration file over a configuration that stands already.
///
///     var configuration = StudyConfiguration()
///     try ConfigurationReader.read(text, into: &configuration)
///
/// The file is a YAML mapping whose keys are the long flags of `clientele run` without their dashes,
/// `rule-column`, `verdict`, and three mappings from a column's name: `columns` to its role, `types`
/// to what it holds, `units` to the unit in which it is written:
///
///     clusters: auto
///     test-groups: bureau
///     outcome: [resiliation, marge]
///     verdict:
///       stability: {use: 0.80, caution: 0.65}
///     columns:
///       date_entree: ignored
///     types:
///       tranche_effectif: category
///     units:
///       ca_annuel_ht: k€
///
/// Every key is known or refused: a misspelt one would otherwise change nothing, silently.
public enum ConfigurationReader {
  /// - Returns: where the file names columns, for those who meet a table that has no such column.
  @discardableResult
  public static func read(
    _ text: String, into configuration: inout StudyConfiguration
  ) throws -> NamedColumns {
    guard let root = try compose(text) else { return NamedColumns() }
    guard let mapping = root.mapping else {
      throw ConfigurationError.wrongValue(Place(root, key: ""), expected: .mapping)
    }
    var named = NamedColumns()
    var heldOutKey: String?
    for (keyNode, value) in mapping {
      let key = keyNode.string ?? ""
      guard let setting = Setting(rawValue: key) else {
        throw ConfigurationError.unknownKey(
          Place(keyNode, key: key), known: Setting.allCases.map(\.rawValue))
      }
      if [.heldOut, .testGroups, .folds].contains(setting) {
        if let heldOutKey {
          throw ConfigurationError.exclusiveKeys(Place(keyNode, key: key), other: heldOutKey)
        }
        heldOutKey = key
      }
      if setting.isOfColumns { named.add(value) }
      try apply(setting, value, to: &configuration)
    }
    try refuseUnitsOfOtherThings(configuration, named)
    return named
  }

  /// The document's root; `nil` for one without content.
  static func compose(_ text: String) throws -> Node? {
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
    return root?.string == "" ? nil : root
  }

  private enum Setting: String, CaseIterable {
    case clusters, method, seed, period, language, columns, types, units, folds, outcome, verdict
    case tracking
    case heldOut = "hold-out"
    case testGroups = "test-groups"
    case minimumSize = "minimum-size"
    case ruleColumn = "rule-column"

    /// Whether its keys are names of columns.
    var isOfColumns: Bool { self == .columns || self == .types || self == .units }
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
      guard let method = ClusteringMethod(rawValue: node.string ?? "") else {
        throw ConfigurationError.wrongValue(
          place, expected: .oneOf(ClusteringMethod.allCases.map(\.rawValue)))
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
    case .folds:
      guard let request = HeldOutRequest(folds: node.string ?? "") else {
        throw ConfigurationError.wrongValue(place, expected: .folds)
      }
      configuration.heldOut = request
    case .minimumSize:
      guard let size = Int(node.string ?? ""), size >= 1 else {
        throw ConfigurationError.wrongValue(place, expected: .clientCount)
      }
      configuration.minimumSize = size
    case .columns:
      try merge(node, place, into: &configuration.preparation.roles, VariableRole.init(rawValue:))
    case .outcome:
      for name in try texts(node, place) { configuration.preparation.roles[name] = .outcome }
    case .ruleColumn: configuration.ruleColumn = try text(node, place)
    case .verdict:
      configuration.verdict = try VerdictReader.read(node, place, over: configuration.verdict)
    case .tracking:
      configuration.tracking = try TrackingReader.read(node, place, over: configuration.tracking)
    case .types:
      try merge(node, place, into: &configuration.types, ColumnKind.init(rawValue:))
    case .units:
      try merge(node, place, into: &configuration.units, WrittenUnit.init(typed:))
    }
  }

  /// A text, or a list of them.
  private static func texts(_ node: Node, _ place: Place) throws -> [String] {
    guard let sequence = node.sequence else { return [try text(node, place)] }
    return try sequence.map { try text($0, Place($0, key: place.key)) }
  }

  private static func text(_ node: Node, _ place: Place) throws -> String {
    guard let text = node.string, !text.isEmpty else {
      throw ConfigurationError.wrongValue(place, expected: .text)
    }
    return text
  }

  /// A mapping from columns to values of one sort.
  private static func merge<Value: RawRepresentable<String> & CaseIterable>(
    _ node: Node, _ place: Place, into values: inout [String: Value],
    _ value: (String) -> Value?
  ) throws {
    guard let mapping = node.mapping else {
      throw ConfigurationError.wrongValue(place, expected: .mapping)
    }
    for (column, written) in mapping {
      guard let read = value(written.string ?? "") else {
        throw ConfigurationError.wrongValue(
          Place(written, key: column.string ?? ""),
          expected: .oneOf(Value.allCases.map(\.rawValue)))
      }
      values[column.string ?? ""] = read
    }
  }

  private static func refuseUnitsOfOtherThings(
    _ configuration: StudyConfiguration, _ named: NamedColumns
  ) throws {
    for name in configuration.units.keys.sorted() {
      guard let type = configuration.types[name], type != .numeric,
        let place = named.places[name]
      else { continue }
      throw ConfigurationError.wrongValue(place, expected: .numericType)
    }
  }
}

/// The columns that a configuration file names, and where it does so first.
public struct NamedColumns: Sendable, Equatable {
  public private(set) var places: [String: Place] = [:]

  public init() {}

  fileprivate mutating func add(_ node: Node) {
    for (key, _) in node.mapping ?? [:] {
      let name = key.string ?? ""
      if places[name] == nil { places[name] = Place(key, key: name) }
    }
  }
}

/// Where in the configuration file something stands, counted from 1.
public struct Place: Sendable, Equatable {
  public let line: Int
  public let column: Int
  public let key: String

  package init(line: Int, column: Int, key: String) {
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
  /// A column that the input does not have; the headers it has.
  case unknownColumn(Place, known: [String])
  /// Two keys of which only one may be given: this one, and one before it.
  case exclusiveKeys(Place, other: String)
  /// A part of the file that lacks a key; its place is the part's.
  case missingKey(Place, missing: String)
  /// A code that the file does not define.
  case unknownCode(Place, known: [String])

  public enum Expectation: Sendable, Equatable {
    case mapping, text, wholeNumber, clusterCount, clientCount, heldOutFraction, folds, quarter
    case thresholds, probability
    case texts, day, amount, hours, flag, action
    /// `numeric` for the type of a column that has a unit.
    case numericType
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
  /// `5`, or `5x3` for three divisions in five.
  public init?(folds argument: String) {
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false)
    guard let first = parts.first, let count = Int(first), (2...100).contains(count),
      parts.count <= 2, let rounds = parts.count == 2 ? Int(parts[1]) : 1,
      (1...100).contains(rounds)
    else { return nil }
    self = .folds(count: count, rounds: rounds)
  }

  /// A share that leaves more clients to make the segments than to try them on.
  public static func isUsable(_ fraction: Double) -> Bool { fraction > 0 && fraction <= 0.5 }
}
