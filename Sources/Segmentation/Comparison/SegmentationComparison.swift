import Tables
import Validation

/// Two segmentations of the same clients side by side: how far they agree, which segments answer to
/// each other, who disagrees, and what that is due to.
///
///     let comparison = try SegmentationComparison(table, left: "segment_regle", right: "segment")
///     comparison.agreement.adjustedRand         // 0.41
///     comparison.disagreements[0].cause?.key    // "outil_facturation"
///
/// Segments answer to each other one to one, for the largest sum of Jaccard coefficients
/// (``Validation/PartitionComparison/matching()``). A client disagrees when its right segment is not
/// the one that answers to its left segment: see ``Disagreement``. Clients without a segment on either
/// side are counted and left out.
///
/// - Complexity: O(*n* · columns · log *n*).
public struct SegmentationComparison: Sendable, Equatable {
  public let left: NamedPartition
  public let right: NamedPartition
  public let agreement: PartitionComparison
  /// The right segment that answers to each left one.
  public let rightOfLeft: [Int?]
  /// Rows of the table that are compared, increasing; those of the labels.
  public let rows: [Int]
  /// Rows with a segment on the left alone, on the right alone, on neither side.
  public let leftAlone: Int
  public let rightAlone: Int
  public let neither: Int
  /// In the order of the rows.
  public let disagreements: [Disagreement]

  /// - Parameter features: the keys of the columns a disagreement may be due to; `nil` for all that
  ///   make features, the two segmentations excepted.
  /// - Throws: ``ComparisonError``.
  public init(
    _ table: Table, left: String, right: String, features: Set<String>? = nil
  ) throws(ComparisonError) {
    let leftTexts = try NamedPartition.texts(of: left, in: table)
    let rightTexts = try NamedPartition.texts(of: right, in: table)
    let keys = Set([left, right].compactMap { table[$0]?.key })
    self = try SegmentationComparison(
      left: SegmentedRows(name: table[left]?.name ?? left, texts: leftTexts),
      right: SegmentedRows(name: table[right]?.name ?? right, texts: rightTexts),
      columns: table.columns.filter { column in
        !keys.contains(column.key) && features?.contains(column.key) ?? true
      })
  }

  /// - Parameters:
  ///   - left: each row's segment; likewise `right`.
  ///   - columns: what a disagreement may be due to; identifiers, texts and dates are passed over.
  /// - Throws: ``ComparisonError/nobodyInBoth(left:right:)``.
  public init(
    left: SegmentedRows, right: SegmentedRows, columns: [Column]
  ) throws(ComparisonError) {
    precondition(left.texts.count == right.texts.count, "segments of the same rows")
    let all = left.texts.indices
    let rows = all.filter { left.texts[$0] != nil && right.texts[$0] != nil }
    guard !rows.isEmpty else { throw .nobodyInBoth(left: left.name, right: right.name) }
    let leftPartition = NamedPartition(
      column: left.name, texts: rows.compactMap { left.texts[$0] })
    let rightPartition = NamedPartition(
      column: right.name, texts: rows.compactMap { right.texts[$0] })
    let agreement = PartitionComparison(leftPartition.labels, rightPartition.labels)
    let matches = agreement.matching().columnOfRow
    let causes = DisagreementCauses(
      columns, rows: rows, labels: rightPartition.labels, names: rightPartition.names.count)
    self.left = leftPartition
    self.right = rightPartition
    self.agreement = agreement
    rightOfLeft = matches
    self.rows = rows
    leftAlone = all.count { left.texts[$0] != nil && right.texts[$0] == nil }
    rightAlone = all.count { left.texts[$0] == nil && right.texts[$0] != nil }
    neither = all.count { left.texts[$0] == nil && right.texts[$0] == nil }
    disagreements = rows.indices.compactMap { position in
      let (own, found) = (leftPartition.labels[position], rightPartition.labels[position])
      let expected = matches[own]
      guard found != expected else { return nil }
      return Disagreement(
        row: rows[position], left: own, right: found, expected: expected,
        cause: expected.flatMap { causes.cause(of: position, for: found, against: $0) })
    }
  }

  /// The share of the clients compared whose segments answer to each other.
  public var agreeingShare: Double {
    1 - Double(disagreements.count) / Double(rows.count)
  }

  /// Disagreements by their two segments, the most frequent first; ties in the order of the segments.
  public var flows: [DisagreementFlow] {
    let groups = Dictionary(grouping: disagreements) { [$0.left, $0.right] }
    return groups.map { key, members in
      DisagreementFlow(left: key[0], right: key[1], members: members)
    }.sorted { a, b in
      a.count != b.count ? a.count > b.count : (a.left, a.right) < (b.left, b.right)
    }
  }
}

/// What a segmentation is called, and the segment of each row; `nil` without one.
public struct SegmentedRows: Sendable, Equatable {
  public let name: String
  public let texts: [String?]

  public init(name: String, texts: [String?]) {
    self.name = name
    self.texts = texts
  }
}

/// A client whose segments do not answer to each other.
public struct Disagreement: Sendable, Codable, Equatable {
  public let row: Int
  /// Its segments, by their places.
  public let left: Int
  public let right: Int
  /// The right segment that answers to its left one; `nil` where none does.
  public let expected: Int?
  /// What most sets the client in its right segment rather than in the expected one; `nil` where no
  /// column does, or where nothing was expected.
  public let cause: DisagreementCause?
}

/// Clients of one left and one right segment that do not answer to each other.
public struct DisagreementFlow: Sendable, Codable, Equatable {
  public let left: Int
  public let right: Int
  public let count: Int
  /// The columns it is due to, the most frequent first; ties by key.
  public let causes: [CauseCount]

  public struct CauseCount: Sendable, Codable, Equatable {
    public let key: String
    public let count: Int
  }

  init(left: Int, right: Int, members: [Disagreement]) {
    self.left = left
    self.right = right
    count = members.count
    var counts: [String: Int] = [:]
    for member in members {
      if let cause = member.cause { counts[cause.key, default: 0] += 1 }
    }
    causes = counts.map { CauseCount(key: $0.key, count: $0.value) }.sorted { a, b in
      a.count != b.count ? a.count > b.count : a.key < b.key
    }
  }
}
