import CKernels
import TestSupport
import Testing

/// The kernels of the square of dissimilarities, each against plain loops and with every
/// instruction set.
@Suite(.serialized) struct SquareKernelsTests {
  static let names = (0..<ckSetCount()).compactMap { ckSetName($0).map { String(cString: $0) } }

  private func withEachSet(_ body: (String) throws -> Void) rethrows {
    let before = String(cString: ckSetInUse())
    defer { ckUseSet(before) }
    for name in Self.names {
      ckUseSet(name)
      try body(name)
    }
  }

  /// Ties go to the first, in a block, across blocks of 512 and in what is left of them.
  @Test(arguments: [
    [], [0], [37, 40], [511, 512], [513, 900, 1300], [1025, 1026], [1310], [1311, 3], [1029, 1311],
  ])
  func lowestIsTheFirstOfTheLowest(places: [Int]) {
    let count = 1312
    var row = (0..<count).map { 2 + Double($0 * 7919 % 1009) / 1009 }
    var penalties = [Double](repeating: 0, count: count)
    for place in places { row[place] = 1 }
    for j in stride(from: 5, to: count, by: 31) { (row[j], penalties[j]) = (0.5, .infinity) }
    let penalised = zip(row, penalties).map { $0 + $1 }
    let lowest = penalised.min()
    withEachSet { name in
      for length in [count, 1024, 512, 700] {
        let expected = penalised.prefix(length).min() ?? 0
        var (index, value) = (Int32(-2), 0.0)
        ckLowestOf(row, penalties, length, &index, &value)
        #expect(value == expected, "\(name)")
        #expect(Int(index) == penalised.firstIndex(of: expected), "\(name)")
        if length == count { #expect(value == lowest) }
      }
    }
  }

  @Test func nothingIsLowestWhereAllIsInfinite() {
    let row = [Double](repeating: .infinity, count: 600)
    let none = [Double](repeating: 0, count: 600)
    withEachSet { name in
      var (index, value) = (Int32(3), 0.0)
      ckLowestOf(row, none, 600, &index, &value)
      #expect(index == -1 && value == .infinity, "\(name)")
    }
  }

  /// Rows closed up in place and into another row, none of which is written beyond its end.
  @Test(arguments: [2, 7, 8, 9, 40, 203]) func rowsAreClosedUpAsInPlainLoops(count: Int) {
    var generator = TestGenerator(seed: 90)
    let row = (0..<count).map { _ in Double.random(in: 1...2, using: &generator) }
    var pairs: [CKPair] = []
    for j in stride(from: 0, to: count - 1, by: 5) {
      pairs.append(
        CKPair(
          first: Int32(j), second: Int32(j + 1), firstWeight: Double(j % 3 + 1), secondWeight: 2,
          cost: 0.5))
    }
    var gone = Set(pairs.map { Int($0.second) })
    for j in 0..<count where j % 11 == 9 && !pairs.contains(where: { Int($0.first) == j }) {
      gone.insert(j)
    }
    var kept = [UInt8](repeating: 0, count: (count + 7) / 8)
    for j in 0..<count where !gone.contains(j) { kept[j / 8] |= 1 << UInt8(j % 8) }
    var expected = row
    for pair in pairs {
      let (a, b) = (pair.firstWeight, pair.secondWeight)
      let (first, second) = (Int(pair.first), Int(pair.second))
      expected[first] = (a * row[first] + b * row[second]) / (a + b)
    }
    var left: [Double] = []
    for j in 0..<count where !gone.contains(j) { left.append(expected[j]) }
    let weights = [Double](repeating: 1, count: count)
    withEachSet { name in
      let beyond = [Double](repeating: 9, count: 8)
      let padded: [Double] = row + beyond
      var (from, merged) = (padded, padded)
      var out = [Double](repeating: -1, count: left.count + 8)
      ckCloseUpRow(
        Int32(CK_AVERAGE), pairs, pairs.count, kept, weights, count, -1, 1, &from, padded, nil,
        &merged, &out, left.count)
      #expect(Array(out.prefix(left.count)) == left, "\(name)")
      #expect(out.dropFirst(left.count).allSatisfy { $0 == -1 }, "\(name)")
      from = padded
      from.withUnsafeMutableBufferPointer { from in
        ckCloseUpRow(
          Int32(CK_AVERAGE), pairs, pairs.count, kept, weights, count, -1, 1, from.baseAddress,
          padded, nil, &merged, from.baseAddress, left.count)
      }
      #expect(Array(from.prefix(left.count)) == left, "\(name)")
    }
  }

  /// Several pairs of one round, merged one after the other in the whole square by plain loops: each
  /// row the kernel makes has those bytes, of clusters that merge and of those that do not.
  @Test(arguments: [CK_COMPLETE, CK_AVERAGE, CK_MCQUITTY, CK_WARD])
  func aRoundIsItsMergesOneByOne(rule: Int) {
    var generator = TestGenerator(seed: 91)
    let count = 21
    var square = [[Double]](repeating: [Double](repeating: .infinity, count: count), count: count)
    for i in 0..<count {
      for j in 0..<i {
        square[i][j] = .random(in: 1...2, using: &generator)
        square[j][i] = square[i][j]
      }
    }
    let weights = (0..<count).map { Double($0 % 4 + 1) }
    let pairs = [(1, 4), (2, 19), (6, 7), (9, 17)].map { first, second in
      CKPair(
        first: Int32(first), second: Int32(second), firstWeight: weights[first],
        secondWeight: weights[second], cost: square[first][second])
    }
    let gone = Set(pairs.map { Int($0.second) })
    let left = (0..<count).filter { !gone.contains($0) }
    var kept = [UInt8](repeating: 0, count: (count + 7) / 8)
    for j in left { kept[j / 8] |= 1 << UInt8(j % 8) }
    var expected = square
    var weightNow = weights
    for pair in pairs {
      let (a, b) = (Int(pair.first), Int(pair.second))
      for c in 0..<count where c != a && c != b {
        let joined = Self.joined(rule, pair, expected[a][c], expected[b][c], weightNow[c])
        expected[a][c] = joined
        expected[c][a] = joined
      }
      weightNow[a] += weightNow[b]
    }
    let beyond = [Double](repeating: 9, count: 8)
    withEachSet { name in
      for slot in left {
        let own = pairs.firstIndex { Int($0.first) == slot }
        var from = square[slot] + beyond
        var merged = from
        var out = [Double](repeating: -1, count: left.count)
        let second = own.map { square[Int(pairs[$0].second)] } ?? square[slot]
        ckCloseUpRow(
          Int32(rule), pairs, pairs.count, kept, weights, count, own ?? -1, weights[slot], &from,
          second + beyond, nil, &merged, &out, left.count)
        #expect(out == left.map { expected[slot][$0] }, "\(name), row \(slot)")
      }
    }
  }

  private static func joined(
    _ rule: Int, _ pair: CKPair, _ da: Double, _ db: Double, _ w: Double
  ) -> Double {
    let (a, b) = (pair.firstWeight, pair.secondWeight)
    switch rule {
    case CK_COMPLETE: return max(da, db)
    case CK_AVERAGE: return (a * da + b * db) / (a + b)
    case CK_MCQUITTY: return 0.5 * da + 0.5 * db
    default: return ((a + w) * da + (b + w) * db - w * pair.cost) / (a + b + w)
    }
  }
}
