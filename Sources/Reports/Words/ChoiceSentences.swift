import Interpretation
import Validation

/// Why there are as many segments as there are, with the thresholds in force.
struct ChoiceSentences: Sendable {
  let context: ReportContext
  let rule = ClusterCountRule()

  private var choice: ClusterCountChoice { context.study.choice }

  var why: RichText {
    switch choice.reason {
    case .holds(let counts, let strength, let silhouette, let best):
      holding(counts, strength: strength, silhouette: silhouette, best: best)
    case .onlyUnworkableHold(let counts, let smallest, let minimum):
      context.pick(
        """
        \(held(counts)), mais en laissant un segment trop petit pour y travailler \
        (\(context.clients(smallest)) au mieux, pour \(context.numbers.integer(minimum)) au moins).
        """,
        """
        \(held(counts)), but leaving a segment too small to work with \
        (\(context.clients(smallest)) at best, for at least \(context.numbers.integer(minimum))).
        """)
    case .nothingHolds(let gap, let unimodal, let strength):
      nothing(gap: gap, unimodal: unimodal, strength: strength)
    case .tooFewDistinctObservations:
      context.pick(
        "Il y a trop peu de clients différents pour chercher des segments.",
        "There are too few different clients to look for segments.")
    }
  }

  private func held(_ counts: [Int]) -> String {
    let list = context.numbers.list(counts.map { context.numbers.integer($0) })
    return counts.count == 1
      ? context.pick(
        "Un seul nombre de segments tient, \(list)", "A single number of segments holds, \(list)")
      : context.pick("Tiennent \(list) segments", "\(list) segments hold")
  }

  private func holding(
    _ counts: [Int], strength: Double, silhouette: Double, best: Double
  ) -> RichText {
    let number = context.numbers.integer(choice.choice)
    let minimum = rule.minimumSize(observationCount: choice.evidence.observationCount)
    let opening = context.pick(
      """
      \(held(counts)) : mieux que des données sans structure, et chaque moitié du portefeuille \
      retrouve les segments de l’autre.
      """,
      """
      \(held(counts)): better than structureless data, and each half of the portfolio finds the \
      other's segments again.
      """)
    let setAside = counts.contains(2) && choice.choice != 2
    let pair =
      setAside
      ? context.pick(
        " Deux segments diraient peu et cèdent la place à des nombres plus fins aussi sûrs.",
        " Two segments would say little and give way to finer numbers that are as sure.") : ""
    let close = context.percent(rule.silhouetteShare)
    let sure = context.decimal(min(strength, rule.structureStrength))
    let decision = context.pick(
      """
      Parmi les plus sûrs (force de prédiction d’au moins \(sure)) dont chaque segment compte au moins \
      \(context.clients(minimum)), \(number) est le plus grand dont la silhouette (\(context.decimal(silhouette))) atteint \(close) de la meilleure \
      (\(context.decimal(best))) ; sa force de prédiction est de \(context.decimal(strength)).
      """,
      """
      Among the surest (prediction strength of at least \(sure)) whose segments all have at least \
      \(context.clients(minimum)), \(number) is the largest whose silhouette (\(context.decimal(silhouette))) reaches \(close) of the best \
      (\(context.decimal(best))); its prediction strength is \(context.decimal(strength)).
      """)
    return RichText("\(opening)\(pair) \(decision)")
  }

  private func nothing(gap: Double?, unimodal: Double?, strength: Double?) -> RichText {
    let (one, two) = (context.decimal(rule.gapExcess, 0), context.decimal(rule.unimodalExcess, 0))
    let (low, high) = (
      context.decimal(rule.holdingStrength), context.decimal(rule.structureStrength)
    )
    return context.pick(
      """
      Aucun nombre de segments ne remplit à la fois les trois conditions : dépasser des données \
      uniformes d’au moins \(one) erreurs-types (au mieux \(context.decimal(gap, 1))), dépasser des \
      données d’un seul tenant de même forme d’au moins \(two) écarts-types (au mieux \
      \(context.decimal(unimodal, 1))), et que chaque moitié du portefeuille retrouve les segments de \
      l’autre (force de prédiction d’au moins \(low) pour tenir, \(high) pour conclure ; au mieux \
      \(context.decimal(strength))). Ces meilleurs chiffres peuvent être ceux de nombres différents.
      """,
      """
      No number of segments meets all three conditions: exceed uniform data by at least \(one) \
      standard errors (at best \(context.decimal(gap, 1))), exceed one-piece data of the same shape \
      by at least \(two) standard deviations (at best \(context.decimal(unimodal, 1))), and have each \
      half of the portfolio find the other's segments again (prediction strength of at least \(low) \
      to hold, \(high) to conclude; at best \(context.decimal(strength))). These best figures need not \
      be those of one number.
      """)
  }
}

