import Interpretation
import Segmentation
import Validation

/// Why there are as many segments as there are: the sentences of the branch that the rule took.
///
///     ChoiceSentences(study.choice, language: .french).because
public struct ChoiceSentences: Sendable {
  let choice: ClusterCountChoice
  let rule: ClusterCountRule
  let language: Language
  let numbers: NumberStyle

  public init(
    _ choice: ClusterCountChoice, language: Language, rule: ClusterCountRule = ClusterCountRule()
  ) {
    self.choice = choice
    self.rule = rule
    self.language = language
    numbers = NumberStyle(language)
  }

  init(context: ReportContext) {
    self.init(
      context.study.choice, language: context.language,
      rule: context.study.configuration.clusterCountRule)
  }

  /// For a terminal or a file: as ``why``, with the language's spaces.
  public var because: String { Typography.spaced(sentences, language) }

  /// For the report, which puts the spaces in.
  var why: RichText { RichText(sentences) }

  func pick<Text>(_ french: @autoclosure () -> Text, _ english: @autoclosure () -> Text) -> Text {
    language == .french ? french() : english()
  }
  func decimal(_ value: Double?, _ digits: Int = 2) -> String {
    value.map { numbers.decimal($0, digits: digits) } ?? "–"
  }
  func clients(_ count: Int) -> String { numbers.count(count, "client", "clients") }
  func list(_ counts: [Int]) -> String { numbers.list(counts.map { numbers.integer($0) }) }
  func candidate(_ count: Int?) -> CandidateAssessment? {
    choice.decision.candidates.first { $0.clusterCount == count }
  }
}

// MARK: - The branch taken

extension ChoiceSentences {
  private var sentences: String {
    switch choice.reason {
    case .holds(let counts, _, let near):
      [structure, holding(counts), taken(counts, near: near), redrawn].joinedSentences
    case .parted(let counts, let other):
      [structure, holding(counts), parted(insteadOf: other), redrawn].joinedSentences
    case .onlyUnworkableHold(let counts, let smallest, let minimum):
      [structure, tooSmall(counts, smallest: smallest, minimum: minimum), redrawn].joinedSentences
    case .noneReproducible(let strength): [structure, unsure(strength), redrawn].joinedSentences
    case .noStructure(let asGood, let total):
      [none(asGood, of: total), atTheLimit, continuum].joinedSentences
    case .noValley: [noValley, atTheLimit, continuum].joinedSentences
    case .untested: untested
    case .tooFewDistinctObservations:
      pick(
        "Il y a trop peu de clients différents pour chercher des segments.",
        "There are too few different clients to look for segments.")
    }
  }

  private func holding(_ counts: [Int]) -> String {
    let strength = decimal(rule.holdingStrength)
    return counts.count == 1
      ? pick(
        """
        Un seul nombre de segments tient, \(list(counts)) : chaque moitié des clients y retrouve les \
        segments de l’autre (force de prédiction d’au moins \(strength)).
        """,
        """
        A single number of segments holds, \(list(counts)): there, each half of the clients finds the \
        other's segments again (prediction strength of at least \(strength)).
        """)
      : pick(
        """
        Plusieurs nombres de segments tiennent, \(list(counts)) : chaque moitié des clients y retrouve \
        les segments de l’autre (force de prédiction d’au moins \(strength)).
        """,
        """
        Several numbers of segments hold, \(list(counts)): there, each half of the clients finds the \
        other's segments again (prediction strength of at least \(strength)).
        """)
  }

  private func taken(_ counts: [Int], near: [Int]) -> String {
    let number = numbers.integer(choice.choice)
    let strength = strengthWithError(choice.choice)
    let ending =
      pick(
        " Sa force de prédiction est de \(strength).", " Its prediction strength is \(strength).")
      + atTheEdge
    if counts.count == 1 {
      return pick("C’est donc lui qui est retenu.", "So it is the one kept.") + ending
    }
    if near.count == 1 {
      let dropped = counts.filter { candidate($0)?.isWorkable == false }
      let among =
        dropped.isEmpty
        ? ""
        : pick(
          ", \(list(dropped)) mis à part, dont un segment est trop petit",
          ", but for \(list(dropped)) with too small a segment")
      return pick(
        """
        De ceux-là\(among), \(number) est celui qui dépasse le plus ces portefeuilles sans groupes, et aucun \
        autre n’en approche.
        """,
        """
        Of these\(among), \(number) is the one that exceeds those portfolios without groups most, and no \
        other comes near it.
        """) + ending
    }
    let surest = near.compactMap { candidate($0)?.predictionStrength }.max() ?? 0
    let isSurest = (candidate(choice.choice)?.predictionStrength ?? 0) >= surest
    return pick(
      """
      \(list(near)) dépassent ces portefeuilles sans groupes à peu près autant. De ceux-là, \(number) est \
      celui que les moitiés retrouvent le mieux\(isSurest ? "" : ", ou presque, et celui qui gagne le plus").
      """,
      """
      \(list(near)) exceed those portfolios without groups about as much. Of these, \(number) is the \
      one that halves find again best\(isSurest ? "" : ", or nearly so, and the one that gains most").
      """) + ending
  }

