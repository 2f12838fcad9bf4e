extension JSONValue {
  /// The document as text: one member a line, arrays of plain values on one line, a newline last.
  ///
  /// Doubles are the shortest decimals that read back as the same value. The text depends on the
  /// value alone.
  ///
  /// - Throws: ``JSONError/notFinite(path:)``.
  public func text(indentation: Int = 2) throws -> String {
    var writer = JSONWriter(indentation: indentation)
    try writer.write(self, depth: 0, path: [])
    return writer.text + "\n"
  }
}

private struct JSONWriter {
  let indentation: Int
  private(set) var text = ""

  init(indentation: Int) { self.indentation = indentation }

  mutating func write(_ value: JSONValue, depth: Int, path: [String]) throws {
    switch value {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .integer(let number): text += String(number)
    case .unsigned(let number): text += String(number)
    case .number(let number):
      guard number.isFinite else { throw JSONError.notFinite(path: path) }
      text += JSONWriter.shortest(number)
    case .string(let string): quote(string)
    case .array(let elements): try write(elements, depth: depth, path: path)
    case .object(let members): try write(members, depth: depth, path: path)
    }
  }

  private mutating func write(_ elements: [JSONValue], depth: Int, path: [String]) throws {
    let isFlat = elements.allSatisfy(\.isPlain)
    text += "["
    for (i, element) in elements.enumerated() {
      if i > 0 { text += isFlat ? ", " : "," }
      if !isFlat { newLine(depth + 1) }
      try write(element, depth: depth + 1, path: path + ["\(i)"])
    }
    if !isFlat { newLine(depth) }
    text += "]"
  }

  private mutating func write(_ members: [JSONMember], depth: Int, path: [String]) throws {
    text += "{"
    for (i, member) in members.enumerated() {
      if i > 0 { text += "," }
      newLine(depth + 1)
      quote(member.name)
      text += ": "
      try write(member.value, depth: depth + 1, path: path + [member.name])
    }
    if !members.isEmpty { newLine(depth) }
    text += "}"
  }

  private mutating func newLine(_ depth: Int) {
    text += "\n" + String(repeating: " ", count: depth * indentation)
  }

  private mutating func quote(_ string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  /// Swift's description is the shortest decimal that reads back; whole numbers lose their ".0".
  static func shortest(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension JSONValue {
  fileprivate var isPlain: Bool {
    switch self {
    case .array, .object: return false
    default: return true
    }
  }
}
