import Clustering

/// What one held-out group showed; lists by segment are in the order of the training labels.
public struct HeldOutGroupResult: Sendable, Codable, Equatable {
  /// `nil` for a random fraction.
  public let group: HeldOutGroup?
  public let size: Int
  /// Segments of the model that was made without the group.
  public let clusterCount: Int
  /// How many would have been chosen without the group; `nil` where that was not asked. Filled by those
  /// who choose.
  public var chosenCount: Int?
  /// Held-out observations assigned to each segment; `nil` for a segment that the model made
  /// without the group does not have.
  public internal(set) var counts: [Int?]
  public internal(set) var share: [Double?]
  public internal(set) var trainingShare: [Double?]
  /// Whether the shares differ from the training ones; `nil` where there is nothing to compare.
  public internal(set) var shareTest: ShareComparison?
  public internal(set) var adjustedRand: Double?
  public internal(set) var adjustedMutualInformation: Double?
  public internal(set) var predictionStrength: Double?
  public internal(set) var jaccard: [Double?]
  public internal(set) var pairsKept: [Double?]
  public internal(set) var explainedInertia: Double?
  public internal(set) var trainingExplainedInertia: Double?
  /// Why the group was not clustered on its own; `nil` where it was.
  public internal(set) var notCompared: NotCompared?
  /// The segments, of the final model, that the one made without the group does not have.
  public internal(set) var notFound: [Int] = []
  /// Held-out observations assigned to a segment that the final model does not have.
  public internal(set) var unmatchedCount = 0
  /// How the members of each segment differ in this group from those that made it; `nil` where
  /// nothing is compared. Filled by those who know the variables.
  public var shifts: [ProfileShift?] = []

  package init(group: HeldOutGroup?, size: Int, clusterCount: Int) {
    self.group = group
    self.size = size
    self.clusterCount = clusterCount
    let unknown = [Double?](repeating: nil, count: clusterCount)
    counts = [Int?](repeating: nil, count: clusterCount)
    share = unknown
    trainingShare = unknown
    jaccard = unknown
    pairsKept = unknown
  }

  /// A group without which nothing could be made.
  package static func notFitted(
    group: HeldOutGroup?, size: Int, clusterCount: Int
  ) -> HeldOutGroupResult {
    var result = HeldOutGroupResult(group: group, size: size, clusterCount: clusterCount)
    result.notCompared = .notFitted
    return result
  }
}

/// Why a held-out group is compared with nothing.
public enum NotCompared: Error, Sendable, Codable, Equatable {
  /// The model made without it has one segment.
  case oneSegment
  case tooFew(count: Int, needed: Int)
  /// It has fewer distinct observations than there are segments.
  case tooFewDistinct
  /// The observations left without it could not be prepared: no variable tells them apart.
  case notFitted
}

/// The variable on which a segment's held-out members differ most from its training ones.
public struct ProfileShift: Sendable, Codable, Equatable {
  /// The column's key.
  public let key: String
  /// Mean of the held-out members minus that of the training ones, over the standard deviation of
  /// all training observations; of the values as they were prepared.
  public let difference: Double
  /// The same difference of means over its standard error.
  public let score: Double
  /// Of the score, two-sided, times the number of comparisons made (at most 1).
  public let pValue: Double
  /// Held-out members with an observed value.
  public let count: Int

  public init(key: String, difference: Double, score: Double, pValue: Double, count: Int) {
    self.key = key
    self.difference = difference
    self.score = score
    self.pValue = pValue
    self.count = count
  }

  /// Large enough to be told, and more than chance makes of as many comparisons.
  public static let clearDifference = 0.5
  public static let clearPValue = 0.05

  public var isClear: Bool {
    abs(difference) >= Self.clearDifference && pValue <= Self.clearPValue
  }
}

extension HeldOutGroupResult {
  /// Which segment of the final model answers to each of this result's: the one whose Jaccard
  /// coefficient with it, over the observations that made both, is above one half.
  ///
  /// Above one half a match is unique on both sides. At one half and below a segment is dissolved
  /// (Hennig 2007), and no share or coefficient is told under its name.
  ///
  /// - Parameters:
  ///   - own: labels of this result's model; `final`: those of the final model, of the same
  ///     observations.
  public static func counterparts(
    of own: [Int], clusterCount: Int, in final: [Int]
  ) -> [Int?] {
    // One segment holds every client: it is no counterpart of anything.
    guard clusterCount >= 2 else { return [Int?](repeating: nil, count: clusterCount) }
    let table = ContingencyTable(own, final)
    var result = [Int?](repeating: nil, count: clusterCount)
    for (row, label) in table.rowLabels.enumerated() {
      for (column, target) in table.columnLabels.enumerated() {
        let shared = table.counts[row][column]
        // J > 1/2, in whole numbers: 2·shared > row + column − shared.
        if 3 * shared > table.rowSums[row] + table.columnSums[column] { result[label] = target }
      }
    }
    return result
  }

  /// The same result told in the labels of the final model, when the group was held out of a model
  /// of its own.
  ///
  /// A final segment without a counterpart was not found without the group: its coefficient is 0,
  /// unless the group is too small to be compared with anything. So it is for all of them where the
  /// rest has clients for one segment alone; nothing is then compared. A segment found, but to which none of the group's clients go although the final model puts some
  /// there, has coefficient 0 too.
  ///
  /// - Parameters:
  ///   - segments: for each segment of this result, the final one, or `nil`; see
  ///     ``counterparts(of:clusterCount:in:)``. No two may be the same.
  ///   - finalCounts: the group's observations in each segment of the final model.
  ///   - evaluation: what decides whether the group is large enough to be compared.
  public func relabelled(
    _ segments: [Int?], finalCounts: [Int], evaluation: HeldOutEvaluation = HeldOutEvaluation()
  ) -> HeldOutGroupResult {
    precondition(segments.count == counts.count, "one target for each segment")
    let targets = segments.compactMap { $0 }
    precondition(Set(targets).count == targets.count, "a target answers once")
    var source = [Int?](repeating: nil, count: finalCounts.count)
    for (own, target) in segments.enumerated() {
      if let target { source[target] = own }
    }
    func told<Value>(_ values: [Value?]) -> [Value?] { source.map { $0.flatMap { values[$0] } } }
    var result = self
    result.counts = told(counts)
    result.share = told(share)
    result.trainingShare = told(trainingShare)
    result.jaccard = told(jaccard)
    result.pairsKept = told(pairsKept)
    result.shifts = shifts.isEmpty ? [] : told(shifts)
    result.unmatchedCount = zip(segments, counts).reduce(0) { $1.0 == nil ? $0 + ($1.1 ?? 0) : $0 }
    result.notFound = source.indices.filter { source[$0] == nil }
    let isComparable = size >= evaluation.needed(clusterCount: finalCounts.count)
    guard isComparable, finalCounts.count >= 2 else { return result }
    for segment in finalCounts.indices {
      let isLost = source[segment] == nil
      let isDeserted =
        notCompared == nil && finalCounts[segment] >= evaluation.minimumPerCluster
        && result.counts[segment] == 0
      if isLost || isDeserted { result.jaccard[segment] = 0 }
      if isLost { result.pairsKept[segment] = 0 }
    }
    return result
  }
}
