import Interpretation
import Validation

/// What the criteria say beside the rule.
extension ChoiceSentences {
  /// The criteria by name, in the order of the figure, those that a method brings of its own last.
  var criteria: [NamedCriterion] { general + ofMixtures }

  private var ofMixtures: [NamedCriterion] {
    guard let information = choice.evidence.information else { return [] }
    return [
      NamedCriterion(pick("BIC (bas : mieux)", "BIC (low is better)"), information.bic, digits: 0),
      NamedCriterion(pick("ICL (bas : mieux)", "ICL (low is better)"), information.icl, digits: 0),
    ]
  }

  private var general: [NamedCriterion] {
    [
      NamedCriterion(
        pick("Gain sur des données sans groupes", "Gain over data without groups"),
        Criterion(
          values: choice.decision.candidates.map(\.gain),
          standardErrors: choice.decision.candidates.map(\.gainDeviation), chooses: bestGain)),
      NamedCriterion(
        pick("Force de prédiction", "Prediction strength"), choice.predictionStrength,
        threshold: rule.holdingStrength),
      NamedCriterion(pick("Silhouette", "Silhouette"), choice.silhouette),
      NamedCriterion(pick("Écart (gap)", "Gap"), choice.gap),
      NamedCriterion(pick("Stabilité", "Stability"), choice.stability, digits: 3),
      NamedCriterion("Caliński-Harabasz", choice.calinskiHarabasz, digits: 0),
      NamedCriterion(
        pick("Davies-Bouldin (bas : mieux)", "Davies-Bouldin (low is better)"),
        choice.daviesBouldin),
      NamedCriterion(
        pick("HCPC, W(k)/W(k−1) (bas : mieux)", "HCPC, W(k)/W(k−1) (low is better)"),
        choice.inertiaGain),
      NamedCriterion(pick("HCPC, rapport des gains", "HCPC, ratio of gains"), choice.ratioOfGains),
    ]
  }

  private var bestGain: Int? {
    let gains = choice.decision.candidates
    return gains.compactMap(\.gain).max().flatMap { best in
      gains.first { $0.gain == best }?.clusterCount
    }
  }

  /// What each published criterion would take by its own rule, without those that take nothing. The
  /// gain is a part of our own rule, not a published one.
  private var published: [NamedCriterion] {
    criteria.dropFirst().filter { $0.criterion.chooses != nil }
  }

  /// The number that most criteria would take, when two or more agree on it and on no other as much.
  private var favourite: Int? {
    let votes = Dictionary(
      published.compactMap(\.criterion.chooses).map { ($0, 1) }, uniquingKeysWith: +)
    guard let most = votes.values.max(), most > 1 else { return nil }
    let first = votes.filter { $0.value == most }.keys
    return first.count == 1 ? first.first : nil
  }

  /// What the criteria lean to: `les critères vont de 2 à 10, quatre prendraient 6`; `nil` where
  /// none takes anything.
  func leaning(segmentCount: Int) -> String? {
    let picks = published.compactMap(\.criterion.chooses)
    guard let low = picks.min(), let high = picks.max() else { return nil }
    let own = picks.count { $0 == segmentCount }
    let (total, first) = (spelled(picks.count), numbers.integer(low))
    if low == high {
      return low == segmentCount
        ? pick("les \(total) critères prendraient ce nombre", "all \(total) criteria would take it")
        : pick(
          "les \(total) critères prendraient \(first)", "all \(total) criteria would take \(first)")
    }
    let last = numbers.integer(high)
    let range = pick(
      "les critères vont de \(first) à \(last)", "the criteria go from \(first) to \(last)")
    guard let sharing = favourite ?? (own > 0 ? segmentCount : nil) else { return range }
    let votes = picks.count { $0 == sharing }
    let number =
      sharing == segmentCount ? pick("ce nombre", "this number") : numbers.integer(sharing)
    return range
      + pick(
        ", \(spelled(votes)) \(votes == 1 ? "prendrait" : "prendraient") \(number)",
        ", \(spelled(votes)) would take \(number)")
  }

