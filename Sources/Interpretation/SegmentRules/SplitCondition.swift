import Tables

/// A condition on one column. A missing value never satisfies it, whichever way round it is put: as an
/// SQL comparison with NULL.
public struct SplitCondition: Sendable, Codable, Equatable {
  public enum Test: Sendable, Codable, Equatable {
    /// x < t, in the table's units: percentages are fractions of 1.
    case below(Double)
    /// x ≥ t
    case atLeast(Double)
    /// One of these levels, as the table writes them.
    case isOne(of: [String])
    /// The set has the member.
    case has(String)
    case lacks(String)
    /// The answers of a yes/no column.
    case yes, no
    /// There is a value.
    case isKnown
  }

  public let variable: ProfiledVariable
  public let test: Test

  public init(variable: ProfiledVariable, test: Test) {
    self.variable = variable
    self.test = test
  }
}

extension SplitCondition {
  /// Which rows of the column satisfy it. A column of another content satisfies nothing.
  public func holds(in column: Column) -> [Bool] {
    switch (test, column.values) {
    case (.below(let limit), .numbers(let values)): return values.map { $0 < limit }
    case (.atLeast(let limit), .numbers(let values)): return values.map { $0 >= limit }
    case (.isOne(let names), .categories(let codes, let levels)):
      let isIn = levels.map(Set(names).contains)
      return codes.map { $0 >= 0 && isIn[Int($0)] }
    case (.yes, .categories(let codes, _)): return codes.map { $0 == 1 }
    case (.no, .categories(let codes, _)): return codes.map { $0 == 0 }
    case (.has(let name), .sets(let members, let levels)):
      let level = levels.firstIndex(of: name).map(Int32.init)
      return members.map { list in list.map { list in level.map(list.contains) ?? false } ?? false }
    case (.lacks(let name), .sets(let members, let levels)):
      let level = levels.firstIndex(of: name).map(Int32.init)
      return members.map { list in
        list.map { list in !(level.map(list.contains) ?? false) } ?? false
      }
    case (.isKnown, let values): return (0..<values.count).map { !values.isAbsent($0) }
    default: return [Bool](repeating: false, count: column.values.count)
    }
  }
}

extension SplitCondition {
  /// The condition in SQL over the columns' keys: quantities as numbers, answers as 1 and 0, levels as
  /// text, a set as its members joined by `+`.
  ///
  ///     "ca_annuel_ht" < 160000
  ///     "outil_facturation" IN ('saas', 'erp')
  ///     ('+' || "missions" || '+') LIKE '%+paie+%'
  public var sql: String {
    let name = Self.quoted(variable.key, "\"")
    switch test {
    case .below(let limit): return "\(name) < \(Self.number(limit))"
    case .atLeast(let limit): return "\(name) >= \(Self.number(limit))"
    case .isOne(let levels):
      let texts = levels.map { Self.quoted($0, "'") }
      return texts.count == 1
        ? "\(name) = \(texts[0])" : "\(name) IN (\(texts.joined(separator: ", ")))"
    case .yes: return "\(name) = 1"
    case .no: return "\(name) = 0"
    case .isKnown: return "\(name) IS NOT NULL"
    case .has(let member): return Self.membership(member, of: name, isNegated: false)
    case .lacks(let member): return Self.membership(member, of: name, isNegated: true)
    }
  }

  private static func quoted(_ text: String, _ quote: String) -> String {
    quote + text.replacing(quote, with: quote + quote) + quote
  }

  /// Whole numbers without a fraction: `160000` is read more easily than `160000.0`.
  private static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }

  /// `LIKE` where the member's characters mean themselves in a pattern; it tells `a` from `A` nowhere, so
  /// that a member with letters of both cases elsewhere is for the table to spell alike.
  private static func membership(_ member: String, of name: String, isNegated: Bool) -> String {
    let list = "'+' || \(name) || '+'"
    let isPlain = !member.contains { $0 == "%" || $0 == "_" } && member.utf8.count <= 80
    if isPlain {
      return "(\(list)) \(isNegated ? "NOT " : "")LIKE \(quoted("%+\(member)+%", "'"))"
    }
    return "instr(\(list), \(quoted("+\(member)+", "'"))) \(isNegated ? "= 0" : "> 0")"
  }
}

extension ColumnValues {
  fileprivate func isAbsent(_ row: Int) -> Bool {
    switch self {
    case .numbers(let values): values[row].isNaN
    case .categories(let codes, _): codes[row] < 0
    case .sets(let members, _): members[row] == nil
    case .texts(let texts): texts[row] == nil
    case .dates(let days): days[row] == .min
    }
  }
}
