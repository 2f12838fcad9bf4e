import Clustering
import LinearAlgebra
import Statistics
import TestSupport
import Testing
import Validation

/// Which segments a valley parts.
@Suite struct SegmentValleysTests {
  private func cloud(
    _ count: Int, seed: UInt64, _ point: (inout RandomStream, Int) -> [Double]
  ) -> Matrix {
    var stream = RandomStream(seed: seed, purpose: .example)
    return Matrix(rows: (0..<count).map { point(&stream, $0) })
  }

  private func model(_ x: Matrix, _ count: Int) throws -> CentroidModel {
    try Clusterer(method: .wardThenKMeans, seed: 1).fit(x, clusterCounts: [count])[0].summary
  }

  /// A long group cut in two beside a round one: the halves have no valley between them, and each has
  /// one towards the other group.
  @Test func halvesOfALongGroupHaveNoValley() throws {
    var bridged = 0
    for seed in UInt64(1)...10 {
      let x = cloud(300, seed: seed) { stream, i in
        i % 3 == 0
          ? [stream.normal(), 12 + stream.normal()]
          : [12 * stream.uniform() + stream.normal(), stream.normal()]
      }
      let model = try model(x, 3)
      let valleys = SegmentValleys(x, model, seed: 1)
      #expect(valleys.pairs.map { [$0.first, $0.second] } == [[0, 1], [0, 2], [1, 2]])
      let round = try #require((0..<3).max { model.centroids[$0, 1] < model.centroids[$1, 1] })
      let halves = (0..<3).filter { $0 != round }
      #expect(valleys.weakest(of: round).map { $0.pValue <= 0.05 } == true)
      if valleys.weakest(of: halves[0]).map({ $0.other == halves[1] && $0.pValue > 0.05 }) == true {
        bridged += 1
      }
    }
    #expect(bridged >= 8)
  }

  /// Two flat groups side by side and shifted: the line that joins their centres runs along both, the
  /// direction that parts them best across.
  @Test func flatGroupsAreSeenAcross() throws {
    let x = cloud(400, seed: 4) { stream, i in
      let side = Double(i % 2)
      return [8 * side + 4 * stream.normal(), 3 * side + 0.5 * stream.normal()]
    }
    let labels = (0..<400).map { $0 % 2 }
    let model = try CentroidModel(of: Partition(canonicalising: labels), in: x)
    let p = try #require(SegmentValleys(x, model, seed: 1).pairs.first).pValue
    let line = DipStatistic(
      (0..<400).map { row in
        (0..<2).reduce(0.0) {
          $0 + x[row, $1] * (model.centroids[1, $1] - model.centroids[0, $1])
        }
      }
    ).pValue
    #expect(p <= 0.001)
    #expect(line > 0.05)
  }

  /// By the definition: as many of either side between the means, those nearest to their middle.
  private func window(_ places: [Double], _ labels: [Int]) -> [Double] {
    let means = (0..<2).map { label -> Double in
      let own = places.indices.filter { labels[$0] == label }.map { places[$0] }
      return own.reduce(0, +) / Double(own.count)
    }
    let border = (means[0] + means[1]) / 2
    let between = places.filter { abs($0 - border) <= abs(means[0] - border) }
    let sides = [between.filter { $0 <= border }, between.filter { $0 > border }]
    let count = sides.map(\.count).min() ?? 0
    return sides.flatMap { side in
      side.sorted { abs($0 - border) < abs($1 - border) }.prefix(count)
    }
  }

