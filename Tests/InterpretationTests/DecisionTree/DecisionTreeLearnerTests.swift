import Interpretation
import LinearAlgebra
import Tables
import Testing

@Suite struct DecisionTreeLearnerTests {
  @Test func segmentsThatConditionsSayAreLearntWhole() {
    let made = MadeClients(count: 400, seed: 5, missing: 0, noise: 0)
    let learnt = DecisionTreeLearner(leafCount: 16).fit(
      made.columns, made.everyone, segmentCount: 4)
    #expect(learnt.tree.segments(of: made.columns) == made.labels)
    #expect(learnt.trials.count == 6)
  }

  /// The first that is about as good as the best on clients left out; never one that is clearly worse.
  @Test(arguments: 1...8)
  func keepsTheFirstThatIsAsGoodAsTheBest(seed: Int) throws {
    let made = MadeClients(count: 300, segments: 4, seed: UInt64(seed), noise: 0.25)
    let learnt = DecisionTreeLearner(leafCount: 4).fit(
      made.columns, made.everyone, segmentCount: 4)
    let best = try #require(learnt.trials.map(\.fidelity).max())
    #expect(learnt.trials.map(\.candidate) == TreeCandidate.all)
    #expect(learnt.trials.first(where: \.isAsGoodAsTheBest)?.candidate == learnt.candidate)
    for trial in learnt.trials {
      let short = (best - trial.fidelity) * 300
      #expect(short > 1e-6 || trial.isAsGoodAsTheBest)
      // √m is never more than √n.
      #expect(short * short <= 300 || !trial.isAsGoodAsTheBest)
    }
  }

  /// The worst first: it is left where another is clearly better, and only there.
  @Test func aCandidateThatIsClearlyWorseIsPassedOver() {
    var passedOver = 0
    for seed in 1...6 {
      let made = MadeClients(count: 400, segments: 4, seed: UInt64(seed), noise: 0.05)
      for leaves in 4...6 {
        let learnt = DecisionTreeLearner(
          leafCount: leaves, candidates: TreeCandidate.all.reversed()
        ).fit(made.columns, made.everyone, segmentCount: 4)
        if learnt.candidate != TreeCandidate.all.last {
          passedOver += 1
          #expect(!learnt.trials[0].isAsGoodAsTheBest)
        }
      }
    }
    #expect((1...17).contains(passedOver), "\(passedOver)")
  }

  @Test func theNumberOfThreadsChangesNothing() {
    let made = MadeClients(count: 200, seed: 4)
    let learner = DecisionTreeLearner(leafCount: 7)
    let one = learner.fit(made.columns, made.everyone, segmentCount: 4)
    let three = learner.fit(
      made.columns, made.everyone, segmentCount: 4, parallelism: Parallelism(threads: 3))
    #expect(one == three)
  }

  @Test func rowsOfNoPartAreNotLookedAt() {
    let made = MadeClients(count: 200, seed: 6)
    let rows = (0..<200).filter { $0 % 4 != 0 }
    let training = LabelledRows(rows: rows, labels: rows.map { made.labels[$0] })
    let learner = DecisionTreeLearner(leafCount: 7)
    let all = learner.fit(made.columns, training, segmentCount: 4)
    let spoilt = made.columns.map { column -> Column in
      guard case .numbers(let values) = column.values else { return column }
      return numeric(
        column.name, column.key, values.enumerated().map { $0.offset % 4 == 0 ? -7e9 : $0.element },
        column.position, column.unit)
    }
    #expect(learner.fit(spoilt, training, segmentCount: 4) == all)
  }

  @Test func oneSegmentOrNothingToAskMakesOneLeaf() {
    let made = MadeClients(count: 40, seed: 1)
    let same = LabelledRows(labels: [Int](repeating: 0, count: 40))
    let learner = DecisionTreeLearner(leafCount: 5)
    #expect(learner.fit(made.columns, same, segmentCount: 1).tree.leafCount == 1)
    #expect(learner.fit([], made.everyone, segmentCount: 4).tree.leafCount == 1)
    let single = learner.fit(
      made.columns, LabelledRows(rows: [3], labels: [2]), segmentCount: 4)
    #expect(single.tree.nodes.map(\.segment) == [2] && single.trials.isEmpty)
  }

  @Test func fewerLeavesThanSegmentsLeavesTheCentresOut() {
    let made = MadeClients(count: 120, seed: 2)
    let learnt = DecisionTreeLearner(leafCount: 3).fit(
      made.columns, made.everyone, segmentCount: 4)
    #expect(learnt.trials.allSatisfy { $0.candidate.start != .centres })
    #expect(learnt.tree.leafCount <= 3)
  }

  @Test func identifiersTextsDatesAndLongListsAskNothing() {
    let levels = (0...SplitFeature.levelLimit).map { "l\($0)" }
    let codes = (0..<60).map { Int32($0 % 2) }
    let columns = [
      Column(
        name: "id", key: "id", position: 1, kind: .identifier,
        values: .texts((0..<60).map { "c\($0)" })),
      Column(
        name: "d", key: "d", position: 2, kind: .date,
        values: .dates((0..<60).map { Int32($0 % 2) })),
      category("naf", "naf", codes, levels, 3),
    ]
    let learnt = DecisionTreeLearner(leafCount: 4).fit(
      columns, LabelledRows(labels: codes.map { Int($0) }), segmentCount: 2)
    #expect(learnt.tree.leafCount == 1)
  }
}
