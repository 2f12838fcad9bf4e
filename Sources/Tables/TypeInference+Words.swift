extension TypeInference {
  func words() -> ColumnDecision {
    if let delimiter = setDelimiter() {
      return ColumnDecision(reading: .set(delimiter: delimiter), kind: .set)
    }
    if header.hint != .name && OrderedLevels.order(of: levelNames(limit: 12)) != nil {
      return ColumnDecision(reading: .orderedWords, kind: .ordinal)
    }
    var decision = labels()
    let numbers = profile.numbers
    if 4 * numbers >= profile.present && numbers < profile.present {
      decision.doubts.append(
        .mixedContent(fitting: numbers, notFitting: profile.present - numbers))
    }
    return decision
  }

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

  /// The names of the levels, empty when there are more than `limit`.
  private func levelNames(limit: Int) -> [String] {
    if profile.distinct > limit { return [] }
    var names: [String] = []
    profile.levels.forEach { _, cell, _ in
      if !MissingTokens.contains(cell) { names.append(String(cell)) }
    }
    return names
  }

  /// The delimiter of a column of several values a cell: enough cells hold it, its parts form a
  /// small vocabulary, and most parts recur in different company (so `BTP / construction` is one
  /// level, not two).
  func setDelimiter() -> UInt8? {
    let isExpected = header.hint == .set
    if header.hint == .name || (profile.distinct < 3 && !isExpected) { return nil }
    for delimiter in [0x2B, 0x7C, 0x3B, 0x2F, 0x2C] as [UInt8] {
      let parts = SetParts(profile.levels, delimiter: delimiter, limit: 60)
      guard let parts, parts.multiple > 0 else { continue }
      if isExpected { return delimiter }
      let isCommon = 10 * parts.multiple >= profile.present
      let isRecombined = 2 * parts.recurring >= parts.vocabulary && parts.vocabulary >= 3
      if isCommon && isRecombined && parts.vocabulary <= profile.distinct { return delimiter }
    }
    return isExpected && 10 * profile.distinct <= profile.present ? 0x2B : nil
  }
}

/// The parts into which a delimiter splits the levels of a column.
private struct SetParts {
  /// Cells with the delimiter.
  private(set) var multiple = 0
  /// Distinct parts, and those that stand in at least two distinct cells.
  let vocabulary: Int
  let recurring: Int

  /// - Returns: `nil` when there are more than `limit` parts, or when parts are long or numbers.
  init?(_ levels: Interner, delimiter: UInt8, limit: Int) {
    var cells: [String: Int] = [:]
    var multiple = 0
    var isUsable = true
    levels.forEach { _, cell, count in
      guard isUsable, !MissingTokens.contains(cell) else { return }
      let parts = SetCell.parts(of: cell, delimiter: delimiter)
      if parts.count > 1 { multiple += count }
      for part in parts {
        cells[part, default: 0] += 1
        if part.utf8.count > 32 || part.utf8.first.map({ $0 &- 48 <= 9 }) ?? false {
          isUsable = false
        }
      }
      if cells.count > limit { isUsable = false }
    }
    guard isUsable else { return nil }
    self.multiple = multiple
    vocabulary = cells.count
    recurring = cells.count { $0.value >= 2 }
  }
}

enum SetCell {
  /// The trimmed parts of a cell, empty ones and repetitions left out.
  static func parts(of cell: Span<UInt8>, delimiter: UInt8) -> [String] {
    var parts: [String] = []
    var start = 0
    for index in 0...cell.count where index == cell.count || cell[index] == delimiter {
      let range = Trim.range(of: cell, in: start..<index)
      if !range.isEmpty {
        let part = String(cell.extracting(range))
        if !parts.contains(part) { parts.append(part) }
      }
      start = index + 1
    }
    return parts
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
