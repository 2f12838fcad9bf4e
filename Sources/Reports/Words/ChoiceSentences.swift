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
    case .holds(let counts, let best):
      [structure, holding(counts), taken(counts, best: best), redrawn].joinedSentences
    case .onlyUnworkableHold(let counts, let smallest, let minimum):
      [structure, tooSmall(counts, smallest: smallest, minimum: minimum), redrawn].joinedSentences
    case .noneReproducible(let strength): [structure, unsure(strength)].joinedSentences
    case .noStructure(let asGood, let total): [none(asGood, of: total), continuum].joinedSentences
    case .untested: untested
    case .tooFewDistinctObservations:
      pick(
        "Il y a trop peu de clients différents pour chercher des segments.",
        "There are too few different clients to look for segments.")
    }
  }

  /// "Yes, there are groups", with the test that says so.
  private var structure: String? {
    let test = choice.evidence.structure
    guard let p = test.pValue else { return nil }
    let total = test.replicates
    let asGood = Int((p * Double(total + 1)).rounded()) - 1
    let (beaten, all) = (numbers.integer(total - asGood), numbers.integer(total))
    let pText = pValueText(p, replicates: total)
    if asGood == 0 {
      return pick(
        """
        Il y a des groupes : le portefeuille se divise mieux que chacun des \(all) portefeuilles sans \
        groupes tirés à son image (\(pText)).
        """,
        """
        There are groups: the portfolio divides better than each of \(all) portfolios without groups \
        drawn in its image (\(pText)).
        """)
    }
    return pick(
      """
      Il y a des groupes : le portefeuille se divise mieux que \(beaten) des \(all) portefeuilles \
      sans groupes tirés à son image (\(pText)).
      """,
      """
      There are groups: the portfolio divides better than \(beaten) of \(all) portfolios without \
      groups drawn in its image (\(pText)).
      """)
  }

  func pValueText(_ p: Double, replicates: Int) -> String {
    Int((p * Double(replicates + 1)).rounded()) <= 1
      ? pick(
        "p\u{A0}≤\u{A0}1/\(numbers.integer(replicates + 1))",
        "p\u{A0}≤\u{A0}1/\(numbers.integer(replicates + 1))")
      : "p\u{A0}=\u{A0}\(decimal(p))"
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

  private func taken(_ counts: [Int], best: Int) -> String {
    let number = numbers.integer(choice.choice)
    let strength = decimal(candidate(choice.choice)?.predictionStrength)
    let ending = pick(
      " Sa force de prédiction est de \(strength).", " Its prediction strength is \(strength).")
    if counts.count == 1 {
      return pick("C’est donc lui qui est retenu.", "So it is the one kept.") + ending
    }
    if choice.choice == best {
      let dropped = counts.filter { candidate($0)?.isWorkable == false }
      let among =
        dropped.isEmpty
        ? ""
        : pick(
          ", parmi ceux dont aucun segment n’est trop petit",
          ", among those without too small a segment")
      return pick(
        """
        \(number) est celui qui dépasse le plus ces portefeuilles sans groupes\(among), et aucun plus \
        petit ne l’égale.
        """,
        """
        \(number) is the one that exceeds those portfolios without groups most\(among), and no smaller \
        one equals it.
        """) + ending
    }
    return pick(
      """
      \(number) est le plus petit qui dépasse ces portefeuilles sans groupes autant que le meilleur \
      (\(numbers.integer(best))), à \(decimal(rule.tolerance, 0)) écarts-types près.
      """,
      """
      \(number) is the smallest that exceeds those portfolios without groups as much as the best \
      (\(numbers.integer(best))), within \(decimal(rule.tolerance, 0)) standard deviations.
      """) + ending
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
    return pick(
      """
      \(held) un groupe de moins de \(clients(minimum)), trop petit pour un segment \
      (\(numbers.integer(smallest)) au mieux) : ses clients sont nommés à part.
      """,
      """
      \(held) a group of fewer than \(clients(minimum)), too small for a segment \
      (\(numbers.integer(smallest)) at best): its clients are named apart.
      """)
  }

  private func unsure(_ strength: Double?) -> String {
    pick(
      """
      Mais aucun nombre de segments n’est assez sûr : d’une moitié des clients à l’autre, la force de \
      prédiction n’atteint pas \(decimal(rule.holdingStrength)) (au mieux \(decimal(strength)), à \
      \(numbers.integer(choice.choice)) segments). Ces segments sont une lecture possible, aux \
      frontières incertaines.
      """,
      """
      But no number of segments is sure enough: from one half of the clients to the other, the \
      prediction strength does not reach \(decimal(rule.holdingStrength)) (at best \
      \(decimal(strength)), at \(numbers.integer(choice.choice)) segments). These segments are one \
      possible reading, with uncertain borders.
      """)
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

  /// How much of the number is luck.
  private var redrawn: String? {
    let redraws = choice.decision.redraws
    let total = redraws.reduce(0) { $0 + $1.times }
    guard let first = redraws.first, total > 0 else { return nil }
    let (times, all) = (numbers.integer(first.times), numbers.integer(total))
    if first.times == total {
      return pick(
        "Le choix refait \(all) fois sur des clients tirés à nouveau donne toujours \(first.clusterCount).",
        "The choice made \(all) times again on clients drawn anew always gives \(first.clusterCount)."
      )
    }
    let others = redraws.dropFirst().prefix(3).map { "\($0.clusterCount) (\($0.times))" }
    let rest = numbers.list(others)
    return pick(
      """
      Le choix refait sur des clients tirés à nouveau donne \(first.clusterCount) dans \(times) tirages \
      sur \(all) ; sinon surtout \(rest).
      """,
      """
      The choice made again on clients drawn anew gives \(first.clusterCount) in \(times) draws of \
      \(all); otherwise mostly \(rest).
      """)
  }
}

extension [String?] {
  fileprivate var joinedSentences: String { compactMap { $0 }.joined(separator: " ") }
}
