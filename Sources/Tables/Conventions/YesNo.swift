/// The ways of saying yes and no.
enum YesNo {
  enum Answer: Equatable { case no, yes }

  /// A pair of spellings in which a column answers; a column keeps to one pair.
  enum Vocabulary: Int, CaseIterable {
    case ouiNon, on, vraiFaux, yesNo, yn, trueFalse, digits
    /// A mark for yes, an empty cell for no.
    case mark
  }

  struct Reading: Equatable {
    let answer: Answer
    let vocabulary: Vocabulary
  }

  static func read(_ cell: Span<UInt8>) -> Reading? {
    if cell.count > 5 || cell.isEmpty { return nil }
    return table[ASCIIFold.lowercased(cell)]
  }

  /// The spellings under which the answers are shown, no first.
  static func levels(_ vocabulary: Vocabulary) -> [String] {
    switch vocabulary {
    case .ouiNon, .mark: ["non", "oui"]
    case .on: ["N", "O"]
    case .vraiFaux: ["faux", "vrai"]
    case .yesNo: ["no", "yes"]
    case .yn: ["N", "Y"]
    case .trueFalse: ["false", "true"]
    case .digits: ["0", "1"]
    }
  }

  private static let table: [[UInt8]: Reading] = {
    let spellings: [(String, Answer, Vocabulary)] = [
      ("oui", .yes, .ouiNon), ("non", .no, .ouiNon), ("o", .yes, .on), ("n", .no, .on),
      ("vrai", .yes, .vraiFaux), ("faux", .no, .vraiFaux), ("yes", .yes, .yesNo),
      ("no", .no, .yesNo), ("y", .yes, .yn), ("true", .yes, .trueFalse),
      ("false", .no, .trueFalse), ("1", .yes, .digits), ("0", .no, .digits), ("x", .yes, .mark),
      ("✔", .yes, .mark), ("✓", .yes, .mark), ("☑", .yes, .mark), ("✅", .yes, .mark),
      ("☐", .no, .mark), ("✗", .no, .mark), ("✘", .no, .mark),
    ]
    return Dictionary(
      uniqueKeysWithValues: spellings.map {
        (Array($0.0.utf8), Reading(answer: $0.1, vocabulary: $0.2))
      })
  }()
}
