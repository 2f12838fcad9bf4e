import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

@Suite struct SilhouetteTests {
  @Test func smallCaseByHand() throws {
    let x = Matrix(rows: [[0], [1], [1], [2], [3], [3]])
    let partition = Partition(canonicalising: [0, 1, 1, 1, 2, 2])
    let silhouette = try #require(try Silhouette(x, partition))
    #expect(silhouette.values == [0, 0.5, 0.5, 0, 1, 1])
    #expect(silhouette.mean == 0.5)
    // Canonical order: the three, the two, the one.
    #expect(silhouette.clusterMeans == [1.0 / 3, 1, 0])
  }

  @Test func dissimilaritiesByHand() throws {
    let d = Matrix(rows: [[0, 1, 2], [1, 0, 1], [2, 1, 0]])
    let silhouette = try #require(
      try Silhouette(Dissimilarities(square: d), Partition(canonicalising: [0, 0, 1])))
    #expect(abs(silhouette.mean - 1.0 / 6) < 1e-15)
  }

  /// Rousseeuw 1987, the twelve countries, printed with two decimals.
  @Test func rousseeuwsTwelveCountries() throws {
    let lower: [[Double]] = [
      [5.58], [7, 6.5], [7.08, 7, 3.83], [4.83, 5.08, 8.17, 5.83], [2.17, 5.75, 6.67, 6.92, 4.92],
      [6.42, 5, 5.58, 6, 4.67, 6.42], [3.42, 5.5, 6.42, 6.42, 5, 3.92, 6.17],
      [2.5, 4.92, 6.25, 7.33, 4.5, 2.25, 6.33, 2.75],
      [6.08, 6.67, 4.25, 2.67, 6, 6.17, 6.17, 6.92, 6.17],
      [5.25, 6.83, 4.5, 3.75, 5.75, 5.42, 6.08, 5.83, 6.67, 3.67],
      [4.75, 3, 6.08, 6.67, 5, 5.58, 4.83, 6.17, 5.67, 6.5, 6.92],
    ]
    var d = Matrix(repeating: 0, rowCount: 12, columnCount: 12)
    for (i, row) in lower.enumerated() {
      for (j, value) in row.enumerated() {
        d[i + 1, j] = value
        d[j, i + 1] = value
      }
    }
    // BEL BRA CHI CUB EGY FRA IND ISR USA USS YUG ZAI
    let twoLabels = [1, 1, 2, 2, 1, 1, 2, 1, 1, 2, 2, 1]
    let two = try #require(
      try Silhouette(Dissimilarities(square: d), Partition(canonicalising: twoLabels)))
    let printedTwo = [
      0.39, 0.22, 0.33, 0.40, 0.20, 0.35, -0.04, 0.30, 0.43, 0.34, 0.26, 0.19,
    ]
    for (value, printed) in zip(two.values, printedTwo) {
      #expect(abs(value - printed) <= 0.005)
    }
    #expect(abs(two.mean - 0.27967) < 5e-6)
    let threeLabels = [1, 2, 3, 3, 1, 1, 2, 1, 1, 3, 3, 2]
    let three = try #require(
      try Silhouette(Dissimilarities(square: d), Partition(canonicalising: threeLabels)))
    let printedThree = [
      0.42, 0.25, 0.31, 0.48, 0.02, 0.44, 0.17, 0.37, 0.47, 0.44, 0.31, 0.28,
    ]
    for (value, printed) in zip(three.values, printedThree) {
      #expect(abs(value - printed) <= 0.005)
    }
    #expect(abs(three.mean - 0.3301) < 5e-5)
  }

  /// scikit-learn #960: a lone observation, and equal ones, gave NaN.
  @Test func loneAndEqualObservationsAreNoNaN() throws {
    let x = Matrix(rows: [[0], [0], [0], [5], [9]])
    let partition = Partition(canonicalising: [0, 0, 0, 1, 2])
    #expect(try Silhouette(x, partition)?.values == [1, 1, 1, 0, 0])
    #expect(try Silhouette(Dissimilarities(x), partition)?.values == [1, 1, 1, 0, 0])
  }

  @Test func undefinedForOneClusterOrOneEach() throws {
    let x = Matrix(rows: [[0, 1], [2, 3], [4, 4]])
    #expect(try Silhouette(x, Partition(canonicalising: [0, 0, 0])) == nil)
    #expect(try Silhouette(x, Partition(canonicalising: [0, 1, 2])) == nil)
    #expect(try Silhouette(x, Partition(canonicalising: [0, 0, 1])) != nil)
  }

  @Test func coincidentObservationsAreZero() throws {
    let x = Matrix(repeating: 3, rowCount: 5, columnCount: 2)
    let silhouette = try #require(try Silhouette(x, Partition(canonicalising: [0, 0, 0, 1, 1])))
    #expect(silhouette.values == [0, 0, 0, 0, 0])
  }
}
