import Clustering
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite struct DissimilaritiesTests {
  /// Said before starting, with the linkages that do without.
  @Test func memoryThatIsNotThereIsRefused() throws {
    let x = Matrix(rows: [[0], [1], [5]])
    #expect(
      throws: ClusteringError.notEnoughMemory(needed: 72, available: 71, lean: [.single, .ward])
    ) { try Dissimilarities(x, memoryLimit: 71) }
    #expect(throws: ClusteringError.notEnoughMemory(needed: 72, available: 71, lean: [])) {
      try Dissimilarities(x, metric: .manhattan, memoryLimit: 71)
    }
    #expect(try Dissimilarities(x, memoryLimit: 72).count == 3)
  }

  @Test func threePoints() throws {
    let x = Matrix(rows: [[0, 0], [3, 4], [6, 8]])
    let euclidean = try Dissimilarities(x)
    #expect(euclidean.elements == [0, 5, 10, 5, 0, 5, 10, 5, 0])
    #expect(euclidean[2, 1] == 5)
    #expect(try Dissimilarities(x, metric: .manhattan).row(1) == [7, 0, 7])
  }

  @Test(arguments: Shape.generic + Shape.adversarial + [.groups(200, 3, centres: 3, seed: 70)])
  func equalTheDefinitionToTheBit(shape: Shape) throws {
    let n = shape.rows.count
    let isTiny = shape.rows.joined().allSatisfy { abs($0) < 1e-100 }
    let rows = isTiny ? shape.rows.map { $0.map { $0 * 0x1p530 } } : shape.rows
    for threads in [1, 3] {
      let parallelism = Parallelism(threads: threads)
      let x = Matrix(rows: shape.rows)
      let euclidean = try Dissimilarities(x, parallelism: parallelism)
      let manhattan = try Dissimilarities(x, metric: .manhattan, parallelism: parallelism)
      for i in 0..<n {
        for j in 0..<n {
          let distance = PlainLloyd.squaredDistance(rows[i], rows[j]).squareRoot()
          #expect(euclidean[i, j] == (isTiny ? distance * 0x1p-530 : distance))
          let sum = zip(shape.rows[i], shape.rows[j]).reduce(0.0) { $0 + abs($1.0 - $1.1) }
          #expect(manhattan[i, j] == sum)
        }
      }
    }
  }

  @Test func condensedAndSquareAreOne() throws {
    let d = try Dissimilarities(condensed: [1, 2, 3, 4, 5, 6])
    #expect(d.count == 4)
    #expect(
      d.square == Matrix(rows: [[0, 1, 2, 3], [1, 0, 4, 5], [2, 4, 0, 6], [3, 5, 6, 0]]))
    #expect(try Dissimilarities(square: d.square) == d)
    #expect(d[3, 1] == 5)
    #expect(d[2, 2] == 0)
    let one = try Dissimilarities(square: Matrix(rows: [[0]]))
    #expect(one.count == 1)
    #expect(one.square == Matrix(rows: [[0]]))
  }

  @Test func everyCountOfPairsIsRecognised() throws {
    for n in 2..<200 {
      let condensed = [Double](repeating: 1, count: n * (n - 1) / 2)
      #expect(try Dissimilarities(condensed: condensed).count == n)
    }
    #expect(throws: ClusteringError.notCondensed(count: 4)) {
      try Dissimilarities(condensed: [1, 2, 3, 4])
    }
    #expect(throws: ClusteringError.noObservations) { try Dissimilarities(condensed: []) }
  }

  @Test func distancesTooSmallToSquareAreNotLost() throws {
    let tiny = try Dissimilarities(Matrix(rows: [[0, 0], [0x3p-600, 0x4p-600]]))
    #expect(tiny.condensed == [0x5p-600])
  }

  struct Wrong: Sendable {
    let rows: [[Double]]
    let error: ClusteringError

    init(_ rows: [[Double]], _ error: ClusteringError) {
      self.rows = rows
      self.error = error
    }
  }

  @Test(arguments: [
    Wrong([[0, 1], [1, 0], [1, 1]], .notSquare(rows: 3, columns: 2)),
    Wrong([], .noObservations),
    Wrong([[0, 1], [2, 0]], .notSymmetric(row: 0, column: 1)),
    Wrong([[0, 1, 2], [1, 0, 3], [2, 4, 0]], .notSymmetric(row: 1, column: 2)),
    // scikit-learn #12178: a diagonal that is not zero was silently accepted.
    Wrong([[0, 1], [1, 0.5]], .diagonalNotZero(row: 1)),
    Wrong([[.nan, 1], [1, 0]], .diagonalNotZero(row: 0)),
    Wrong([[0, -1], [-1, 0]], .dissimilarityOutOfRange(row: 0, column: 1)),
    Wrong([[0, .nan], [.nan, 0]], .dissimilarityOutOfRange(row: 0, column: 1)),
    Wrong(
      [[0, 1, 1], [1, 0, .infinity], [1, .infinity, 0]],
      .dissimilarityOutOfRange(row: 1, column: 2)),
  ])
  func whatIsNoneIsRefused(_ wrong: Wrong) {
    #expect(throws: wrong.error) { try Dissimilarities(square: Matrix(rows: wrong.rows)) }
  }

  @Test func placeOfAWrongCondensedOneIsNamed() {
    for (place, pair) in [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]].enumerated() {
      var condensed = [Double](repeating: 1, count: 6)
      condensed[place] = -1
      #expect(throws: ClusteringError.dissimilarityOutOfRange(row: pair[0], column: pair[1])) {
        try Dissimilarities(condensed: condensed)
      }
    }
  }

  @Test func survivesCoding() throws {
    for d in try [
      Dissimilarities(condensed: [1, 2, 3]), Dissimilarities(square: Matrix(rows: [[0]])),
    ] {
      let coded = try JSONEncoder().encode(d)
      #expect(try JSONDecoder().decode(Dissimilarities.self, from: coded) == d)
    }
    for text in [#"{"count":3,"condensed":[1,2]}"#, #"{"count":2,"condensed":[-1]}"#] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(Dissimilarities.self, from: Data(text.utf8))
      }
    }
  }

  @Test func canBeCalledOff() {
    let monitor = Monitor()
    monitor.cancel()
    #expect(throws: CancellationError.self) {
      try Dissimilarities(
        Matrix.random(rowCount: 200, columnCount: 2, seed: 1),
        parallelism: Parallelism(threads: 2, monitor: monitor))
    }
  }
}
