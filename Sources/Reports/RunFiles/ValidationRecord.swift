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
    /// Segments, from 1, that do not form without the group.
    let notFound: [Int]
    /// Its clients placed in a segment that the final ones have not.
    let unmatched: Int
    let notCompared: NotCompared?

    init(_ result: HeldOutGroupResult, correctedPValue: Double?) {
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
      notFound = result.notFound.map { $0 + 1 }
      unmatched = result.unmatchedCount
      notCompared = result.notCompared
    }

    private static func name(_ group: HeldOutGroup) -> String {
      if case .fold(let number, let round) = group { return "fold \(round).\(number)" }
      return group.text
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
  let outcomes: [OutcomeResult]

  init(_ validation: HeldOutValidation) {
    kind = validation.kind
    column = validation.column
    groups = zip(validation.groups, validation.summary.shareTestPValues).map {
      Group($0, correctedPValue: $1)
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
    outcomes = validation.outcomes
  }
}
