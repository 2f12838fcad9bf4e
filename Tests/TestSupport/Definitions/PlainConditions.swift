/// Conditions of distilled rules as SQL answers them: true, false or unknown (`nil`), by reading the text.
///
///     PlainConditions.answer("\"a\" < 3 AND \"b\" IN ('x')", ["a": .number(2), "b": .null])    // nil
///
/// Knows what distilled rules write and nothing else; what it does not know is `unreadable`.
public enum PlainConditions {
  public enum Value: Equatable {
    case null
    case number(Double)
    case text(String)
  }

  public struct Unreadable: Error { public let text: String }

  public static func answer(_ sql: String, _ row: [String: Value]) throws -> Bool? {
    var reader = Reader(rest: sql[...], row: row)
    var answers: [Bool?] = []
    repeat { answers.append(try reader.condition()) } while reader.take(" AND ")
    guard reader.rest.isEmpty else { throw Unreadable(text: String(reader.rest)) }
    // Kleene's conjunction.
    if answers.contains(false) { return false }
    return answers.contains { $0 == nil } ? nil : true
  }

  private struct Reader {
    var rest: Substring
    let row: [String: Value]

    mutating func take(_ text: String) -> Bool {
      guard rest.hasPrefix(text) else { return false }
      rest = rest.dropFirst(text.count)
      return true
    }

    mutating func quoted(_ quote: Character) throws -> String {
      guard rest.first == quote else { throw Unreadable(text: String(rest)) }
      rest = rest.dropFirst()
      var text = ""
      while let character = rest.popFirst() {
        if character != quote {
          text.append(character)
        } else if rest.first == quote {
          rest = rest.dropFirst()
          text.append(quote)
        } else {
          return text
        }
      }
      throw Unreadable(text: text)
    }

    mutating func number() throws -> Double {
      let digits = rest.prefix { "+-0123456789.e".contains($0) }
      rest = rest.dropFirst(digits.count)
      guard let value = Double(digits) else { throw Unreadable(text: String(digits)) }
      return value
    }

    mutating func column() throws -> Value {
      let name = try quoted("\"")
      guard let value = row[name] else { throw Unreadable(text: name) }
      return value
    }

    /// The list `'+' || "column" || '+'`.
    mutating func list() throws -> String? {
      guard take("'+' || ") else { throw Unreadable(text: String(rest)) }
      let value = try column()
      guard take(" || '+'") else { throw Unreadable(text: String(rest)) }
      if case .text(let text) = value { return "+" + text + "+" }
      return nil
    }

    mutating func condition() throws -> Bool? {
      if take("(") {
        let list = try list()
        let isNegated = take(") NOT LIKE ")
        guard isNegated || take(") LIKE ") else { throw Unreadable(text: String(rest)) }
        let pattern = try quoted("'")
        guard pattern.hasPrefix("%"), pattern.hasSuffix("%"), !pattern.contains("_") else {
          throw Unreadable(text: pattern)
        }
        let part = String(pattern.dropFirst().dropLast()).lowercased()
        return list.map { $0.lowercased().contains(part) != isNegated }
      }
      if take("instr(") {
        let list = try list()
        guard take(", ") else { throw Unreadable(text: String(rest)) }
        let part = try quoted("'")
        let isNegated = take(") = 0")
        guard isNegated || take(") > 0") else { throw Unreadable(text: String(rest)) }
        return list.map { $0.contains(part) != isNegated }
      }
      return try comparison()
    }

    mutating func comparison() throws -> Bool? {
      let value = try column()
      if take(" IS NOT NULL") { return value != .null }
      if take(" IN (") {
        var texts: [String] = []
        repeat { texts.append(try quoted("'")) } while take(", ")
        guard take(")") else { throw Unreadable(text: String(rest)) }
        if case .text(let text) = value { return texts.contains(text) }
        return nil
      }
      if take(" < ") { return try compared(value, <) }
      if take(" >= ") { return try compared(value, >=) }
      guard take(" = ") else { throw Unreadable(text: String(rest)) }
      if rest.first != "'" { return try compared(value, ==) }
      let other = try quoted("'")
      if case .text(let text) = value { return text == other }
      return nil
    }

    mutating func compared(
      _ value: Value, _ holds: (Double, Double) -> Bool
    ) throws -> Bool? {
      let limit = try number()
      if case .number(let number) = value { return holds(number, limit) }
      return nil
    }
  }
}
