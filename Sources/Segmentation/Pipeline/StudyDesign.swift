import Preparation
import Tables
import Validation

/// Which clients make the final segments and on which they are tried.
struct StudyDesign: Sendable {
  let kind: HeldOutValidation.Kind
  /// The column of the groups; `nil` for random parts.
  let column: String?
  let validation: HeldOutDesign
  /// Rows that make the final segments.
  let finalTraining: [Int]
  /// Rows that the final segments were not made of.
  let finalHeldOut: [Int]
  /// Why nobody is held out; `nil` where someone is.
  let notTried: NotTried?

  /// Fewer held-out clients are compared with nothing: all clients then make the segments.
  static let minimumHeldOut = HeldOutEvaluation.defaultMinimumSize

  private init(
    _ kind: HeldOutValidation.Kind, column: String? = nil, validation: HeldOutDesign,
    training: [Int], heldOut: [Int] = [], notTried: NotTried? = nil
  ) {
    self.kind = kind
    self.column = column
    self.validation = validation
    finalTraining = training
    finalHeldOut = heldOut
    self.notTried = notTried
  }

  static func fraction(
    _ fraction: Double, table: Table, identifiers: [String], seed: UInt64, strata: [String?]?
  ) -> StudyDesign {
    let everyRow = Array(0..<table.rowCount)
    let count = Int((fraction * Double(table.rowCount)).rounded())
    guard count >= minimumHeldOut else {
      return StudyDesign(
        .holdOut, validation: .nobody, training: everyRow,
        notTried: NotTried(clients: count, needed: minimumHeldOut))
    }
    let split = HeldOutSplit.stratified(
      fraction: fraction, identifiers: identifiers, strata: strata, seed: seed)
    return StudyDesign(
      .holdOut, validation: HeldOutDesign(fraction: split), training: split.training,
      heldOut: split.heldOut)
  }

  static func folds(
    _ count: Int, rounds: Int, table: Table, identifiers: [String], seed: UInt64,
    strata: [String?]?
  ) -> StudyDesign {
    let everyRow = Array(0..<table.rowCount)
    guard table.rowCount / count >= minimumHeldOut else {
      return StudyDesign(
        .folds, validation: .nobody, training: everyRow,
        notTried: NotTried(clients: table.rowCount / count, needed: minimumHeldOut))
    }
    return StudyDesign(
      .folds,
      validation: HeldOutDesign.folds(
        count, rounds: rounds, identifiers: identifiers, strata: strata, seed: seed),
      training: everyRow)
  }

  static func groups(of name: String, table: Table) throws -> StudyDesign {
    guard let column = table[name] else {
      throw StudyError.unknownColumn(name: name, known: table.columns.map(\.name))
    }
    guard let groups = column.groupNames else {
      throw StudyError.columnWithoutGroups(name: column.name)
    }
    let design = HeldOutDesign.groups(groups, minimumSize: minimumHeldOut)
    guard design.splits.count >= 2 else {
      throw StudyError.tooFewTestGroups(
        name: column.name, usable: design.splits.count, minimumSize: minimumHeldOut)
    }
    return StudyDesign(
      .groups, column: column.name, validation: design, training: Array(0..<table.rowCount))
  }
}

extension Table {
  /// What names each row: the identifier's text, else the row's number from 1.
  func clientIdentifiers(in key: String?) -> [String] {
    let numbers = (0..<rowCount).map { String($0 + 1) }
    guard let key, let column = self[key], let names = column.rowTexts else { return numbers }
    return zip(names, numbers).map { $0 ?? $1 }
  }

  /// The levels of the first column of groups that has few of them, to be represented alike among
  /// the held-out clients.
  func strata(roles: [RoleAssignment]) -> [String?]? {
    let candidates = roles.filter { $0.role == .group }.compactMap { self[$0.key] }
    return candidates.lazy.compactMap { column -> [String?]? in
      guard case .categories(_, let levels) = column.values, (2...12).contains(levels.count) else {
        return nil
      }
      return column.rowTexts
    }.first
  }
}

extension Column {
  /// Each row's value as text, where the column holds texts, levels or whole numbers.
  var rowTexts: [String?]? {
    switch values {
    case .texts(let texts): texts
    case .categories(let codes, let levels): codes.map { $0 < 0 ? nil : levels[Int($0)] }
    case .numbers(let numbers):
      numbers.allSatisfy { $0.isNaN || Int(exactly: $0) != nil }
        ? numbers.map { Int(exactly: $0).map(String.init) } : nil
    case .sets, .dates: nil
    }
  }

  /// Each row's group, where the values repeat enough to make groups.
  var groupNames: [String?]? {
    guard let texts = rowTexts else { return nil }
    let present = texts.compactMap { $0 }
    let distinct = Set(present).count
    return distinct >= 1 && distinct * 2 <= present.count ? texts : nil
  }
}
