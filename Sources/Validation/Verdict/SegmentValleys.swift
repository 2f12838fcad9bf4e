import Clustering
import LinearAlgebra
import Statistics

/// Whether clients grow rare between each segment and each other, or the border between two runs through
/// a continuum.
///
///     let valleys = SegmentValleys(x, model.summary, seed: 2026)
///     valleys.weakest(of: 0)      // segment 3, p = 0.8: nothing parts 0 from 3
///
/// p_ab tells by ``Statistics/DipStatistic`` whether the observations of a and b have a valley about their
/// border, on the direction that parts the two best, Fisher's (1936,
/// doi:10.1111/j.1469-1809.1936.tb02137.x): near 0 where one lies there, near 1 where they are two halves
/// of one group, however often halves come back. With S the covariance within the two, of q axes and n
/// observations,
///
///     d = S_λ⁻¹ (m_b − m_a),   S_λ = (1 − λ) S + λ (tr S / q) I,   λ = min(1, 8q / n).
///
/// Without λ the direction finds valleys in few observations of many axes; with λ = 1 it is the line that
/// joins the centroids, on which groups that are long or flat overlap.
///
/// On that direction the border is halfway between the two centres, and what counts is the *m*
/// observations on either side of it nearest to it, m the smaller number of those between it and a
/// centre:
///
///          a's centre        border         b's centre
///              |    ·  ·· ··· | ·· · · · ·[··  ···  ··|····
///                   └─── m ───┴─── m ────┘
///
/// A part of a density with one mode has one mode, so p stays a p-value; modes inside a or b are not of
/// their border; and among all observations of both a group of 20 beside one of 300 could never show its
/// valley, a dip being at most half the smaller share: 6 standard deviations apart it does in three draws
/// of four. The window lies where the observations are, so the dip's own p is doubled: of uniform samples
/// of 20 to 300 in two columns cut in two by k-means 4 to 7 % then have p ≤ 0.05, of normal and
/// exponential ones 1 to 4 %. The direction is that of the observations that are then looked at: the more
/// columns, the more of the valley is its own making. In ten columns, of 100 and 200 observations, 28 and
/// 30 % of normal samples have p ≤ 0.05, 48 and 47 % of uniform ones; in five, 18 and 7, 26 and 12. There
/// it is a hint. With m < `leastOnASide` nothing is told, and p is 1.
///
/// Segments far from each other have a valley between them whatever lies there, so a segment is judged
/// by the *largest* of its p_ab: that of its weakest border, which need not be with the segment of the
/// nearest centroid. ``SeparationTest`` asks of the whole division, on those lines.
///
/// A large p-value is no proof of one group: groups nearer than four standard deviations often show no
/// valley. `benchmarks calibration halves` counts both errors.
///
/// Of a segment of more than `memberLimit` observations so many are drawn.
///
/// - Complexity: O(*n·q*² + *n·q·k* + *k*²*q*³) for *k* segments of *n* observations in all, and sorting *n·k*
///   projections.
public struct SegmentValleys: Sendable, Codable, Equatable {
  public static let memberLimit = 2_500
  /// Two groups of ten have about so many: 5 standard deviations apart, a third of them show a valley.
  public static let leastOnASide = 5

  /// Every two segments, by labels.
  public let pairs: [Pair]

  public struct Pair: Sendable, Codable, Equatable {
    /// Labels, the lower first.
    public let first: Int
    public let second: Int
    /// Between the centroids.
    public let distance: Double
    /// About the border, on either side.
    public let observations: Int
    public let pValue: Double

    public init(first: Int, second: Int, distance: Double, observations: Int, pValue: Double) {
      self.first = first
      self.second = second
      self.distance = distance
      self.observations = observations
      self.pValue = pValue
    }
  }

  public init(pairs: [Pair]) { self.pairs = pairs }

