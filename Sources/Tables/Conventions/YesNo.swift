/// The ways of saying yes and no.
enum YesNo {
  enum Answer: Equatable { case no, yes }

  /// A pair of spellings in which a column answers.
  enum Vocabulary: Int, CaseIterable {
    case ouiNon, on, vraiFaux, yesNo, yn, trueFalse, digits
    /// A mark for yes, an empty cell for no.
    case mark

    /// Pairs of whole words, which mean nothing but an answer.
    var isWords: Bool {
      switch self {
      case .ouiNon, .vraiFaux, .yesNo, .trueFalse: true
      case .on, .yn, .digits, .mark: false
      }
    }

    /// Whether the reading is one of the pair; `N` says no in French and in English.
    func owns(_ reading: Reading) -> Bool {
      reading.vocabulary == self
        || (self == .yn && reading.vocabulary == .on && reading.answer == .no)
    }
  }

  struct Reading: Equatable {
    let answer: Answer
    let vocabulary: Vocabulary
  }

  /// How a column answers.
  struct Plan: Sendable, Equatable {
    /// The pair under which the answers are shown.
    let vocabulary: Vocabulary
    /// Whether an empty cell says no.
    var blankIsNo = false
    /// Whether the other pairs answer too: files put together from several tools say `oui` here and
    /// `O` there.
    var readsAll = false

    func accepts(_ reading: Reading) -> Bool {
      readsAll || vocabulary.owns(reading)
    }
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
