import Clustering
import LinearAlgebra
import TestSupport
import Testing

/// A centroid is the exact mean but for its last roundings, whatever the data.
@Suite struct ExactSumsTests {
  /// Sums whose every order of plain additions is wrong.
  @Test func cancellationLosesNothing() throws {
    let x: [Double] = [1e16, 1, -1e16, 3, 1e-9, 2]
    let model = try KMeans(clusterCount: 1, start: .centroids(Matrix(rows: [[0]])))
      .fit(Matrix(rows: x.map { [$0] }))
    #expect(model.centroids == Matrix(rows: [[(6 + 1e-9) / 6]]))
    #expect(exactSum(x) == 6 + 1e-9)
    #expect(x.reduce(0, +) != 6 + 1e-9)
  }

  /// 1 + 2⁻⁵³ is a tie; what decides it lies below the 64 bits that are rounded.
  @Test(arguments: [0x1p-75, 0x1p-100, -0x1p-75, -0x1p-100])
  func whatIsFarBelowDecidesTies(rest: Double) throws {
    let rows = [[1], [0x1p-53], [rest], [0.0]]
    let model = try KMeans(clusterCount: 1, start: .centroids(Matrix(rows: [[0]])))
      .fit(Matrix(rows: rows))
    #expect(model.centroids == Matrix(rows: [[(rest > 0 ? 1 + 0x1p-52 : 1) / 4]]))
  }

  @Test func exactSumRoundsOnceTiesToEven() {
    #expect(exactSum([1, 0x1p-53]) == 1)
    #expect(exactSum([1, 0x1p-53, 0x1p-300]) == 1 + 0x1p-52)
    #expect(exactSum([1, 0x1p-53, -0x1p-300]) == 1)
    #expect(exactSum([1 + 0x1p-52, 0x1p-53]) == 1 + 0x1p-51)
    #expect(exactSum([0x1p1000, 1, -0x1p1000]) == 1)
    #expect(exactSum([]) == 0)
  }

  /// From two levels of pieces to twenty: magnitudes over 2^±spread.
  @Test(arguments: [0, 3, 30, 90, 300], [false, true])
  func anySpreadOfMagnitudes(spread: Int, weighted: Bool) throws {
    var generator = TestGenerator(seed: 80)
    let x = (0..<5000).map { _ in
      Double(
        sign: Bool.random(using: &generator) ? .plus : .minus,
        exponent: Int.random(in: -spread...spread, using: &generator),
        significand: Double.random(in: 1..<2, using: &generator))
    }
    let weights = weighted ? x.indices.map { [1, 0.3, 0, 1e-9, 1e7][$0 % 5] } : nil
    let rows = x.map { [$0, -$0 * 3 + 1] }
    let start = [[-1.0, 0], [1, 0]]
    let plain = PlainLloyd(rows, weights: weights, start: start, maximumIterations: 2)
    let model = try KMeans(
      clusterCount: 2, start: .centroids(Matrix(rows: start)), maximumIterations: 2
    ).fit(Matrix(rows: rows), weights: weights)
    let labels = Partition(canonicalising: plain.labels).labels
    #expect(model.partition.labels == labels)
    for (i, label) in plain.labels.enumerated() where i < 50 {
      #expect(Array(model.centroids.row(labels[i])) == plain.centroids[label])
    }
  }
}