  /// - Parameters:
  ///   - x: the observations of the model.
  ///   - apart: those that were put to a segment for want of one of their own.
  ///   - seed: of the draws of large segments.
  public init(
    _ x: Matrix, _ model: CentroidModel, leavingOut apart: Set<Int> = [], seed: UInt64,
    parallelism: Parallelism = .serial
  ) {
    let members = (0..<model.clusterCount).map { label -> [Int] in
      let all = model.partition.members(of: label).filter { !apart.contains($0) }
      guard all.count > SegmentValleys.memberLimit else { return all }
      var stream = RandomStream(seed: seed, purpose: .valleySample, item: label)
      return stream.sample(SegmentValleys.memberLimit, outOf: all.count).sorted().map { all[$0] }
    }
    let scatters = parallelism.map(count: members.count) { Scatter(x, members[$0]) }
    let ends = members.indices.flatMap { b in (0..<b).map { (a: $0, b: b) } }
      .sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    pairs = parallelism.map(count: ends.count) { index in
      let (a, b) = (ends[index].a, ends[index].b)
      let square = (0..<x.columnCount).reduce(0.0) { sum, j in
        let difference = model.centroids[b, j] - model.centroids[a, j]
        return sum + difference * difference
      }
      let window = scatters[a].window(x, towards: scatters[b])
      return Pair(
        first: a, second: b, distance: square.squareRoot(), observations: window.count / 2,
        pValue: window.count < 2 * SegmentValleys.leastOnASide
          ? 1 : min(1, 2 * DipStatistic(window).pValue))
    }
  }

  /// Of the two segments with the least sign of a valley between them; `nil` with one segment.
  public var weakestPValue: Double? { pairs.map(\.pValue).max() }

  /// The other segment with the least sign of a valley, of equals the nearest; `nil` with one segment.
  public func weakest(of segment: Int) -> Border? {
    pairs.filter { $0.first == segment || $0.second == segment }
      .min { ($1.pValue, $0.distance) < ($0.pValue, $1.distance) }
      .map { pair in
        Border(
          other: pair.first == segment ? pair.second : pair.first,
          observations: pair.observations, pValue: pair.pValue)
      }
  }
}

/// Where the observations of a segment lie, and how they scatter about it.
private struct Scatter {
  let members: [Int]
  let mean: [Double]
  /// Σ (xᵢ − m)(xᵢ − m)ᵀ.
  let squares: Matrix

  init(_ x: Matrix, _ members: [Int]) {
    self.members = members
    var centred = x.rows(at: members)
    let mean = centred.columnMeans()
    for i in 0..<centred.rowCount {
      for j in mean.indices { centred[i, j] -= mean[j] }
    }
    self.mean = mean
    squares = centred.gram()
  }

  /// Where as many observations on either side of the border lie, those nearest to it.
  func window(_ x: Matrix, towards other: Scatter) -> [Double] {
    let direction = direction(to: other)
    func place(_ coordinate: (Int) -> Double) -> Double {
      direction.indices.reduce(0.0) { $0 + coordinate($1) * direction[$1] }
    }
    let centres = [place { mean[$0] }, place { other.mean[$0] }]
    let (low, high) = (min(centres[0], centres[1]), max(centres[0], centres[1]))
    // Observations all alike are at their mean but for rounding.
    let rounding = 1e-9 * (high - low)
    let between = [members, other.members].joined().map { row in place { x[row, $0] } }
      .filter { $0 >= low - rounding && $0 <= high + rounding }.sorted()
    let border = low + (high - low) / 2
    let below = between.prefix { $0 <= border }
    let above = between[below.endIndex...]
    let count = min(below.count, above.count)
    return Array(below.suffix(count)) + above.prefix(count)
  }

  /// Fisher's direction, shrunk to the line that joins the means.
  func direction(to other: Scatter) -> [Double] {
    let line = zip(mean, other.mean).map { $1 - $0 }
    let (q, n) = (Double(mean.count), Double(members.count + other.members.count))
    let trace = mean.indices.reduce(0) { $0 + squares[$1, $1] + other.squares[$1, $1] }
    let share = min(1, 8 * q / n)
    guard share < 1, trace > 0 else { return line }
    var within = Matrix(repeating: 0, rowCount: mean.count, columnCount: mean.count)
    for i in mean.indices {
      for j in mean.indices {
        // Of trace q: the direction's length is nothing to the dip.
        within[i, j] = (1 - share) * q * (squares[i, j] + other.squares[i, j]) / trace
      }
      within[i, i] += share
    }
    guard let factor = try? Cholesky(within) else { return line }
    return factor.solve(Matrix(rowCount: line.count, columnCount: 1, elements: line)).elements
  }
}

/// What a segment borders on.
public struct Border: Sendable, Codable, Equatable {
  /// The label of the other segment.
  public let other: Int
  /// About the border, on either side.
  public let observations: Int
  /// Of a valley between them.
  public let pValue: Double

  public init(other: Int, observations: Int, pValue: Double) {
    self.other = other
    self.observations = observations
    self.pValue = pValue
  }

  /// Whether there are enough of them to tell a valley.
  public var isTellable: Bool { observations >= SegmentValleys.leastOnASide }
}
