/// What each condition says of each client: yes, no, or nothing where it is NULL.
struct RuleAnswers: Equatable {
  private static let no: UInt8 = 0
  private static let yes: UInt8 = 1
  private static let none: UInt8 = 2

  let rowCount: Int
  /// Condition by condition.
  private var truths: [UInt8]
  /// NaN is NULL.
  var numbers: [Double]

  init(rowCount: Int, conditionCount: Int) {
    self.rowCount = rowCount
    truths = Array(repeating: Self.none, count: rowCount * conditionCount)
    numbers = Array(repeating: .nan, count: rowCount)
  }

  /// `nil`: the condition cannot be evaluated for the client.
  subscript(condition: Int, row: Int) -> Bool? {
    let truth = truths[condition * rowCount + row]
    return truth == Self.none ? nil : truth == Self.yes
  }

  mutating func set(_ answer: Bool, condition: Int, row: Int) {
    truths[condition * rowCount + row] = answer ? Self.yes : Self.no
  }
}
