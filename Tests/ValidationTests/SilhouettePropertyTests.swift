import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

@Suite struct SilhouettePropertyTests {
  /// Sizes on both sides of a group of lanes and of a block of rows.
  @Test(arguments: [4, 7, 8, 9, 63, 64, 65, 130])
  func blockedIsTheDefinition(count: Int) throws {
    let x = Matrix.random(rowCount: count, columnCount: 3, seed: UInt64(count))
    let labels = (0..<count).map { $0 % 3 == 0 ? 0 : 1 + ($0 * $0 / 2) % 2 }
    let partition = Partition(canonicalising: labels)
    let silhouette = try #require(Silhouette(x, partition))
    let expected = ValidationDefinitions.silhouette(
      (0..<count).map { Array(x.row($0)) }, partition.labels)
    for (value, definition) in zip(silhouette.values, expected) {
      #expect(abs(value - definition) < 1e-13)
      #expect(value >= -1 && value <= 1)
    }
  }

  @Test func threadsAndCompanyChangeNothing() {
    let x = Matrix.random(rowCount: 203, columnCount: 5, seed: 4)
    let partitions = [2, 3, 7].map { k in
      Partition(canonicalising: (0..<203).map { ($0 * 31 + $0 / 7) % k })
    }
    let together = Silhouette.all(x, partitions, parallelism: Parallelism(threads: 4))
    #expect(together == partitions.map { Silhouette(x, $0) })
  }

  @Test func scaleByPowersOfTwoAndNamesChangeNothing() throws {
    let x = Matrix.random(rowCount: 50, columnCount: 2, seed: 9)
    let labels = (0..<50).map { $0 % 4 }
    let silhouette = try #require(Silhouette(x, Partition(canonicalising: labels)))
    let scaled = Matrix(rowCount: 50, columnCount: 2, elements: x.elements.map { $0 * 1024 })
    let renamed = Partition(canonicalising: labels.map { 90 - 7 * $0 })
    #expect(try #require(Silhouette(scaled, renamed)).values == silhouette.values)
  }

  @Test func dissimilaritiesAgreeWithCoordinates() throws {
    let x = Matrix.random(rowCount: 40, columnCount: 3, seed: 12)
    var d = Matrix(repeating: 0, rowCount: 40, columnCount: 40)
    for i in 0..<40 {
      for j in 0..<40 {
        d[i, j] = ValidationDefinitions.distance(Array(x.row(i)), Array(x.row(j)))
      }
    }
    let partition = Partition(canonicalising: (0..<40).map { $0 % 3 })
    let fromCoordinates = try #require(Silhouette(x, partition))
    let fromDissimilarities = try #require(Silhouette(dissimilarities: d, partition))
    for (a, b) in zip(fromCoordinates.values, fromDissimilarities.values) {
      #expect(abs(a - b) < 1e-13)
    }
  }
}
