import Clustering
import LinearAlgebra
import TestSupport
import Testing

struct WardOracle: Decodable, Sendable {
  struct Case: Decodable, Sendable, CustomStringConvertible {
    let name: String
    /// Whether SciPy's tree is one of several.
    let tied: Bool
    let x: [[Double]]
    let merges: [[Int]]
    let heights: [Double]
    let sizes: [Int]
    let leaves: [Int]
    let cuts: [String: [Int]]

    var description: String { name }
  }

  let producer: String
  let cases: [Case]
}

@Suite struct WardAgglomerationOracleTests {
  static let cases = (try? Oracle.decode(WardOracle.self, from: "ward.json").cases) ?? []

  @Test func oracleIsThere() { #expect(Self.cases.count == 22) }

  /// Of tied data: lattices, and integers for which SciPy's heights do not depend on the order of
  /// the rows. Of other tied data SciPy and fastcluster give one of several trees, and not the same.
  @Test(arguments: cases)
  func sameHeightsAsSciPy(_ oracle: WardOracle.Case) throws {
    let tree = try HierarchicalClustering(linkage: .ward).fit(Matrix(rows: oracle.x))
    #expect(tree.merges.count == oracle.heights.count)
    for (merge, height) in zip(tree.merges, oracle.heights) {
      #expect(relativeDifference(merge.height, height) < 1e-12)
    }
  }

  @Test(arguments: cases.filter { !$0.tied })
  func sameTreeAsSciPy(_ oracle: WardOracle.Case) throws {
    let tree = try HierarchicalClustering(linkage: .ward).fit(Matrix(rows: oracle.x))
    #expect(tree.merges.map { [$0.first, $0.second] } == oracle.merges)
    #expect(tree.merges.map(\.size) == oracle.sizes)
    #expect(tree.leafOrder == oracle.leaves)
  }

  /// A cut is unique, ties or not, where the merges on its two sides differ in height and no
  /// tie below was chosen otherwise: here, wherever every row three times is kept together.
  @Test(arguments: cases.filter { !$0.tied || $0.name == "every row three times" })
  func sameCutsAsSciPy(_ oracle: WardOracle.Case) throws {
    let tree = try HierarchicalClustering(linkage: .ward).fit(Matrix(rows: oracle.x))
    for (k, labels) in oracle.cuts {
      let clusterCount = try #require(Int(k))
      #expect(tree.cut(clusterCount: clusterCount) == Partition(canonicalising: labels))
    }
  }
}
