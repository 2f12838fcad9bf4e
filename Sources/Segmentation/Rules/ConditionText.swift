/// The words of an SQL condition, as far as they must be known before SQLite reads it: which names it
/// uses, whether its brackets close, whether two conditions are the same.
///
///     ConditionText("taille IN ('PME', 'ETI')").names      // ["taille", "IN"]
///
/// Source: the tokens of SQLite, <https://www.sqlite.org/lang_expr.html>.
package struct ConditionText: Equatable {
  package enum Token: Equatable {
    /// A bare word in lower case: a keyword, a column, a function.
    case word(String)
    /// A name between `"`, backquotes or square brackets, as written.
    case quotedName(String)
    /// A text between apostrophes, as written.
    case text(String)
    case number(String)
    case symbol(Unicode.Scalar)
    /// `?1`, `:x`, `@x`, `$x`: a value that nobody would give.
    case parameter
  }

  package let tokens: [Token]
  /// Whether every quote closes, and every bracket that opens, none before it opened.
  package let isClosed: Bool

  package init(_ text: String) {
    var scanner = ConditionScanner(Array(text.unicodeScalars))
    scanner.scan()
    tokens = scanner.tokens
    isClosed = scanner.quotesClose && Self.bracketsClose(scanner.tokens)
  }

  private static func bracketsClose(_ tokens: [Token]) -> Bool {
    var depth = 0
    for token in tokens {
      if token == .symbol("(") { depth += 1 }
      if token == .symbol(")") { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }
}

extension ConditionText {
  /// What may be the name of a column: keywords are among them, functions are not.
  package var names: [String] {
    tokens.indices.compactMap { index in
      switch tokens[index] {
      case .word(let word): isCall(index) ? nil : word
      case .quotedName(let name): name
      case .text, .number, .symbol, .parameter: nil
      }
    }
  }

  /// The texts between apostrophes.
  package var texts: [String] {
    tokens.compactMap { token in if case .text(let text) = token { text } else { nil } }
  }

  /// Whether it says yes of everyone: `true`, or a number other than 0.
  package var isAlwaysTrue: Bool {
    let inner = tokens.filter { $0 != .symbol("(") && $0 != .symbol(")") }
    guard inner.count == 1 else { return false }
    return switch inner[0] {
    case .word(let word): word == "true"
    case .number(let digits): Double(digits).map { $0 != 0 } ?? false
    case .quotedName, .text, .symbol, .parameter: false
    }
  }

  /// A name, a comparison, and the text or number after it: `x = 'y'`, `x >= 2`, `x IN ('y'`.
  package struct Comparison: Equatable {
    package let name: String
    package let value: Token
  }

  package var comparisons: [Comparison] {
    tokens.indices.compactMap { index in
      let name: String
      switch tokens[index] {
      case .word(let word): name = word
      case .quotedName(let quoted): name = quoted
      case .text, .number, .symbol, .parameter: return nil
      }
      let operators: [Token] = ["<", ">", "=", "!"].map { .symbol($0) }
      let rest = tokens[(index + 1)...]
      var after = rest.drop { operators.contains($0) }
      if after.count == rest.count {
        guard rest.starts(with: [.word("in"), .symbol("(")]) else { return nil }
        after = rest.dropFirst(2)
      }
      switch after.first {
      case .text, .number: return after.first.map { Comparison(name: name, value: $0) }
      case .word, .quotedName, .symbol, .parameter, .none: return nil
      }
    }
  }

  package var hasParameters: Bool { tokens.contains(.parameter) }

  /// Whether it asks for the time of day: the answer would differ from one day to the next.
  package var readsClock: Bool {
    let clocks: Set<String> = ["current_date", "current_time", "current_timestamp"]
    return tokens.indices.contains { index in
      guard case .word(let word) = tokens[index] else { return false }
      if clocks.contains(word) { return true }
      guard Self.dateFunctions.contains(word), isCall(index) else { return false }
      return argumentsNameNow(of: index)
    }
  }

  private static let dateFunctions: Set<String> = [
    "date", "time", "datetime", "julianday", "unixepoch", "strftime",
  ]

  /// The function has no arguments, or `'now'` among them.
  private func argumentsNameNow(of function: Int) -> Bool {
    var depth = 0
    for index in tokens.indices[(function + 1)...] {
      switch tokens[index] {
      case .symbol("("): depth += 1
      case .symbol(")"):
        if depth == 1 { return index == function + 2 }
        depth -= 1
      case .text(let text) where text.lowercased() == "now": return true
      default: break
      }
    }
    return false
  }

  private func isCall(_ index: Int) -> Bool {
    index + 1 < tokens.count && tokens[index + 1] == .symbol("(")
  }
}

/// Cuts a condition into tokens.
private struct ConditionScanner {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private(set) var tokens: [ConditionText.Token] = []
  private(set) var quotesClose = true

  init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  mutating func scan() {
    while position < scalars.count {
      let scalar = scalars[position]
      switch scalar {
      case "'": tokens.append(.text(quoted(until: "'")))
      case "\"", "`": tokens.append(.quotedName(quoted(until: scalar)))
      case "[": tokens.append(.quotedName(quoted(until: "]")))
      case "-" where next == "-": skip { $0 != "\n" }
      case "/" where next == "*": skipComment()
      case "0"..."9": tokens.append(.number(taken { Self.isWord($0) || $0 == "." }))
      case "." where next.map { ("0"..."9").contains($0) } ?? false:
        tokens.append(.number(taken { Self.isWord($0) || $0 == "." }))
      case "?", ":", "@", "$":
        position += 1
        skip(while: Self.isWord)
        tokens.append(.parameter)
      case _ where Self.isWord(scalar):
        tokens.append(.word(taken(while: Self.isWord).lowercased()))
      case _ where scalar.properties.isWhitespace: position += 1
      default:
        tokens.append(.symbol(scalar))
        position += 1
      }
    }
  }

  private var next: Unicode.Scalar? {
    position + 1 < scalars.count ? scalars[position + 1] : nil
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "$": true
    default: scalar.value >= 0x80 && !scalar.properties.isWhitespace
    }
  }

  private mutating func skip(while belongs: (Unicode.Scalar) -> Bool) {
    while position < scalars.count, belongs(scalars[position]) { position += 1 }
  }

  private mutating func taken(while belongs: (Unicode.Scalar) -> Bool) -> String {
    let start = position
    skip(while: belongs)
    return String(String.UnicodeScalarView(scalars[start..<position]))
  }

  /// A doubled quote stands for itself.
  private mutating func quoted(until close: Unicode.Scalar) -> String {
    var content = String.UnicodeScalarView()
    position += 1
    while position < scalars.count {
      if scalars[position] == close {
        guard next == close, close != "]" else {
          position += 1
          return String(content)
        }
        position += 1
      }
      content.append(scalars[position])
      position += 1
    }
    quotesClose = false
    return String(content)
  }

  private mutating func skipComment() {
    position += 2
    while position < scalars.count {
      if scalars[position] == "*", next == "/" {
        position += 2
        return
      }
      position += 1
    }
    quotesClose = false
  }
}