  private func spelled(_ count: Int) -> String {
    let words = pick(
      ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"],
      ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
    return words.indices.contains(count - 1) ? words[count - 1] : numbers.integer(count)
  }

  /// Which criterion would take which number.
  var disagreement: RichText? {
    let counts = Set(published.compactMap(\.criterion.chooses)).sorted()
    guard let first = counts.first else { return nil }
    if counts.count == 1 {
      return RichText(
        pick(
          "Chaque critère, par sa propre règle, prendrait \(numbers.integer(first)).",
          "Every criterion, by its own rule, would take \(numbers.integer(first))."))
    }
    let items = counts.map { count -> String in
      let names = published.filter { $0.criterion.chooses == count }.map(\.shortName)
      return "\(numbers.integer(count)) (\(names.joined(separator: ", ")))"
    }
    let list = items.joined(separator: pick(" ; ", "; "))
    return RichText(
      pick(
        """
        Les critères publiés ne s’accordent pas. Chacun, par la règle de ses auteurs, prendrait : \
        \(list). C’est ordinaire : ils ne mesurent pas la même chose, et certains penchent toujours \
        vers peu de segments. C’est donc la règle ci-dessus qui tranche, pas un vote.
        """,
        """
        The published criteria disagree. Each, by its authors' rule, would take: \(list). This is \
        ordinary: they do not measure the same thing, and some always lean towards few segments. So \
        the rule above decides, not a vote.
        """))
  }

  /// Why the rule did not take the number that most criteria would.
  var insteadOfFavourite: RichText? {
    guard case .holds(_, let best, let near) = choice.reason, let favourite,
      favourite != choice.choice,
      favourite > 1, let other = candidate(favourite)
    else { return nil }
    let (taken, left) = (numbers.integer(choice.choice), numbers.integer(favourite))
    let opening = pick("Pourquoi \(taken) et non \(left) ? ", "Why \(taken) and not \(left)? ")
    let reason =
      if !other.holds { notHolding(other) } else if !other.isWorkable {
        tooSmall(other)
      } else if near.contains(favourite) { foundLessWell(other) } else {
        gainsLess(other, best: best)
      }
    return RichText(opening + reason)
  }

  private func notHolding(_ other: CandidateAssessment) -> String {
    let left = numbers.integer(other.clusterCount)
    if (other.predictionStrength ?? 0) < rule.holdingStrength {
      return pick(
        "D’une moitié des clients à l’autre, \(left) ne se retrouve pas (force de prédiction \(decimal(other.predictionStrength))).",
        "From one half of the clients to the other, \(left) is not found again (prediction strength \(decimal(other.predictionStrength)))."
      )
    }
    return pick(
      "\(left) ne dépasse pas assez les portefeuilles sans groupes (\(decimal(other.excess, 1)) écart-type).",
      "\(left) does not exceed the portfolios without groups enough (\(decimal(other.excess, 1)) standard deviations)."
    )
  }

  private func tooSmall(_ other: CandidateAssessment) -> String {
    let left = numbers.integer(other.clusterCount)
    return pick(
      "\(left) tient, mais laisse un segment de \(clients(other.smallestSize)), trop petit.",
      "\(left) holds, but leaves a segment of \(clients(other.smallestSize)), too small.")
  }

  private func foundLessWell(_ other: CandidateAssessment) -> String {
    let left = numbers.integer(other.clusterCount)
    let taken = candidate(choice.choice)
    let (own, kept) = (other.predictionStrength ?? 0, taken?.predictionStrength ?? 0)
    guard own < kept else {
      return pick(
        "\(left) se retrouve aussi bien d’une moitié des clients à l’autre, mais gagne moins (\(decimal(other.gain)) contre \(decimal(taken?.gain))).",
        "\(left) is found again as well from one half of the clients to the other, but gains less (\(decimal(other.gain)) against \(decimal(taken?.gain)))."
      )
    }
    return pick(
      """
      \(left) tient aussi et gagne à peu près autant, mais se retrouve moins bien d’une moitié des clients \
      à l’autre (force de prédiction \(decimal(own)), contre \(decimal(kept))).
      """,
      """
      \(left) holds too and gains about as much, but is found again less well from one half of the \
      clients to the other (prediction strength \(decimal(own)), against \(decimal(kept))).
      """)
  }

  private func gainsLess(_ other: CandidateAssessment, best: Int) -> String {
    let left = numbers.integer(other.clusterCount)
    let (own, top) = (decimal(other.gain), decimal(candidate(best)?.gain))
    if other.clusterCount > choice.choice {
      return pick(
        "\(left) tient aussi, mais dépasse moins nettement les portefeuilles sans groupes : son gain est de \(own), pour \(top) au mieux de ceux qui tiennent.",
        "\(left) holds too, but exceeds the portfolios without groups less clearly: its gain is \(own), for \(top) at best of those that hold."
      )
    }
    return pick(
      """
      \(left) tient aussi, mais laisse ensemble des clients qui se séparent : son gain sur des \
      portefeuilles sans groupes est de \(own), pour \(top) au mieux de ceux qui tiennent.
      """,
      """
      \(left) holds too, but leaves together clients that part: its gain over portfolios without groups \
      is \(own), for \(top) at best of those that hold.
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

  /// Without what stands in brackets at the end, where that is a remark.
  var shortName: String {
    name.hasSuffix(")")
      ? name.ranges(of: " (").last.map { String(name[..<$0.lowerBound]) } ?? name : name
  }
}
