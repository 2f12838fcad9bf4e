import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

@Suite struct ClusterCountCriteriaTests {
  /// I5: equal to the definition on given reference inertias, ties of the rule included.
  @Test(arguments: 0..<40)
  func gapIsTheDefinition(seed: Int) throws {
    var generator = TestGenerator(seed: UInt64(seed))
    let count = 6
    func decreasing() -> [Double] {
      (0..<count).map { _ in Double.random(in: 1...100, using: &generator) }.sorted(by: >)
    }
    let inertias = decreasing()
    let references = (0..<5).map { _ in decreasing() }
    let expected = ValidationDefinitions.gap(inertias: inertias, references: references)
    let logs = { (w: [Double]) -> [Double?] in
      w.map { ValidationDefinitions.naturalLogarithm($0) }
    }
    let criterion = GapStatistic(logInertias: logs(inertias), references: references.map(logs))
      .criterion(clusterCounts: Array(2...count))
    #expect(abs(try #require(criterion.valueForOneCluster) - expected.gap[0]) < 1e-13)
    for index in 1..<count {
      let value = try #require(criterion.values[index - 1])
      #expect(abs(value - expected.gap[index]) < 1e-13)
      let error = try #require(criterion.standardErrors?[index - 1])
      #expect(abs(error - expected.error[index]) < 1e-13)
    }
    #expect(criterion.chooses == expected.choice)
  }

  @Test func gapStopsAtAnInertiaOfZero() {
    let references: [[Double?]] = [[2, 1, 0.5], [2.2, 1.1, 0.4]]
    let criterion = GapStatistic(logInertias: [1.9, -3, nil], references: references)
      .criterion(clusterCounts: [2, 3])
    #expect(criterion.values[1] == nil)
    #expect(criterion.chooses == 2)
    let none = GapStatistic(logInertias: [nil, nil, nil], references: references)
      .criterion(clusterCounts: [2, 3])
    #expect(none.chooses == nil)
  }

  @Test(arguments: 0..<40)
  func pairsKeptAndInstabilityAreTheDefinitions(seed: Int) {
    var generator = TestGenerator(seed: UInt64(seed))
    let n = Int.random(in: 3...30, using: &generator)
    let raw = (0..<n).map { _ in Int.random(in: 0..<5, using: &generator) }
    let clusters = Partition(canonicalising: raw)
    let assigned = (0..<n).map { _ in Int.random(in: 0..<3, using: &generator) }
    let kept = PairsKept(clusters: clusters, assigned: assigned)
    #expect(
      kept.minimum == ValidationDefinitions.predictionStrength(clusters.labels, assigned))
    #expect(kept.singletonCount == clusters.sizes.filter { $0 == 1 }.count)
    let instability = BootstrapStability.instability(clusters.labels, assigned)
    #expect(
      abs(instability - ValidationDefinitions.instability(clusters.labels, assigned)) < 1e-15)
  }

  /// Largest k that reaches 0.8 with none failing before it; 0.8 itself counts.
  @Test func predictionStrengthRule() {
    func choice(_ strengths: [Double?]) -> Int? {
      let split = PredictionStrength.Split(
        strengths: strengths, singletons: strengths.map { _ in 0 })
      return PredictionStrength.criterion([split], clusterCounts: [2, 3, 4]).chooses
    }
    #expect(choice([0.9, 0.8, 0.1]) == 3)
    #expect(choice([0.79, 0.95, 0.95]) == 1)
    #expect(choice([0.9, 0.5, 0.95]) == 2)
    #expect(choice([nil, 0.9, 0.9]) == 1)
  }

  @Test func inertiaGainByHand() {
    // W = 100, 40, 30, 15, 14: ratios 0.4, 0.75, 0.5, 14/15; gains 60, 10, 15, 1.
    let inertias: [Double?] = [100, 40, 30, 15, 14]
    let counts = [2, 3, 4, 5]
    let ratio = InertiaGain.ratioOfInertias.criterion(inertias: inertias, clusterCounts: counts)
    let ratios: [Double?] = [0.4, 0.75, 0.5, 14.0 / 15]
    #expect(ratio.values == ratios)
    #expect(ratio.chooses == 4)
    let gains = InertiaGain.ratioOfGains.criterion(inertias: inertias, clusterCounts: counts)
    let gainRatios: [Double?] = [6, 10.0 / 15, 15, nil]
    #expect(gains.values == gainRatios)
    #expect(gains.chooses == 4)
    let short = InertiaGain.ratioOfInertias.criterion(inertias: [9, 3], clusterCounts: [2])
    #expect(short.chooses == nil)
  }

  @Test func uniformSetsDependOnTheirNumber() throws {
    let x = Matrix.random(rowCount: 400, columnCount: 3, seed: 5)
    let uniform = try UniformReference(x).sample(replicate: 1, seed: 3)
    #expect(try UniformReference(x).sample(replicate: 1, seed: 3) == uniform)
    #expect(try UniformReference(x).sample(replicate: 2, seed: 3) != uniform)
  }
}