  /// Fisher's direction by its definition, in two dimensions by hand.
  @Test func theDirectionIsFishersShrunk() throws {
    let x = cloud(120, seed: 9) { stream, i in
      [Double(i % 2) * 2.5 + stream.normal(), Double(i % 2) + 0.6 * stream.normal()]
    }
    let model = try model(x, 2)
    var within = [[0.0, 0], [0, 0]]
    for row in 0..<120 {
      let label = model.partition.labels[row]
      for i in 0..<2 {
        for j in 0..<2 {
          within[i][j] +=
            (x[row, i] - model.centroids[label, i]) * (x[row, j] - model.centroids[label, j])
        }
      }
    }
    let share = 8.0 * 2 / 120
    let level = share * (within[0][0] + within[1][1]) / 2
    let (a, b, d) = (
      (1 - share) * within[0][0] + level, (1 - share) * within[0][1],
      (1 - share) * within[1][1] + level
    )
    let line = (0..<2).map { model.centroids[1, $0] - model.centroids[0, $0] }
    let direction = [d * line[0] - b * line[1], a * line[1] - b * line[0]]
    let places = (0..<120).map { x[$0, 0] * direction[0] + x[$0, 1] * direction[1] }
    let expected = min(1, 2 * DipStatistic(window(places, model.partition.labels)).pValue)
    let pair = try #require(SegmentValleys(x, model, seed: 1).pairs.first)
    #expect(abs(pair.pValue - expected) <= 0.01)
    #expect(
      abs(pair.distance - (line[0] * line[0] + line[1] * line[1]).squareRoot()) <= 1e-9)
  }

  /// A cloud cut at its side, the outer part together with a group far away: that group's valley is not
  /// of the border.
  @Test func modesBeyondTheCentresAreNotOfTheBorder() throws {
    let x = cloud(400, seed: 3) { stream, i in
      [i % 4 == 0 ? 9 + stream.normal() : stream.normal(), 0]
    }
    let labels = (0..<400).map { x[$0, 0] > 0.8 ? 1 : 0 }
    let model = try CentroidModel(of: Partition(canonicalising: labels), in: x)
    let pair = try #require(SegmentValleys(x, model, seed: 1).pairs.first)
    #expect(pair.pValue > 0.05)
    #expect(DipStatistic(x.column(0)).pValue <= 0.001)
  }

  /// A group of 20 beside one of 300: among all of them its valley is not to be seen.
  @Test func aSmallGroupIsPartedFromALargeOne() throws {
    var parted = 0
    for seed in UInt64(1)...20 {
      let x = cloud(320, seed: seed) { stream, i in
        [i % 16 == 0 ? 6.5 + stream.normal() : stream.normal(), stream.normal()]
      }
      let labels = (0..<320).map { $0 % 16 == 0 ? 1 : 0 }
      let model = try CentroidModel(of: Partition(canonicalising: labels), in: x)
      #expect(DipStatistic(x.column(0)).pValue > 0.2)
      let pair = try #require(SegmentValleys(x, model, seed: 1).pairs.first)
      parted += pair.pValue <= 0.05 ? 1 : 0
    }
    #expect(parted >= 14)
  }

  /// Of uniform samples, the hardest case, cut in two by k-means: seldom more than the level.
  @Test func halvesOfUniformSamplesSeldomShowAValley() throws {
    var shown = 0
    for seed in UInt64(1)...200 {
      let x = cloud(100, seed: seed) { stream, _ in [stream.uniform(), 0] }
      let pair = try #require(SegmentValleys(x, try model(x, 2), seed: 1).pairs.first)
      shown += pair.pValue <= 0.05 ? 1 : 0
    }
    // 5 % of 200, and three standard deviations.
    #expect(shown <= 19, "\(shown)")
  }

  /// Observations left out are as if they were not there.
  @Test func observationsApartAreLeftOut() throws {
    let x = cloud(200, seed: 8) { stream, i in
      i < 8 ? [3, 40 + stream.normal()] : [10 * stream.uniform(), stream.normal()]
    }
    let labels = (0..<200).map { x[$0, 0] > 5 ? 1 : 0 }
    let model = try CentroidModel(of: Partition(canonicalising: labels), in: x)
    let left = x.rows(at: Array(8..<200))
    let plain = try CentroidModel(of: Partition(canonicalising: Array(labels[8...])), in: left)
    let one = try #require(
      SegmentValleys(x, model, leavingOut: Set(0..<8), seed: 1).pairs.first)
    let other = try #require(SegmentValleys(left, plain, seed: 1).pairs.first)
    #expect(one.pValue == other.pValue && one.observations == other.observations)
    #expect(one.observations > 20)
    let with = try #require(SegmentValleys(x, model, seed: 1).pairs.first)
    #expect(with.observations != one.observations)
  }

  /// Two groups of seven have not five between their centres on either side.
  @Test func tooFewAreToldToBeSo() throws {
    let x = cloud(14, seed: 5) { stream, i in [20 * Double(i % 2) + stream.normal(), 0] }
    let pair = try #require(SegmentValleys(x, try model(x, 2), seed: 1).pairs.first)
    #expect(pair.observations < SegmentValleys.leastOnASide && pair.pValue == 1)
    let border = try #require(SegmentValleys(pairs: [pair]).weakest(of: 0))
    #expect(!border.isTellable && border.observations == pair.observations)
    #expect(Border(other: 1, observations: 5, pValue: 1).isTellable)
  }

  /// Of equals the nearest; one segment borders on none.
  @Test func theWeakestBorder() {
    func pair(_ a: Int, _ b: Int, _ distance: Double, _ p: Double) -> SegmentValleys.Pair {
      SegmentValleys.Pair(first: a, second: b, distance: distance, observations: 9, pValue: p)
    }
    let valleys = SegmentValleys(pairs: [pair(0, 1, 3, 1), pair(0, 2, 2, 1), pair(1, 2, 1, 0.01)])
    #expect(valleys.weakest(of: 0) == Border(other: 2, observations: 9, pValue: 1))
    #expect(valleys.weakest(of: 1) == Border(other: 0, observations: 9, pValue: 1))
    #expect(SegmentValleys(pairs: []).weakest(of: 0) == nil)
  }

  /// Segments of more than the limit are drawn from, alike for any number of threads.
  @Test func largeSegmentsAreSampled() throws {
    let x = cloud(6_000, seed: 2) { stream, i in
      [7 * Double(i % 2) + stream.normal(), stream.normal()]
    }
    let model = try model(x, 3)
    let one = SegmentValleys(x, model, seed: 5)
    #expect(one == SegmentValleys(x, model, seed: 5, parallelism: Parallelism(threads: 3)))
    #expect(one.pairs.count { $0.pValue <= 0.001 } == 2)
    #expect(one.pairs.count { $0.pValue > 0.5 } == 1)
  }

  @Test func pointsWithoutScatterAreNoError() throws {
    let x = Matrix(rows: (0..<20).map { [Double($0 % 2), 0] })
    let pairs = SegmentValleys(x, try model(x, 2), seed: 1).pairs
    #expect(pairs.count == 1)
    #expect(pairs[0].distance == 1)
  }
}
