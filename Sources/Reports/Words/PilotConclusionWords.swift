import Interpretation
import Segmentation

/// What a pilot's conclusions are called, and why an effect is missing.
public struct PilotConclusionWords: Sendable {
  let language: Language

  public init(_ language: Language) { self.language = language }

  private func pick(_ french: String, _ english: String) -> String {
    language == .french ? french : english
  }

  public func name(_ conclusion: PilotConclusion) -> String {
    switch conclusion {
    case .works: pick("marche", "works")
    case .noProof: pick("pas de preuve", "no proof")
    case .seemsToHarm: pick("semble nuire", "seems to harm")
    case .tooFewToTell: pick("trop peu pour trancher", "too few to tell")
    }
  }

  func tone(_ conclusion: PilotConclusion) -> Tone {
    switch conclusion {
    case .works: .good
    case .noProof: .neutral
    case .seemsToHarm: .bad
    case .tooFewToTell: .caution
    }
  }

  /// The title of the page: the finding over all segments.
  func title(_ evaluation: PilotEvaluation) -> String {
    let differs = (evaluation.heterogeneity?.pValue ?? 1) <= evaluation.plan.alpha
    return switch evaluation.overall.conclusion {
    case .works where differs:
      pick(
        "L’action marche, mais pas également partout",
        "The action works, but not equally everywhere")
    case .works: pick("L’action marche", "The action works")
    case .noProof:
      pick(
        "Rien ne prouve que l’action change quelque chose",
        "Nothing proves that the action changes anything")
    case .seemsToHarm: pick("L’action semble nuire", "The action seems to harm")
    case .tooFewToTell:
      pick("Trop peu de clients pour trancher", "Too few clients to tell")
    }
  }

  public func obstacle(_ obstacle: PilotObstacle) -> String {
    switch obstacle {
    case .notInPilot: pick("personne n’y a été tiré", "nobody was drawn")
    case .noTest: pick("aucun résultat chez les testés", "no result in the test group")
    case .noControl: pick("aucun résultat chez les témoins", "no result in the control group")
    case .singleOutcome:
      pick("un seul résultat dans un des groupes", "a single result in one of the groups")
    case .noSpread: pick("tous les résultats sont égaux", "all results are equal")
    }
  }
}
