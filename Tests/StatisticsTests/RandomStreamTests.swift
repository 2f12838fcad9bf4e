import Statistics
import TestSupport
import Testing

@Suite struct RandomStreamTests {
  private func stream(_ replicate: Int = 0) -> RandomStream {
    RandomStream(seed: 2026, purpose: .example, replicate: replicate)
  }

  /// The words are those of Philox at (block, item, replicate, purpose), two in a block.
  @Test func wordsAreThoseOfTheCounter() {
    var stream = RandomStream(
      seed: 0x0123_4567_89AB_CDEF, purpose: .bootstrap, replicate: 3, item: 9)
    for block in UInt32(0)..<3 {
      let lanes = Philox.block(
        counter: SIMD4(block, 9, 3, RandomPurpose.bootstrap.rawValue),
        key: SIMD2(0x89AB_CDEF, 0x0123_4567))
      #expect(stream.next() == UInt64(lanes[1]) << 32 | UInt64(lanes[0]))
      #expect(stream.next() == UInt64(lanes[3]) << 32 | UInt64(lanes[2]))
    }
  }

  @Test func purposesKeepTheirNumbers() {
    let purposes: [RandomPurpose] = [
      .kMeansStart, .gapReference, .predictionStrength, .holdOut, .bootstrap, .imputation,
      .generator, .example,
    ]
    #expect(purposes.map(\.rawValue) == Array(1...8))
  }

  @Test func everyCoordinateChangesTheStream() {
    var streams = [
      RandomStream(seed: 1, purpose: .example),
      RandomStream(seed: 2, purpose: .example),
      RandomStream(seed: 1 << 32 | 1, purpose: .example),
      RandomStream(seed: 1, purpose: .holdOut),
      RandomStream(seed: 1, purpose: .example, replicate: 1),
      RandomStream(seed: 1, purpose: .example, item: 1),
    ]
    let words = Set(streams.indices.flatMap { i in (0..<1000).map { _ in streams[i].next() } })
    #expect(words.count == 6000)
  }

  @Test func uniformIsUniform() {
    var stream = stream()
    let values = (0..<20_000).map { _ in stream.uniform() }
    #expect(values.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(GoodnessOfFit.kolmogorov(values) { $0 } < 1.95)
    let open = (0..<20_000).map { _ in stream.openUniform() }
    #expect(open.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(GoodnessOfFit.kolmogorov(open) { $0 } < 1.95)
    // Successive pairs: 10 × 10 cells, 99 degrees of freedom.
    var cells = [Int](repeating: 0, count: 100)
    for pair in 0..<10_000 {
      cells[Int(values[2 * pair] * 10) * 10 + Int(values[2 * pair + 1] * 10)] += 1
    }
    #expect(isPlausible(cells, [Double](repeating: 100, count: 100)))
  }

  @Test(arguments: [1, 2, 3, 7, 10, 64])
  func integersAreEquallyLikely(bound: Int) {
    var stream = stream(bound)
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<(1000 * bound) { counts[stream.integer(below: bound)] += 1 }
    #expect(isPlausible(counts, [Double](repeating: 1000, count: bound)))
  }

  /// With a bound of 3 · 2⁶¹, eight words would fall on three values as 3, 3 and 2, were the word that
  /// completes no cycle not rejected.
  @Test func largeBoundsAreUnbiased() {
    var stream = stream()
    let bound = 3 << 61
    var residues = [0, 0, 0]
    for _ in 0..<30_000 { residues[stream.integer(below: bound) % 3] += 1 }
    #expect(isPlausible(residues, [10_000, 10_000, 10_000]))
    #expect((0..<1000).allSatisfy { _ in (0..<Int.max).contains(stream.integer(below: .max)) })
  }

  @Test func bernoulli() {
    var stream = stream()
    #expect((0..<1000).allSatisfy { _ in !stream.bernoulli(0) })
    #expect((0..<1000).allSatisfy { _ in stream.bernoulli(1) })
    let hits = (0..<10_000).count { _ in stream.bernoulli(0.3) }
    #expect(isPlausible([hits, 10_000 - hits], [3000, 7000]))
  }

  @Test func permutationsAreEquallyLikely() {
    var stream = stream()
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 { counts[stream.permutation(of: 4), default: 0] += 1 }
    #expect(counts.count == 24)
    #expect(isPlausible(counts.values.map { $0 }, [Double](repeating: 1000, count: 24)))
    #expect(stream.permutation(of: 500).sorted() == Array(0..<500))
    #expect(stream.permutation(of: 0).isEmpty)
  }

  @Test func samplesAreEquallyLikely() {
    var stream = stream()
    var counts: [[Int]: Int] = [:]
    for _ in 0..<20_000 { counts[stream.sample(2, outOf: 5), default: 0] += 1 }
    #expect(counts.count == 20 && counts.keys.allSatisfy { $0[0] != $0[1] })
    #expect(isPlausible(counts.values.map { $0 }, [Double](repeating: 1000, count: 20)))
    #expect(stream.sample(0, outOf: 3).isEmpty)
  }

  @Test func weightedIndexFollowsTheWeights() {
    var stream = stream()
    let weights: [Double] = [0, 2, 0, 5, 3, 0]
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<10_000 { counts[stream.weightedIndex(weights)] += 1 }
    #expect(counts[0] == 0 && counts[2] == 0 && counts[5] == 0)
    #expect(isPlausible([counts[1], counts[3], counts[4]], [2000, 5000, 3000]))
  }

  @Test func weightedIndexWithoutWeightIsUniform() {
    var stream = stream()
    var counts = [0, 0, 0, 0]
    for _ in 0..<4000 { counts[stream.weightedIndex([0, 0, 0, 0])] += 1 }
    #expect(isPlausible(counts, [1000, 1000, 1000, 1000]))
    #expect(stream.weightedIndex([5]) == 0)
  }

  /// Pearson's statistic below its 99.9 % point: with the fixed seeds the verdict never changes.
  private func isPlausible(_ observed: [Int], _ expected: [Double]) -> Bool {
    if observed.count == 1 { return Double(observed[0]) == expected[0] }
    let limit = ChiSquaredDistribution(degreesOfFreedom: Double(observed.count - 1)).quantile(0.999)
    return GoodnessOfFit.pearson(observed: observed, expected: expected) < limit
  }
}
