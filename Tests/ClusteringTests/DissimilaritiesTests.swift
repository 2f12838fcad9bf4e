import Clustering
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite struct DissimilaritiesTests {
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

  @Test func euclideanDistances() throws {
    let d = try Dissimilarities(euclidean: Matrix(rows: [[0, 0], [3, 4], [0, 1]]))
    #expect(d.condensed == [5, 1, 18.0.squareRoot()])
    let tiny = try Dissimilarities(euclidean: Matrix(rows: [[0, 0], [0x3p-600, 0x4p-600]]))
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
}
