import Interpretation
import LinearAlgebra
import Testing
import TestSupport

@Suite struct RepresentativesTests {
  // On a line: segment 0 around 0, segment 1 around 10.
  let geometry = SegmentGeometry(
    scores: Matrix(rows: [[0], [1], [-3], [10], [9], [14]]), centroids: Matrix(rows: [[0], [10]]))
  let labels = [0, 0, 0, 1, 1, 1]

  @Test func byHand() {
    let result = Representatives(geometry, labels: labels, count: 2)
    #expect(result.paragons == [[0, 1], [3, 4]])
    #expect(result.atypical == [[2, 1], [5, 4]])
    // Distances to the other centroid: 10, 9, 13 | 10, 9, 14.
    #expect(result.distinctive == [[2, 0], [5, 3]])
    #expect(result.neighbours == [1, 0])
  }

  @Test func rowsAreNamedAsGiven() {
    let result = Representatives(
      geometry, labels: labels, rows: [20, 21, 22, 30, 31, 32], count: 1)
    #expect(result.paragons == [[20], [30]])
  }

  @Test func tiesGoToTheLowerRowAndShortSegmentsGiveWhatTheyHave() {
    let tied = SegmentGeometry(
      scores: Matrix(rows: [[1], [-1], [1]]), centroids: Matrix(rows: [[0]]))
    let result = Representatives(tied, labels: [0, 0, 0], count: 5)
    #expect(result.paragons == [[0, 1, 2]])
    #expect(result.atypical == [[0, 1, 2]])
    #expect(result.distinctive == [[]])
    #expect(result.neighbours == [nil])
  }

  @Test func areThoseOfHCPC() throws {
    struct HCPC: Decodable {
      let scores: [[Double]]
      let cluster: [Int]
      let paragons, distinctive: [[Int]]
    }
    let oracle = try Oracle.decode(HCPC.self, from: "interpretation-hcpc.json")
    let scores = Matrix(rows: oracle.scores)
    let centroids = Matrix(
      rows: (0..<3).map { cluster in
        scores.rows(at: oracle.cluster.indices.filter { oracle.cluster[$0] == cluster })
          .columnMeans()
      })
    let result = Representatives(
      SegmentGeometry(scores: scores, centroids: centroids), labels: oracle.cluster)
    #expect(result.paragons == oracle.paragons)
    #expect(result.distinctive == oracle.distinctive)
  }
}
