/// What a random stream is for. Part of the counter, so that two uses of one seed share no number:
/// each purpose is drawn for in one file (a test reads the sources). Raw values are part of what makes
/// a stored run reproducible: they never change.
public enum RandomPurpose: UInt32, Sendable {
  case kMeansStart = 1
  case gapReference, predictionStrength, holdOut, bootstrap, imputation, generator, example
  case dataThinning = 20
  case kMedoidsStart = 21
  case kMedoidsSample, gaussianMixtureStart
  case miniBatch = 40
  /// Of a study of the number of clusters.
  case structureFree, hopkins, redraw, studySample, referenceSilhouette
  /// Of the stability of segments.
  case segmentBootstrap, segmentSubset, segmentNoise, segmentSample
  case outcomePermutation, silhouetteSample, heldOutDivision, outcomeBootstrap, valleySample
  /// Which clients a pilot takes, and which of them it tries something on.
  case pilotGroups = 80
}

/// A reproducible stream of random numbers, keyed by where it is used instead of when.
///
///     var stream = RandomStream(seed: 2026, purpose: .bootstrap, replicate: 7)
///     let drawn = (0..<n).map { _ in stream.integer(below: n) }
///
/// The stream of (seed, purpose, replicate, item) is the same on any thread and in any order of
/// work. Philox4x32-10 (``Philox``) with key = seed, counter = (block, item, replicate, purpose);
/// a stream has 2³³ words of 64 bits.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private let key: SIMD2<UInt32>
  private var counter: SIMD4<UInt32>
  /// The second word of the last block, until it is taken.
  private var pending: UInt64?

  /// - Parameters:
  ///   - replicate: 0 ..< 2³²: which repetition of the whole computation.
  ///   - item: 0 ..< 2³²: which row, cluster or block within the replicate.
  public init(seed: UInt64, purpose: RandomPurpose, replicate: Int = 0, item: Int = 0) {
    self.key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.counter = SIMD4(0, UInt32(item), UInt32(replicate), purpose.rawValue)
  }

  /// 64 random bits: words 0 and 1 of a block, then words 2 and 3, the lower word first.
  public mutating func next() -> UInt64 {
    if let word = pending {
      pending = nil
      return word
    }
    let block = Philox.block(counter: counter, key: key)
    // Traps after 2³² blocks rather than start again.
    counter[0] += 1
    pending = UInt64(block[2]) | UInt64(block[3]) << 32
    return UInt64(block[0]) | UInt64(block[1]) << 32
  }
}
