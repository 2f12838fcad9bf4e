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
  /// Why no groups are held out though they were asked for.
  private(set) var groupsNotEvaluated: GroupsNotEvaluated?

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
    let split = HeldOutSplit.stratified(
      fraction: fraction, identifiers: identifiers, strata: strata, seed: seed)
    guard split.heldOut.count >= minimumHeldOut else {
      return StudyDesign(
        .holdOut, validation: .nobody, training: Array(0..<table.rowCount),
        notTried: NotTried(clients: split.heldOut.count, needed: minimumHeldOut))
    }
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

  /// The groups of a column, or why it makes none.
  ///
  /// A client that stands on several rows is of the first group that they name: no copy of it may
  /// train what it is tried on.
  static func groups(
    of column: Column, table: Table, identifiers: [String]
  ) -> Result<StudyDesign, GroupsNotEvaluated> {
    if let reason = GroupsNotEvaluated(column, minimumSize: minimumHeldOut) {
      return .failure(reason)
    }
    let groups = column.rowTexts ?? []
    var groupOfClient: [String: String] = [:]
    for (identifier, group) in zip(identifiers, groups) where groupOfClient[identifier] == nil {
      groupOfClient[identifier] = group
    }
    let design = HeldOutDesign.groups(
      identifiers.map { groupOfClient[$0] }, minimumSize: minimumHeldOut)
    guard design.splits.count >= 2 else {
      return .failure(
        GroupsNotEvaluated(
          column: column.name, reason: .tooSmall,
          groups: Set(groups.compactMap { $0 }).count,
          largeGroups: design.splits.count { split in
            if case .value? = split.group { return true }
            return false
          }, minimumSize: minimumHeldOut))
    }
    return .success(
      StudyDesign(
        .groups, column: column.name, validation: design, training: Array(0..<table.rowCount)))
  }

  /// The same design, made where groups were asked for.
  func instead(of groups: GroupsNotEvaluated) -> StudyDesign {
    var design = self
    design.groupsNotEvaluated = groups
    return design
  }
}

extension Table {
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
  package var rowTexts: [String?]? {
    switch values {
    case .texts(let texts): texts
    case .categories(let codes, let levels): codes.map { $0 < 0 ? nil : levels[Int($0)] }
    case .numbers(let numbers):
      numbers.allSatisfy { $0.isNaN || Int(exactly: $0) != nil }
        ? numbers.map { Int(exactly: $0).map(String.init) } : nil
    case .sets, .dates: nil
    }
  }
}
