import Testing
import Validation

/// Each branch of the rule, from figures by hand.
@Suite struct ClusterCountRuleTests {
  /// Numbers from 2; each gains with a deviation of 0.1.
  private func figures(
    gains: [Double?], strengths: [Double?], sizes: [Int]? = nil, silhouettes: [Double]? = nil,
    borders: [Double?]? = nil, clusters: [[Int]]? = nil
  ) -> [CandidateFigures] {
    gains.indices.map { i in
      CandidateFigures(
        clusterCount: i + 2, gain: gains[i], gainDeviation: 0.1, predictionStrength: strengths[i],
        silhouette: silhouettes?[i], sizes: clusters?[i] ?? [200, sizes?[i] ?? 50],
        borderPValue: borders?[i] ?? nil
      )
    }
  }

  private func decide(
    _ figures: [CandidateFigures], p: Double? = 1.0 / 21, replicates: Int = 20,
    separation: Double? = 0.01, rule: ClusterCountRule = ClusterCountRule(),
    redraws: [[CandidateFigures]] = [], redrawnCount: Int? = nil
  ) -> ClusterCountDecision {
    rule.decide(
      figures, observationCount: 300, pValue: p, replicates: replicates, separation: separation,
      redraws: redraws, redrawnCount: redrawnCount)
  }

  @Test func ofThoseThatGainAboutAsMuchTheOneThatHalvesFindBest() {
    // 3 is 0.25 below the best; 4 is 0.15 below and 6 is 0.1: within two deviations of 0.1.
    let decision = decide(
      figures(gains: [0.5, 0.75, 0.85, 1, 0.9], strengths: [0.9, 0.8, 0.7, 0.6, 0.55]))
    #expect(decision.choice == 4)
    #expect(decision.hasStructure)
    #expect(decision.reason == .holds(counts: [2, 3, 4, 5, 6], best: 5, near: [4, 5, 6]))
    #expect(decision.alternative == nil)
  }

  @Test func toleranceIsInStandardDeviations() {
    let numbers = figures(gains: [0.5, 0.75, 0.85, 1], strengths: [0.9, 0.8, 0.7, 0.6])
    #expect(decide(numbers, rule: ClusterCountRule(tolerance: 0)).choice == 5)
    #expect(decide(numbers, rule: ClusterCountRule(tolerance: 3)).choice == 3)
    #expect(decide(numbers, rule: ClusterCountRule(tolerance: 5)).choice == 2)
  }

  /// Where deviations are small: a share of the best gain.
  @Test func toleranceIsAtLeastAShareOfTheGain() {
    let numbers = figures(gains: [0.5, 0.75, 0.85, 1], strengths: [0.9, 0.8, 0.7, 0.6])
    func choice(_ share: Double) -> Int {
      decide(numbers, rule: ClusterCountRule(tolerance: 0, gainShare: share)).choice
    }
    #expect([0, 0.14, 0.16, 0.26, 0.5].map(choice) == [5, 5, 4, 3, 2])
  }

