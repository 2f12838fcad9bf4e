import Clustering

/// The result of a ``ClusterCountStudy``: the evidence, the decision, and the clusterings it is
/// about.
///
///     choice.choice                              // 5
///     choice.silhouette.values                   // in the order of choice.clusterCounts
///     choice.model(clusterCount: 5)?.partition.sizes
public struct ClusterCountChoice: Sendable, Codable, Equatable {
  public let evidence: ClusterCountEvidence
  public let decision: ClusterCountDecision
  /// The clusterings of all observations: in 1, then in each of ``clusterCounts``.
  public let models: [ClusterModel]

  package init(
    evidence: ClusterCountEvidence, decision: ClusterCountDecision, models: [ClusterModel]
  ) {
    self.evidence = evidence
    self.decision = decision
    self.models = models
  }

  public func model(clusterCount: Int) -> ClusterModel? {
    models.first { $0.partition.clusterCount == clusterCount }
  }
}

extension ClusterCountChoice {
  public var clusterCounts: [Int] { evidence.clusterCounts }
  public var choice: Int { decision.choice }
  public var hasStructure: Bool { decision.hasStructure }
  public var reason: ChoiceReason { decision.reason }
  public var alternative: Int? { decision.alternative }

  public var silhouette: Criterion { evidence.silhouette }
  public var calinskiHarabasz: Criterion { evidence.calinskiHarabasz }
  public var daviesBouldin: Criterion { evidence.daviesBouldin }
  public var gap: Criterion { evidence.gap }
  public var predictionStrength: Criterion { evidence.predictionStrength }
  public var stability: Criterion { evidence.stability }
  public var inertiaGain: Criterion { evidence.inertiaGain }
  public var ratioOfGains: Criterion { evidence.ratioOfGains }
}