  /// One cut too many: a group divided for its size.
  private func parted(insteadOf other: Int) -> String {
    let (number, left) = (numbers.integer(choice.choice), numbers.integer(other))
    let strengths = [choice.choice, other].map { decimal(candidate($0)?.predictionStrength) }
    let gains = [choice.choice, other].map { decimal(candidate($0)?.gain) }
    let share = numbers.share(rule.partedGain)
    return pick(
      """
      \(left) dépasserait davantage ces portefeuilles sans groupes (gain de \(gains[1]), contre \(gains[0])), mais \
      rien n’y montre un creux entre tous les segments. Avec \(number), dont le gain est d’au moins \(share) du plus grand, pris deux à deux, un creux sépare chaque segment de \
      chaque autre, et les moitiés les retrouvent mieux (force de prédiction de \(strengths[0]), contre \(strengths[1])) : c’est \
      ce nombre qui est retenu.
      """,
      """
      \(left) would exceed those portfolios without groups by more (a gain of \(gains[1]), against \(gains[0])), but \
      no gap is shown between all of its segments. With \(number), whose gain is \(share) of the largest at least, taken two by two, a gap parts each segment from each \
      other, and halves find them again better (prediction strength \(strengths[0]), against \(strengths[1])): this is the \
      number kept.
      """)
  }

  /// 0.51 ± 0.02: the mean over splits and its standard error.
  func strengthWithError(_ count: Int) -> String {
    let value = decimal(candidate(count)?.predictionStrength)
    guard let index = choice.clusterCounts.firstIndex(of: count),
      let error = choice.evidence.predictionStrength.standardErrors?[index]
    else { return value }
    return "\(value)\u{A0}±\u{A0}\(decimal(error))"
  }

  /// More might do better still.
  private var atTheEdge: String {
    guard choice.choice == choice.clusterCounts.last, choice.clusterCounts.count > 1 else {
      return ""
    }
    return pick(
      " C’est le plus grand nombre essayé : davantage de segments diraient peut-être mieux encore.",
      " It is the largest number tried: more segments might do better still.")
  }

  private func tooSmall(_ counts: [Int], smallest: Int, minimum: Int) -> String {
    let held =
      counts.count == 1
      ? pick(
        "Le seul nombre de segments qui tient, \(list(counts)), laisse",
        "The only number of segments that holds, \(list(counts)), leaves")
      : pick(
        "Les nombres de segments qui tiennent, \(list(counts)), laissent tous",
        "The numbers of segments that hold, \(list(counts)), all leave")
    let start = pick(
      """
      \(held) un groupe de moins de \(clients(minimum)), trop petit pour un segment \
      (\(numbers.integer(smallest)) au mieux)
      """,
      """
      \(held) a group of fewer than \(clients(minimum)), too small for a segment \
      (\(numbers.integer(smallest)) at best)
      """)
    let sizes = choice.model(clusterCount: choice.choice)?.partition.sizes ?? []
    guard sizes.count(where: { $0 >= minimum }) < 2 else {
      return start
        + pick(" : ses clients sont nommés à part.", ": its clients are named apart.")
    }
    return start
      + pick(
        ". Sans ces groupes il ne resterait pas deux segments : ils sont gardés.",
        ". Without such groups there would not be two segments: they are kept.")
  }

  /// Which of the two conditions is not met, by all numbers or by each in its way.
  private func unsure(_ strength: Double?) -> String {
    let candidates = choice.decision.candidates
    let found = candidates.filter { ($0.predictionStrength ?? 0) >= rule.holdingStrength }
    let exceeding = candidates.filter { ($0.excess ?? 0) >= rule.excess }
    let reading = pick(
      " Ces segments sont une lecture possible, aux frontières incertaines.",
      " These segments are one possible reading, with uncertain borders.")
    if found.isEmpty {
      return pick(
        """
        Mais aucun nombre de segments n’est assez sûr : d’une moitié des clients à l’autre, la force de \
        prédiction n’atteint pas \(decimal(rule.holdingStrength)) (au mieux \(decimal(strength)), à \
        \(numbers.integer(choice.choice)) segments).
        """,
        """
        But no number of segments is sure enough: from one half of the clients to the other, the \
        prediction strength does not reach \(decimal(rule.holdingStrength)) (at best \
        \(decimal(strength)), at \(numbers.integer(choice.choice)) segments).
        """) + reading
    }
    let (some, others) = (list(found.map(\.clusterCount)), list(exceeding.map(\.clusterCount)))
    let neither = pick(
      """
      Mais aucun nombre de segments n’est assez sûr : ce qu’une moitié des clients retrouve chez l’autre \
      (\(some) segments) n’explique pas nettement plus que chez des portefeuilles sans groupes
      """,
      """
      But no number of segments is sure enough: what one half of the clients finds again in the other \
      (\(some) segments) does not explain clearly more than it does on portfolios without groups
      """)
    let otherwise =
      exceeding.isEmpty
      ? "."
      : pick(
        ", et ce qui explique plus (\(others)) ne se retrouve pas d’une moitié à l’autre.",
        ", and what explains more (\(others)) is not found again from one half to the other.")
    return neither + otherwise + reading
  }

