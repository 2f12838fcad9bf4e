extension JSONValue {
  /// Any `Encodable` value as JSON: members in the order they are declared, `nil` as `null`, sets
  /// and dictionaries sorted by key, so that equal values give equal bytes in every process.
  ///
  ///     try JSONValue(encoding: study).text()
  ///
  /// Reads back with `JSONDecoder`. Foundation's encoder is not used because it leaves `nil` members
  /// out and either sorts or scrambles the others.
  public init(encoding value: some Encodable) throws {
    let node = JSONNode()
    try JSONTreeEncoder(node: node, codingPath: []).encode(value)
    self = node.value
  }
}

/// A place in the tree under construction; containers write through it.
private final class JSONNode {
  enum Content {
    case plain(JSONValue)
    case array([JSONNode])
    case object(names: [String], nodes: [JSONNode])
  }

  var content = Content.object(names: [], nodes: [])

  var value: JSONValue {
    switch content {
    case .plain(let value): return value
    case .array(let nodes): return .array(nodes.map(\.value))
    case .object(let names, let nodes):
      return .object(zip(names, nodes).map { JSONMember($0, $1.value) })
    }
  }

  var count: Int {
    if case .array(let nodes) = content { return nodes.count }
    return 0
  }

  func append() -> JSONNode {
    let node = JSONNode()
    var nodes: [JSONNode] = []
    if case .array(let present) = content { nodes = present }
    // Held once, the array grows in place: otherwise n elements would cost n² copies.
    content = .plain(.null)
    nodes.append(node)
    content = .array(nodes)
    return node
  }

  func member(_ name: String) -> JSONNode {
    let node = JSONNode()
    guard case .object(var names, var nodes) = content else {
      preconditionFailure("a value encodes one container")
    }
    if let index = names.firstIndex(of: name) {
      nodes[index] = node
    } else {
      names.append(name)
      nodes.append(node)
    }
    content = .object(names: names, nodes: nodes)
    return node
  }

  /// Members of a dictionary or elements of a set, which come in no order, by key or by text.
  func sort(pairs: Bool) throws {
    switch content {
    case .object(let names, let nodes):
      let order = names.indices.sorted { names[$0] < names[$1] }
      content = .object(names: order.map { names[$0] }, nodes: order.map { nodes[$0] })
    case .array(let nodes):
      let step = pairs ? 2 : 1
      let keys = try nodes.map { try $0.value.text() }
      let starts = stride(from: 0, to: nodes.count, by: step).sorted { keys[$0] < keys[$1] }
      content = .array(starts.flatMap { nodes[$0..<($0 + step)] })
    case .plain: break
    }
  }
}

/// What has no order of its own, and how its elements come.
private protocol Unordered { static var comesInPairs: Bool { get } }
extension Dictionary: Unordered { fileprivate static var comesInPairs: Bool { true } }
extension Set: Unordered { fileprivate static var comesInPairs: Bool { false } }

private struct JSONTreeEncoder: Encoder {
  let node: JSONNode
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func encode(_ value: some Encodable) throws {
    try value.encode(to: self)
    if let unordered = value as? any Unordered {
      try node.sort(pairs: type(of: unordered).comesInPairs)
    }
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.content = .object(names: [], nodes: [])
    return KeyedEncodingContainer(KeyedContainer(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.content = .array([])
    return UnkeyedContainer(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    SingleContainer(encoder: self)
  }

  func number(_ value: Double) throws -> JSONValue {
    guard value.isFinite else { throw JSONError.notFinite(path: codingPath.map(\.stringValue)) }
    return .number(value)
  }
}

private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: JSONTreeEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  private func child(_ key: any CodingKey) -> JSONTreeEncoder {
    JSONTreeEncoder(node: encoder.node.member(key.stringValue), codingPath: codingPath + [key])
  }

  mutating func encodeNil(forKey key: Key) { child(key).node.content = .plain(.null) }

  mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    try child(key).encode(value)
  }

  private mutating func encodeOptional<T: Encodable>(_ value: T?, _ key: Key) throws {
    if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
  }

  mutating func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
    try encodeOptional(value, key)
  }
  mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws {
    try encodeOptional(value, key)
  }
  mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws {
    try encodeOptional(value, key)
  }
  mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
    try encodeOptional(value, key)
  }
  mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws {
    try encodeOptional(value, key)
  }
  mutating func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws {
    try encodeOptional(value, key)
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy keyType: NestedKey.Type, forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    child(key).container(keyedBy: keyType)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    child(key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { child(SuperKey()) }
  mutating func superEncoder(forKey key: Key) -> any Encoder { child(key) }
}

private struct UnkeyedContainer: UnkeyedEncodingContainer {
  let encoder: JSONTreeEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }
  var count: Int { encoder.node.count }

  private func child() -> JSONTreeEncoder {
    let key = SuperKey(index: encoder.node.count)
    return JSONTreeEncoder(node: encoder.node.append(), codingPath: codingPath + [key])
  }

  mutating func encodeNil() { child().node.content = .plain(.null) }
  mutating func encode<T: Encodable>(_ value: T) throws { try child().encode(value) }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy keyType: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> {
    child().container(keyedBy: keyType)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    child().unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { child() }
}

private struct SingleContainer: SingleValueEncodingContainer {
  let encoder: JSONTreeEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  private func put(_ value: JSONValue) { encoder.node.content = .plain(value) }

  mutating func encodeNil() { put(.null) }
  mutating func encode(_ value: Bool) { put(.bool(value)) }
  mutating func encode(_ value: String) { put(.string(value)) }
  mutating func encode(_ value: Double) throws { put(try encoder.number(value)) }
  mutating func encode(_ value: Float) throws {
    put(try encoder.number(Double(value.description) ?? Double(value)))
  }
  mutating func encode(_ value: Int) { put(.integer(Int64(value))) }
  mutating func encode(_ value: Int8) { put(.integer(Int64(value))) }
  mutating func encode(_ value: Int16) { put(.integer(Int64(value))) }
  mutating func encode(_ value: Int32) { put(.integer(Int64(value))) }
  mutating func encode(_ value: Int64) { put(.integer(value)) }
  mutating func encode(_ value: UInt) { put(.unsigned(UInt64(value))) }
  mutating func encode(_ value: UInt8) { put(.unsigned(UInt64(value))) }
  mutating func encode(_ value: UInt16) { put(.unsigned(UInt64(value))) }
  mutating func encode(_ value: UInt32) { put(.unsigned(UInt64(value))) }
  mutating func encode(_ value: UInt64) { put(.unsigned(value)) }
  mutating func encode<T: Encodable>(_ value: T) throws { try encoder.encode(value) }
}

/// The key of a superclass or of an array's element.
private struct SuperKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init() {
    stringValue = "super"
    intValue = nil
  }

  init(index: Int) {
    stringValue = "\(index)"
    intValue = index
  }

  init?(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  init?(intValue: Int) { self.init(index: intValue) }
}
