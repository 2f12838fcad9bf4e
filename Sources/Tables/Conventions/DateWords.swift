/// Dates with a month by name or a quarter: `12 janvier 2026`, `déc.-25`, `T3 2026`, `2026-Q1`.
enum DateWords {
  struct Parts: Equatable {
    let year: Int
    let month: Int
    let day: Int
  }

  static func parts(_ cell: Span<UInt8>) -> Parts? {
    let words = split(cell)
    guard words.count == 2 || words.count == 3 else { return nil }
    if words.count == 3 {
      guard let day = Int(words[0]), let month = month(words[1]), let year = year(words[2]) else {
        return nil
      }
      return Parts(year: year, month: month, day: day)
    }
    if let month = month(words[0]), let year = year(words[1]) {
      return Parts(year: year, month: month, day: 1)
    }
    if let quarter = quarter(words[0]), let year = year(words[1]), words[1].count == 4 {
      return Parts(year: year, month: quarter * 3 - 2, day: 1)
    }
    if let quarter = quarter(words[1]), let year = year(words[0]), words[0].count == 4 {
      return Parts(year: year, month: quarter * 3 - 2, day: 1)
    }
    return nil
  }

  /// Runs of letters and digits, folded; a cell with other things in it has more than three.
  private static func split(_ cell: Span<UInt8>) -> [String] {
    if cell.count > 24 { return [] }
    var bytes = [UInt8]()
    for index in cell.indices { bytes.append(cell[index]) }
    return HeaderKey.key(for: String(decoding: bytes, as: UTF8.self)).split(separator: "_").map(
      String.init)
  }

  private static func year(_ word: String) -> Int? {
    guard let value = Int(word), word.count == 4 || word.count == 2 else { return nil }
    return word.count == 4 ? value : Dates.century(value)
  }

  private static func quarter(_ word: String) -> Int? {
    guard word.count == 2, word.first == "t" || word.first == "q",
      let number = word.last?.wholeNumberValue
    else { return nil }
    return (1...4).contains(number) ? number : nil
  }

  private static func month(_ word: String) -> Int? { months[word] }

  private static let months: [String: Int] = {
    let names = [
      ["janvier", "janv", "jan", "january"], ["fevrier", "fevr", "fev", "february", "feb"],
      ["mars", "mar", "march"], ["avril", "avr", "april", "apr"], ["mai", "may"],
      ["juin", "june", "jun"], ["juillet", "juil", "july", "jul"],
      ["aout", "aou", "august", "aug"],
      ["septembre", "sept", "sep", "september"], ["octobre", "oct", "october"],
      ["novembre", "nov", "november"], ["decembre", "dec", "december"],
    ]
    var months: [String: Int] = [:]
    for (index, spellings) in names.enumerated() {
      for spelling in spellings { months[spelling] = index + 1 }
    }
    return months
  }()
}
