import Interpretation
import Segmentation
import Validation

/// Says in words why a number of clusters was chosen.
public struct ChoiceWords: Sendable {
  private let language: Language
  private let numbers: NumberStyle
  private let rule: ClusterCountRule

  public init(_ language: Language, rule: ClusterCountRule = ClusterCountRule()) {
    self.language = language
    self.rule = rule
    self.numbers = NumberStyle(language)
  }

  /// One or two sentences: the rule that decided and its figures.
  public func because(_ choice: ClusterCountChoice) -> String {
    switch language {
    case .french: french(choice.reason, choice: choice.choice)
    case .english: english(choice.reason, choice: choice.choice)
    }
  }

  private func french(_ reason: ChoiceReason, choice: Int) -> String {
    switch reason {
    case .holds(let counts, let strength, let silhouette, let best):
      "Tiennent \(list(counts)) segments : mieux que des données sans structure, et chaque moitié du "
        + "portefeuille retrouve ceux de l’autre. Parmi les plus sûrs, \(choice) est le plus grand "
        + "nombre dont la silhouette (\(decimal(silhouette))) égale à 5 % près la meilleure "
        + "(\(decimal(best))) ; sa force de prédiction est de \(decimal(strength))."
    case .onlyUnworkableHold(let counts, let smallest, let minimum):
      "Seuls tiennent \(list(counts)) segments, et tous laissent un groupe trop petit pour "
        + "travailler (\(numbers.integer(smallest)) clients, pour \(numbers.integer(minimum)) au "
        + "moins)."
    case .nothingHolds(let gap, let unimodal, let strength):
      "Aucun nombre de segments ne tient : écart aux données uniformes \(optional(gap)) erreur-type, "
        + "(pour \(decimal(rule.gapExcess)) au moins), aux données d’un seul tenant "
        + "\(optional(unimodal)) (pour \(decimal(rule.unimodalExcess))) ; force de prédiction au mieux "
        + "\(optional(strength)) (pour \(decimal(rule.structureStrength)))."
    case .tooFewDistinctObservations:
      "Trop peu de clients différents pour chercher des segments."
    }
  }

  private func english(_ reason: ChoiceReason, choice: Int) -> String {
    switch reason {
    case .holds(let counts, let strength, let silhouette, let best):
      "\(list(counts)) segments hold: better than structureless data, and each half of the portfolio "
        + "finds the other's again. Among the surest, \(choice) is the largest number whose silhouette "
        + "(\(decimal(silhouette))) is within 5% of the best (\(decimal(best))); its prediction "
        + "strength is \(decimal(strength))."
    case .onlyUnworkableHold(let counts, let smallest, let minimum):
      "Only \(list(counts)) segments hold, and all leave a group too small to work with "
        + "(\(numbers.integer(smallest)) clients, for at least \(numbers.integer(minimum)))."
    case .nothingHolds(let gap, let unimodal, let strength):
      "No number of segments holds: excess over uniform data \(optional(gap)) standard errors, over "
        + "(for at least \(decimal(rule.gapExcess))), over one-piece data \(optional(unimodal)) (for "
        + "\(decimal(rule.unimodalExcess))); prediction strength at best \(optional(strength)) (for "
        + "\(decimal(rule.structureStrength)))."
    case .tooFewDistinctObservations:
      "Too few different clients to look for segments."
    }
  }

  private func list(_ counts: [Int]) -> String { numbers.list(counts.map(String.init)) }
  private func decimal(_ value: Double) -> String { numbers.decimal(value, digits: 2) }
  private func optional(_ value: Double?) -> String { value.map(decimal) ?? "–" }
}
