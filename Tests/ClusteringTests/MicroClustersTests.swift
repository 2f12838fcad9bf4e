import Clustering
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite struct MicroClustersTests {
  /// As many cells as distinct rows: the exact tree, from the first height above 0.
  @Test(arguments: Shape.generic)
  func asManyCellsAsRowsIsTheTreeItself(_ shape: Shape) throws {
    let x = Matrix(rows: shape.rows)
    let cells = try MicroClusters(cellCount: 10_000).fit(x)
    let exact = try HierarchicalClustering(linkage: .ward).fit(x)
    #expect(cells.cells.clusterCount == x.rowCount)
    for k in [1, 2, 3, 5] where k <= x.rowCount {
      #expect(cells.cut(clusterCount: k) == exact.cut(clusterCount: k))
    }
    for (a, b) in zip(cells.dendrogram.merges, exact.merges) {
      #expect(relativeDifference(a.height, b.height) < 1e-9)
    }
  }

  /// 200 cells for 2000 rows: cuts nearly as good as the exact tree's, at any number of threads.
  @Test func cutsAreNearlyAsGood() throws {
    let x = Matrix(rows: Shape.groups(2000, 4, centres: 6, seed: 81).rows)
    let cells = try MicroClusters(cellCount: 200).fit(x)
    #expect(cells.cells.clusterCount == 200)
    #expect(try MicroClusters(cellCount: 200).fit(x, parallelism: Parallelism(threads: 3)) == cells)
    let exact = try HierarchicalClustering(linkage: .ward).fit(x)
    for k in 2...10 {
      let ours = inertia(of: cells.cut(clusterCount: k), x)
      #expect(ours <= 1.05 * inertia(of: exact.cut(clusterCount: k), x))
    }
  }

  /// The cells were centred on their mean, which an outlier takes along.
  @Test(arguments: [0, 40], [1e9, 1e19, 1e100])
  func outlierLeavesTheGroupsApart(row: Int, distance: Double) throws {
    let noise = Shape.uniform(40, 2, seed: 82).rows
    var rows = noise.enumerated().map { i, row in
      [10 * Double(i % 2) + row[0], 10 * Double(i / 2 % 2) + row[1]]
    }
    rows.insert([distance, 0], at: row)
    let cells = try MicroClusters(cellCount: 16).fit(Matrix(rows: rows))
    #expect(cells.cells.clusterCount == 16)
    var labels = cells.cut(clusterCount: 5).labels
    #expect(labels.remove(at: row) == 4)
    #expect(labels == (0..<40).map { $0 % 4 })
  }

  private func inertia(of partition: Partition, _ x: Matrix) -> Double {
    (0..<partition.clusterCount).reduce(0) { total, c in
      let rows = partition.members(of: c).map { Array(x.row($0)) }
      return total
        + rows[0].indices.reduce(0) { sum, j in
          let mean = rows.reduce(0) { $0 + $1[j] } / Double(rows.count)
          return sum + rows.reduce(0) { $0 + ($1[j] - mean) * ($1[j] - mean) }
        }
    }
  }

  @Test func duplicatesMakeFewerCells() throws {
    let x = Matrix(rows: (0..<30).map { [Double($0 % 3), 1] })
    let cells = try MicroClusters(cellCount: 8).fit(x)
    #expect(cells.cells.clusterCount == 3)
    #expect(cells.cells.inertia == 0)
    #expect(cells.dendrogram.merges.count == 2)
  }

  /// A row of weight 3 is the row three times.
  @Test func weightIsRepetition() throws {
    let rows = Shape.groups(60, 2, centres: 3, seed: 82).rows
    let weights = rows.indices.map { Double(1 + $0 % 3) }
    let repeated = zip(rows, weights).flatMap { [[Double]](repeating: $0, count: Int($1)) }
    let a = try MicroClusters(cellCount: 12).fit(Matrix(rows: rows), weights: weights)
    let b = try MicroClusters(cellCount: 12).fit(Matrix(rows: repeated))
    for (left, right) in zip(a.dendrogram.merges, b.dendrogram.merges) {
      #expect(relativeDifference(left.height, right.height) < 1e-9)
    }
  }

  @Test func canBeCalledOffAndSurvivesCoding() throws {
    let x = Matrix(rows: Shape.groups(300, 2, centres: 3, seed: 83).rows)
    let follower = Follower()
    #expect(throws: CancellationError.self) {
      try MicroClusters(cellCount: 50)
        .fit(x, parallelism: Parallelism(threads: 1, monitor: follower.monitor))
    }
    let tree = try MicroClusters(cellCount: 50).fit(x)
    let coded = try JSONEncoder().encode(tree)
    #expect(try JSONDecoder().decode(MicroClusterTree.self, from: coded) == tree)
    #expect(throws: ClusteringError.noVariables) {
      try MicroClusters().fit(Matrix(rowCount: 2, columnCount: 0, elements: []))
    }
  }
}