  /// 0.71 is no better than 0.70, 0.73 is.
  @Test func ofThoseFoundAsWellTheOneThatGainsMost() {
    func choice(_ strength: Double) -> Int {
      decide(figures(gains: [0.5, 0.95, 1], strengths: [0.9, strength, 0.7])).choice
    }
    #expect(choice(0.71) == 4 && choice(0.73) == 3)
    #expect(
      decide(
        figures(gains: [0.5, 0.95, 1], strengths: [0.9, 0.73, 0.7]),
        rule: ClusterCountRule(strengthTolerance: 0.04)
      ).choice == 4)
  }

  /// 4 gains most; every two of the clusters of 2 and 3 are parted, not of those of 4.
  @Test func aCutTooManyIsTakenBack() {
    func choice(
      gains: [Double] = [0.9, 0.95, 1.3], strengths: [Double] = [0.9, 0.7, 0.6],
      borders: [Double?] = [0.01, 0.05, 0.051], rule: ClusterCountRule = ClusterCountRule()
    ) -> ClusterCountDecision {
      decide(figures(gains: gains, strengths: strengths, borders: borders), rule: rule)
    }
    // Of 2 and 3 the one that gains most.
    #expect(choice().choice == 3)
    #expect(choice().reason == .parted(counts: [2, 3, 4], insteadOf: 4))
    #expect(choice().candidates.map(\.isParted) == [true, true, false])
    // Parted itself; not parted either; not found again by 0.1 more; 0.7 of 1.4 is more than 0.95.
    #expect(choice(borders: [0.01, 0.05, 0.05]).choice == 4)
    #expect(choice(borders: [nil, 0.06, 0.051]).choice == 4)
    #expect(choice(strengths: [0.65, 0.69, 0.6]).choice == 4)
    #expect(choice(gains: [0.9, 0.95, 1.4]).choice == 4)
    #expect(
      choice(gains: [0.9, 0.95, 1.4], rule: ClusterCountRule(partedGain: 0.6)).choice == 3)
    #expect(
      choice(strengths: [0.65, 0.69, 0.6], rule: ClusterCountRule(partedStrength: 0.05)).choice == 3
    )
    // A larger number is not its remedy.
    #expect(choice(gains: [1.3, 0.9, 0.95], borders: [0.5, 0.5, 0.01]).choice == 2)
  }

  @Test func whatHalvesDoNotFindAgainDoesNotHold() {
    let decision = decide(figures(gains: [0.3, 0.6, 2], strengths: [0.9, 0.5, 0.49]))
    #expect(decision.choice == 3)
    #expect(decision.reason == .holds(counts: [2, 3], best: 3, near: [3]))
    #expect(decision.candidates.map(\.holds) == [true, true, false])
  }

  @Test func whatDoesNotExceedDataWithoutGroupsDoesNotHold() {
    // 1.9 and 2.1 deviations.
    let decision = decide(figures(gains: [0.19, 0.21], strengths: [0.99, 0.6]))
    #expect(decision.choice == 3)
    #expect(decision.reason == .holds(counts: [3], best: 3, near: [3]))
  }

  @Test func tooSmallAClusterIsNotTaken() {
    let decision = decide(
      figures(gains: [0.5, 0.9, 1], strengths: [0.9, 0.9, 0.9], sizes: [50, 10, 9]))
    #expect(decision.choice == 3)
    #expect(decision.candidates.map(\.isWorkable) == [true, true, false])
    let asked = decide(
      figures(gains: [0.5, 0.9, 1], strengths: [0.9, 0.9, 0.9], sizes: [50, 10, 9]),
      rule: ClusterCountRule(minimumSize: 9))
    #expect(asked.reason == .holds(counts: [2, 3, 4], best: 4, near: [3, 4]))
  }

  @Test func whereAllThatHoldAreTooSmallTheRoomiestIsTaken() {
    let decision = decide(
      figures(gains: [0.1, 0.9, 1], strengths: [0.9, 0.9, 0.9], sizes: [50, 4, 6]))
    #expect(decision.choice == 4)
    #expect(
      decision.reason == .onlyUnworkableHold(counts: [3, 4], smallestSize: 6, minimumSize: 10))
  }

  /// Three groups and four strays: 4 leaves three segments beside them, 2 and 3 leave one and two.
  @Test func whereAllThatHoldAreTooSmallThoseThatLeaveSegmentsComeFirst() {
    let decision = decide(
      figures(
        gains: [0.5, 0.8, 1], strengths: [0.9, 0.9, 0.9],
        clusters: [[296, 4], [200, 96, 4], [200, 50, 46, 4]]))
    #expect(decision.choice == 4)
    #expect(
      decision.reason == .onlyUnworkableHold(counts: [2, 3, 4], smallestSize: 4, minimumSize: 10))
    let two = decide(
      figures(
        gains: [0.5, 0.8, 1], strengths: [0.9, 0.9, 0.9],
        clusters: [[296, 4], [200, 96, 4], [288, 4, 4, 4]]))
    #expect(two.choice == 3)
  }

  @Test func groupsWithoutASureNumberAreSaidToBeSo() {
    let decision = decide(figures(gains: [0.5, 0.9, 1], strengths: [0.3, 0.42, 0.2]))
    #expect(decision.hasStructure)
    #expect(decision.choice == 3)
    #expect(decision.reason == .noneReproducible(strength: 0.42))
  }

  @Test func withoutGroupsTheAnswerIsOneHoweverSureANumberIs() {
    let decision = decide(
      figures(gains: [1, 2, 0.3], strengths: [0.95, 0.9, 0.3], silhouettes: [0.3, 0.4, 0.9]),
      p: 9.0 / 21)
    #expect(decision.choice == 1)
    #expect(!decision.hasStructure)
    #expect(decision.reason == .noStructure(asGood: 8, of: 20))
    // Of the best silhouette among those that halves find again.
    #expect(decision.alternative == 3)
  }

  /// However well the data divide, without a valley they are one piece.
  @Test func withoutAValleyTheAnswerIsOne() {
    let numbers = figures(gains: [1, 2], strengths: [0.95, 0.9])
    #expect(decide(numbers, separation: 0.05).hasStructure)
    let decision = decide(numbers, separation: 0.051)
    #expect(decision.choice == 1 && !decision.hasStructure)
    #expect(decision.reason == .noValley)
    #expect(decide(numbers, separation: nil).reason == .noValley)
    #expect(decide(numbers, p: 9.0 / 21, separation: 0.5).reason == .noStructure(asGood: 8, of: 20))
  }

  /// A redraw of fewer observations has smaller clusters: its minimum is that of its own number.
  @Test func redrawsOfASampleAreHeldToTheSamplesMinimum() {
    let numbers = figures(gains: [0.3, 0.9], strengths: [0.9, 0.9], sizes: [150, 40])
    let redrawn = figures(gains: [0.3, 0.9], strengths: [0.9, 0.9], sizes: [75, 20])
    func redraws(_ rule: ClusterCountRule, _ count: Int?) -> [ChoiceFrequency] {
      decide(numbers, rule: rule, redraws: [redrawn], redrawnCount: count).redraws
    }
    let asked = ClusterCountRule(minimumSize: 30)
    #expect(redraws(asked, 150) == [ChoiceFrequency(clusterCount: 3, times: 1)])
    #expect(redraws(asked, nil) == [ChoiceFrequency(clusterCount: 2, times: 1)])
    let usual = ClusterCountRule().decide(
      numbers, observationCount: 1_000, pValue: 1.0 / 21, replicates: 20, separation: 0.01,
      redraws: [redrawn], redrawnCount: 500)
    #expect(usual.redraws == [ChoiceFrequency(clusterCount: 3, times: 1)])
  }

  @Test func oneSetAsGoodInTwentyIsTooMany() {
    let numbers = figures(gains: [1], strengths: [0.95])
    #expect(!decide(numbers, p: 2.0 / 21).hasStructure)
    #expect(decide(numbers, p: 2.0 / 41, replicates: 40).hasStructure)
  }

  @Test func whatCannotBeTestedIsNotClaimed() {
    let numbers = figures(gains: [1], strengths: [0.95])
    #expect(decide(numbers, p: nil).reason == .untested)
    #expect(decide(numbers, p: 1.0 / 6, replicates: 5).reason == .untested)
    #expect(decide([], p: nil).reason == .tooFewDistinctObservations)
  }

  /// Redraws follow steps 2 and 3, and are not told where there are no groups.
  @Test func redrawsAreCounted() {
    let two = figures(gains: [0.9, 0.95], strengths: [0.9, 0.8])
    let three = figures(gains: [0.5, 0.95], strengths: [0.9, 0.9])
    let unsure = figures(gains: [0.5, 0.95], strengths: [0.4, 0.3])
    let decision = decide(two, redraws: [three, two, three, unsure])
    #expect(
      decision.redraws == [
        ChoiceFrequency(clusterCount: 2, times: 2), ChoiceFrequency(clusterCount: 3, times: 2),
      ])
    #expect(decide(two, p: 0.5, redraws: [three]).redraws.isEmpty)
  }
}
