import Clustering
import Foundation
import LinearAlgebra
import TestSupport
import Testing
import Validation

@Suite struct InternalIndexTests {
  @Test func fourCrossesByHand() throws {
    let groups: [[[Double]]] = [
      [[0, 0], [1, 1]], [[3, 3], [4, 4]], [[0, 4], [1, 3]], [[3, 1], [4, 0]],
    ]
    let x = Matrix(rows: groups.flatMap { pair in (0..<5).flatMap { _ in pair } })
    let partition = Partition(canonicalising: (0..<40).map { $0 / 10 })
    let calinskiHarabasz = try #require(InternalIndex.calinskiHarabasz(x, partition))
    // (180 / 3) / (20 / 36)
    #expect(abs(calinskiHarabasz - 108) < 1e-12)
    let daviesBouldin = try #require(InternalIndex.daviesBouldin(x, partition))
    #expect(abs(daviesBouldin - 2 * 0.5.squareRoot() / 3) < 1e-15)
    // Between 40 · (1.5² + 1.5²) = 180, within 40 · 0.5 = 20.
    #expect(abs(InternalIndex.explainedInertia(x, partition) - 0.9) < 1e-15)
  }

  /// Means that differ by rounding alone coincide: 0.15 twice; a ring about its core.
  @Test func meansThatCoincideButForRounding() {
    let pairs = Partition(canonicalising: [0, 0, 1, 1])
    let tenths = Matrix(rows: [[0], [0.1 * 3], [0.1], [0.2]])
    #expect(InternalIndex.daviesBouldin(tenths, pairs) == nil)
    let turn = (0..<12).map { Double($0) * 0.5235987755982988 }
    let ring = turn.map { [Foundation.cos($0), Foundation.sin($0)] }
    let core = turn.map { [0.1 * Foundation.cos($0 + 0.1), 0.1 * Foundation.sin($0 + 0.1)] }
    let both = Partition(
      canonicalising: [Int](repeating: 0, count: 12) + [Int](repeating: 1, count: 12))
    #expect(InternalIndex.daviesBouldin(Matrix(rows: ring + core), both) == nil)
    let apart = core.map { [$0[0] + 1e-3, $0[1]] }
    #expect((InternalIndex.daviesBouldin(Matrix(rows: ring + apart), both) ?? 0) > 1000)
  }

  @Test func daviesBouldinByHand() throws {
    let x = Matrix(rows: [[0, 0], [2, 2], [3, 3], [5, 5]])
    let value = InternalIndex.daviesBouldin(x, Partition(canonicalising: [0, 0, 1, 2]))
    #expect(abs(try #require(value) - 5.0 / 12) < 1e-15)
  }

  @Test func undefinedIsNil() {
    let same = Matrix(repeating: 1, rowCount: 4, columnCount: 2)
    let pairs = Partition(canonicalising: [0, 0, 1, 1])
    #expect(InternalIndex.calinskiHarabasz(same, pairs) == nil)
    #expect(InternalIndex.daviesBouldin(same, pairs) == nil)
    #expect(InternalIndex.explainedInertia(same, pairs) == 0)
    let x = Matrix.random(rowCount: 4, columnCount: 2, seed: 1)
    for labels in [[0, 0, 0, 0], [0, 1, 2, 3]] {
      let partition = Partition(canonicalising: labels)
      #expect(InternalIndex.calinskiHarabasz(x, partition) == nil)
      #expect(InternalIndex.daviesBouldin(x, partition) == nil)
    }
    #expect(InternalIndex.explainedInertia(x, Partition(canonicalising: [0, 1, 2, 3])) == 1)
    // No scatter but distinct means: DB is 0, CH undefined.
    let tight = Matrix(rows: [[0], [0], [1], [1]])
    #expect(InternalIndex.daviesBouldin(tight, pairs) == 0)
    #expect(InternalIndex.calinskiHarabasz(tight, pairs) == nil)
  }

  /// Many copies of a point, whose mean rounding would put beside it, have no scatter.
  @Test(arguments: [[0.1, 0.7], [1.1, 7.3], [100.1, 0.02]]) func copiesHaveNoScatter(
    _ points: [Double]
  ) {
    let x = Matrix(rows: points.flatMap { [[Double]](repeating: [$0], count: 1000) })
    let partition = Partition(canonicalising: (0..<2000).map { $0 / 1000 })
    #expect(InternalIndex.calinskiHarabasz(x, partition) == nil)
    #expect(InternalIndex.daviesBouldin(x, partition) == 0)
  }

  /// A column of one large number says nothing.
  @Test(arguments: [1.7e12, 1e15, 1e160]) func constantColumnChangesNothing(_ constant: Double)
    throws
  {
    let column: [Double] = (0..<70).map { i in
      let step = 0.001 * Double(i % 7)
      return i % 2 == 0 ? 0.1 + step : 0.6 + step
    }
    let partition = Partition(canonicalising: (0..<70).map { $0 % 2 })
    let alone = InternalIndex.calinskiHarabasz(Matrix(rows: column.map { [$0] }), partition)
    let beside = InternalIndex.calinskiHarabasz(
      Matrix(rows: column.map { [constant, $0] }), partition)
    #expect(relativeDifference(try #require(alone), try #require(beside)) < 1e-12)
  }

  /// The inertia within is small beside that between, and not for rounding.
  @Test(arguments: [1e9, 1e15, 1e19]) func outlierOfItsOwnLeavesTheRatioDefined(far: Double) throws
  {
    let x = Matrix(rows: [[far], [far], [0.25], [1.25], [8.5], [9.75]])
    let partition = Partition(canonicalising: [0, 0, 1, 1, 2, 2])
    let within: Double = 1.28125
    let mean: Double = (2 * far + 19.75) / 6
    var between = 0.0
    for centre in [far, 0.75, 9.125] {
      let deviation: Double = centre - mean
      between += 2 * deviation * deviation
    }
    let found = try #require(InternalIndex.calinskiHarabasz(x, partition))
    #expect(relativeDifference(found, 1.5 * between / within) < 1e-12)
  }
}
