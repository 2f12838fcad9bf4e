import Tables

/// Why segments could not be tried on the groups of a column: random clients are held out instead.
public struct GroupsNotEvaluated: Error, Sendable, Codable, Equatable {
  public enum Reason: String, Sendable, Codable {
    /// No client has a value.
    case empty
    /// Every client that has a value has the same.
    case oneValue
    /// Nearly all values differ.
    case nearlyAllDiffer
    /// Dates, lists, decimal numbers: no labels.
    case kind
    /// Fewer than two groups are large enough.
    case tooSmall
  }

  /// The column's header.
  public let column: String
  public let reason: Reason
  /// Different values; `nil` of what is no label.
  public let groups: Int?
  /// Those of at least `minimumSize` clients.
  public let largeGroups: Int
  public let minimumSize: Int

  package init(
    column: String, reason: Reason, groups: Int?, largeGroups: Int, minimumSize: Int
  ) {
    self.column = column
    self.reason = reason
    self.groups = groups
    self.largeGroups = largeGroups
    self.minimumSize = minimumSize
  }
}

extension GroupsNotEvaluated {
  /// `nil` for a column whose values repeat enough to make several groups.
  init?(_ column: Column, minimumSize: Int) {
    let texts = column.rowTexts
    let present = (texts ?? []).compactMap { $0 }
    let distinct = Set(present).count
    let reason: Reason
    if column.hasNoValue {
      reason = .empty
    } else if texts == nil {
      reason = .kind
    } else if distinct == 1 {
      reason = .oneValue
    } else if distinct * 2 > present.count {
      reason = .nearlyAllDiffer
    } else {
      return nil
    }
    self.init(
      column: column.name, reason: reason, groups: texts.map { _ in distinct }, largeGroups: 0,
      minimumSize: minimumSize)
  }
}

extension Column {
  /// Whether no row has a value.
  var hasNoValue: Bool {
    switch values {
    case .numbers(let numbers): numbers.allSatisfy { !$0.isFinite }
    case .categories(let codes, _): codes.allSatisfy { $0 < 0 }
    case .sets(let members, _): members.allSatisfy { $0 == nil }
    case .texts(let texts): texts.allSatisfy { $0 == nil }
    case .dates(let days): days.allSatisfy { $0 == .min }
    }
  }
}
