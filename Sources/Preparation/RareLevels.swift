/// When a level of a category is too rare to stand alone.
///
/// Two clients that differ on a variable are at squared distance 1/p + 1/q in the factor space: a
/// level of 1 % weighs as much as ten standard deviations. Levels below the count
///
///     max(share · N, min(clients, 5 % · N)),   N the observed rows,
///
/// are pooled as *autres*. When all of them together are still below it, they make no level: such a
/// cell takes the average profile, as an unseen level does.
public struct RareLevelRule: Codable, Sendable, Equatable {
  public var share: Double
  public var clients: Int

  public init(share: Double = 0.02, clients: Int = 10) {
    self.share = share
    self.clients = clients
  }

  /// Every level stands alone.
  public static let none = RareLevelRule(share: 0, clients: 0)

  /// A level with fewer clients is rare.
  func minimumCount(observed: Int) -> Double {
    max(share * Double(observed), min(Double(clients), 0.05 * Double(observed)))
  }
}

/// The levels of a category that make coded columns, and the fate of the others.
public struct LevelGrouping: Codable, Sendable, Equatable {
  /// Levels that stand alone, in the order of the column.
  public let kept: [String]
  /// Rare levels.
  public let pooled: [String]
  /// Whether the rare levels make one more level, after the kept ones; otherwise their cells take
  /// the average profile.
  public let poolIsLevel: Bool

  /// The name shown for the pooled level.
  public static let poolName = "autres"

  public var levelCount: Int { kept.count + (poolIsLevel ? 1 : 0) }

  public func name(ofLevel code: Int) -> String {
    code < kept.count ? kept[code] : LevelGrouping.poolName
  }
}

extension LevelGrouping {
  /// - Parameter counts: training rows of each level; levels without any are unseen.
  init(levels: [String], counts: [Int], rule: RareLevelRule) {
    let observed = counts.reduce(0, +)
    let minimum = rule.minimumCount(observed: observed)
    let seen = levels.indices.filter { counts[$0] > 0 }
    let rare = seen.filter { Double(counts[$0]) < minimum }
    let rareTotal = rare.reduce(0) { $0 + counts[$1] }
    self.kept = seen.filter { Double(counts[$0]) >= minimum }.map { levels[$0] }
    self.pooled = rare.map { levels[$0] }
    self.poolIsLevel = !rare.isEmpty && Double(rareTotal) >= minimum
  }

  /// The code of each of a column's levels: kept, pooled, or ``MixedValues/average`` for a rare level
  /// without pool; `nil` for a level that the training rows did not have.
  func codes(of levels: [String]) -> [Int32?] {
    var code: [String: Int32] = [:]
    for (index, level) in kept.enumerated() { code[level] = Int32(index) }
    for level in pooled { code[level] = poolIsLevel ? Int32(kept.count) : MixedValues.average }
    return levels.map { code[$0] }
  }
}
