import Clustering
import LinearAlgebra

/// The clusters of the first merges of a tree: what each is made of, when it is there, and how it
/// moves along the line of data of a contrast.
///
/// Nodes are numbered as in the tree; step *t* makes merge *t*. Node c stands at the centre m_c, which
/// moves as m_c + g_c ψ d.
struct MergeHistory: Sendable {
  let linkage: SelectiveLinkage
  let columnCount: Int
  let merges: ArraySlice<Merge>
  let leafCount: Int
  /// Rows of centres, one a node.
  private(set) var centres: [Double]
  /// m_c · d.
  private(set) var projections: [Double]
  /// g_c.
  private(set) var shifts: [Double]
  private(set) var sizes: [Double]
  /// The mean squared distance from the centre, where the linkage counts it; along the line.
  private(set) var spreads: [Quadratic]
  /// The body all members belong to; −1 where they are of several.
  private(set) var bodies: [Int8]
  /// The first and the last step before which the node is there.
  private(set) var births: [Int]
  private(set) var deaths: [Int]
  let squaredDistance: Double

  var nodeCount: Int { sizes.count }

  /// - Parameter x: columns centred.
  init(
    _ x: Matrix, merges: ArraySlice<Merge>, linkage: SelectiveLinkage, contrast: Contrast
  ) {
    self.linkage = linkage
    self.merges = merges
    leafCount = x.rowCount
    columnCount = x.columnCount
    squaredDistance = contrast.squaredDistance
    centres = x.elements
    projections = (0..<x.rowCount).map { i in
      zip(x.row(i), contrast.difference).reduce(0) { $0 + $1.0 * $1.1 }
    }
    shifts = contrast.shifts
    bodies = contrast.bodies
    sizes = [Double](repeating: 1, count: x.rowCount)
    spreads = [Quadratic](repeating: Quadratic(), count: x.rowCount)
    births = [Int](repeating: 0, count: x.rowCount)
    deaths = [Int](repeating: merges.count - 1, count: x.rowCount)
    for (step, merge) in merges.enumerated() {
      append(merge.first, merge.second, at: step, bodyShifts: contrast.bodyShifts)
    }
  }

  private mutating func append(_ a: Int, _ b: Int, at step: Int, bodyShifts: [Double]) {
    let size = sizes[a] + sizes[b]
    let weight = linkage.isWeighted ? 0.5 : sizes[a] / size
    let other = linkage.isWeighted ? 0.5 : sizes[b] / size
    if linkage.countsSpread {
      let between = squaredDistance(a, b)
      spreads.append(weight * spreads[a] + other * spreads[b] + weight * other * between)
    } else {
      spreads.append(Quadratic())
    }
    for j in 0..<columnCount {
      centres.append(weight * centres[a * columnCount + j] + other * centres[b * columnCount + j])
    }
    projections.append(weight * projections[a] + other * projections[b])
    let body = bodies[a] == bodies[b] ? bodies[a] : -1
    bodies.append(body)
    // Of one body, the body's own shift: a mean of equal numbers may be off by a rounding.
    shifts.append(
      body >= 0 ? bodyShifts[Int(body)] : weight * shifts[a] + other * shifts[b])
    sizes.append(size)
    births.append(step + 1)
    deaths[a] = step
    deaths[b] = step
    deaths.append(merges.count - 1)
  }

  /// ‖m_a − m_b‖² along the line.
  func squaredDistance(_ a: Int, _ b: Int) -> Quadratic {
    var sum = 0.0
    for j in 0..<columnCount {
      let step = centres[a * columnCount + j] - centres[b * columnCount + j]
      sum += step * step
    }
    return squaredDistance(a, b, atTheData: sum)
  }

  private func squaredDistance(_ a: Int, _ b: Int, atTheData constant: Double) -> Quadratic {
    let shift = bodies[a] >= 0 && bodies[a] == bodies[b] ? 0 : shifts[a] - shifts[b]
    return Quadratic(
      constant: constant, linear: 2 * shift * (projections[a] - projections[b]),
      square: shift * shift * squaredDistance)
  }

  /// The dissimilarity of two clusters along the line, for the linkages that centres and spreads
  /// determine.
  func dissimilarity(_ a: Int, _ b: Int) -> Quadratic {
    dissimilarity(a, b, squaredDistance: squaredDistance(a, b).constant)
  }

  /// The same where the squared distance of the centres is known.
  @inline(__always)
  func dissimilarity(_ a: Int, _ b: Int, squaredDistance constant: Double) -> Quadratic {
    let distance = squaredDistance(a, b, atTheData: constant)
    switch linkage {
    case .ward: return (sizes[a] * sizes[b] / (sizes[a] + sizes[b])) * distance
    case .average, .weighted: return distance + (spreads[a] + spreads[b])
    case .centroid, .median, .single, .complete: return distance
    }
  }
}
