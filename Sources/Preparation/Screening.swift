import LinearAlgebra
import Statistics
import Tables

/// A candidate column that makes no feature, and the figure that decided.
public struct ScreeningDecision: Codable, Sendable, Equatable {
  public let key: String
  public let reason: ScreeningReason

  public init(key: String, reason: ScreeningReason) {
    self.key = key
    self.reason = reason
  }
}

public enum ScreeningReason: Codable, Sendable, Equatable {
  /// Missing on this share of the training rows.
  case tooMissing(share: Double)
  case constant
  /// This share of the observed rows has one value, or what is left is too rare to be a level.
  case almostConstant(share: Double)
  /// Nearly one level a row.
  case almostUnique(levels: Int, observed: Int)
  /// Says what another column says.
  case nearDuplicate(of: String, measure: CorrelationMeasure, correlation: Double)
  /// Makes the same groups of rows as another column.
  case sameLevels(as: String)
  /// Its values are beyond what `Double` can square.
  case outOfRange
}

/// Stored as an object whose `name` is the reason and whose other keys are its facts:
/// `{"name": "tooMissing", "share": 0.62}`.
extension ScreeningReason {
  private enum CodingKeys: String, CodingKey {
    case name, share, levels, observed, column, measure, correlation
  }

  private enum Name: String, Codable {
    case tooMissing, constant, almostConstant, almostUnique, nearDuplicate, sameLevels, outOfRange
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    func named(_ name: Name) throws { try container.encode(name, forKey: .name) }
    switch self {
    case .tooMissing(let share):
      try named(.tooMissing)
      try container.encode(share, forKey: .share)
    case .constant: try named(.constant)
    case .almostConstant(let share):
      try named(.almostConstant)
      try container.encode(share, forKey: .share)
    case .almostUnique(let levels, let observed):
      try named(.almostUnique)
      try container.encode(levels, forKey: .levels)
      try container.encode(observed, forKey: .observed)
    case .nearDuplicate(let column, let measure, let correlation):
      try named(.nearDuplicate)
      try container.encode(column, forKey: .column)
      try container.encode(measure, forKey: .measure)
      try container.encode(correlation, forKey: .correlation)
    case .sameLevels(let column):
      try named(.sameLevels)
      try container.encode(column, forKey: .column)
    case .outOfRange: try named(.outOfRange)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys) throws -> Double {
      try container.decode(Double.self, forKey: key)
    }
    func column() throws -> String { try container.decode(String.self, forKey: .column) }
    switch try container.decode(Name.self, forKey: .name) {
    case .tooMissing: self = .tooMissing(share: try number(.share))
    case .constant: self = .constant
    case .almostConstant: self = .almostConstant(share: try number(.share))
    case .almostUnique:
      self = .almostUnique(
        levels: try container.decode(Int.self, forKey: .levels),
        observed: try container.decode(Int.self, forKey: .observed))
    case .nearDuplicate:
      self = .nearDuplicate(
        of: try column(),
        measure: try container.decode(CorrelationMeasure.self, forKey: .measure),
        correlation: try number(.correlation))
    case .sameLevels: self = .sameLevels(as: try column())
    case .outOfRange: self = .outOfRange
    }
  }
}

public enum CorrelationMeasure: String, Codable, Sendable, Equatable {
  case pearson, spearman
}

/// Candidate columns on the training rows: those that make variables, and those that do not.
struct Screening: Sendable {
  let options: PreparationOptions
  let rows: [Int]

  struct Candidate: Sendable {
    let column: Column
    let variables: [ActiveVariable]
    let encoded: [EncodedVariable]
    let missingCount: Int
  }

  enum Outcome: Sendable {
    case kept(Candidate)
    case screened(ScreeningDecision)
  }

  func outcome(for column: Column) throws -> Outcome {
    switch column.values {
    case .numbers(let values): return try quantityOutcome(column, rows.map { values[$0] })
    case .categories(let codes, let levels):
      return try levelOutcome(column, LevelSource(codes: rows.map { codes[$0] }, levels: levels))
    case .sets(let members, let levels):
      return try setOutcome(column, SetSource(members: rows.map { members[$0] }, levels: levels))
    case .texts, .dates:
      return screened(column, .almostUnique(levels: rows.count, observed: rows.count))
    }
  }
}

extension Screening {
  private func screened(_ column: Column, _ reason: ScreeningReason) -> Outcome {
    .screened(ScreeningDecision(key: column.key, reason: reason))
  }

  private func tooMissing(_ column: Column, missing: Int) -> Outcome? {
    let share = Double(missing) / Double(rows.count)
    guard share > options.missingShareLimit || missing == rows.count else { return nil }
    return screened(column, .tooMissing(share: share))
  }

