import CKernels
import LinearAlgebra

/// Weighted points that are asked for the nearest one of another group: of cost
/// ‖x − y‖² / (1/w_x + 1/w_y), ties to the lowest id.
///
/// A point that is a mean is kept as sums of two doubles, high and low, |low| at most half an ulp of
/// high, and (x − y) is (high − high) + (low − low): neither an offset common to all nor a point far
/// from the others costs it digits, as rounding to one double about any origin would.
///
/// Each point stands in a lane, in double for the answer and in single precision, centred and
/// scaled, for a filter that rules out most of the others by a product of matrices. With u = 2⁻²⁴,
/// x̂ the rounded point and N = ‖x‖² the exact norm of the scaled one, the filter computes
/// ‖y‖² − 2x̂·ŷ by p fused steps. Rounding the coordinates costs at most 3u(N_x + N_y), the steps at
/// most pu(N_x + 2N_y), the products where nothing is fused u(N_x + N_y), the right side
/// 3u·N_x: together less than (2p + 8)u·(N_x + N_y), and norms are lowered by (2p + 24)u of
/// themselves. A lane the filter rules out is therefore farther than the best known; the others are
/// measured exactly. Whole tiles are ruled out before, in the same way, by the balls round their
/// points: the closer together the points of a tile stand, the more. And most that the balls leave, by
/// the leading columns of the filter, onto which a ``Rotation`` has turned what sets points apart. It
/// rounds a coordinate by p·2⁻⁵² of the point's norm at most, and with an axis off by as much changes a
/// squared distance by less than 2⁻⁴¹(N_x + N_y) in 64 columns: whole norms have room for that, those
/// of the leading columns are lowered by 2⁻⁴⁰ of the whole.
///
/// Points in two parts: (high − origin) + low is rounded by 2⁻⁵² of itself, like one difference, as
/// either high − origin is exact or low is no part of it that counts. A difference of two points is so
/// too, but for the rounding of low − low where high − high and it nearly cancel. Then high has at least
/// one ulp to spread over, which is scaled below 1/2, and the rounding is below 2⁻⁵³: of all columns
/// and squared, p·2⁻¹⁰⁶, which as 2ab ≤ 2⁻²⁴a² + 2²⁴b² is p·2⁻⁸¹ of a sum of norms. They are
/// lowered by p·2⁻⁸⁰ each.
struct ClusterPoints: Sendable {
  static let tileWidth = Int(CK_FILTER_LANES)

  let columnCount: Int
  private(set) var laneCount: Int
  private(set) var inverseWeights: [Double]
  private var ids: [Int32]
  /// A lane is compared with those of other groups only.
  private var groups: [Int32]
  private var tiles: [Double]
  /// As `tiles`; empty so long as all are 0.
  private var lows: [Double] = []
  private var filter: [Float]
  private var filterNorms: [Float]
  /// The norms of the leading columns of the filter alone; empty where those are not looked at.
  private var leadingNorms: [Float] = []
  private var filterInverseWeights: [Float]
  private var balls = Balls()
  private let origin: [Double]
  /// What the filter's coordinates are turned by; `nil` where they are as they come.
  private let rotation: Rotation?
  private let scale: Double
  private let weightScale: Double

  /// A ball round the points of each tile, by which whole tiles are ruled out.
  private struct Balls {
    var centres: [Float] = []
    var norms: [Float] = []
    var radii: [Float] = []
    var inverseWeights: [Float] = []
  }

  /// - Parameters:
  ///   - x: the points, in the order of their lanes; ids and groups are their numbers.
  ///   - origin: near their mean.
  init(_ x: Matrix, origin: [Double], weights: [Double]?) {
    columnCount = x.columnCount
    laneCount = Self.roundedUp(x.rowCount)
    self.origin = origin
    scale = Self.scale(of: x, origin: origin)
    rotation = Rotation(of: x, origin: origin, scale: scale)
    let largest = weights.map { 1 / ($0.min() ?? 1) } ?? 1
    weightScale = Double(
      sign: .plus, exponent: min(Int(largest.exponent) + 1, 1000), significand: 1)
    inverseWeights = [Double](repeating: 0, count: laneCount)
    ids = (0..<laneCount).map { Int32($0) }
    groups = ids
    tiles = [Double](repeating: .infinity, count: laneCount * columnCount)
    filter = [Float](repeating: 0, count: laneCount * columnCount)
    filterNorms = [Float](repeating: .infinity, count: laneCount)
    filterInverseWeights = [Float](repeating: 0, count: laneCount)
    if rotation != nil { leadingNorms = filterNorms }
    for i in 0..<x.rowCount {
      set(lane: i, to: x.row(i), inverseWeight: weights.map { 1 / $0[i] } ?? 1)
    }
  }

