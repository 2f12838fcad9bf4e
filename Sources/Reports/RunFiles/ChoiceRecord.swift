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
    let ratioOfGains: CriterionRecord
    /// Of mixtures, lower is better; other methods have neither, nor the keys.
    let bic: CriterionRecord?
    let icl: CriterionRecord?

    private enum CodingKeys: String, CodingKey {
      case silhouette, gap, predictionStrength, calinskiHarabasz, daviesBouldin, stability
      case inertiaGain, ratioOfGains, bic, icl
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(silhouette, forKey: .silhouette)
      try container.encode(gap, forKey: .gap)
      try container.encode(predictionStrength, forKey: .predictionStrength)
      try container.encode(calinskiHarabasz, forKey: .calinskiHarabasz)
      try container.encode(daviesBouldin, forKey: .daviesBouldin)
      try container.encode(stability, forKey: .stability)
      try container.encode(inertiaGain, forKey: .inertiaGain)
      try container.encode(ratioOfGains, forKey: .ratioOfGains)
      if let bic { try container.encode(bic, forKey: .bic) }
      if let icl { try container.encode(icl, forKey: .icl) }
    }
  }

  struct ReferenceRecord: Sendable, Encodable {
    let values: [Double?]
    let means: [Double?]
    let deviations: [Double?]
    let excess: [Double?]
    let pValues: [Double?]
    let statistic: Double?
    let referenceStatistics: [Double?]
    let pValue: Double?

    init(_ comparison: ReferenceComparison) {
      values = comparison.values
      means = comparison.means
      deviations = comparison.deviations
      excess = comparison.excess
      pValues = comparison.pValues
      statistic = comparison.statistic
      referenceStatistics = comparison.referenceStatistics
      pValue = comparison.pValue
    }
  }

  struct SeparationRecord: Sendable, Encodable {
    /// Of each number of clusters alone.
    let pValues: [Double?]
    /// Times how many numbers were tried (Bonferroni); the smallest is `pValue`.
    let correctedPValues: [Double?]
    let pValue: Double?

    init(_ test: SeparationTest) {
      pValues = test.pValues
      correctedPValues = test.correctedPValues
      pValue = test.pValue
    }
  }

  /// Whether there are groups: `explained` and `separation` decide.
  struct StructureRecord: Sendable, Encodable {
    let decides = ["explained", "separation"]
    let explained: ReferenceRecord
    let silhouette: ReferenceRecord
    let silhouetteObservations: Int
    /// The p-value of a valley for each number of clusters, and over all of them.
    let separation: SeparationRecord
  }

  let clusters: [Int]
  let criteria: Criteria
  let candidates: [CandidateAssessment]
  let choice: Int
  let structure: Bool
  let alternative: Int?
  let because: String
  /// How often each number is taken when clients are drawn anew.
  let redraws: [ChoiceFrequency]
  let structureTest: StructureRecord
  let hopkins: Double?
  let replicates: ReplicateCounts
  let replicateObservations: Int
  let silhouetteObservations: Int
  let predictionStrengthSingletons: [Int]
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
      inertiaGain: CriterionRecord(choice.inertiaGain),
      ratioOfGains: CriterionRecord(choice.ratioOfGains),
      bic: choice.evidence.information.map { CriterionRecord($0.bic) },
      icl: choice.evidence.information.map { CriterionRecord($0.icl) })
    candidates = choice.decision.candidates
    self.choice = choice.choice
    structure = choice.hasStructure
    alternative = choice.alternative
    because = ChoiceSentences(choice, language: language, rule: rule).because
    let evidence = choice.evidence
    redraws = choice.decision.redraws
    structureTest = StructureRecord(
      explained: ReferenceRecord(evidence.structure.explained),
      silhouette: ReferenceRecord(evidence.structure.silhouette),
      silhouetteObservations: evidence.structure.silhouetteObservationCount,
      separation: SeparationRecord(evidence.separation))
    hopkins = evidence.hopkins
    replicates = evidence.counts
    replicateObservations = evidence.replicateObservationCount
    silhouetteObservations = evidence.silhouetteObservationCount
    predictionStrengthSingletons = evidence.predictionStrengthSingletons
    self.rule = rule
  }
}