  private func none(_ asGood: Int, of total: Int) -> String {
    let (some, all) = (numbers.integer(asGood), numbers.integer(total))
    let p = pValueText(Double(1 + asGood) / Double(total + 1), replicates: total)
    return pick(
      """
      Rien n’indique des groupes séparés : sur \(all) portefeuilles sans groupes tirés à l’image de \
      celui-ci, \(some) se \(asGood == 1 ? "divise" : "divisent") aussi bien que lui (\(p)).
      """,
      """
      Nothing points to separate groups: of \(all) portfolios without groups drawn in the image of \
      this one, \(some) \(asGood == 1 ? "divides" : "divide") as well (\(p)).
      """)
  }

  /// Whether another draw could well have found groups: the p-value that decided is below this.
  private static let nearPValue = 0.2

  var isAtTheLimit: Bool {
    let p: Double? =
      switch choice.reason {
      case .noStructure(let asGood, let total): Double(1 + asGood) / Double(1 + total)
      case .noValley: choice.evidence.separation.pValue
      default: nil
      }
    return p.map { $0 <= ChoiceSentences.nearPValue } ?? false
  }

  private var atTheLimit: String? {
    guard isAtTheLimit else { return nil }
    return pick(
      """
      La réponse est à la limite (p au-dessus de \(decimal(rule.significance)), mais de peu) : d’autres \
      clients auraient pu la changer.
      """,
      """
      The answer is at the limit (p above \(decimal(rule.significance)), but not by much): other clients \
      might have changed it.
      """)
  }

  /// A division that comes back all the same, which a single cloud does as well.
  private var continuum: String? {
    guard let count = choice.alternative, let strength = candidate(count)?.predictionStrength,
      strength >= PredictionStrength.threshold
    else { return nil }
    let parts = pick(
      count == 2 ? "deux moitiés" : "\(numbers.integer(count)) tranches",
      count == 2 ? "two halves" : "\(numbers.integer(count)) slices")
    return pick(
      """
      Un découpage en \(numbers.integer(count)) revient pourtant d’un tirage à l’autre (force de \
      prédiction \(decimal(strength))) : ce sont \(parts) d’un continuum, qu’un nuage d’un seul \
      tenant montre aussi.
      """,
      """
      Yet a division in \(numbers.integer(count)) comes back from draw to draw (prediction strength \
      \(decimal(strength))): these are \(parts) of a continuum, as a cloud in one piece shows too.
      """)
  }

  private var untested: String {
    pick(
      """
      La présence de groupes n’a pas pu être éprouvée : les segments se réduisent à des clients \
      identiques, ou trop peu de portefeuilles sans groupes ont été tirés.
      """,
      """
      Whether there are groups could not be tested: segments reduce to identical clients, or too few \
      portfolios without groups were drawn.
      """)
  }

  /// Whether fewer than three redraws of four agree on one number, or it is another than the one taken.
  var isNumberLucky: Bool {
    let redraws = choice.decision.redraws
    let total = redraws.reduce(0) { $0 + $1.times }
    guard let first = redraws.first, total > 0 else { return false }
    return 4 * first.times < 3 * total || first.clusterCount != choice.choice
  }

  /// How much of the number is luck. The test whether there are groups is not made again.
  private var redrawn: String? {
    let redraws = choice.decision.redraws
    let total = redraws.reduce(0) { $0 + $1.times }
    guard let first = redraws.first, total > 0 else { return nil }
    let (times, all) = (numbers.integer(first.times), numbers.integer(total))
    if first.times == total {
      return pick(
        "Sur \(all) nouveaux tirages de ces clients, le nombre serait toujours \(first.clusterCount).",
        "In \(all) new draws of these clients, the number would always be \(first.clusterCount).")
        + notAgain
    }
    let others = redraws.dropFirst().map {
      pick("\($0.clusterCount) dans \($0.times)", "\($0.clusterCount) in \($0.times)")
    }
    let unsure =
      isNumberLucky
      ? pick(" Le nombre n’est donc pas sûr.", " So the number is not certain.")
      : ""
    return pick(
      """
      Sur \(all) nouveaux tirages de ces clients, le nombre serait \(first.clusterCount) dans \(times) cas, \
      \(numbers.list(others)).
      """,
      """
      In \(all) new draws of these clients, the number would be \(first.clusterCount) in \(times) cases, \
      \(numbers.list(others)).
      """) + notAgain + unsure
  }

  private var notAgain: String {
    pick(
      " L’épreuve des groupes n’y est pas refaite ; d’autres clients mis de côté peuvent aussi changer le nombre.",
      " Whether there are groups is not tested again there; leaving other clients aside can change the number too."
    )
  }
}

extension [String?] {
  fileprivate var joinedSentences: String { compactMap { $0 }.joined(separator: " ") }
}
