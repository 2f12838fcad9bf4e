import Validation

/// Whether neighbouring segments are two, in `run.json`.
struct NeighboursRecord: Sendable, Encodable {
  struct Pair: Sendable, Encodable {
    /// Segments, by number.
    let segments: [Int]
    /// Mahalanobis distance of the two means.
    let statistic: Double
    let degreesOfFreedom: Int
    /// The distances at which the same segments would have been found; no upper end is infinity.
    let truncation: [TruncationInterval]
    let pValue: Double?
    let logPValue: Double?
    /// Times the number of pairs, at most 1.
    let correctedPValue: Double?
    /// What a test that does not know that the segments were found would say: no p-value.
    let naivePValue: Double?
    let notEvaluated: SelectiveTestResult.Reason?
  }

  /// Segments made on one half of the information about each client, and tried on the other.
  struct Thinning: Sendable, Encodable {
    struct Pair: Sendable, Encodable {
      let sizes: [Int]
      /// The segments, by number, that they answer to; `null` for none.
      let segments: [Int?]
      let pValue: Double?
      /// By Holm's method.
      let correctedPValue: Double?
    }

    let clusters: Int
    /// Adjusted Rand index with the segments.
    let agreement: Double?
    let pairs: [Pair]
    let notTested: NeighbourTestResult.NotTested?

    init(_ result: ThinnedNeighbourResult, _ numbers: [Int]) {
      clusters = result.clusterCount
      agreement = result.agreement
      notTested = result.notTested
      pairs = result.pairs.map { pair in
        Pair(
          sizes: pair.sizes, segments: pair.counterparts.map { $0.map { numbers[$0] } },
          pValue: pair.pValue, correctedPValue: pair.correctedPValue)
      }
    }
  }

  let thinning: Thinning
  let pairs: [Pair]
  let notTested: NeighbourTestResult.NotTested?

  init(
    _ result: NeighbourTestResult, _ thinned: ThinnedNeighbourResult, numbers: [Int]
  ) {
    thinning = Thinning(thinned, numbers)
    notTested = result.notTested
    pairs = result.pairs.map { pair in
      Pair(
        segments: [numbers[pair.first], numbers[pair.second]], statistic: pair.result.statistic,
        degreesOfFreedom: pair.result.degreesOfFreedom, truncation: pair.result.truncation,
        pValue: pair.pValue, logPValue: pair.result.logPValue,
        correctedPValue: result.corrected(pair), naivePValue: pair.result.naivePValue,
        notEvaluated: pair.result.reason)
    }
  }
}

/// Whether clients grow rare between two segments, in `run.json`.
struct ValleyRecord: Sendable, Encodable {
  /// From 1.
  let segments: [Int]
  /// Between their centres, in the prepared space.
  let distance: Double
  /// Clients about the border, on either side.
  let clients: Int
  /// `null` where they are too few to tell.
  let pValue: Double?

  init(_ pair: SegmentValleys.Pair, numbers: [Int]) {
    segments = [numbers[pair.first], numbers[pair.second]]
    distance = pair.distance
    clients = pair.observations
    pValue = clients < SegmentValleys.leastOnASide ? nil : pair.pValue
  }
}
