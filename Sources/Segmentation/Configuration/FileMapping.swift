import Tables
import Yams

/// A mapping of a YAML file, read key by key: every key is known or refused, and what is wrong is told
/// with its place.
///
///     let root = try FileMapping(text: defaults, over: userText)
///     try root.refuse(otherThan: ["as-of", "size"])
///     let day = try root.day("as-of")
struct FileMapping {
  struct Entry {
    let key: String
    let place: Place
    let node: Node
  }

  let place: Place
  let entries: [Entry]

  init(_ node: Node, key: String) throws {
    place = Place(node, key: key)
    guard let mapping = node.mapping else {
      throw ConfigurationError.wrongValue(place, expected: .mapping)
    }
    entries = mapping.map { keyNode, value in
      let key = keyNode.string ?? ""
      return Entry(key: key, place: Place(keyNode, key: key), node: value)
    }
  }

  /// A file's root with another file's laid over it: mappings key by key, anything else replaced.
  ///
  /// - Parameter whole: keys whose mappings are replaced, too: ways of saying one thing of which only
  ///   one may be given.
  init(text: String, over user: String?, replacing whole: [String] = []) throws {
    let base = try ConfigurationReader.compose(text) ?? Node([(Node, Node)]())
    guard let user, let root = try ConfigurationReader.compose(user) else {
      try self.init(base, key: "")
      return
    }
    guard root.mapping != nil else {
      throw ConfigurationError.wrongValue(Place(root, key: ""), expected: .mapping)
    }
    try self.init(Self.lay(root, over: base, whole), key: "")
  }

  private static func lay(_ top: Node, over base: Node, _ whole: [String]) -> Node {
    guard let topMapping = top.mapping, let baseMapping = base.mapping else { return top }
    var pairs = baseMapping.map { ($0.key, $0.value) }
    for (key, value) in topMapping {
      if let index = pairs.firstIndex(where: { $0.0.string == key.string }) {
        let isWhole = whole.contains(key.string ?? "")
        pairs[index] = (key, isWhole ? value : lay(value, over: pairs[index].1, whole))
      } else {
        pairs.append((key, value))
      }
    }
    return .mapping(Node.Mapping(pairs, topMapping.tag, topMapping.style, topMapping.mark))
  }
}

extension FileMapping {
  func refuse(otherThan known: [String]) throws {
    for entry in entries where !known.contains(entry.key) {
      throw ConfigurationError.unknownKey(entry.place, known: known)
    }
  }

  func optional(_ key: String) -> Node? { entries.first { $0.key == key }?.node }

  func node(_ key: String) throws -> Node {
    guard let node = optional(key) else {
      throw ConfigurationError.missingKey(place, missing: key)
    }
    return node
  }

  func mapping(_ key: String) throws -> FileMapping { try FileMapping(try node(key), key: key) }

  func text(_ key: String) throws -> String {
    let node = try node(key)
    guard let text = node.string, !text.isEmpty else { throw wrong(node, key, .text) }
    return text
  }

  /// A list of texts; a text alone is a list of one.
  func texts(_ key: String) throws -> [String] {
    let node = try node(key)
    guard let sequence = node.sequence else { return [try text(key)] }
    return try sequence.map { item in
      guard let text = item.string, !text.isEmpty else { throw wrong(item, key, .texts) }
      return text
    }
  }

  func day(_ key: String) throws -> CalendarDay {
    let node = try node(key)
    guard let day = CalendarDay(iso: node.string ?? "") else { throw wrong(node, key, .day) }
    return day
  }

  /// A number from 0 to 10¹².
  func amount(_ key: String) throws -> Double { try number(key, upTo: 1e12, .amount) }

  /// Hours of work: from 0 to 10 000.
  func hours(_ key: String) throws -> Double { try number(key, upTo: 10_000, .hours) }

  func share(_ key: String) throws -> Double { try number(key, upTo: 1, .probability) }

  private func number(
    _ key: String, upTo most: Double, _ expected: ConfigurationError.Expectation
  ) throws -> Double {
    let node = try node(key)
    guard let value = Double(node.string ?? ""), (0...most).contains(value) else {
      throw wrong(node, key, expected)
    }
    return value
  }

  /// A whole number from 0 to 10 000.
  func count(_ key: String) throws -> Int {
    let node = try node(key)
    guard let value = Int(node.string ?? ""), (0...10_000).contains(value) else {
      throw wrong(node, key, .wholeNumber)
    }
    return value
  }

  func flag(_ key: String) throws -> Bool {
    let node = try node(key)
    switch node.string {
    case "true": return true
    case "false": return false
    default: throw wrong(node, key, .flag)
    }
  }

  func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ key: String, of type: Value.Type
  ) throws -> Value {
    let node = try node(key)
    guard let value = Value(rawValue: node.string ?? "") else {
      throw wrong(node, key, .oneOf(Value.allCases.map(\.rawValue)))
    }
    return value
  }

  private func wrong(_ node: Node, _ key: String, _ expected: ConfigurationError.Expectation)
    -> ConfigurationError
  {
    .wrongValue(Place(node, key: key), expected: expected)
  }
}
