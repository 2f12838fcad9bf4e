import Tables

/// One variable of the factor space, and how a column's values become its own.
///
/// A column of quantities or of levels makes one variable; a column of sets makes one for each
/// member.
public struct ActiveVariable: Codable, Sendable, Equatable {
  /// The column's header; for the member of a set, `header: member`.
  public let name: String
  public let key: String
  public let unit: ColumnUnit
  public let encoding: VariableEncoding
}

public enum VariableEncoding: Codable, Sendable, Equatable {
  /// Numbers, scores 1–5 included: a score is read as equally spaced.
  case quantity(transform: NumericTransform, limits: WinsorLimits?)
  /// Ordered words: the rank 1…L of the level among those of the training rows. Another level is
  /// missing, and counted as unseen.
  case ranks(levels: [String])
  case levels(LevelGrouping)
  /// Whether a set has this member: level 0 is no, level 1 is yes. `known` are all the members that
  /// the training rows had, so that another one is told from one that was left aside.
  case member(String, known: [String])

  private enum LevelsCodingKeys: String, CodingKey { case _0 = "grouping" }
  private enum MemberCodingKeys: String, CodingKey { case _0 = "name", known }
}

/// What encoding met that a report must tell.
struct EncodingTally: Sendable, Equatable {
  var unseenLevelCount = 0
  var winsorisedCellCount = 0

  static func + (a: EncodingTally, b: EncodingTally) -> EncodingTally {
    EncodingTally(
      unseenLevelCount: a.unseenLevelCount + b.unseenLevelCount,
      winsorisedCellCount: a.winsorisedCellCount + b.winsorisedCellCount)
  }
}

struct EncodedVariable: Sendable {
  let values: MixedValues
  let tally: EncodingTally
}

extension ActiveVariable {
  /// The variable's values on some rows of a table's column.
  ///
  /// What the column holds decides, not its kind: a file of three clients types a column of ten
  /// levels as text, or as an ordinal what a larger file types as a quantity.
  ///
  /// - Throws: ``PreparationError/kindChanged(key:expected:found:)``.
  func encode(_ column: Column, rows: [Int]) throws -> EncodedVariable {
    switch encoding {
    case .quantity(let transform, let limits):
      return quantities(try numbers(of: column, rows: rows), transform, limits)
    case .ranks(let levels):
      let ranks = Dictionary(
        levels.enumerated().map { ($1, Double($0 + 1)) }, uniquingKeysWith: { first, _ in first })
      let texts = try levelCodes(of: column, rows: rows)
      return rankNumbers(texts, ranks: ranks)
    case .levels(let grouping):
      let source = try levelCodes(of: column, rows: rows)
      return grouped(source, grouping)
    case .member(let member, let known):
      return indicator(try memberSets(of: column, rows: rows), member: member, known: known)
    }
  }

  private func quantities(
    _ raw: [Double], _ transform: NumericTransform, _ limits: WinsorLimits?
  ) -> EncodedVariable {
    var winsorised = 0
    let values = raw.map { value -> Double in
      guard value.isFinite else { return .nan }
      let transformed = transform(value)
      guard let limits else { return transformed }
      if limits.contains(transformed) { return transformed }
      winsorised += 1
      return limits(transformed)
    }
    return EncodedVariable(
      values: .numbers(values), tally: EncodingTally(winsorisedCellCount: winsorised))
  }

  private func rankNumbers(_ source: LevelSource, ranks: [String: Double]) -> EncodedVariable {
    let rankOfCode = source.levels.map { ranks[$0] }
    var unseen = 0
    let values = source.codes.map { code -> Double in
      guard code >= 0 else { return .nan }
      guard let rank = rankOfCode[Int(code)] else {
        unseen += 1
        return .nan
      }
      return rank
    }
    return EncodedVariable(values: .numbers(values), tally: EncodingTally(unseenLevelCount: unseen))
  }

  private func grouped(_ source: LevelSource, _ grouping: LevelGrouping) -> EncodedVariable {
    let newCode = grouping.codes(of: source.levels)
    var unseen = 0
    let codes = source.codes.map { code -> Int32 in
      guard code >= 0 else { return MixedValues.missing }
      guard let known = newCode[Int(code)] else {
        unseen += 1
        return MixedValues.average
      }
      return known
    }
    return EncodedVariable(
      values: .levels(codes, count: grouping.levelCount),
      tally: EncodingTally(unseenLevelCount: unseen))
  }

  private func indicator(_ source: SetSource, member: String, known: [String]) -> EncodedVariable {
    let wanted = source.levels.firstIndex(of: member).map { Int32($0) }
    // An unknown member is counted once, with the first of the column's indicators.
    let countsUnseen = known.first == member
    let isKnown = source.levels.map { known.contains($0) }
    var unseen = 0
    let codes = source.members.map { members -> Int32 in
      guard let members else { return MixedValues.missing }
      if countsUnseen { unseen += members.count { !isKnown[Int($0)] } }
      return wanted.map { members.contains($0) ? 1 : 0 } ?? 0
    }
    return EncodedVariable(
      values: .levels(codes, count: 2), tally: EncodingTally(unseenLevelCount: unseen))
  }
}
