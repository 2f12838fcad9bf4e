import Tables

/// A column's values as words, each different one once: `oui` and `non` where it answers yes or no,
/// else what it shows; a key of headers beside each, to compare by.
///
///     ColumnWords(column)?.map { regimes[$0] }     // one a row
struct ColumnWords {
  /// As written; `keys` are the same in lower case, without accents.
  let words: [String]
  let keys: [String]
  /// Indices into `words`; −1 is missing.
  let codes: [Int32]

  /// `nil` for a column of sets or days.
  init?(_ column: Column) {
    switch column.values {
    case .categories(let codes, let levels):
      self.init(
        words: column.kind == .yesNo && levels.count == 2 ? ["non", "oui"] : levels, codes: codes)
    case .texts(let texts): self.init(texts)
    case .numbers(let numbers):
      self.init(numbers.map { $0.isNaN ? nil : Self.text($0) })
    case .sets, .dates: return nil
    }
  }

  private init(words: [String], codes: [Int32]) {
    self.words = words
    keys = words.map { HeaderKey.key(for: $0) }
    self.codes = codes
  }

  private init(_ texts: [String?]) {
    var index: [String: Int32] = [:]
    var words: [String] = []
    let codes = texts.map { text -> Int32 in
      guard let text else { return -1 }
      if let known = index[text] { return known }
      index[text] = Int32(words.count)
      words.append(text)
      return Int32(words.count - 1)
    }
    self.init(words: words, codes: codes)
  }

  /// A code that was read as a number.
  private static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? String(number)
  }

  /// What each row's key means; `nil` where it is missing or means nothing.
  func map<Meaning>(_ meaning: (String) -> Meaning?) -> [Meaning?] {
    let meanings = keys.map(meaning)
    return codes.map { $0 < 0 ? nil : meanings[Int($0)] }
  }

  /// How many rows hold a word that means nothing, by word as written.
  func unread<Meaning>(_ meaning: (String) -> Meaning?) -> [String: Int] {
    let isUnread = keys.map { meaning($0) == nil }
    var counts: [String: Int] = [:]
    for code in codes where code >= 0 && isUnread[Int(code)] {
      counts[words[Int(code)], default: 0] += 1
    }
    return counts
  }
}
