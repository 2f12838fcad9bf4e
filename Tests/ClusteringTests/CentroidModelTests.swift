import Clustering
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite struct CentroidModelTests {
  /// Clusters {0, 2} and {10, 12} of 3 and 2 rows: centroids 4/3 and 11.
  private func model() throws -> CentroidModel {
    try KMeans(clusterCount: 2, start: .centroids(Matrix(rows: [[0], [12]])))
      .fit(Matrix(rows: [[0], [2], [2], [10], [12]]))
  }

  @Test func dissolvedClustersGoToTheNearestLeft() throws {
    let x = Matrix(rows: [[0], [1], [2], [10], [11], [12], [7]])
    let start = Matrix(rows: [[1], [11], [7]])
    let model = try KMeans(clusterCount: 3, start: .centroids(start)).fit(x)
    #expect(model.partition.sizes == [3, 3, 1])
    let left = try model.dissolving([2], in: x)
    #expect(left.partition.labels == [1, 1, 1, 0, 0, 0, 0])
    #expect(left.centroids == Matrix(rows: [[10], [1]]))
    #expect(left.inertia == 14 + 2)
  }

  @Test func aCutTreeIsToldByItsMeans() throws {
    let x = Matrix(rows: [[0], [2], [2], [10], [12]])
    let tree = try HierarchicalClustering(linkage: .average).fit(x)
    let model = try CentroidModel(cutting: tree, clusterCount: 2, of: x)
    #expect(try model == CentroidModel(of: tree.cut(clusterCount: 2), in: x))
    #expect(model.centroids == Matrix(rows: [[4.0 / 3], [11]]) && model.iterations == 0)
    #expect(throws: ClusteringError.clusterCountOutOfRange(requested: 5, distinct: 4)) {
      try CentroidModel(cutting: tree, clusterCount: 5, of: x)
    }
  }

  /// Labels are any numbers; the largest cluster comes first, of equal ones the first met.
  /// P11: larger clusters first, then those whose first member comes first.
  @Test func anyNumbersAreLabels() {
    #expect(Partition(canonicalising: [7, 3, 3, 9, 3, 9]).labels == [2, 0, 0, 1, 0, 1])
    let raw = [1 << 40, 5, 1 << 40, -3, 5, 7]
    #expect(Partition(canonicalising: raw).labels == [0, 1, 0, 2, 1, 3])
    #expect(Partition(canonicalising: raw.map { $0 & 7 }).labels == [1, 0, 1, 0, 0, 2])
  }

  @Test func placesNewRows() throws {
    #expect(try model().assign(Matrix(rows: [[-5], [6], [7], [100]])) == [0, 0, 1, 1])
    #expect(try model().assign(Matrix(rowCount: 0, columnCount: 1, elements: [])) == [])
  }

  @Test func tieGoesToTheLowestLabel() throws {
    let model = try KMeans(clusterCount: 2, start: .centroids(Matrix(rows: [[0], [4]])))
      .fit(Matrix(rows: [[0], [4]]))
    #expect(model.assign(Matrix(rows: [[2]])) == [0])
  }

  @Test func squaredDistancesToEachCentroid() throws {
    let distances = try model().squaredDistances(Matrix(rows: [[11], [0]]))
    #expect(distances[0, 1] == 0)
    #expect(distances[1, 1] == 121)
    #expect(relativeDifference(distances[1, 0], 16.0 / 9) < 1e-15)
  }

  @Test(arguments: Shape.generic.filter { $0.rows.count >= 6 })
  func batchesPlaceAsRowsAlone(_ shape: Shape) throws {
    let x = Matrix(rows: shape.rows)
    let model = try KMeans(clusterCount: 3).fit(x)
    let alone = shape.rows.flatMap { model.assign(Matrix(rows: [$0])) }
    #expect(model.assign(x) == alone)
  }

  @Test func survivesCoding() throws {
    let model = try model()
    let coded = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(CentroidModel.self, from: coded) == model)
  }

  @Test func oneCentroidForEachClusterIsDecoded() throws {
    let coded = String(decoding: try JSONEncoder().encode(model()), as: UTF8.self)
    let broken = coded.replacingOccurrences(
      of: #""labels":[0,0,0,1,1]"#, with: #""labels":[0,0,0,0,0]"#
    ).replacingOccurrences(of: #""sizes":[3,2]"#, with: #""sizes":[5]"#)
    #expect(broken != coded)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(CentroidModel.self, from: Data(broken.utf8))
    }
  }
}
