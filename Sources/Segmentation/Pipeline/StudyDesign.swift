import Preparation
import Tables
import Validation

/// Which clients make the final segments and on which they are tried.
struct StudyDesign: Sendable {
  let kind: HeldOutValidation.Kind
  /// The column of the groups; `nil` for a random fraction.
  let column: String?
  let validation: HeldOutDesign
  /// Rows that make the final segments.
  let finalTraining: [Int]
  /// Rows that the final segments were not made of.
  let finalHeldOut: [Int]

  /// Below this many held-out clients nothing could be said: all clients then make the segments.
  static let minimumHeldOut = 10
  static let minimumGroup = 30

  static func fraction(
    _ fraction: Double, table: Table, identifiers: [String], seed: UInt64, strata: [String?]?
  ) -> StudyDesign {
    let split = HeldOutSplit.stratified(
      fraction: fraction, identifiers: identifiers, strata: strata, seed: seed)
    guard split.heldOut.count >= minimumHeldOut else {
      return StudyDesign(
        kind: .holdOut, column: nil, validation: HeldOutDesign.groups([], minimumSize: 1),
        finalTraining: Array(0..<table.rowCount), finalHeldOut: [])
    }
    return StudyDesign(
      kind: .holdOut, column: nil, validation: HeldOutDesign(fraction: split),
      finalTraining: split.training, finalHeldOut: split.heldOut)
  }

  /// A client that stands on several rows is of the first group that they name: no copy of it may
  /// train what it is tried on.
  static func groups(of name: String, table: Table, identifiers: [String]) throws -> StudyDesign {
    guard let column = table[name] else {
      throw StudyError.unknownColumn(name: name, known: table.columns.map(\.name))
    }
    guard let groups = column.groupNames else {
      throw StudyError.columnWithoutGroups(name: column.name)
    }
    var groupOfClient: [String: String] = [:]
    for (identifier, group) in zip(identifiers, groups) where groupOfClient[identifier] == nil {
      groupOfClient[identifier] = group
    }
    let design = HeldOutDesign.groups(
      identifiers.map { groupOfClient[$0] }, minimumSize: minimumGroup)
    guard design.splits.count >= 2 else {
      throw StudyError.tooFewTestGroups(
        name: column.name, usable: design.splits.count, minimumSize: minimumGroup)
    }
    return StudyDesign(
      kind: .groups, column: column.name, validation: design,
      finalTraining: Array(0..<table.rowCount), finalHeldOut: [])
  }
}

/// What the held-out clients showed.
public struct HeldOutValidation: Sendable, Codable, Equatable {
  public enum Kind: String, Sendable, Codable {
    case holdOut = "hold-out"
    case groups
  }

  public let kind: Kind
  public let column: String?
  /// One result for the random fraction, or one for each group; told in the final segments. Empty
  /// where the portfolio is too small to hold anyone out.
  public let groups: [HeldOutGroupResult]
  /// Segments found without each group: with an automatic choice it may differ from the final one.
  public let clusterCounts: [Int]
  public let summary: HeldOutSummary
  /// Groups that have too few clients to be tried on.
  public let tooSmall: [String]
  public let clientsWithoutGroup: Int
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