  private func kept(
    _ column: Column, missing: Int, _ encodings: [VariableEncoding]
  ) throws -> Outcome {
    let variables = encodings.map { encoding -> ActiveVariable in
      var name = column.name
      if case .member(let member, _) = encoding { name += ": " + member }
      return ActiveVariable(name: name, key: column.key, unit: column.unit, encoding: encoding)
    }
    let encoded = try variables.map { try $0.encode(column, rows: rows) }
    return .kept(
      Candidate(column: column, variables: variables, encoded: encoded, missingCount: missing))
  }

  private func quantityOutcome(_ column: Column, _ values: [Double]) throws -> Outcome {
    let sample = SortedSample(values)
    let missing = rows.count - sample.values.count
    if let outcome = tooMissing(column, missing: missing) { return outcome }
    let modeShare = sample.modeShare
    if modeShare == 1 { return screened(column, .constant) }
    if options.rareLevels.share > 0, modeShare > 1 - options.rareLevels.share {
      return screened(column, .almostConstant(share: modeShare))
    }
    var transform = NumericTransform.identity
    var limits: WinsorLimits?
    if column.kind != .ordinal {
      transform = .chosen(for: sample, skewnessLimit: options.skewnessLimit)
      let transformed = SortedSample(increasing: sample.values.map { transform($0) })
      limits = options.winsorLimit.flatMap { WinsorLimits(transformed, deviations: $0) }
    }
    let outcome = try kept(
      column, missing: missing, [.quantity(transform: transform, limits: limits)])
    if case .kept(let candidate) = outcome, case .numbers(let numbers) = candidate.encoded[0].values
    {
      let deviation = ObservedMoments(numbers).standardDeviation
      guard deviation > 0, deviation < 1e150 else { return screened(column, .outOfRange) }
    }
    return outcome
  }

  private func levelOutcome(_ column: Column, _ source: LevelSource) throws -> Outcome {
    var counts = [Int](repeating: 0, count: source.levels.count)
    for code in source.codes where code >= 0 { counts[Int(code)] += 1 }
    let observed = counts.reduce(0, +)
    let missing = rows.count - observed
    if let outcome = tooMissing(column, missing: missing) { return outcome }
    let used = counts.count { $0 > 0 }
    if used == 1 { return screened(column, .constant) }
    if used > 2, Double(used) > options.almostUniqueShare * Double(observed) {
      return screened(column, .almostUnique(levels: used, observed: observed))
    }
    let largestShare = Double(counts.max() ?? 0) / Double(observed)
    if column.kind == .ordinal {
      if options.rareLevels.share > 0, largestShare > 1 - options.rareLevels.share {
        return screened(column, .almostConstant(share: largestShare))
      }
      let seen = source.levels.indices.filter { counts[$0] > 0 }.map { source.levels[$0] }
      return try kept(column, missing: missing, [.ranks(levels: seen)])
    }
    let grouping = LevelGrouping(levels: source.levels, counts: counts, rule: options.rareLevels)
    if grouping.kept.isEmpty {
      return screened(column, .almostUnique(levels: used, observed: observed))
    }
    if grouping.levelCount < 2 { return screened(column, .almostConstant(share: largestShare)) }
    return try kept(column, missing: missing, [.levels(grouping)])
  }

  private func setOutcome(_ column: Column, _ source: SetSource) throws -> Outcome {
    var counts = [Int](repeating: 0, count: source.levels.count)
    var missing = 0
    for members in source.members {
      guard let members else {
        missing += 1
        continue
      }
      for member in Set(members) { counts[Int(member)] += 1 }
    }
    if let outcome = tooMissing(column, missing: missing) { return outcome }
    let observed = rows.count - missing
    let minimum = max(options.rareLevels.minimumCount(observed: observed), 1)
    let kept = source.levels.indices.filter {
      Double(counts[$0]) >= minimum && Double(observed - counts[$0]) >= minimum
    }
    let known = source.levels.indices.filter { counts[$0] > 0 }.map { source.levels[$0] }
    if kept.isEmpty {
      let share = Double(counts.max() ?? 0) / Double(observed)
      return screened(column, .almostConstant(share: max(share, 1 - share)))
    }
    // The kept members come first among the known: the first indicator counts the unknown ones.
    let keptNames = kept.map { source.levels[$0] }
    let ordered = keptNames + known.filter { !keptNames.contains($0) }
    return try self.kept(
      column, missing: missing, keptNames.map { .member($0, known: ordered) })
  }
}
