import Clustering
import LinearAlgebra
import Statistics
import TestSupport
import Testing
import Validation

/// The truncation set against clustering anew: the same at every point of a grid, and on both sides of
/// every end.
@Suite struct SelectiveTruncationTests {
  private static let test = SelectiveTest(noise: .known(standardDeviation: 1))

  /// A dense grid on 0…5 times the statistic, and points beside the ends that were found.
  private func shares(_ result: SelectiveTestResult) -> [Double] {
    var shares = (0...150).map { Double($0) / 30 } + [7, 20, 100]
    for interval in result.truncation {
      for end in [interval.lower, interval.upper ?? 0] where end > 0 {
        let share: Double = end / result.statistic
        if share < 1000 { shares += [share * (1 - 1e-7), share * (1 + 1e-7)] }
      }
    }
    return shares
  }

  private func compare(
    _ result: SelectiveTestResult, _ title: String, selected: (Double) -> Bool
  ) {
    var disagreements: [Double] = []
    for share in shares(result) {
      let claimed = result.truncation.contains { $0.contains(share * result.statistic) }
      if claimed != selected(share) { disagreements.append(share) }
    }
    #expect(disagreements.isEmpty, "\(title): \(result.truncation)")
    #expect(result.truncation.contains { $0.contains(result.statistic) })
  }

  private func check(
    _ rows: [[Double]], _ linkage: HierarchyByMatrix.Linkage, clusterCount: Int, seed: Int
  ) throws -> SelectiveTestResult {
    let tree = try HierarchyByMatrix(rows, linkage: linkage).dendrogram()
    let cut = tree.cut(clusterCount: clusterCount)
    let a = seed % clusterCount
    let b = (a + 1 + seed % (clusterCount - 1)) % clusterCount
    let result = try Self.test.hierarchical(
      Matrix(rows: rows), tree, linkage: try #require(SelectiveLinkage(rawValue: linkage.rawValue)),
      clusterCount: clusterCount, between: a, and: b)
    let (first, second) = (cut.members(of: a), cut.members(of: b))
    compare(result, "\(linkage) \(seed)") { share in
      let moved = SelectionByReclustering.moved(rows, first, second, share: share)
      let labels = HierarchyByMatrix(moved, linkage: linkage, steps: rows.count - clusterCount)
        .labels(clusterCount: clusterCount)
      return SelectionByReclustering.areClusters(first, second, of: labels)
    }
    return result
  }

  @Test(arguments: HierarchyByMatrix.Linkage.allCases)
  func hierarchicalSetIsThatOfReclustering(linkage: HierarchyByMatrix.Linkage) throws {
    for seed in 0..<12 {
      let rows = Shape.groups(9 + seed, 1 + seed % 3, centres: 2, seed: UInt64(seed)).rows
      _ = try check(rows, linkage, clusterCount: 2 + seed % 4, seed: seed)
    }
    for seed in 12..<20 {
      let rows = Shape.uniform(14, 2, seed: UInt64(seed)).rows
      _ = try check(rows, linkage, clusterCount: 2 + seed % 3, seed: seed)
    }
  }

  /// The sets would be easy to get right were they all one interval.
  @Test func setsOfSeveralIntervalsAndInversionsAreAmongThoseChecked() throws {
    var several = 0
    var inverted = 0
    for seed in 0..<60 {
      let rows = Shape.uniform(16, 2, seed: UInt64(100 + seed)).rows
      let result = try check(rows, .median, clusterCount: 4, seed: seed)
      if result.truncation.count > 1 { several += 1 }
      let levels = HierarchyByMatrix(rows, linkage: .median, steps: 12).levels
      if zip(levels, levels.dropFirst()).contains(where: { $0 > $1 }) { inverted += 1 }
    }
    #expect(several >= 5, "several intervals in \(several)")
    #expect(inverted >= 10, "inversions in \(inverted)")
  }

  @Test(arguments: [0, 1])
  func kMeansSetIsThatOfReclustering(kind: Int) throws {
    var evaluated = 0
    for seed in 0..<40 {
      let rows = Shape.groups(12 + seed % 9, 1 + seed % 3, centres: 3, seed: UInt64(seed)).rows
      let clusterCount = 2 + seed % 3
      let chosen = (0..<clusterCount).map { 2 * $0 }
      let points = Shape.uniform(clusterCount, rows[0].count, seed: UInt64(900 + seed)).rows
      let path = try LloydPath(
        Matrix(rows: rows),
        start: kind == 0 ? .rows(chosen) : .centroids(Matrix(rows: points)))
      if path.emptiedAt != nil { continue }
      let result = try Self.test.kMeans(Matrix(rows: rows), path, between: 0, and: 1)
      let (first, second) = (path.partition.members(of: 0), path.partition.members(of: 1))
      evaluated += 1
      compare(result, "k-means \(seed)") { share in
        let moved = SelectionByReclustering.moved(rows, first, second, share: share)
        let start = kind == 0 ? chosen.map { moved[$0] } : points
        let found = SelectionByReclustering.assignments(
          moved, from: start, atMost: path.labels.count)
        return found == path.labels
      }
    }
    #expect(evaluated >= 20)
  }

  @Test func consolidatedSetIsThatOfMergesAndAssignments() throws {
    var moves = 0
    for seed in 0..<60 {
      let rows = Shape.uniform(18 + seed % 8, 1 + seed % 3, seed: UInt64(300 + seed)).rows
      let x = Matrix(rows: rows)
      let clusterCount = 2 + seed % 3
      let merged = HierarchyByMatrix(rows, linkage: .ward)
      let tree = try merged.dendrogram()
      let cut = tree.cut(clusterCount: clusterCount)
      let path = try LloydPath(x, start: .labels(cut.labels))
      if path.partition != cut { moves += 1 }
      let result = try Self.test.consolidated(
        x, tree, clusterCount: clusterCount, between: 0, and: 1)
      let (first, second) = (path.partition.members(of: 0), path.partition.members(of: 1))
      let steps = rows.count - clusterCount
      compare(result, "consolidated \(seed)") { share in
        let moved = SelectionByReclustering.moved(rows, first, second, share: share)
        let again = HierarchyByMatrix(moved, linkage: .ward, steps: steps)
        if again.pairs != Array(merged.pairs.prefix(steps)) { return false }
        let start = (0..<clusterCount).map {
          SelectionByReclustering.mean(moved, cut.members(of: $0))
        }
        let found = SelectionByReclustering.assignments(
          moved, from: start, atMost: path.labels.count)
        return found == path.labels
      }
    }
    #expect(moves >= 10, "k-means changed the cut in \(moves)")
  }
}
