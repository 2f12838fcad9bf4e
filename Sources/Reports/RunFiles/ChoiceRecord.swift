import Interpretation
import Validation

/// Every criterion for every number of clusters and what each would take: `choose --json`, and
/// `choice` in `run.json`.
public struct ChoiceRecord: Sendable, Encodable {
  struct CriterionRecord: Sendable, Encodable {
    let values: [Double?]
    let standardErrors: [Double?]?
    let chooses: Int?

    init(_ criterion: Criterion) {
      values = criterion.values
      standardErrors = criterion.standardErrors
      chooses = criterion.chooses
    }
  }

  struct Criteria: Sendable, Encodable {
    let silhouette: CriterionRecord
    let gap: CriterionRecord
    let predictionStrength: CriterionRecord
    let calinskiHarabasz: CriterionRecord
    let daviesBouldin: CriterionRecord
    let stability: CriterionRecord
    let inertiaGain: CriterionRecord
  }

  let clusters: [Int]
  let criteria: Criteria
  let candidates: [CandidateAssessment]
  let choice: Int
  let structure: Bool
  let alternative: Int?
  let because: String
  let rule: ClusterCountRule

  public init(
    _ choice: ClusterCountChoice, language: Language, rule: ClusterCountRule = ClusterCountRule()
  ) {
    clusters = choice.clusterCounts
    criteria = Criteria(
      silhouette: CriterionRecord(choice.silhouette), gap: CriterionRecord(choice.gap),
      predictionStrength: CriterionRecord(choice.predictionStrength),
      calinskiHarabasz: CriterionRecord(choice.calinskiHarabasz),
      daviesBouldin: CriterionRecord(choice.daviesBouldin),
      stability: CriterionRecord(choice.stability),
      inertiaGain: CriterionRecord(choice.inertiaGain))
    candidates = choice.decision.candidates
    self.choice = choice.choice
    structure = choice.hasStructure
    alternative = choice.alternative
    because = ChoiceWords(language).because(choice)
    self.rule = rule
  }
}
