import CKernels
import LinearAlgebra
import TestSupport
import Testing

/// The kernels of Lloyd's iteration, each against plain loops and with every instruction set.
@Suite(.serialized) struct KMeansKernelsTests {
  static let names = (0..<ckSetCount()).compactMap { ckSetName($0).map { String(cString: $0) } }

  private func withEachSet(_ body: (String) throws -> Void) rethrows {
    let before = String(cString: ckSetInUse())
    defer { ckUseSet(before) }
    for name in Self.names {
      ckUseSet(name)
      try body(name)
    }
  }

  static let widths = [1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 33]

  @Test(arguments: widths) func surveyIsThatOfPlainLoops(columns: Int) {
    let x = Shape.uniform(70, columns, seed: 70).rows.enumerated().map { i, row in
      i == 11 ? row.map { _ in -0.0 } : row
    }
    let flat = x.flatMap { $0 }
    withEachSet { _ in
      var sums = [Double](repeating: 0, count: columns)
      var lowest = [Double](repeating: .infinity, count: columns)
      var highest = [Double](repeating: -.infinity, count: columns)
      var (least, refused) = (lowest, Int64(0))
      ckSurveyRows(
        flat, 70, columns, flat, 0.5, &sums, &lowest, &highest, &least, &refused)
      for j in 0..<columns {
        let column = x.map { $0[j] }
        #expect(sums[j] == column.reduce(0) { $0 + ($1 - flat[j]) })
        #expect(lowest[j] == column.min())
        #expect(highest[j] == column.max())
        #expect(least[j] == column.map(abs).filter { $0 > 0 }.min())
      }
      #expect(refused == Int64(flat.count { abs($0) > 0.5 }))
    }
  }

  @Test func surveyCountsWhatIsNoNumber() {
    var columns = (sums: [0.0], lowest: [Double.infinity], highest: [-Double.infinity])
    var (least, refused) = ([Double.infinity], Int64(0))
    let x = [1, .nan, 2, .infinity, -.infinity, 1e200]
    ckSurveyRows(
      x, 6, 1, x, 1e140, &columns.sums, &columns.lowest, &columns.highest, &least, &refused)
    #expect(refused == 4)
  }

  /// A label told certain is the nearest by the direct sum, and no centroid nearer than its slack
  /// allows; with every set, also where some centroids tie or are out of reach.
  @Test(arguments: widths, [1, 3, 8, 21])
  func certainLabelsAreRight(columns: Int, k: Int) {
    let n = 77
    let rows = Shape.groups(n, columns, centres: 5, seed: 71).rows
    var centres = Shape.groups(k, columns, centres: 5, seed: 72).rows
    if k > 2 { centres[2] = centres[1] }
    if k > 8 { centres[7] = centres[7].map { _ in 1e30 } }
    let filter = FilterInput(rows: rows, centres: centres)
    withEachSet { name in
      let (labels, slacks) = filter.certainLabels()
      for (i, row) in rows.enumerated() {
        let distances = centres.map { PlainLloyd.squaredDistance(row, $0) }
        let nearest = distances.indices.min { distances[$0] < distances[$1] } ?? 0
        let second = distances.indices.filter { $0 != nearest }.map { distances[$0] }.min()
        if slacks[i] > -.infinity {
          #expect(Int(labels[i]) == nearest, "\(name)")
          let gap = (second ?? .infinity).squareRoot() - distances[nearest].squareRoot()
          #expect(Double(slacks[i]) <= gap, "\(name)")
        } else {
          // Only where two are as good as equally far.
          #expect((second ?? .infinity) - distances[nearest] < 0.01, "\(name)")
        }
      }
    }
  }

  @Test func groupsHideNoDoubtedRow() {
    var generator = TestGenerator(seed: 73)
    let n = 16 * 9 + 5
    let labels = (0..<n).map { _ in Int32.random(in: 0..<3, using: &generator) }
    let slacks = (0..<n).map { i in
      i % 40 == 7 ? -Float.infinity : Float.random(in: 0..<4, using: &generator)
    }
    let reference: [Float] = [0.25, 0.5, 1]
    let travel: [Float] = [0.5, 0.75, 1.5]
    let expected = (0..<n).filter { !(slacks[$0] > travel[Int(labels[$0])]) }.map { Int32($0) }
    withEachSet { _ in
      var groups = [Float](repeating: -.infinity, count: 10)
      for _ in 0..<3 {
        var list = [Int32](repeating: 0, count: n + 16)
        var (count, inVain) = (0, 0)
        ckDoubtedRows(
          labels, slacks, n, travel, reference, &groups, 0.5, &list, &count, &inVain)
        #expect(Array(list.prefix(count)) == expected)
        ckLowerGroups(labels, slacks, n, reference, list, count, &groups)
      }
      for (group, slack) in groups.enumerated() {
        let rows = (16 * group)..<min(16 * group + 16, n)
        #expect(slack <= rows.map { slacks[$0] - reference[Int(labels[$0])] }.min() ?? 0)
      }
    }
  }

