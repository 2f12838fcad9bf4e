import Clustering
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

  /// The inertia within is small beside that between, and not for rounding.
  @Test(arguments: [1e9, 1e15, 1e19]) func outlierOfItsOwnLeavesTheRatioDefined(far: Double) throws {
    let x = Matrix(rows: [[far], [0.25], [1.25], [8.5], [9.75]])
    let partition = Partition(canonicalising: [0, 1, 1, 2, 2])
    let within = 0.5 + 1.25 * 1.25 / 2
    let mean = (far + 19.75) / 5
    let between =
      (far - mean) * (far - mean) + 2 * (0.75 - mean) * (0.75 - mean)
      + 2 * (9.125 - mean) * (9.125 - mean)
    let found = try #require(InternalIndex.calinskiHarabasz(x, partition))
    #expect(relativeDifference(found, between / within) < 1e-12)
  }
}
