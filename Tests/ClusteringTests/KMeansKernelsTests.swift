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

  /// Rows in sixteen bits are within half a unit of the row, and their norms just above it.
  @Test(arguments: widths) func shortRowsAreTheRows(columns: Int) {
    let mean = (0..<columns).map { Double($0) / 8 }
    let rows =
      Shape.groups(29, columns, centres: 3, seed: 78).rows + [
        mean, mean.map { $0 + 1e-40 }, mean.map { $0 + 1e6 },
      ]
    let stride = (columns + 1) / 2 * 2
    withEachSet { name in
      var shorts = [Int16](repeating: -1, count: rows.count * stride)
      var norms = [Float](repeating: 0, count: rows.count)
      ckShortRows(
        rows.flatMap { $0 }, rows.count, columns, mean, 0.25, &shorts, &norms)
      for (i, row) in rows.enumerated() {
        let scaled = zip(row, mean).map { ($0 - $1) * 0.25 }
        let norm = scaled.reduce(0) { $0 + $1 * $1 }.squareRoot()
        #expect(Double(norms[i]) >= norm, "\(name)")
        #expect(Double(norms[i]) <= norm * (1 + 0x1p-20) + 0x1p-140, "\(name)")
        for j in 0..<stride {
          let short = Double(shorts[i * stride + j])
          if j == columns || norms[i] < 0x1p-100 {
            #expect(short == 0)
          } else {
            let exact = scaled[j] * (CK_SHORT_NORM / Double(norms[i]))
            #expect(abs(short - exact) <= 0.5 + 1e-9, "\(name)")
          }
        }
      }
    }
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
          // Only where two are as good as equally far, for sixteen bits.
          let norms = ([row] + centres.filter { $0[0] < 1e20 }).map { v in
            v.reduce(0) { $0 + $1 * $1 }.squareRoot()
          }
          let unit = Double(columns).squareRoot() / CK_SHORT_NORM
          #expect(
            (second ?? .infinity) - distances[nearest]
              < 12 * unit * norms[0] * (norms.dropFirst().max() ?? 0), "\(name)")
        }
      }
    }
  }

  /// Rows just on either side of the plane between two centroids, nearer to it than sixteen bits
  /// tell: left open, or right.
  @Test(arguments: [2, 8, 31]) func nothingIsCertainAtTheBorder(columns: Int) {
    var generator = TestGenerator(seed: 79)
    let centres = [
      (0..<columns).map { $0 == 0 ? 0.3 : 0.1 }, (0..<columns).map { $0 == 0 ? -0.3 : 0.1 },
    ]
    let rows = (0..<400).map { i in
      (0..<columns).map { j -> Double in
        j > 0
          ? .random(in: -1...1, using: &generator)
          : (i % 2 == 0 ? 1 : -1) * Double(sign: .plus, exponent: -(i % 50), significand: 1)
      }
    }
    let filter = FilterInput(rows: rows, centres: centres)
    withEachSet { name in
      let (labels, slacks) = filter.certainLabels()
      for i in rows.indices where slacks[i] > -.infinity {
        let exact = centres.map { PlainLloyd.squaredDistance(rows[i], $0) }
        #expect(Int(labels[i]) == i % 2 && exact[i % 2] < exact[1 - i % 2], "\(name)")
        #expect(
          Double(slacks[i]) <= exact[1 - i % 2].squareRoot() - exact[i % 2].squareRoot(),
          "\(name)")
      }
      #expect(slacks.contains { $0 == -.infinity })
      #expect(slacks.contains { $0 > 0 })
    }
  }

  @Test(arguments: [16, 32, 48]) func doubtedRowsAreThoseWithoutSlack(tableCount: Int) {
    var generator = TestGenerator(seed: 73)
    let n = 16 * 9 + 5
    let labels = (0..<n).map { _ in Int32.random(in: 0..<Int32(tableCount), using: &generator) }
    let travel = (0..<tableCount).map { Float($0 % 7) / 4 }
    // Some are exactly what the centroid travelled: no longer certain.
    let slacks = (0..<n).map { i in
      i / 16 == 3 || i % 40 == 7
        ? -Float.infinity
        : i % 3 == 0 ? travel[Int(labels[i])] : Float.random(in: 0..<4, using: &generator)
    }
    let expected = (0..<n).filter { !(slacks[$0] > travel[Int(labels[$0])]) }.map { Int32($0) }
    withEachSet { name in
      var list = [Int32](repeating: 0, count: n)
      var count = 0
      ckDoubtedRows(labels, slacks, n, travel, tableCount, &list, &count)
      #expect(Array(list.prefix(count)) == expected, "\(name)")
    }
  }

  @Test(arguments: [1, 2, 5, 8, 13]) func twoNearestAreThoseOfPlainLoops(k: Int) {
    let rows = Shape.uniform(19, 5, seed: 80).rows
    var centres = Shape.uniform(k, 5, seed: 81).rows
    if k > 4 { centres[4] = centres[1] }
    let tiles = Tiles(rows)
    withEachSet { name in
      var labels = [Int32](repeating: -1, count: 24)
      var (best, second) = ([Double](repeating: 0, count: 24), [Double](repeating: 0, count: 24))
      ckTwoNearest(tiles.storage, 3, 5, centres.flatMap { $0 }, k, &labels, &best, &second)
      for (i, row) in rows.enumerated() {
        let distances = centres.map { PlainLloyd.squaredDistance(row, $0) }
        let sorted = distances.sorted()
        #expect(Int(labels[i]) == distances.firstIndex(of: sorted[0]), "\(name)")
        #expect(best[i] == sorted[0] && second[i] == (k > 1 ? sorted[1] : .infinity), "\(name)")
      }
    }
  }

  /// Labels and nearest distances are those of measuring every centroid; the second is a bound. Many
  /// centroids as near as each other, two of them equal, one far; rows beyond a group of 32.
  @Test(arguments: [2, 3, 16, 37], [1, 9, 40]) func fewNearestAreThoseOfAll(columns: Int, k: Int) {
    let rows = Shape.uniform(71, columns, seed: 84).rows + [[Double](repeating: 0, count: columns)]
    var centres = Shape.uniform(k, columns, seed: 85).rows.map { $0.map { 0.5 + 1e-4 * $0 } }
    if k > 4 {
      centres[4] = centres[1]
      centres[7] = centres[7].map { $0 + 3 }
    }
    let input = FilterInput(rows: rows, centres: centres)
    let list = (0..<Int32(rows.count)).filter { $0 % 9 != 4 }
    withEachSet { name in
      let found = input.fewNearest(rows: rows, centres: centres, list: list)
      for (i, row) in list.enumerated() {
        let distances = centres.map { PlainLloyd.squaredDistance(rows[Int(row)], $0) }
        let sorted = distances.sorted()
        #expect(Int(found.labels[i]) == distances.firstIndex(of: sorted[0]), "\(name)")
        #expect(found.best[i] == sorted[0], "\(name)")
        let second = k > 1 ? sorted[1] : .infinity
        #expect(found.second[i] <= second, "\(name)")
        // Not far below: it is what later passes go by.
        #expect(k == 1 || found.second[i] >= sorted[0] - 0.02 * (1 + sorted[0]), "\(name)")
      }
    }
  }

  /// Rows found certain are settled sixteen at a time, or one by one.
  @Test func rowsAreSettledOneByOneAndTogether() {
    let n = 75
    let list = (0..<Int32(n)).filter { $0 < 40 || $0 % 3 == 0 }
    let found = list.map { $0 % 5 == 0 ? $0 % 3 : 1 }
    let slacks = list.map { $0 == 20 || $0 == 60 ? -Float.infinity : Float($0) }
    withEachSet { name in
      var labels = [Int32](repeating: 1, count: n)
      var kept = [Float](repeating: -1, count: n)
      var open = [Int32](repeating: 0, count: n + 1)
      var moved = (rows: open, from: open, to: open)
      var (movedCount, openCount) = (0, 0)
      moved.rows.withUnsafeMutableBufferPointer { rows in
        moved.from.withUnsafeMutableBufferPointer { from in
          moved.to.withUnsafeMutableBufferPointer { to in
            var lists = CKMovedRows(
              rows: rows.baseAddress, from: from.baseAddress, to: to.baseAddress)
            ckSettleRows(
              list, list.count, found, slacks, &labels, &kept, &lists, &movedCount, &open,
              &openCount)
          }
        }
      }
      #expect(Array(open.prefix(openCount)) == [20, 60], "\(name)")
      let expected = list.indices.filter { slacks[$0] > -.infinity && found[$0] != 1 }
      #expect(Array(moved.rows.prefix(movedCount)) == expected.map { list[$0] }, "\(name)")
      #expect(Array(moved.to.prefix(movedCount)) == expected.map { found[$0] }, "\(name)")
      for (i, row) in list.enumerated() {
        #expect(labels[Int(row)] == (slacks[i] > -.infinity ? found[i] : 1), "\(name)")
        #expect(kept[Int(row)] == slacks[i], "\(name)")
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

/// Points in tiles of eight, lanes beyond them holding 0.
private struct Tiles {
  var storage: [Double]

  init(_ rows: [[Double]]) {
    let p = rows[0].count
    storage = [Double](repeating: 0, count: (rows.count + 7) / 8 * 8 * p)
    for (i, row) in rows.enumerated() {
      for (j, value) in row.enumerated() { storage[i / 8 * 8 * p + j * 8 + i % 8] = value }
    }
  }
}

/// The filter's input as the library makes it, for data near 0 of size near 1.
private struct FilterInput {
  let n: Int
  let pairCount: Int
  let panelCount: Int
  var shorts: [Int16]
  var norms: [Float]
  var panels: [Int32]
  /// Factors, slopes, offsets, the errors' slopes and offsets, travel.
  var tables: [[Float]]

  init(rows: [[Double]], centres: [[Double]]) {
    let p = rows[0].count
    n = rows.count
    pairCount = (p + 1) / 2
    panelCount = (centres.count + 7) / 8
    shorts = [Int16](repeating: 0, count: n * pairCount * 2 + 32)
    norms = [Float](repeating: 0, count: n)
    ckShortRows(
      rows.flatMap { $0 }, n, p, [Double](repeating: 0, count: p), 1, &shorts, &norms)
    panels = [Int32](repeating: 0, count: panelCount * 8 * pairCount)
    let zeros = [Float](repeating: 0, count: (centres.count + 15) / 16 * 16)
    tables = [[Float]](repeating: zeros, count: 6)
    tables[2] = zeros.map { _ in .infinity }
    let root = Double(p).squareRoot()
    let beta = root / CK_SHORT_NORM * (1 + root / (4 * CK_SHORT_NORM)) + 0x1p-21
    for (c, centre) in centres.enumerated() {
      let square = centre.reduce(0) { $0 + $1 * $1 }
      let norm = square.squareRoot() * (1 + 0x1p-30)
      if norm > 0x1p62 { continue }
      let short = centre.map { Int32(($0 * (CK_SHORT_NORM / norm)).rounded()) } + [0]
      for j in 0..<pairCount {
        panels[((c / 8) * pairCount + j) * 8 + c % 8] =
          short[2 * j] & 0xFFFF | short[2 * j + 1] << 16
      }
      let (slope, error) = (1.02 * beta * norm, 0x1p-22 * norm * norm + 0x1p-80)
      tables[0][c] = Float(norm / (CK_SHORT_NORM * CK_SHORT_NORM))
      tables[1][c] = Float(slope)
      tables[2][c] = Float(square / 2 - error)
      tables[3][c] = Float(2.25 * slope)
      tables[4][c] = Float(2.25 * error)
    }
  }

  func certainLabels() -> ([Int32], [Float]) {
    var labels = [Int32](repeating: -1, count: n)
    var slacks = [Float](repeating: 0, count: n)
    var room = room
    withCentroids { centroids in
      ckCertainLabels(
        shorts, norms, (0..<Int32(n)).map { $0 }, n, centroids, &room, &labels, &slacks)
    }
    return (labels, slacks)
  }

  struct Nearest {
    var labels: [Int32]
    var best: [Double]
    var second: [Double]
  }

  func fewNearest(rows: [[Double]], centres: [[Double]], list: [Int32]) -> Nearest {
    let numbers = [Double](repeating: .nan, count: list.count)
    var found = Nearest(
      labels: [Int32](repeating: -1, count: list.count), best: numbers, second: numbers)
    var (room, scores) = (room, [Float](repeating: .nan, count: 32 * 8 * panelCount))
    withCentroids { centroids in
      ckFewNearest(
        rows.flatMap { $0 }, rows[0].count, shorts, norms, list, list.count, centroids,
        centres.flatMap { $0 }, centres.count, 1, &room, &scores, &found.labels, &found.best,
        &found.second)
    }
    return found
  }

  private var room: [Int32] { [Int32](repeating: 0, count: 16 * (2 * pairCount + 32) + 16) }

  private func withCentroids(_ body: (UnsafePointer<CKShortCentroids>) -> Void) {
    let count = tables[0].count
    let flat = tables.flatMap { $0 }
    panels.withUnsafeBufferPointer { panels in
      flat.withUnsafeBufferPointer { flat in
        guard let table = flat.baseAddress else { return }
        var centroids = CKShortCentroids(
          pairCount: pairCount, panelCount: panelCount, panels: panels.baseAddress,
          factors: table, slopes: table + count, offsets: table + 2 * count, tableCount: count,
          errorSlopes: table + 3 * count, errorOffsets: table + 4 * count,
          travel: table + 5 * count)
        body(&centroids)
      }
    }
  }
}
