import Clustering
import LinearAlgebra
import TestSupport
import Testing

struct LinkageOracle: Decodable, Sendable {
  struct Case: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let linkage: Linkage
    let x: [[Double]]
    let z: [[Double]]
    let leaves: [Int]
    let cuts: [String: [Int]]
    let correlation: Double
    let inconsistency: [String: [[Double]]]

    var description: String { "\(linkage), \(name)" }
  }

  let producer: String
  let cases: [Case]

  static let cases = (try? Oracle.decode(LinkageOracle.self, from: "hierarchical.json").cases) ?? []
}

struct HclustOracle: Decodable, Sendable {
  struct Case: Decodable, Sendable, CustomStringConvertible {
    let linkage: Linkage
    let merge: [[Int]]
    let height: [Double]
    let order: [Int]
    let cut: [Int]?
    let assigned: [Int]?

    var description: String { linkage.rawValue }
  }

  let producer: String
  let x: [[Double]]
  let fresh: [[Double]]
  let cases: [Case]

  static let whole = try? Oracle.decode(HclustOracle.self, from: "hclust.json")
  static let cases = whole?.cases ?? []
}

@Suite struct HierarchicalClusteringOracleTests {
  @Test func oraclesAreThere() {
    #expect(LinkageOracle.cases.count == 21)
    #expect(HclustOracle.cases.count == 7)
  }

  @Test(arguments: LinkageOracle.cases)
  func sameTreeAsSciPy(_ oracle: LinkageOracle.Case) throws {
    let x = Matrix(rows: oracle.x)
    let clustering = HierarchicalClustering(linkage: oracle.linkage)
    let fromPoints = try clustering.fit(x)
    let fromDistances = try clustering.fit(dissimilarities: Dissimilarities(x))
    for tree in [fromPoints, fromDistances] {
      for (merge, row) in zip(tree.merges, oracle.z) {
        #expect(
          [merge.first, merge.second, merge.size] == [Int(row[0]), Int(row[1]), Int(row[3])])
        #expect(relativeDifference(merge.height, row[2]) < 1e-9)
      }
      #expect(tree.leafOrder == oracle.leaves)
    }
    for (k, labels) in oracle.cuts {
      #expect(
        fromPoints.cut(clusterCount: try #require(Int(k))) == Partition(canonicalising: labels))
    }
  }

  @Test(arguments: LinkageOracle.cases)
  func sameCopheneticCorrelationAndInconsistencyAsSciPy(_ oracle: LinkageOracle.Case) throws {
    let tree = try Dendrogram(linkageMatrix: Matrix(rows: oracle.z))
    let d = try Dissimilarities(Matrix(rows: oracle.x))
    let correlation = try #require(tree.copheneticCorrelation(with: d))
    #expect(relativeDifference(correlation, oracle.correlation) < 1e-12)
    for (depth, rows) in oracle.inconsistency {
      for (ours, row) in zip(tree.inconsistency(depth: try #require(Int(depth))), rows) {
        #expect(relativeDifference(ours.mean, row[0]) < 1e-12)
        // SciPy subtracts sums of squares: its variance is off by rounding of the squared mean.
        let rounding = 1e-14 * row[0] * row[0]
        let variance = ours.standardDeviation * ours.standardDeviation
        #expect(abs(variance - row[1] * row[1]) < rounding)
        #expect(ours.count == Int(row[2]))
        if variance > 1e6 * rounding { #expect(abs(ours.coefficient - row[3]) < 1e-5) }
      }
    }
  }

  /// R's own rows, signs and order within them. The order of leaves is ours: R's turns branches by height.
  @Test(arguments: HclustOracle.cases)
  func sameTreeAsHclust(_ oracle: HclustOracle.Case) throws {
    let x = Matrix(rows: try #require(HclustOracle.whole).x)
    let tree = try HierarchicalClustering(linkage: oracle.linkage).fit(x)
    #expect(tree.hclustForm.merge == oracle.merge)
    for (ours, theirs) in zip(tree.merges, oracle.height) {
      #expect(relativeDifference(ours.height, theirs) < 1e-9)
    }
    let back = try Dendrogram(
      hclustForm: HclustForm(merge: oracle.merge, height: oracle.height, order: oracle.order))
    #expect(
      back.merges.map { [$0.first, $0.second, $0.size] }
        == tree.merges.map { [$0.first, $0.second, $0.size] })
  }

  @Test(arguments: HclustOracle.cases.filter { $0.cut != nil })
  func cutsAsR(_ oracle: HclustOracle.Case) throws {
    let x = Matrix(rows: try #require(HclustOracle.whole).x)
    let tree = try HierarchicalClustering(linkage: oracle.linkage).fit(x)
    #expect(tree.cut(clusterCount: 4) == Partition(canonicalising: try #require(oracle.cut)))
  }

  @Test(arguments: HclustOracle.cases.filter { $0.assigned != nil })
  func placesNewcomersAsFpc(_ oracle: HclustOracle.Case) throws {
    let whole = try #require(HclustOracle.whole)
    let x = Matrix(rows: whole.x)
    let (cut, assigned) = (try #require(oracle.cut), try #require(oracle.assigned))
    let partition = Partition(canonicalising: cut)
    let model = try HierarchicalModel(oracle.linkage, partition: partition, of: x)
    // R's label of a newcomer is that of some observation; ours is that observation's.
    let expected = try assigned.map { label in
      partition.labels[try #require(cut.firstIndex(of: label))]
    }
    #expect(try model.assign(Matrix(rows: whole.fresh)) == expected)
  }
}
