/// How the cells of a column of several values are taken apart.
///
///     tenue + fiscal      two missions
///     révision/audit      two as well, where the column is known to hold missions, or where
///                         `révision` and `audit` each stand elsewhere in the column
///     BTP / Gros œuvre    one sector: neither part is a value by itself
struct SetPlan: Sendable, Equatable {
  /// The delimiters people use, the least likely to stand inside a value first.
  static let delimiters: [UInt8] = [0x2B, 0x7C, 0x3B, 0x2F, 0x2C]

  /// The delimiter that the column as a whole proves.
  let main: UInt8
  /// Whether the other delimiters part values too, whatever the parts.
  let splitsAll: Bool

  /// Those that part values wherever they stand.
  var coarse: [UInt8] { splitsAll ? Self.delimiters : [main] }

  /// The parts of each distinct cell, in order, empty ones and repetitions left out; `nil` for a
  /// missing one.
  ///
  /// - Parameter known: the cells among which values stand by themselves; `nil` for `levels`.
  func parts(of levels: Interner, known: Interner? = nil) -> [[String]?] {
    let parts = coarseParts(of: levels)
    if splitsAll { return parts }
    return splitFurther(parts, known: singles(of: known.map(coarseParts) ?? parts))
  }

  private func coarseParts(of levels: Interner) -> [[String]?] {
    var parts = [[String]?](repeating: nil, count: levels.count)
    levels.forEach { number, cell, _ in
      if MissingTokens.contains(cell) { return }
      parts[number] = SetCell.parts(of: cell, delimiters: coarse)
    }
    return parts
  }

  private var others: [UInt8] { Self.delimiters.filter { $0 != main } }

  /// Parts in which no other delimiter stands.
  private func singles(of parts: [[String]?]) -> Set<String> {
    let others = others
    return Set(
      parts.lazy.compactMap { $0 }.joined().filter { part in
        !part.utf8.contains { others.contains($0) }
      })
  }

  /// Parts that another delimiter takes apart into values that stand by themselves elsewhere.
  private func splitFurther(_ parts: [[String]?], known: Set<String>) -> [[String]?] {
    let others = others
    return parts.map { cell in
      guard let cell else { return nil }
      var finer: [String] = []
      for part in cell {
        let bytes = Array(part.utf8)
        let pieces = SetCell.parts(of: bytes.span, delimiters: others)
        let isSplit = pieces.count > 1 && pieces.allSatisfy(known.contains)
        for piece in isSplit ? pieces : [part] where !finer.contains(piece) { finer.append(piece) }
      }
      return finer
    }
  }
}

extension TypeInference {
  /// How a column of several values a cell is taken apart: enough cells hold the delimiter, its
  /// parts form a small vocabulary, and most parts recur in different company (so
  /// `BTP / construction` is one level, not two).
  func setPlan() -> SetPlan? {
    let isExpected = header.hint == .set
    if header.hint == .name || (profile.distinct < 3 && !isExpected) { return nil }
    if isExpected {
      let plan = SetPlan(main: SetPlan.delimiters[0], splitsAll: true)
      let isSet = SetParts(profile.levels, plan).map { $0.multiple > 0 } ?? false
      return isSet || 10 * profile.distinct <= profile.present ? plan : nil
    }
    for delimiter in SetPlan.delimiters {
      let plan = SetPlan(main: delimiter, splitsAll: false)
      guard let parts = SetParts(profile.levels, plan), parts.multiple > 0 else { continue }
      let isCommon = 10 * parts.multiple >= profile.present
      let isRecombined = 2 * parts.recurring >= parts.vocabulary && parts.vocabulary >= 3
      if isCommon && isRecombined && parts.vocabulary <= profile.distinct { return plan }
    }
    return nil
  }
}

/// The parts into which a plan splits the levels of a column.
private struct SetParts {
  /// Cells of several parts.
  private(set) var multiple = 0
  /// Distinct parts, and those that stand in at least two distinct cells.
  let vocabulary: Int
  let recurring: Int

  private static let longestPart = 32
  private static let largestVocabulary = 60

  /// - Returns: `nil` when there are too many parts, or when parts are long or numbers.
  init?(_ levels: Interner, _ plan: SetPlan) {
    guard Self.isPromising(levels, plan) else { return nil }
    let parts = plan.parts(of: levels)
    var cells: [String: Int] = [:]
    var multiple = 0
    levels.forEach { number, _, count in
      guard let own = parts[number] else { return }
      if own.count > 1 { multiple += count }
      for part in own { cells[part, default: 0] += 1 }
    }
    if cells.count > Self.largestVocabulary { return nil }
    self.multiple = multiple
    vocabulary = cells.count
    recurring = cells.count { $0.value >= 2 }
  }

  /// A look that stops early in columns of names and numbers; finer delimiters may still bring the
  /// parts down to a small vocabulary.
  private static func isPromising(_ levels: Interner, _ plan: SetPlan) -> Bool {
    var seen: Set<String> = []
    var isUsable = true
    levels.forEach { _, cell, _ in
      guard isUsable, !MissingTokens.contains(cell) else { return }
      for part in SetCell.parts(of: cell, delimiters: plan.coarse) {
        seen.insert(part)
        if part.utf8.count > longestPart || part.utf8.first.map({ $0 &- 48 <= 9 }) ?? false {
          isUsable = false
        }
      }
      if seen.count > 4 * largestVocabulary { isUsable = false }
    }
    return isUsable
  }
}

enum SetCell {
  /// The trimmed parts of a cell, empty ones and repetitions left out.
  static func parts(of cell: Span<UInt8>, delimiters: [UInt8]) -> [String] {
    var parts: [String] = []
    var start = 0
    for index in 0...cell.count where index == cell.count || delimiters.contains(cell[index]) {
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
