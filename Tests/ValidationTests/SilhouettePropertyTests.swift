import CKernels
import Clustering
import LinearAlgebra
import Synchronization
import TestSupport
import Testing
import Validation

@Suite struct SilhouettePropertyTests {
  /// I1: sizes on both sides of a group of lanes and of a block of rows.
  @Test(arguments: [4, 7, 8, 9, 63, 64, 65, 130])
  func blockedIsTheDefinition(count: Int) throws {
    let x = Matrix.random(rowCount: count, columnCount: 3, seed: UInt64(count))
    let labels = (0..<count).map { $0 % 3 == 0 ? 0 : 1 + ($0 * $0 / 2) % 2 }
    let partition = Partition(canonicalising: labels)
    let silhouette = try #require(try Silhouette(x, partition))
    let expected = ValidationDefinitions.silhouette(
      (0..<count).map { Array(x.row($0)) }, partition.labels)
    for (value, definition) in zip(silhouette.values, expected) {
      #expect(abs(value - definition) < 1e-13)
      #expect(value >= -1 && value <= 1)
    }
  }

  /// One group of blocks, an even and an odd number of groups, ends inside a block and a group.
  @Test(arguments: [5, 64, 200, 512, 700, 1030])
  func equalsTheLiteralLoopsToTheBit(count: Int) throws {
    let x = Matrix(rows: Shape.groups(count, 3, centres: 3, seed: UInt64(count)).rows)
    let partition = Partition(canonicalising: (0..<count).map { ($0 * $0 / 3) % 3 })
    let expected = PlainSilhouette.values((0..<count).map { Array(x.row($0)) }, partition.labels)
    for threads in [1, 2, 3, 7] {
      let found = try Silhouette(x, partition, parallelism: Parallelism(threads: threads))
      #expect(found?.values == expected)
    }
  }

  @Test(arguments: (Shape.generic + Shape.adversarial).filter { $0.rows.count > 3 })
  func equalsTheLiteralLoopsOnAnyData(shape: Shape) throws {
    let partition = Partition(canonicalising: shape.rows.indices.map { ($0 * $0) % 5 })
    let before = String(cString: ckSetInUse())
    defer { ckUseSet(before) }
    // At a scale where squares underflow, the same data times a power of two.
    let scale = shape.rows.joined().contains { abs($0) > 1e-100 } ? 1 : 0x1p520
    let expected = PlainSilhouette.values(
      shape.rows.map { $0.map { $0 * scale } }, partition.labels)
    for index in 0..<ckSetCount() {
      ckUseSet(ckSetName(index))
      let found = try #require(try Silhouette(Matrix(rows: shape.rows), partition))
      #expect(found.values == expected)
      #expect(found.values.allSatisfy { $0 >= -1 && $0 <= 1 })
    }
  }

  @Test func canBeCalledOff() {
    let x = Matrix.random(rowCount: 1500, columnCount: 2, seed: 3)
    let partition = Partition(canonicalising: (0..<1500).map { $0 % 3 })
    let told = Mutex<Monitor?>(nil)
    let monitor = Monitor { fraction in if fraction > 0.3 { told.withLock { $0?.cancel() } } }
    told.withLock { $0 = monitor }
    #expect(throws: CancellationError.self) {
      try Silhouette(x, partition, parallelism: Parallelism(threads: 2, monitor: monitor))
    }
  }

  @Test func threadsAndCompanyChangeNothing() throws {
    let x = Matrix.random(rowCount: 203, columnCount: 5, seed: 4)
    let partitions = [2, 3, 7].map { k in
      Partition(canonicalising: (0..<203).map { ($0 * 31 + $0 / 7) % k })
    }
    let together = try Silhouette.all(x, partitions, parallelism: Parallelism(threads: 4))
    #expect(try together == partitions.map { try Silhouette(x, $0) })
  }

  /// I1.
  @Test func scaleByPowersOfTwoAndNamesChangeNothing() throws {
    let x = Matrix.random(rowCount: 50, columnCount: 2, seed: 9)
    let labels = (0..<50).map { $0 % 4 }
    let silhouette = try #require(try Silhouette(x, Partition(canonicalising: labels)))
    let scaled = Matrix(rowCount: 50, columnCount: 2, elements: x.elements.map { $0 * 1024 })
    let renamed = Partition(canonicalising: labels.map { 90 - 7 * $0 })
    #expect(try #require(try Silhouette(scaled, renamed)).values == silhouette.values)
  }

  /// I1.
  @Test func dissimilaritiesAgreeWithCoordinates() throws {
    let x = Matrix.random(rowCount: 40, columnCount: 3, seed: 12)
    var d = Matrix(repeating: 0, rowCount: 40, columnCount: 40)
    for i in 0..<40 {
      for j in 0..<40 {
        d[i, j] = ValidationDefinitions.distance(Array(x.row(i)), Array(x.row(j)))
      }
    }
    let partition = Partition(canonicalising: (0..<40).map { $0 % 3 })
    let fromCoordinates = try #require(try Silhouette(x, partition))
    let fromDissimilarities = try #require(try Silhouette(Dissimilarities(square: d), partition))
    for (a, b) in zip(fromCoordinates.values, fromDissimilarities.values) {
      #expect(abs(a - b) < 1e-13)
    }
  }
}
