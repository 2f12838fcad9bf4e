import Clustering
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite struct PlacementRuleTests {
  private let line = Matrix(rows: [[0], [1], [6], [10], [12]])
  private let halves = Partition(canonicalising: [0, 0, 0, 1, 1])

  @Test func pointsAreNearestOrNot() throws {
    let points = Matrix(rows: [[0, 0], [4, 0], [0, 3]])
    for rule in [PlacementRule.centroids(points), .medoids(points)] {
      // (2, 0) is as far from the first two.
      #expect(try rule.assign(Matrix(rows: [[2, 0], [3, 0], [0, 2]])) == [0, 1, 2])
      let distances = try rule.distances(Matrix(rows: [[0, 0]]))
      #expect(distances.elements == [0, 4, 3])
      #expect(try rule.memberDistances(Matrix(rows: [[0, 0]])) == distances)
      #expect(try rule.responsibilities(points) == nil)
      #expect(rule.clusterCount == 3 && rule.columnCount == 2)
      #expect(try rule.assign(Matrix(rowCount: 0, columnCount: 2, elements: [])) == [])
    }
  }

  /// At 2⁻⁵⁵⁰ squares are below the range of doubles, at 2⁵⁵⁰ above it.
  @Test(arguments: [-550, 0, 550])
  func distancesKeepTheirDigits(exponent: Int) throws {
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let points = Matrix(rows: [[0, 0], [3 * scale, 4 * scale]])
    let rule = PlacementRule.centroids(points)
    #expect(try rule.distances(points).elements == [0, 5 * scale, 5 * scale, 0])
  }

  /// {0, 1, 6} and {10, 12}. Of the member 6: nearest 5 and 4, farthest 6 and 6, mean 5.5 and 5;
  /// a newcomer at 6 has the member there at 0.
  @Test(arguments: [Linkage.single, .complete, .average, .mcquitty])
  func aMemberIsNotComparedWithItself(linkage: Linkage) throws {
    let model = try HierarchicalModel(linkage, partition: halves, of: line)
    let rule = PlacementRule.members(model)
    let (own, other, newcomer): (Double, Double, Double) =
      switch linkage {
      case .single: (5, 4, 0)
      case .complete: (6, 6, 6)
      default: (5.5, 5, 11.0 / 3)
      }
    #expect(Array(try rule.memberDistances(line).row(2)) == [own, other])
    #expect(Array(try rule.distances(line).row(2)) == [newcomer, other])
    #expect(try rule.assign(line) == model.assign(line))
    #expect(rule.clusterCount == 2 && rule.columnCount == 1)
    let threads = try rule.memberDistances(line, parallelism: Parallelism(threads: 3))
    #expect(try threads == rule.memberDistances(line))
  }

  @Test(arguments: [Linkage.single, .complete, .average])
  func theOnlyMemberIsAtZero(linkage: Linkage) throws {
    let partition = Partition(canonicalising: [0, 0, 0, 0, 1])
    let rule = PlacementRule.members(
      try HierarchicalModel(linkage, partition: partition, of: line))
    #expect(try rule.memberDistances(line)[4, 1] == 0)
  }

  /// Two components of weights ¾ and ¼ at 0 and 4, variances 1 and 4: at 2 the densities are
  /// ¾φ(2) and ¼·½φ(1), at 0 the second is two standard deviations away.
  @Test func mixtureByHand() throws {
    let rule = PlacementRule.mixture(
      MixtureParameters(
        weights: [0.75, 0.25], means: Matrix(rows: [[0], [4]]),
        covariances: [Matrix(rows: [[1]]), Matrix(rows: [[4]])]), .full)
    let x = Matrix(rows: [[0], [2], [4]])
    #expect(try rule.distances(x).elements == [0, 2, 2, 1, 4, 0])
    let shares = try #require(try rule.responsibilities(x))
    let first = 0.75 * exp(-2.0)
    let second = 0.125 * exp(-0.5)
    #expect(abs(shares[1, 0] - first / (first + second)) < 1e-12)
    #expect(try rule.assign(x) == [0, 0, 1])
  }

  /// Σ = [[2, 1], [1, 2]]: Σ⁻¹ = [[2, −1], [−1, 2]]/3. Of (1, 0) from 0: 2/3; of (1, −1): 2. The
  /// diagonal shape reads the variances alone: ½ and 1.
  @Test func mahalanobisDistances() throws {
    let parameters = MixtureParameters(
      weights: [1], means: Matrix(rows: [[0, 0]]), covariances: [Matrix(rows: [[2, 1], [1, 2]])])
    let x = Matrix(rows: [[1, 0], [1, -1]])
    for (shape, squares) in [
      (GaussianMixture.CovarianceShape.full, [2.0 / 3, 2]), (.diagonal, [0.5, 1]),
    ] {
      let distances = try PlacementRule.mixture(parameters, shape).distances(x).elements
      for (found, square) in zip(distances, squares) {
        #expect(abs(found - square.squareRoot()) < 1e-14)
      }
    }
  }

  /// What model.json keeps places as the fit did.
  @Test(arguments: ClusteringMethod.allCases)
  func survivesCoding(_ method: ClusteringMethod) throws {
    let x = Matrix(rows: Shape.groups(60, 3, centres: 3, seed: 4).rows)
    let rule = try Clusterer(method: method, seed: 1).fit(x, clusterCounts: [3])[0].rule
    let again = try JSONDecoder().decode(PlacementRule.self, from: JSONEncoder().encode(rule))
    let newcomers = Matrix(rows: Shape.uniform(50, 3, seed: 9).rows)
    #expect(again == rule)
    #expect(try again.assign(newcomers) == rule.assign(newcomers))
  }

  @Test func unusableRulesAreNotRead() {
    let points = #"{"rowCount": 1, "columnCount": 1, "elements": [0]}"#
    let none = #"{"rowCount": 0, "columnCount": 1, "elements": []}"#
    let mixture = #""weights": [1], "means": \#(points), "covariances": [\#(points)]"#
    for text in [
      #"{"rule": "centroids", "points": \#(none)}"#, #"{"rule": "nearest", "points": \#(points)}"#,
      #"{"rule": "medoids"}"#, #"{"rule": "members", "members": {}}"#,
      // A variance of 0 has no density.
      #"{"rule": "mixture", "parameters": {\#(mixture)}, "shape": "full"}"#,
      #"{"rule": "mixture", "parameters": {"weights": [], "means": \#(none), "covariances": []}, "#
        + #""shape": "full"}"#,
    ] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(PlacementRule.self, from: Data(text.utf8))
      }
    }
  }
}
