import Interpretation
import Segmentation

/// What a pilot is for, how large it is, and what it can show, in sentences.
public struct PilotPlanSentences: Sendable {
  private let design: PilotDesign
  private let language: Language
  private let words: PilotNumbers
  private let numbers: NumberStyle

  public init(_ design: PilotDesign, _ language: Language) {
    self.design = design
    self.language = language
    words = PilotNumbers(design.plan, language)
    numbers = NumberStyle(language)
  }

  private var plan: PilotPlan { design.plan }

  private func pick(_ french: String, _ english: String) -> String {
    language == .french ? french : english
  }

  private func clients(_ count: Int) -> String { numbers.count(count, "client", "clients") }

  private func segments(_ count: Int) -> String { numbers.count(count, "segment", "segments") }

  /// The effect to be seen, and the risks.
  public var aim: String {
    let power = words.percent(plan.power)
    let isWhole = abs(plan.alpha * 100 - (plan.alpha * 100).rounded()) < 1e-9
    let alpha = numbers.percent(plan.alpha, digits: isWhole ? 0 : 1)
    let risks = pick(
      "s’il existe, \(power) de chances de le voir ; sinon, \(alpha) de risque de croire le voir",
      "\(power) chance of seeing it if it is there, \(alpha) risk of believing so if it is not")
    switch plan.outcome {
    case .share(let baseline):
      let (from, to) = (words.level(baseline), words.level(baseline + plan.effect))
      return pick(
        "L’effet à voir : de \(from) à \(to), soit \(words.effect(plan.effect)) (\(risks)).",
        "The effect to see: from \(from) to \(to), that is \(words.effect(plan.effect)) (\(risks))."
      )
    case .mean(let deviation):
      return pick(
        "L’effet à voir : \(words.effect(plan.effect)) en moyenne, pour un écart-type de "
          + "\(words.level(deviation)) (\(risks)).",
        "The effect to see: \(words.effect(plan.effect)) on average, for a standard deviation of "
          + "\(words.level(deviation)) (\(risks)).")
    }
  }

  /// How many clients that takes.
  public var size: String {
    let needed = clients(design.segments.first?.needed ?? 0)
    let loss =
      plan.expectedLoss > 0
      ? pick(
        ", en comptant que \(words.percent(plan.expectedLoss)) des résultats manqueront",
        ", counting on \(words.percent(plan.expectedLoss)) of the results to be missing") : ""
    let corrected =
      plan.isCorrected && design.segments.count > 1
      ? pick(
        " Le risque est partagé entre les \(segments(design.segments.count)).",
        " The risk is shared between the \(segments(design.segments.count)).") : ""
    return pick(
      "Il faut pour cela, dans chaque segment, \(needed) à tester et autant de témoins\(loss).",
      "That takes, in each segment, \(needed) to test and as many controls\(loss).") + corrected
  }

  /// What the segments there are can show, one sentence for each case that occurs.
  public var feasibility: [String] {
    let counts = PilotFeasibility.allCases.map { feasibility in
      design.segments.count { $0.feasibility == feasibility }
    }
    return zip(PilotFeasibility.allCases, counts).filter { $1 > 0 }.map { sentence($0, $1) }
      + (blindCount > 0 ? [blind] : [])
  }

  private func sentence(_ feasibility: PilotFeasibility, _ count: Int) -> String {
    let all = design.segments.count
    let isOne = count == 1
    switch feasibility {
    case .asPlanned where count == all:
      return pick(
        all == 1 ? "Le segment est assez grand." : "Tous les segments sont assez grands.",
        all == 1 ? "The segment is large enough." : "All segments are large enough.")
    case .asPlanned:
      return pick(
        "\(segments(count)) sur \(all) \(isOne ? "est assez grand" : "sont assez grands").",
        "\(segments(count)) of \(all) \(isOne ? "is" : "are") large enough.")
    case .tooFewClients:
      return pick(
        "Dans \(segments(count)), il n’y a pas assez de clients : on n’y verra qu’un effet plus grand, "
          + "celui de la dernière colonne.",
        "In \(segments(count)) there are not enough clients: only a larger effect will be seen there, "
          + "that of the last column.")
    case .limitedSize:
      return pick(
        "Dans \(segments(count)), la taille maximale demandée ne suffit pas : on n’y verra qu’un effet "
          + "plus grand, celui de la dernière colonne.",
        "In \(segments(count)) the largest size asked for is not enough: only a larger effect will be "
          + "seen there, that of the last column.")
    case .impossible:
      return pick(
        "Dans \(segments(count)), il n’y a pas de quoi faire deux groupes : personne n’y est tiré.",
        "In \(segments(count)) there are not enough clients for two groups: nobody is drawn.")
    }
  }

  private var blindCount: Int {
    design.segments.count { $0.groupSize > 0 && $0.detectableEffect == nil }
  }

  private var blind: String {
    pick(
      "Dans \(segments(blindCount)), même le plus grand effet possible risque de passer inaperçu (–).",
      "In \(segments(blindCount)) even the largest effect possible may go unseen (–).")
  }

  /// Who was drawn, and who was not.
  public var drawn: String {
    let half = clients(design.drawn / 2)
    let total = clients(design.clients.read)
    var text = pick(
      "Tirés : \(half) à tester et autant de témoins, sur \(total).",
      "Drawn: \(half) to test and as many controls, of \(total).")
    if design.clients.excluded > 0 {
      text += pick(
        " Exclus, donc jamais tirés : \(clients(design.clients.excluded)).",
        " Excluded, hence never drawn: \(clients(design.clients.excluded)).")
    }
    if design.clients.withoutSegment > 0 {
      text += pick(
        " Sans segment, donc jamais tirés : \(clients(design.clients.withoutSegment)).",
        " Without a segment, hence never drawn: \(clients(design.clients.withoutSegment)).")
    }
    return text
  }

  /// What the pilot can show of the effect over all segments, where there are several.
  public var together: String? {
    let size = design.drawn / 2
    guard design.segments.count(where: { $0.groupSize > 0 }) > 1,
      let effect = PilotSizing(plan, segmentCount: 1).detectable(size)
    else { return nil }
    return pick(
      "Tous segments réunis, on verra un effet de \(words.effect(effect)) environ.",
      "All segments together, an effect of about \(words.effect(effect)) will be seen.")
  }

  /// What makes strata.
  public var strata: String? {
    guard !design.strataColumns.isEmpty else { return nil }
    let list = numbers.list(design.strataColumns)
    return pick(
      "Dans chaque segment, les deux groupes ont la même composition par \(list).",
      "In each segment both groups have the same make-up by \(list).")
  }
}
