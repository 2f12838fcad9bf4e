import LinearAlgebra
import Tables

/// Rows of a table and the segment of each.
public struct LabelledRows: Sendable, Equatable {
  public let rows: [Int]
  /// 0…k−1, one per row.
  public let labels: [Int]

  public init(rows: [Int], labels: [Int]) {
    precondition(rows.count == labels.count, "one label per row")
    self.rows = rows
    self.labels = labels
  }

  /// Every row in order.
  public init(labels: [Int]) {
    self.init(rows: Array(labels.indices), labels: labels)
  }
}

/// Where clients and centroids stand in the space that was clustered.
public struct SegmentGeometry: Sendable, Equatable {
  /// One row per training row, in its order.
  public let scores: Matrix
  /// One row per segment.
  public let centroids: Matrix

  public init(scores: Matrix, centroids: Matrix) {
    precondition(scores.columnCount == centroids.columnCount, "one space")
    self.scores = scores
    self.centroids = centroids
  }
}

/// Describes segments by the variables they differ on.
///
///     let profile = SegmentProfiler().profile(of: table.columns, training: LabelledRows(labels: labels))
///     profile.segments[0].numeric[0].variable.name     // the variable that marks segment 0 most
///
/// Numbers, numbered ordinals included, are told by mean and median; categories and worded
/// ordinals level by level; yes/no columns by their *yes*; sets member by member. Identifiers,
/// texts and dates are passed over. Every figure counts observed values only.
///
/// - Complexity: O(rows · columns) and O(segments · levels) test values.
public struct SegmentProfiler: Sendable, Codable, Equatable {
  /// How many clients each list of representatives holds at most.
  public let representativeCount: Int

  public init(representativeCount: Int = 5) {
    precondition(representativeCount >= 0, "not negative")
    self.representativeCount = representativeCount
  }

  /// - Parameters:
  ///   - training: the clients that made the segments. Every comparison is with them.
  ///   - heldOut: clients assigned afterwards; their figures stand beside, compared among themselves.
  ///   - geometry: for representatives and neighbours; without it those are empty.
  public func profile(
    of columns: [Column], training: LabelledRows, heldOut: LabelledRows? = nil,
    geometry: SegmentGeometry? = nil, parallelism: Parallelism = .serial
  ) -> PortfolioProfile {
    let segmentCount = max(
      (training.labels.max() ?? -1) + 1, geometry?.centroids.rowCount ?? 0,
      (heldOut?.labels.max() ?? -1) + 1)
    let described = parallelism.map(count: columns.count) { index in
      ColumnProfile(
        columns[index], training: training, heldOut: heldOut, segmentCount: segmentCount)
    }
    let representatives = geometry.map {
      Representatives(
        $0, labels: training.labels, rows: training.rows, count: representativeCount)
    }
    let segments = (0..<segmentCount).map { segment in
      Self.segmentProfile(
        segment, described: described, training: training, heldOut: heldOut,
        representatives: representatives)
    }
    return PortfolioProfile(
      segments: segments, effects: Self.sorted(described.flatMap(\.effects)))
  }

  private static func segmentProfile(
    _ segment: Int, described: [ColumnProfile], training: LabelledRows, heldOut: LabelledRows?,
    representatives: Representatives?
  ) -> SegmentProfile {
    let size = training.labels.count { $0 == segment }
    return SegmentProfile(
      segment: segment, size: size,
      share: training.labels.isEmpty ? 0 : Double(size) / Double(training.labels.count),
      heldOutSize: heldOut.map { part in part.labels.count { $0 == segment } },
      numeric: sortedByVTest(
        described.compactMap { $0.numeric.isEmpty ? nil : $0.numeric[segment] }, \.vTest),
      categories: sortedByVTest(
        described.flatMap { $0.categories.isEmpty ? [] : $0.categories[segment] }, \.vTest),
      paragons: representatives?.paragons[segment] ?? [],
      atypical: representatives?.atypical[segment] ?? [],
      distinctive: representatives?.distinctive[segment] ?? [],
      neighbour: representatives?.neighbours[segment])
  }

  /// Decreasing |v|, undefined last, ties in the order given.
  private static func sortedByVTest<Trait>(
    _ traits: [Trait], _ vTest: (Trait) -> Double?
  ) -> [Trait] {
    let keys = traits.map { vTest($0).map(abs) ?? -1 }
    return traits.indices
      .sorted { keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1 }
      .map { traits[$0] }
  }

  /// η² is a square and Cramér's V is not: the root of the first is on the scale of the second.
  private static func sorted(_ effects: [VariableEffect]) -> [VariableEffect] {
    sortedByVTest(effects) { effect in
      effect.measure == .etaSquared ? effect.value?.squareRoot() : effect.value
    }
  }
}
