import Clustering
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite struct HierarchicalModelTests {
  /// {0, 1, 6} and {10, 12}; a newcomer at 8: nearest 2 and 2 (a tie, to label 0), farthest 8 and 4,
  /// mean 17/3 and 3, centroids 7/3 and 11.
  @Test(arguments: Linkage.allCases)
  func ruleOfTheLinkage(linkage: Linkage) throws {
    let x = Matrix(rows: [[0], [1], [6], [10], [12]])
    let partition = Partition(canonicalising: [0, 0, 0, 1, 1])
    let model = try HierarchicalModel(linkage, partition: partition, of: x)
    let expected: [Double] =
      switch linkage {
      case .single: [2, 2]
      case .complete: [8, 4]
      case .average, .mcquitty: [17.0 / 3, 3]
      case .ward, .centroid, .median: [8 - 7.0 / 3, 3]
      }
    for (a, b) in zip(try model.dissimilarities(Matrix(rows: [[8]]))[0], expected) {
      #expect(relativeDifference(a, b) < 1e-15)
    }
    #expect(try model.assign(Matrix(rows: [[8], [-3]])) == [linkage == .single ? 0 : 1, 0])
    #expect(try model.assign(Matrix(rowCount: 0, columnCount: 1, elements: [])) == [])
  }

  @Test func weightsCountInMeans() throws {
    let x = Matrix(rows: [[0], [4], [9]])
    let partition = Partition(canonicalising: [0, 0, 1])
    let average = try HierarchicalModel(.average, partition: partition, of: x, weights: [3, 1, 1])
    #expect(try average.dissimilarities(Matrix(rows: [[0]])) == [[1, 9]])
    let ward = try HierarchicalModel(.ward, partition: partition, of: x, weights: [3, 1, 1])
    #expect(try ward.dissimilarities(Matrix(rows: [[0]])) == [[1, 9]])
    #expect(throws: ClusteringError.weightsHaveNoMeaning(.mcquitty)) {
      try HierarchicalModel(.mcquitty, partition: partition, of: x, weights: [1, 1, 1])
    }
    #expect(throws: ClusteringError.notFinite(row: 0, column: 0)) {
      try HierarchicalModel(
        .ward, partition: Partition(canonicalising: [0]), of: Matrix(rows: [[.nan]]))
    }
  }

  /// Threads, rows one by one, tiny scales: the same.
  @Test(arguments: LinkageCase.all(Shape.generic.filter { $0.rows.count > 5 }))
  func manyAreAsOneByOne(_ sample: LinkageCase) throws {
    let x = Matrix(rows: sample.shape.rows)
    let cut = try HierarchicalClustering(linkage: sample.linkage).fit(x).cut(clusterCount: 3)
    let model = try HierarchicalModel(sample.linkage, partition: cut, of: x)
    let all = try model.assign(x, parallelism: Parallelism(threads: 3))
    #expect(try all == (0..<x.rowCount).flatMap { try model.assign(x.rows(at: [$0])) })
    if sample.linkage == .single { #expect(all == cut.labels) }
    let tiny = Matrix(rows: sample.shape.rows.map { row in row.map { $0 * 0x1p-530 } })
    #expect(try HierarchicalModel(sample.linkage, partition: cut, of: tiny).assign(tiny) == all)
  }

  @Test(arguments: Linkage.allCases)
  func survivesCoding(linkage: Linkage) throws {
    let x = Matrix(rows: [[0], [1], [6]])
    let partition = Partition(canonicalising: [0, 0, 1])
    let model = try HierarchicalModel(
      linkage, partition: partition, of: x, weights: linkage.acceptsWeights ? [1, 2, 3] : nil)
    let coded = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(HierarchicalModel.self, from: coded) == model)
    let text = String(decoding: coded, as: UTF8.self)
      .replacingOccurrences(
        of: #""rowCount":\#(model.representatives.rowCount)"#, with: #""rowCount":1"#
      )
      .replacingOccurrences(
        of: #""columnCount":1"#, with: #""columnCount":\#(model.representatives.rowCount)"#)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(HierarchicalModel.self, from: Data(text.utf8))
    }
  }
}
