import Validation

/// What the held-out clients showed.
public struct HeldOutValidation: Sendable, Codable, Equatable {
  public enum Kind: String, Sendable, Codable {
    case holdOut = "hold-out"
    case folds
    case groups
  }

  public let kind: Kind
  public let column: String?
  /// One result for the random fraction, or one for each part or group; told in the final segments.
  /// Empty where nobody was held out.
  public let groups: [HeldOutGroupResult]
  public let summary: HeldOutSummary
  /// What portfolios without groups reach under the same procedure; `nil` where nothing is compared.
  public let baseline: HeldOutBaseline?
  public let outcomes: [OutcomeResult]
  /// Why nobody was held out.
  public let notTried: NotTried?
  /// Why no groups were held out though they were asked for; random clients were, where that could be.
  public let groupsNotEvaluated: GroupsNotEvaluated?
  /// Groups that have too few clients to be tried on.
  public let tooSmall: [String]
  public let clientsWithoutGroup: Int

  /// Segments made without each group: as many as the final ones, where there are clients for them.
  public var clusterCounts: [Int] { groups.map(\.clusterCount) }

  /// The numbers that would have been chosen without each group, 1 where no groups would have been
  /// announced; empty where the number was given.
  public var chosenCounts: [Int] { groups.compactMap(\.chosenCount) }

  /// The groups, of a column, without which a segment does not form. A random part stands for no
  /// kind of client: it tells in the mean alone.
  public func groupsLosing(_ segment: Int) -> [String] {
    guard kind == .groups else { return [] }
    return groups.filter { $0.loses(segment) }.compactMap { $0.group?.text }
  }

  /// The groups that were clustered on their own, or that left a single segment behind them.
  public var comparedCount: Int { groups.count { $0.adjustedRand != nil } }
}

/// Too few clients to hold any out.
public struct NotTried: Sendable, Codable, Equatable {
  /// How many would have been held out, or would be in each part.
  public let clients: Int
  public let needed: Int
}

extension HeldOutGroupResult {
  /// Whether a segment does not form without the group.
  public func loses(_ segment: Int) -> Bool {
    notFound.contains(segment) && jaccard[segment] == 0
  }
}

extension HeldOutGroup {
  /// The group's value, or those of the groups held out together.
  public var text: String {
    switch self {
    case .value(let name): name
    case .pooled(let names): names.joined(separator: " + ")
    case .fold(let number, let round): "\(round).\(number)"
    }
  }
}
