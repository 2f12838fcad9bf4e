import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

@Suite struct HeldOutTrialTests {
  @Test func scaledInProportion() {
    let small = HeldOutTrial(count: 800, divisions: [[200, 200, 100]])
    #expect(small.scaled(trainingLimit: 1_500, needed: 30) == small)
    // The largest clustered part is 1200 − 200 = 1000: half of everything.
    let trial = HeldOutTrial(count: 1_200, divisions: [[400, 300, 200], [900]])
    #expect(
      trial.scaled(trainingLimit: 500, needed: 30)
        == HeldOutTrial(count: 600, divisions: [[200, 150, 100], [450]]))
    // A part is not made smaller than what is compared at all; one that was is left as it is.
    #expect(
      HeldOutTrial(count: 1_000, divisions: [[40, 20]]).scaled(trainingLimit: 98, needed: 30)
        == HeldOutTrial(count: 144, divisions: [[30, 20]]))
    #expect(HeldOutTrial(heldOut: 90, beside: 60) == HeldOutTrial(count: 120, divisions: [[60]]))
  }

  private let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)

  private func normal(rows: Int, columns: Int, seed: UInt64) -> Matrix {
    var generator = TestGenerator(seed: seed)
    return Matrix(
      rowCount: rows, columnCount: columns,
      elements: (0..<(rows * columns)).map { _ in
        (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0...1, using: &generator) }
      })
  }

  /// The mean agreement of the parts of some divisions, each held out in turn, with plain loops.
  private func agreement(_ x: Matrix, folds: Int, rounds: Int, clusters: Int) throws
    -> HeldOutAgreement
  {
    let design = HeldOutDesign.folds(
      folds, rounds: rounds, identifiers: (0..<x.rowCount).map(String.init))
    let results = try design.splits.map { split -> HeldOutGroupResult in
      let training = x.rows(at: split.training)
      let model = try clusterer.fit(training, clusterCounts: [clusters])[0]
      let others = x.rows(at: split.heldOut)
      return try HeldOutEvaluation().evaluate(
        others, assigned: try model.assign(others),
        reference: HeldOutReference(training, model.summary), clusterer: clusterer)
    }
    return try #require(HeldOutSummary(results).agreement)
  }

  /// Clouds in one piece, tried in folds: p is about uniform, its extremes included. Draws of a single
  /// split would rank a mean among values that vary more, and p would keep to the middle.
  @Test func pIsUniformWithoutGroups() throws {
    let (clouds, replicates) = (60, 19)
    let ps = try Parallelism(threads: 2).map(count: clouds) { seed -> Double in
      let z = normal(rows: 160, columns: 3, seed: UInt64(100 + seed))
      let x = Matrix(rows: (0..<160).map { i in [z[i, 0], 0.6 * z[i, 0] + z[i, 1], z[i, 2]] })
      let observed = try agreement(x, folds: 4, rounds: 1, clusters: 3)
      let baseline = try HeldOutBaseline.Study(replicates: replicates, seed: UInt64(seed)).run(
        x, clusterCount: 3, trial: HeldOutTrial(count: 160, divisions: [[40, 40, 40, 40]]),
        observed: observed, clusterer: clusterer)
      return baseline?.pValue ?? .nan
    }
    let mean = ps.reduce(0, +) / Double(clouds)
    // 0.525 expected, with a standard error of 0.037.
    #expect(abs(mean - 0.525) < 0.13, "\(mean)")
    // 12 of 60 expected at either end, with a standard deviation of 3.1.
    let (low, high) = (ps.count { $0 <= 0.2 }, ps.count { $0 > 0.8 })
    #expect((4...21).contains(low) && (4...21).contains(high), "\(low), \(high)")
    let spread = ps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(clouds)
    // Of 1/20, 2/20, … 1: (400 − 1)/12/400 = 0.083.
    #expect(spread > 0.06, "\(spread)")
  }

  @Test func equalAgreementsAreOrderedByWhatIsExplained() {
    func agreement(_ index: Double, _ explained: Double?) -> HeldOutAgreement {
      HeldOutAgreement(adjustedRand: index, explained: explained)
    }
    let trial = HeldOutTrial(heldOut: 40, beside: 120)
    let draws = [agreement(1, 0.6), agreement(1, 0.9), agreement(0.7, 0.95), agreement(1, 0.5)]
    func baseline(_ observed: HeldOutAgreement) -> HeldOutBaseline {
      HeldOutBaseline(values: draws, observed: observed, trial: trial)
    }
    #expect(baseline(agreement(1, 0.8)).asGood == 1)
    #expect(baseline(agreement(1, 0.8)).tiesBelow == 2)
    #expect(baseline(agreement(1, 0.8)).pValue == 0.4)
    #expect(baseline(agreement(1, nil)).asGood == 3)
    #expect(baseline(agreement(0.9, 0.99)).asGood == 3)
  }

  /// Two groups far apart agree perfectly, as do many clouds cut in two: what they explain tells them
  /// apart.
  @Test func farGroupsAreNotTakenForACloud() throws {
    let noise = normal(rows: 200, columns: 4, seed: 6)
    let x = Matrix(
      rows: (0..<200).map { i in (0..<4).map { noise[i, $0] + (i % 2 == 0 ? 0 : 7) } })
    let observed = try agreement(x, folds: 4, rounds: 1, clusters: 2)
    #expect(observed.adjustedRand == 1)
    let baseline = try #require(
      try HeldOutBaseline.Study().run(
        x, clusterCount: 2, trial: HeldOutTrial(heldOut: 50, beside: 150), observed: observed,
        clusterer: clusterer))
    #expect(baseline.highest == 1 && baseline.tiesBelow > 0)
    #expect(baseline.pValue == 1.0 / 40)
  }

  @Test func divisionsDifferAndThreadsDoNotMatter() throws {
    let x = normal(rows: 150, columns: 2, seed: 9)
    let study = HeldOutBaseline.Study(replicates: 5, seed: 3)
    func run(_ divisions: [[Int]], threads: Int = 1) throws -> HeldOutBaseline {
      try #require(
        try study.run(
          x, clusterCount: 3, trial: HeldOutTrial(count: 150, divisions: divisions),
          observed: HeldOutAgreement(adjustedRand: 0.5),
          clusterer: clusterer, parallelism: Parallelism(threads: threads)))
    }
    let (one, two) = (try run([[50, 50, 50]]), try run([[50, 50, 50], [50, 50, 50]]))
    #expect(one.splits == 3 && two.splits == 6)
    #expect(one.trainingCount == 100 && one.heldOutCount == 50)
    #expect(one.mean != two.mean)
    #expect(try run([[50, 50, 50], [50, 50, 50]], threads: 3) == two)
  }
}
