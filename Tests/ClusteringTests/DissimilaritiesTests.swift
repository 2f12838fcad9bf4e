import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct DissimilaritiesTests {
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

  @Test func badTablesAreRefused() throws {
    func error(_ rows: [[Double]]) -> ClusteringError? {
      #expect(throws: ClusteringError.self) { try Dissimilarities(square: Matrix(rows: rows)) }
    }
    #expect(error([[0, 1]]) == .dissimilaritiesNotSquare(rows: 1, columns: 2))
    #expect(error([]) == .noObservations)
    #expect(error([[0, 1], [2, 0]]) == .dissimilaritiesNotSymmetric(row: 0, column: 1))
    #expect(error([[0, -1], [-1, 0]]) == .dissimilarityNegative(row: 0, column: 1))
    #expect(error([[0, .nan], [1, 0]]) == .notFinite(row: 0, column: 1))
    #expect(error([[0, 1], [.infinity, 0]]) == .notFinite(row: 1, column: 0))
    // scikit-learn #12178: a diagonal that is not zero was silently accepted.
    #expect(error([[0, 1], [1, 2]]) == .dissimilarityOfSelfNotZero(row: 1))
    let bad = Matrix(rows: [[0, 1], [2, .infinity]])
    #expect(throws: ClusteringError.notFinite(row: 1, column: 1)) {
      try Dissimilarities(bad, metric: .euclidean)
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
