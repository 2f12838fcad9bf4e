import Clustering
import Foundation
import LinearAlgebra
import Statistics
import TestSupport
import Testing
import Validation

/// A valley between clusters, or a chain of bridges.
@Suite struct SeparationTestTests {
  private let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)

  private func test(_ x: Matrix, _ counts: [Int]) throws -> SeparationTest {
    SeparationTest(x, try clusterer.fit(x, clusterCounts: counts))
  }

  private func cloud(
    _ count: Int, seed: UInt64, _ point: (inout RandomStream, Int) -> [Double]
  ) -> Matrix {
    var stream = RandomStream(seed: seed, purpose: .example)
    return Matrix(rows: (0..<count).map { point(&stream, $0) })
  }

  private func spots(_ centres: [Double], seed: UInt64 = 3) -> Matrix {
    cloud(60 * centres.count, seed: seed) { stream, i in
      [centres[i % centres.count] + stream.normal(), stream.normal()]
    }
  }

  @Test func groupsFarApartHaveAValley() throws {
    let x = spots([0, 8, 16])
    let test = try test(x, [2, 3])
    #expect(test.pValues == [DipStatistic.smallestPValue, DipStatistic.smallestPValue])
    #expect(test.pValue == 2 * DipStatistic.smallestPValue)
    #expect(test.correctedPValues == test.pValues.map { _ in test.pValue })
  }

  /// The overall p-value is the smallest corrected one; a number that was not made counts for none.
  @Test func eachNumberIsCorrectedAsTheWholeIs() {
    let test = SeparationTest(pValues: [0.4, nil, 0.01, 0.02])
    #expect(test.correctedPValues == [1, nil, 0.03, 0.06])
    #expect(test.pValue == test.correctedPValues.compactMap { $0 }.min())
  }

  /// The definition, slowly: over every way to part the clusters in two, the surest bridge across;
  /// over the ways, the least.
  @Test func theWeakestLinkOfTheBestChainIsTheLeastSureCut() throws {
    for seed in UInt64(1)...6 {
      let x = cloud(240, seed: seed) { stream, i in
        [
          3 * Double(i % 3) + stream.normal(), stream.normal(),
          2.5 * Double(i % 2) + stream.normal(),
        ]
      }
      for k in 2...6 {
        let model = try clusterer.fit(x, clusterCounts: [k])[0]
        let members = (0..<k).map(model.partition.members)
        func bridge(_ a: Int, _ b: Int) -> Double {
          let rows = members[a] + members[b]
          let places = rows.map { row in
            (0..<3).reduce(0.0) {
              $0 + x[row, $1] * (model.summary.centroids[b, $1] - model.summary.centroids[a, $1])
            }
          }
          return DipStatistic(places).pValue
        }
        var least = 1.0
        for cut in 1..<(1 << (k - 1)) {
          var surest = 0.0
          for a in 0..<k where cut >> a & 1 == 1 {
            for b in 0..<k where cut >> b & 1 == 0 { surest = max(surest, bridge(a, b)) }
          }
          least = min(least, surest)
        }
        let p = try #require(SeparationTest(x, [model]).pValue)
        #expect(abs(p - least) <= 0.02 * least, "seed \(seed), k \(k)")
      }
    }
  }

  /// Clouds in one piece that divide better than a normal cloud of the same margins: no valley.
  @Test(arguments: ["disc", "arch", "evenSize", "skewSize", "normal"])
  func oneCurvedOrUnevenPieceHasNone(kind: String) throws {
    var found = 0
    for seed in UInt64(1)...8 {
      let x = cloud(400, seed: seed) { stream, _ in
        switch kind {
        case "disc":
          let (angle, radius) = (2 * Double.pi * stream.uniform(), stream.uniform().squareRoot())
          return [radius * cos(angle), radius * sin(angle)]
        case "arch":
          let place = 2 * stream.uniform() - 1
          return [2 * place, 2 * place * place + 0.15 * stream.normal(), 0.3 * stream.normal()]
        case "evenSize":
          let size = 3.5 * stream.uniform()
          return (0..<4).map { _ in size + 0.4 * stream.normal() }
        case "skewSize":
          let size = -log(1 - stream.uniform())
          return (0..<4).map { _ in size + 0.5 * stream.normal() }
        default: return (0..<4).map { _ in stream.normal() }
        }
      }
      let p = try #require(try test(x, Array(2...8)).pValue)
      if p <= 0.05 { found += 1 }
    }
    #expect(found <= 1, "\(kind)")
  }

  @Test func aFewFarObservationsAreNoGroup() throws {
    var x = spots([0])
    for i in 0..<2 { x[i, 0] = 60 }
    #expect(try #require(try test(x, [2]).pValue) > 0.5)
  }

  @Test func whatCouldNotBeMadeIsNotCounted() throws {
    let x = spots([0, 8])
    let model = try clusterer.fit(x, clusterCounts: [2])[0]
    let test = SeparationTest(x, [model, nil, nil])
    #expect(test.pValues == [DipStatistic.smallestPValue, nil, nil])
    #expect(test.pValue == DipStatistic.smallestPValue)
    #expect(SeparationTest(x, []).pValue == nil)
  }
}
