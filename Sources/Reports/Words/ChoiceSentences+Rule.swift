import Interpretation
import Validation

/// The rule in full, and what it rests on.
extension ChoiceSentences {
  /// The whole rule, with the thresholds in force: the caption of its table.
  var ruleInFull: String {
    let minimum = rule.minimumSize(observationCount: choice.evidence.observationCount)
    let (excess, tolerance) = (decimal(rule.excess, 0), decimal(rule.tolerance, 0))
    let (share, slack) = (numbers.share(rule.gainShare), decimal(rule.strengthTolerance))
    let (parted, better) = (numbers.share(rule.partedGain), decimal(rule.partedStrength))
    let (level, strength) = (decimal(rule.significance), decimal(rule.holdingStrength))
    return pick(
      """
      La règle. Il y a des groupes si le portefeuille se divise mieux que des portefeuilles sans groupes \
      (p ≤ \(level)) et si un creux de densité sépare des segments \
      (p ≤ \(level), chaque valeur étant multipliée par le nombre de découpages essayés). Un nombre tient si son gain, ce que ses segments \
      expliquent de plus que chez des portefeuilles sans groupes (en logarithme), dépasse \(excess) \
      écarts-types, et si sa force de prédiction atteint \(strength). Parmi ceux qui tiennent et dont \
      chaque segment compte au moins \(clients(minimum)), on considère ceux qui gagnent à peu près autant \
      que le meilleur (à \(tolerance) écarts-types près, ou \(share) de son gain si c’est davantage). On \
      garde celui d’entre eux qu’une moitié retrouve le mieux chez l’autre ; à \(slack) près, celui qui \
      gagne le plus. Si rien n’y montre un creux entre tous les segments, un nombre plus petit le remplace \
      lorsqu’un creux y sépare chaque segment de chaque autre, qu’il gagne au moins \(parted) de ce que gagne \
      le meilleur et que sa force de prédiction est plus haute d’au moins \(better). S’il n’en est aucun qui tienne, on garde celui \
      qu’une moitié retrouve le mieux chez l’autre, et on le dit ; si tous ceux qui tiennent ont un \
      segment trop petit, celui dont le plus petit est le plus grand.
      """,
      """
      The rule. There are groups if the portfolio divides better than portfolios without groups \
      (p ≤ \(level)) and a valley of density parts segments (p ≤ \(level), each value times the number of \
      divisions tried). A number holds if its gain, what its segments explain \
      beyond portfolios without groups (as a logarithm), exceeds \(excess) standard deviations, and its \
      prediction strength reaches \(strength). Of those that hold and whose segments all have at least \
      \(clients(minimum)), those are considered that gain about as much as the best (within \(tolerance) \
      standard deviations, or \(share) of its gain where that is more). Of them the one that halves find \
      again best is kept; within \(slack), the one that gains most. Where no gap is shown between all of its \
      segments, a smaller number replaces it if a gap parts each of its segments from each other, if it \
      gains at least \(parted) of what the best gains, and if its prediction strength is higher by at least \
      \(better). If none holds, the one that halves find again best is kept, and said so; \
      if all that hold have too small a segment, the one whose smallest is largest.
      """)
  }

  var referenceCaption: String {
    let test = choice.evidence.structure
    let total = numbers.integer(test.replicates)
    return pick(
      """
      Chaque barre compte des portefeuilles sans groupes, sur \(total) tirés à l’image de celui-ci : \
      mêmes colonnes, mêmes répartitions (sans leurs bosses), mêmes liens deux à deux, mêmes cases vides, \
      mais un nuage d’un seul tenant. Plus à droite : se divise mieux. La mesure est le plus grand gain \
      sur 2 à \(numbers.integer(choice.clusterCounts.last ?? 2)) segments, en écarts-types ; elle décide \
      (\(decided)), avec le creux de densité. \(silhouetteBeside)
      """,
      """
      Each bar counts portfolios without groups, of \(total) drawn in the image of this one: same \
      columns, same distributions (without their humps), same links two by two, same empty cells, but \
      a cloud in one piece. Further right: divides better. The measure is the largest gain over 2 to \
      \(numbers.integer(choice.clusterCounts.last ?? 2)) segments, in standard deviations; it decides \
      (\(decided)), with the valley of density. \(silhouetteBeside)
      """)
  }

  private var decided: String {
    choice.evidence.structure.pValue.map {
      pValueText($0, replicates: choice.evidence.structure.replicates)
    } ?? "–"
  }

  private var silhouetteBeside: String {
    let test = choice.evidence.structure
    guard let p = test.silhouette.pValue else { return "" }
    let text = pValueText(p, replicates: test.replicates)
    let sampled =
      test.silhouetteObservationCount < choice.evidence.observationCount
      ? pick(
        ", sur \(clients(test.silhouetteObservationCount))",
        ", on \(clients(test.silhouetteObservationCount))") : ""
    return pick(
      "La même comparaison par la silhouette donne \(text)\(sampled).",
      "The same comparison by the silhouette gives \(text)\(sampled).")
  }

  /// How many draws each measure rests on.
  var counts: String {
    let evidence = choice.evidence
    let drawn = evidence.counts
    let singletons = evidence.predictionStrengthSingletons.reduce(0, +)
    let (gap, free) = (numbers.integer(drawn.gap), numbers.integer(drawn.structureFree))
    let (splits, pairs) = (numbers.integer(drawn.splits), numbers.integer(drawn.bootstrapPairs))
    let single =
      singletons == 0
      ? ""
      : pick(
        " (\(numbers.count(singletons, "segment d’un seul client écarté", "segments d’un seul client écartés")))",
        " (\(numbers.count(singletons, "segment of a single client", "segments of a single client")) left out)"
      )
    let sampled =
      evidence.replicateObservationCount < evidence.observationCount
      ? pick(
        " Ils reposent sur \(clients(evidence.replicateObservationCount)) tirés au hasard.",
        " They rest on \(clients(evidence.replicateObservationCount)) drawn at random.") : ""
    return pick(
      """
      Tirages : \(free) portefeuilles sans groupes, \(gap) jeux uniformes (gap), \(splits) partages en \
      deux moitiés (force de prédiction)\(single), \(pairs) paires de rééchantillonnages \
      (stabilité).\(sampled)\(hopkins)
      """,
      """
      Draws: \(free) portfolios without groups, \(gap) uniform sets (gap), \(splits) splits in two \
      halves (prediction strength)\(single), \(pairs) pairs of bootstrap samples \
      (stability).\(sampled)\(hopkins)
      """)
  }

  private var hopkins: String {
    guard let value = choice.evidence.hopkins else { return "" }
    return pick(
      """
       Indice rapide de Hopkins, dans le plan des deux premiers axes : \(decimal(value)) (0,5 pour une \
      répartition régulière, près de 1 quand les clients s’agglutinent) ; un seul nuage dense le fait monter aussi, il ne décide rien.
      """,
      """
       Quick hint of Hopkins, in the plane of the first two axes: \(decimal(value)) (0.5 for an even \
      spread, near 1 where clients crowd); a \
      single dense cloud raises it too, it decides nothing.
      """)
  }
}
