import Clustering
import Foundation
import LinearAlgebra
import TestSupport
import Testing
import Validation

/// scikit-learn's numbers, from generate/validation_indices.py.
private struct IndicesOracle: Decodable {
  struct Indices: Decodable {
    let labels: [Int]
    let silhouette: [Double]
    let mean, calinskiHarabasz, daviesBouldin: Double
  }
  struct DataSet: Decodable {
    let name: String
    let x: [[Double]]
    let partitions: [Indices]
  }
  struct Agreement: Decodable {
    let left, right: [Int]
    let adjustedRand, rand, adjustedMutualInformation, homogeneity, completeness: Double
    let vMeasure, fowlkesMallows: Double
  }
  let sets: [DataSet]
  let pairs: [Agreement]
}

@Suite struct IndicesOracleTests {
  @Test func indicesAgreeWithScikitLearn() throws {
    let oracle = try Oracle.decode(IndicesOracle.self, from: "validation_indices.json")
    #expect(oracle.sets.count == 4)
    for set in oracle.sets {
      let x = Matrix(rows: set.x)
      // A million away from the origin, theirs have lost digits to the expanded distance.
      let tolerance = set.name == "offset" ? 1e-2 : 1e-9
      for expected in set.partitions {
        let partition = Partition(canonicalising: expected.labels)
        let silhouette = try #require(try Silhouette(x, partition))
        for (value, theirs) in zip(silhouette.values, expected.silhouette) {
          #expect(abs(value - theirs) < tolerance)
        }
        #expect(abs(silhouette.mean - expected.mean) < tolerance)
        let calinskiHarabasz = try #require(InternalIndex.calinskiHarabasz(x, partition))
        #expect(relativeDifference(calinskiHarabasz, expected.calinskiHarabasz) < 1e-9)
        let daviesBouldin = try #require(InternalIndex.daviesBouldin(x, partition))
        // And their distance of a lone observation to its own mean is not 0.
        let alone = partition.sizes.contains(1) ? 1e-7 : 0
        #expect(
          relativeDifference(daviesBouldin, expected.daviesBouldin) < max(tolerance, alone))
      }
    }
  }

  @Test func agreementsAgreeWithScikitLearn() throws {
    let oracle = try Oracle.decode(IndicesOracle.self, from: "validation_indices.json")
    #expect(oracle.pairs.count > 20)
    for pair in oracle.pairs {
      let found = PartitionComparison(pair.left, pair.right)
      #expect(abs(found.adjustedRand - pair.adjustedRand) < 1e-9)
      #expect(abs(found.rand - pair.rand) < 1e-9)
      #expect(abs(found.adjustedMutualInformation - pair.adjustedMutualInformation) < 1e-9)
      #expect(abs(found.homogeneity - pair.homogeneity) < 1e-9)
      #expect(abs(found.completeness - pair.completeness) < 1e-9)
      #expect(abs(found.vMeasure - pair.vMeasure) < 1e-9)
      #expect(abs(found.fowlkesMallows - pair.fowlkesMallows) < 1e-9)
    }
  }
}
