import Interpretation
import Segmentation
import Validation

/// What the clients left aside showed, in `run.json`.
struct ValidationRecord: Sendable, Encodable {
  struct Group: Sendable, Encodable {
    let name: String?
    let size: Int
    let clusters: Int
    /// The number that would have been chosen without the group, 1 where no groups would have been
    /// announced; `null` where the number was given.
    let chosen: Int?
    let adjustedRand: Double?
    let adjustedMutualInformation: Double?
    let predictionStrength: Double?
    let jaccard: [Double?]
    let pairsKept: [Double?]
    let counts: [Int?]
    let share: [Double?]
    let trainingShare: [Double?]
    let shareTest: ShareComparison?
    /// The p-value of `shareTest`, corrected by Holm for the number of groups.
    let shareTestCorrectedPValue: Double?
    let shifts: [ProfileShift?]
    let explained: Double?
    let trainingExplained: Double?
    /// Segments, by number, that do not form without the group.
    let notFound: [Int]
    /// Its clients placed in a segment that the final ones have not.
    let unmatched: Int
    let notCompared: NotCompared?

    init(_ result: HeldOutGroupResult, correctedPValue: Double?, numbers: [Int]) {
      name = result.group.map(Group.name)
      size = result.size
      clusters = result.clusterCount
      chosen = result.chosenCount
      adjustedRand = result.adjustedRand
      adjustedMutualInformation = result.adjustedMutualInformation
      predictionStrength = result.predictionStrength
      jaccard = result.jaccard
      pairsKept = result.pairsKept
      counts = result.counts
      share = result.share
      trainingShare = result.trainingShare
      shareTest = result.shareTest
      shareTestCorrectedPValue = correctedPValue
      shifts = result.shifts
      explained = result.explainedInertia
      trainingExplained = result.trainingExplainedInertia
      notFound = result.notFound.map { numbers[$0] }
      unmatched = result.unmatchedCount
      notCompared = result.notCompared
    }

    private static func name(_ group: HeldOutGroup) -> String {
      if case .fold(let number, let round) = group { return "fold \(round).\(number)" }
      return group.text
    }
  }

  struct Outcome: Sendable, Encodable {
    /// Segments against the firm's rules on the same clients, shares freed from chance.
    struct Comparison: Sendable, Encodable {
      let segments: Double
      let rules: Double
      let difference: Double
      /// Ends of the interval that holds the difference with confidence `level`.
      let lower: Double
      let upper: Double
      let level: Double
      let replicates: Int
      let count: Int
      let conclusion: OutcomeComparison.Conclusion

      init(_ comparison: OutcomeComparison) {
        segments = comparison.segments
        rules = comparison.rules
        difference = comparison.difference
        lower = comparison.lower
        upper = comparison.upper
        level = comparison.level
        replicates = comparison.replicates
        count = comparison.count
        conclusion = comparison.conclusion
      }
    }

    let key: String
    let measure: VariableEffect.Measure?
    let heldOut: OutcomeEffect?
    let training: OutcomeEffect?
    let rule: OutcomeEffect?
    let comparison: Comparison?
    let notCompared: OutcomeRefusal?
    let notEvaluated: OutcomeRefusal?

    init(_ outcome: OutcomeResult) {
      key = outcome.key
      measure = outcome.measure
      heldOut = outcome.heldOut
      training = outcome.training
      rule = outcome.rule
      comparison = outcome.comparison.map(Comparison.init)
      notCompared = outcome.notCompared
      notEvaluated = outcome.notEvaluated
    }
  }

  let kind: HeldOutValidation.Kind
  let column: String?
  let groups: [Group]
  let notTried: NotTried?
  /// Why no groups were held out though they were asked for.
  let groupsNotEvaluated: GroupsNotEvaluated?
  let tooSmall: [String]
  let clientsWithoutGroup: Int
  let adjustedRand: Double?
  let adjustedMutualInformation: Double?
  /// What portfolios without groups reach under the same procedure.
  let baseline: HeldOutBaseline?
  let predictionStrength: Double?
  let heldOutExplained: Double?
  let trainingExplained: Double?
  let outcomes: [Outcome]

  init(_ validation: HeldOutValidation, numbers: [Int]) {
    kind = validation.kind
    column = validation.column
    groups = zip(validation.groups, validation.summary.shareTestPValues).map {
      Group($0, correctedPValue: $1, numbers: numbers)
    }
    notTried = validation.notTried
    groupsNotEvaluated = validation.groupsNotEvaluated
    tooSmall = validation.tooSmall
    clientsWithoutGroup = validation.clientsWithoutGroup
    adjustedRand = validation.summary.adjustedRand
    adjustedMutualInformation = validation.summary.adjustedMutualInformation
    baseline = validation.baseline
    predictionStrength = validation.summary.predictionStrength
    heldOutExplained = validation.summary.explainedInertia
    trainingExplained = validation.summary.trainingExplainedInertia
    outcomes = validation.outcomes.map(Outcome.init)
  }
}