extension ChoiceSentences {
  /// The criteria by name, in the order of the figure.
  var criteria: [NamedCriterion] {
    [
      NamedCriterion(context.pick("Silhouette", "Silhouette"), choice.silhouette),
      NamedCriterion(
        context.pick("Force de prédiction", "Prediction strength"), choice.predictionStrength,
        threshold: rule.structureStrength),
      NamedCriterion(context.pick("Écart (gap)", "Gap"), choice.gap),
      NamedCriterion(context.pick("Stabilité", "Stability"), choice.stability, digits: 3),
      NamedCriterion("Caliński-Harabasz", choice.calinskiHarabasz, digits: 0),
      NamedCriterion(
        context.pick("Davies-Bouldin (bas : mieux)", "Davies-Bouldin (low is better)"),
        choice.daviesBouldin),
      NamedCriterion(
        context.pick("Inertie W(k)/W(k−1) (bas : mieux)", "Inertia W(k)/W(k−1) (low is better)"),
        choice.inertiaGain),
    ]
  }

  /// What each criterion would take by its own rule, without those that take nothing.
  private var picks: [Int] { criteria.compactMap(\.criterion.chooses) }

  /// The number that most criteria would take, when two or more agree on it and on no other as much.
  private var favourite: Int? {
    let votes = Dictionary(picks.map { ($0, 1) }, uniquingKeysWith: +)
    guard let most = votes.values.max(), most > 1 else { return nil }
    let first = votes.filter { $0.value == most }.keys
    return first.count == 1 ? first.first : nil
  }

  /// What the criteria lean to: `les critères vont de 2 à 10, quatre prendraient 6`; `nil` where
  /// none takes anything.
  var leaning: String? {
    guard let low = picks.min(), let high = picks.max() else { return nil }
    let own = picks.count { $0 == context.segmentCount }
    let (total, first) = (spelled(picks.count), context.numbers.integer(low))
    if low == high {
      return low == context.segmentCount
        ? context.pick(
          "les \(total) critères prendraient ce nombre", "all \(total) criteria would take it")
        : context.pick(
          "les \(total) critères prendraient \(first)", "all \(total) criteria would take \(first)")
    }
    let last = context.numbers.integer(high)
    let range = context.pick(
      "les critères vont de \(first) à \(last)", "the criteria go from \(first) to \(last)")
    let sharing = favourite ?? (own > 0 ? context.segmentCount : nil)
    guard let sharing else { return range }
    let votes = picks.count { $0 == sharing }
    let number =
      sharing == context.segmentCount
      ? context.pick("ce nombre", "this number") : context.numbers.integer(sharing)
    return range
      + context.pick(
        ", \(spelled(votes)) \(votes == 1 ? "prendrait" : "prendraient") \(number)",
        ", \(spelled(votes)) would take \(number)")
  }

  private func spelled(_ count: Int) -> String {
    let words = context.pick(
      ["un", "deux", "trois", "quatre", "cinq", "six", "sept"],
      ["one", "two", "three", "four", "five", "six", "seven"])
    return words.indices.contains(count - 1) ? words[count - 1] : context.numbers.integer(count)
  }

  /// A workable number that holds with a prediction strength that would conclude alone, where the
  /// number taken does not; the strongest of them.
  var sturdier: CandidateAssessment? {
    let candidates = choice.decision.candidates
    let own = candidates.first { $0.clusterCount == choice.choice }?.predictionStrength ?? 0
    guard own < rule.structureStrength else { return nil }
    let sure = candidates.filter {
      $0.holds && $0.isWorkable && ($0.predictionStrength ?? 0) >= rule.structureStrength
    }
    // The rule sets a pair aside for finer numbers: so does the advice.
    let finer = sure.filter { $0.clusterCount > 2 }
    return (finer.isEmpty ? sure : finer).max {
      ($0.predictionStrength ?? 0) < ($1.predictionStrength ?? 0)
    }
  }