  private static func roundedUp(_ count: Int) -> Int {
    (count + tileWidth - 1) / tileWidth * tileWidth
  }

  /// A power of two that brings every deviation below 1/2.
  private static func scale(of x: Matrix, origin: [Double]) -> Double {
    var largest = 0.0
    for i in 0..<x.rowCount {
      for (value, centre) in zip(x.row(i), origin) { largest = max(largest, abs(value - centre)) }
    }
    return largest > 0
      ? Double(sign: .plus, exponent: -Int(largest.exponent) - 2, significand: 1) : 1
  }

  var tileCount: Int { laneCount / Self.tileWidth }

  private func index(_ lane: Int, _ column: Int) -> Int {
    (lane / LaneTiles.width * columnCount + column) * LaneTiles.width + lane % LaneTiles.width
  }

  private func filterIndex(_ lane: Int, _ column: Int) -> Int {
    (lane / Self.tileWidth * columnCount + column) * Self.tileWidth + lane % Self.tileWidth
  }
}

extension ClusterPoints {
  private func coordinate(_ lane: Int, _ column: Int) -> TwoDoubles {
    let i = index(lane, column)
    return TwoDoubles(high: tiles[i], low: lows.isEmpty ? 0 : lows[i])
  }

  /// The cost of two lanes as the search computes it.
  func cost(_ a: Int, _ b: Int) -> Double {
    var sum = 0.0
    for j in 0..<columnCount {
      let difference = coordinate(a, j) - coordinate(b, j)
      sum += difference * difference
    }
    return sum / (inverseWeights[a] + inverseWeights[b])
  }

  private mutating func set(
    lane: Int, to point: some Collection<Double>, inverseWeight: Double
  ) {
    let start = index(lane, 0)
    for (j, value) in point.enumerated() { tiles[start + j * LaneTiles.width] = value }
    setFilter(lane, inverseWeight)
  }

  /// Moves a lane to a mean: a share of the way to another.
  mutating func move(lane a: Int, towards b: Int, by share: Double, inverseWeight: Double) {
    if lows.isEmpty { lows = [Double](repeating: 0, count: tiles.count) }
    var (i, other) = (index(a, 0), index(b, 0))
    for _ in 0..<columnCount {
      let start = TwoDoubles(high: tiles[i], low: lows[i])
      let mean = start + share * (TwoDoubles(high: tiles[other], low: lows[other]) - start)
      tiles[i] = mean.high
      lows[i] = mean.low
      i += LaneTiles.width
      other += LaneTiles.width
    }
    setFilter(a, inverseWeight)
  }

