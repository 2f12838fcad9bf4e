extension TypeInference {
  func words() -> ColumnDecision {
    if let plan = setPlan() { return ColumnDecision(reading: .set(plan), kind: .set) }
    let isLetters = OrderedLevels.isLetters(levelNames(limit: 12))
    if header.hint != .name && isOrderKnown && (!isLetters || header.saysScale) {
      return ColumnDecision(reading: .orderedWords, kind: .ordinal)
    }
    var decision = labels()
    if isLetters && header.hint == nil { decision.doubts.append(.letterLevels) }
    for (kind, count) in [(ColumnKind.numeric, profile.numbers), (.date, profile.dates)]
    where 4 * count >= profile.present && count < profile.present {
      decision.doubts.append(
        .mixedContent(of: kind, fitting: count, notFitting: profile.present - count))
    }
    return decision
  }

  /// Whether the levels are words whose order everybody knows.
  var isOrderKnown: Bool { OrderedLevels.order(of: levelNames(limit: 12)) != nil }

  /// Categories when values repeat, identifiers when each is a code of its own, else text.
  func labels() -> ColumnDecision {
    let present = profile.present
    let repeats = present < 20 ? profile.distinct < present : 2 * profile.distinct <= present
    let isLong = profile.bytes > 60 * present
    let isCategory = (repeats && header.hint != .name) || header.hint == .category
    if isCategory && !isLong { return ColumnDecision(reading: .category, kind: .category) }
    if header.hint != .name || profile.codes == present {
      let isUnique = 100 * profile.distinct >= 95 * present && present > 1
      if isUnique && 10 * profile.codes >= 9 * present {
        return ColumnDecision(reading: .texts(.identifier), kind: .identifier)
      }
    }
    return ColumnDecision(reading: .texts(.plain), kind: .text)
  }

  /// The names of the levels, each in one spelling, empty when there are more than `limit`.
  private func levelNames(limit: Int) -> [String] {
    // Each in a few spellings.
    if profile.distinct > 4 * limit { return [] }
    var names: [String] = []
    profile.levels.forEach { _, cell, _ in
      if !MissingTokens.contains(cell) { names.append(String(cell)) }
    }
    names = LevelSpelling.groups(names).map { names[$0[0]] }
    return names.count > limit ? [] : names
  }
}

extension String {
  /// The text of UTF-8 bytes.
  init(_ bytes: Span<UInt8>) {
    var array: [UInt8] = []
    array.reserveCapacity(bytes.count)
    for index in bytes.indices { array.append(bytes[index]) }
    self = String(decoding: array, as: UTF8.self)
  }
}
