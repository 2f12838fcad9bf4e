import Tables

/// A quantity that is a thousand times what it was, or a thousandth, for some clients: euros written for
/// thousands of euros, or the other way round.
public struct ScaleShift: Sendable, Equatable {
  public let key: String
  public let header: String
  /// 1000 or 0.001.
  public let factor: Double
  /// Clients present in both quarters whose value changed so, and all that have a value in both.
  public let clients: Int
  public let compared: Int
  /// The group of clients that they nearly all belong to, and the column that names it: an office.
  public let group: String?
  public let groupHeader: String?
}

extension ScaleShift {
  /// A ratio within a factor of about √2 of a thousand is one: no client grows so in a quarter.
  private static let reach = 1.4158
  /// Fewer are the slips of a keyboard, not a change of scale.
  private static let fewest = 5

  /// - Parameters:
  ///   - column: over both quarters.
  ///   - pairs: rows of the clients present in both.
  ///   - groups: columns whose levels may be where the scale changed.
  static func find(
    _ column: Column, pairs: [(before: Int, now: Int)], groups: [Column]
  ) -> [ScaleShift] {
    guard case .numbers(let values) = column.values else { return [] }
    let compared = pairs.filter { values[$0.before] > 0 && values[$0.now] > 0 }
    return [1000, 0.001].compactMap { factor in
      let shifted = compared.filter { pair in
        let ratio = values[pair.now] / values[pair.before] / factor
        return ratio < reach && reach * ratio > 1
      }
      guard shifted.count >= fewest else { return nil }
      let group = groups.lazy.compactMap { Self.group($0, shifted, compared) }.first
      return ScaleShift(
        key: column.key, header: column.name, factor: factor, clients: shifted.count,
        compared: compared.count, group: group?.name, groupHeader: group?.header)
    }
  }

  /// The level that nine in ten of the shifted clients have, and of whose clients half have shifted,
  /// unless they are nearly everybody.
  private static func group(
    _ column: Column, _ shifted: [(before: Int, now: Int)], _ compared: [(before: Int, now: Int)]
  ) -> (name: String, header: String)? {
    guard case .categories(let codes, let levels) = column.values,
      10 * shifted.count < 9 * compared.count
    else { return nil }
    for level in levels.indices {
      let own = shifted.count { codes[$0.now] == Int32(level) }
      let all = compared.count { codes[$0.now] == Int32(level) }
      if 10 * own >= 9 * shifted.count, 2 * own >= all { return (levels[level], column.name) }
    }
    return nil
  }
}