  /// Which criterion would take which number.
  var disagreement: RichText? {
    let named = criteria.filter { $0.criterion.chooses != nil }
    let counts = Set(named.compactMap(\.criterion.chooses)).sorted()
    guard let first = counts.first else { return nil }
    if counts.count == 1 {
      return context.pick(
        "Chaque critère, par sa propre règle, prendrait \(context.numbers.integer(first)).",
        "Every criterion, by its own rule, would take \(context.numbers.integer(first)).")
    }
    let items = counts.map { count -> String in
      let names = named.filter { $0.criterion.chooses == count }.map(\.shortName)
      return "\(context.numbers.integer(count)) (\(names.joined(separator: ", ")))"
    }
    let list = items.joined(separator: context.pick(" ; ", "; "))
    return context.pick(
      """
      Les critères ne s’accordent pas. Chacun, par la règle de ses auteurs, prendrait : \(list). \
      C’est ordinaire : ils ne mesurent pas la même chose, et certains penchent toujours vers peu de \
      segments. C’est donc la règle ci-dessus qui tranche, pas un vote.
      """,
      """
      The criteria disagree. Each, by its authors' rule, would take: \(list). This is ordinary: they \
      do not measure the same thing, and some always lean towards few segments. So the rule above \
      decides, not a vote.
      """)
  }
}

extension ChoiceSentences {
  /// Why the rule did not take the number that most criteria would.
  var insteadOfFavourite: RichText? {
    guard case .holds(_, let strength, let silhouette, let best) = choice.reason,
      let favourite, favourite != choice.choice,
      let other = choice.decision.candidates.first(where: { $0.clusterCount == favourite })
    else { return nil }
    let (taken, left) = (
      context.numbers.integer(choice.choice), context.numbers.integer(favourite)
    )
    let opening = context.pick(
      "Pourquoi \(taken) et non \(left) ? ", "Why \(taken) and not \(left)? ")
    let reason =
      if !other.holds { notHolding(other) } else if !other.isWorkable {
        tooSmall(other)
      } else if favourite > choice.choice { blurred(other, best: best) } else {
        coarser(other, strength: strength, silhouette: silhouette)
      }
    return RichText(opening + reason)
  }

  private func notHolding(_ other: CandidateAssessment) -> String {
    let left = context.numbers.integer(other.clusterCount)
    return context.pick(
      "\(left) ne tient pas : voir ses chiffres dans le tableau ci-dessous.",
      "\(left) does not hold: see its figures in the table below.")
  }

  private func tooSmall(_ other: CandidateAssessment) -> String {
    let left = context.numbers.integer(other.clusterCount)
    return context.pick(
      "\(left) tient, mais laisse un segment de \(context.clients(other.smallestSize)), trop petit.",
      "\(left) holds, but leaves a segment of \(context.clients(other.smallestSize)), too small.")
  }

  private func blurred(_ other: CandidateAssessment, best: Double) -> String {
    let left = context.numbers.integer(other.clusterCount)
    let (own, top) = (context.decimal(other.silhouette), context.decimal(best))
    return context.pick(
      "\(left) tient aussi, mais ses segments se mêlent davantage (silhouette \(own), pour \(top) au mieux).",
      "\(left) holds too, but its segments blend more (silhouette \(own), for \(top) at best).")
  }

  private func coarser(
    _ other: CandidateAssessment, strength: Double, silhouette: Double
  ) -> String {
    let (taken, left) = (
      context.numbers.integer(choice.choice), context.numbers.integer(other.clusterCount)
    )
    let (own, others) = (context.decimal(silhouette), context.decimal(other.silhouette))
    let strengths = (context.decimal(strength), context.decimal(other.predictionStrength))
    return context.pick(
      """
      Les deux tiennent et se séparent presque aussi bien (silhouettes \(own) et \(others)) ; la règle \
      garde alors le plus grand, qui en dit plus sur les clients. Le prix de ce choix : une force de \
      prédiction de \(strengths.0) à \(taken), de \(strengths.1) à \(left).
      """,
      """
      Both hold and are nearly as well separated (silhouettes \(own) and \(others)); the rule then \
      keeps the larger, which says more about the clients. The price of this choice: a prediction \
      strength of \(strengths.0) at \(taken), of \(strengths.1) at \(left).
      """)
  }
}

/// A criterion and what it is called.
struct NamedCriterion: Sendable {
  let name: String
  let criterion: Criterion
  let threshold: Double?
  let digits: Int

  init(_ name: String, _ criterion: Criterion, threshold: Double? = nil, digits: Int = 2) {
    self.name = name
    self.criterion = criterion
    self.threshold = threshold
    self.digits = digits
  }

  /// Without what stands in brackets at the end.
  var shortName: String {
    name.firstRange(of: " (").map { String(name[..<$0.lowerBound]) } ?? name
  }
}