  @Test(arguments: widths) func ownDistancesAreDirectSums(columns: Int) {
    let rows = Shape.uniform(37, columns, seed: 74).rows
    let centres = Shape.uniform(4, columns, seed: 75).rows
    let labels = rows.indices.map { Int32($0 % 4) }
    let expected = rows.indices.map { PlainLloyd.squaredDistance(rows[$0], centres[$0 % 4]) }
    withEachSet { _ in
      var out = [Double](repeating: 0, count: 37)
      ckOwnDistances(
        rows.flatMap { $0 }, 37, columns, centres.flatMap { $0 }, labels, &out)
      #expect(out == expected)
    }
  }

  @Test(arguments: widths) func tilesHoldTheListedRows(columns: Int) {
    let rows = Shape.uniform(30, columns, seed: 76).rows
    let list: [Int32] = [3, 29, 0, 3, 17, 8, 21, 1, 2, 28, 11]
    withEachSet { _ in
      var tiles = [Double](repeating: .nan, count: 16 * columns)
      ckGatherTiles(rows.flatMap { $0 }, columns, list, list.count, &tiles)
      for (lane, row) in (list + [3, 3, 3, 3, 3]).enumerated().prefix(16) {
        for j in 0..<columns {
          let expected = lane < list.count ? rows[Int(row)][j] : rows[3][j]
          #expect(tiles[(lane / 8) * 8 * columns + j * 8 + lane % 8] == expected)
        }
      }
    }
  }

  @Test func potentialsAreSumsInRowOrder() {
    let distances = Shape.uniform(6, 24, seed: 77).rows.map { $0.map(abs) }
    let weights = (0..<21).map { Double($0 % 3) }
    withEachSet { _ in
      var nearest = [Double](repeating: 0.5, count: 21)
      var sums = [Double](repeating: 1, count: 5)
      ckAddPotentials(distances.flatMap { $0 }, 24, 21, 1, 5, weights, &nearest, &sums)
      for i in 0..<21 { #expect(nearest[i] == min(0.5, distances[0][i])) }
      for c in 0..<5 {
        let expected = (0..<21).reduce(1) { sum, i in
          sum + weights[i] * min(nearest[i], distances[c + 1][i])
        }
        #expect(sums[c] == expected)
      }
    }
  }
}

/// The filter's input as the library makes it, for data near 0 of size near 1.
private struct FilterInput {
  let n: Int
  let p: Int
  let k: Int
  var singles: [Float]
  var norms: [Float]
  var panels: [Float]
  var offsets: [Float]
  var slopes: [Float]
  var errors: [Float]

  init(rows: [[Double]], centres: [[Double]]) {
    (n, p, k) = (rows.count, rows[0].count, centres.count)
    let panelCount = (k + 7) / 8
    singles = [Float](repeating: 0, count: n * p + 16)
    norms = [Float](repeating: 0, count: n)
    ckCentredSingles(
      rows.flatMap { $0 }, n, p, [Double](repeating: 0, count: p), 1, &singles, &norms)
    panels = [Float](repeating: 0, count: panelCount * 8 * (p + 1))
    offsets = [Float](repeating: .infinity, count: panelCount * 8)
    slopes = [Float](repeating: 0, count: panelCount * 8)
    errors = slopes
    let alpha = 1.05 * Double(p + 8) * 0x1p-24
    for (c, centre) in centres.enumerated() {
      let square = centre.reduce(0) { $0 + $1 * $1 }
      let first = (c / 8) * (p + 1) * 8 + c % 8
      for j in 0..<p { panels[first + j * 8] = Float(-centre[j]) }
      panels[first + p * 8] = Float(-alpha * square.squareRoot() * (1 + 0x1p-22))
      offsets[c] = Float(square / 2 - alpha * square / 2 - 0x1p-80)
      slopes[c] = Float(2.25 * alpha * square.squareRoot())
      errors[c] = Float(2.25 * (alpha * square / 2 + 0x1p-80))
    }
  }

  func certainLabels() -> ([Int32], [Float]) {
    var labels = [Int32](repeating: -1, count: n)
    var slacks = [Float](repeating: 0, count: n)
    var room = [Float](repeating: 0, count: 32 * (p + 16) + 16)
    let travel = [Float](repeating: 0, count: offsets.count)
    panels.withUnsafeBufferPointer { panels in
      offsets.withUnsafeBufferPointer { offsets in
        slopes.withUnsafeBufferPointer { slopes in
          errors.withUnsafeBufferPointer { errors in
            travel.withUnsafeBufferPointer { travel in
              var centroids = CKSingleCentroids(
                columnCount: p, panelCount: offsets.count / 8, panels: panels.baseAddress,
                offsets: offsets.baseAddress, errorSlopes: slopes.baseAddress,
                errorOffsets: errors.baseAddress, travel: travel.baseAddress)
              ckCertainLabels(
                singles, norms, (0..<Int32(n)).map { $0 }, n, &centroids, &room, &labels, &slacks)
            }
          }
        }
      }
    }
    return (labels, slacks)
  }
}