  /// Sets what the filter holds of a lane from its coordinates.
  private mutating func setFilter(_ lane: Int, _ inverseWeight: Double) {
    inverseWeights[lane] = inverseWeight
    let rounded = Float(inverseWeight / weightScale)
    filterInverseWeights[lane] =
      Double(rounded) < inverseWeight / weightScale ? rounded.nextUp : rounded
    let first = index(lane, 0)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * columnCount) { room in
      let scaled = UnsafeMutableBufferPointer(rebasing: room[..<columnCount])
      for j in 0..<columnCount {
        let i = first + j * LaneTiles.width
        scaled[j] = ((tiles[i] - origin[j]) + (lows.isEmpty ? 0 : lows[i])) * scale
      }
      guard let rotation else { return setFilter(lane, scaled) }
      let turned = UnsafeMutableBufferPointer(rebasing: room[columnCount...])
      rotation.turn(UnsafeBufferPointer(scaled), into: turned)
      setFilter(lane, turned)
    }
  }

  private mutating func setFilter(_ lane: Int, _ coordinates: UnsafeMutableBufferPointer<Double>) {
    let start = filterIndex(lane, 0)
    var (norm, leading) = (0.0, 0.0)
    for (j, coordinate) in coordinates.enumerated() {
      filter[start + j * Self.tileWidth] = Float(coordinate)
      norm += coordinate * coordinate
      if j == leadingCount - 1 { leading = norm }
    }
    let p = Double(columnCount)
    let ofTwoParts = lows.isEmpty ? 0 : p * 0x1p-80
    let share = 1 - (2 * p + 24) * 0x1p-24
    filterNorms[lane] = Float(norm * share - ofTwoParts)
    if rotation != nil { leadingNorms[lane] = Float(leading * share - norm * 0x1p-40 - ofTwoParts) }
  }

  private var leadingCount: Int { rotation?.leadingCount ?? 0 }

  /// Numbers the first lanes otherwise.
  mutating func setGroups(_ groups: [Int32], ids: [Int32]) {
    self.groups.replaceSubrange(0..<groups.count, with: groups)
    self.ids.replaceSubrange(0..<ids.count, with: ids)
  }

  /// Takes a lane out of use: it is infinitely far from every other.
  mutating func free(_ lane: Int) {
    inverseWeights[lane] = 0
    filterInverseWeights[lane] = 0
    filterNorms[lane] = .infinity
    if rotation != nil { leadingNorms[lane] = .infinity }
    for j in 0..<columnCount {
      tiles[index(lane, j)] = .infinity
      if !lows.isEmpty { lows[index(lane, j)] = 0 }
      filter[filterIndex(lane, j)] = 0
    }
  }

  /// Moves the points of some lanes, in ascending order, to the first ones.
  mutating func closeUp(keeping lanes: [Int]) {
    for (target, source) in lanes.enumerated() where target != source { move(source, to: target) }
    let newCount = Self.roundedUp(lanes.count)
    for lane in lanes.count..<newCount { free(lane) }
    let surplus = laneCount - newCount
    laneCount = newCount
    tiles.removeLast(surplus * columnCount)
    if !lows.isEmpty { lows.removeLast(surplus * columnCount) }
    filter.removeLast(surplus * columnCount)
    filterNorms.removeLast(surplus)
    if rotation != nil { leadingNorms.removeLast(surplus) }
    filterInverseWeights.removeLast(surplus)
    inverseWeights.removeLast(surplus)
    ids.removeLast(surplus)
    groups.removeLast(surplus)
  }

  private mutating func move(_ source: Int, to target: Int) {
    for j in 0..<columnCount {
      tiles[index(target, j)] = tiles[index(source, j)]
      if !lows.isEmpty { lows[index(target, j)] = lows[index(source, j)] }
      filter[filterIndex(target, j)] = filter[filterIndex(source, j)]
    }
    filterNorms[target] = filterNorms[source]
    if rotation != nil { leadingNorms[target] = leadingNorms[source] }
    filterInverseWeights[target] = filterInverseWeights[source]
    inverseWeights[target] = inverseWeights[source]
    ids[target] = ids[source]
    groups[target] = groups[source]
  }
}

extension ClusterPoints {
  /// To be called after points have moved, before they are searched.
  mutating func boundTiles() {
    let padded = Self.roundedUp(tileCount)
    if balls.radii.count != padded {
      balls.centres = [Float](repeating: 0, count: padded * columnCount)
      balls.norms = [Float](repeating: .infinity, count: padded)
      balls.radii = [Float](repeating: 0, count: padded)
      balls.inverseWeights = [Float](repeating: 0, count: padded)
    }
    ckBoundTiles(
      filter, filterNorms, filterInverseWeights, columnCount, tileCount, &balls.centres,
      &balls.norms, &balls.radii, &balls.inverseWeights)
  }

  func id(_ lane: Int) -> Int32 { ids[lane] }

  /// The nearest lane found for each query, −1 where none is as near as the cost given.
  struct Neighbours: Sendable {
    var lanes: [Int32]
    var costs: [Double]
  }

  /// Improves what is known of the nearest neighbours of some lanes.
  /// - Parameters:
  ///   - known: for each query the best lane known and its cost, or −1 and a cost not to be exceeded.
  ///   - tiles: which of the ``tileCount`` tiles to look through.
  func nearest(
    of queries: [Int32], known: Neighbours, in tiles: Range<Int>
  ) -> Neighbours {
    var result = known
    var scratch = [Float](repeating: 0, count: 72 * columnCount)
    lows.withUnsafeBufferPointer { lows in
      ckNearestOutside(
        self.tiles, lows.isEmpty ? nil : lows.baseAddress, filter, filterNorms,
        leadingNorms, leadingCount, filterInverseWeights, inverseWeights,
        scale * scale * weightScale, ids, groups,
        balls.centres, balls.norms, balls.radii, balls.inverseWeights, columnCount,
        tiles.lowerBound, tiles.upperBound, queries, queries.count, &scratch, &result.lanes,
        &result.costs)
    }
    return result
  }
}
