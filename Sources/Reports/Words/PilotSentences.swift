import Interpretation
import Segmentation
import Statistics

/// What a pilot showed, in sentences that the terminal and the page share.
public struct PilotSentences: Sendable {
  let evaluation: PilotEvaluation
  let language: Language
  let words: PilotNumbers
  private let conclusions: PilotConclusionWords
  private let numbers: NumberStyle

  private let hasStrata: Bool

  public init(_ evaluation: PilotEvaluation, design: PilotDesign, _ language: Language) {
    self.evaluation = evaluation
    hasStrata = !design.strataColumns.isEmpty || evaluation.rules != nil
    self.language = language
    words = PilotNumbers(evaluation.plan, language)
    conclusions = PilotConclusionWords(language)
    numbers = NumberStyle(language)
  }

  func pick(_ french: String, _ english: String) -> String {
    language == .french ? french : english
  }

  private var level: String { words.percent(evaluation.level) }

  // MARK: Over all

  /// The effect over all segments, and what to think of it.
  public var overall: String {
    guard let effect = evaluation.overall.effect else {
      return pick(
        "Aucun segment ne se juge : la table dit pourquoi.",
        "No segment can be judged: the table says why.")
    }
    let figures = pick(
      "écart \(words.effect(effect.difference)), sans doute \(words.interval(effect)) "
        + "(à \(level)), \(words.equalsP(effect.pValue))",
      "difference \(words.effect(effect.difference)), probably \(words.interval(effect)) "
        + "(at \(level)), \(words.equalsP(effect.pValue))")
    let meaning =
      switch evaluation.overall.conclusion {
      case .works:
        pick(
          "Tous segments réunis, l’action marche",
          "All segments together, the action works")
      case .noProof:
        pick(
          "Tous segments réunis, rien ne prouve que l’action change quelque chose, et un effet aussi "
            + "grand qu’espéré (\(words.effect(evaluation.plan.effect))) est peu vraisemblable",
          "All segments together, nothing proves that the action changes anything, and an effect as "
            + "large as hoped for (\(words.effect(evaluation.plan.effect))) is unlikely")
      case .seemsToHarm:
        pick(
          "Tous segments réunis, l’action semble nuire",
          "All segments together, the action seems to harm")
      case .tooFewToTell:
        pick(
          "Tous segments réunis, il y a trop peu de clients pour trancher entre aucun effet et l’effet "
            + "espéré (\(words.effect(evaluation.plan.effect)))",
          "All segments together, there are too few clients to tell no effect from the effect hoped for "
            + "(\(words.effect(evaluation.plan.effect)))")
      }
    return meaning + pick(" : ", ": ") + figures + "."
  }

  /// The share of the clients that the overall effect speaks of, where that is not all.
  public var coverage: String? {
    let coverage = evaluation.overall.coverage
    guard evaluation.overall.effect != nil, coverage < 1 else { return nil }
    return pick(
      "Cet écart vaut pour les segments que l’on peut juger : \(numbers.share(coverage)) des clients.",
      "This difference is that of the segments that can be judged: \(numbers.share(coverage)) of the "
        + "clients.")
  }

  // MARK: Segments

  /// Which segments each conclusion is of.
  public var bySegment: [String] {
    let promising = evaluation.segments.filter(isPromising).map(\.name)
    func named(_ conclusion: PilotConclusion) -> [String] {
      evaluation.segments.filter { $0.conclusion == conclusion && !isPromising($0) }.map(\.name)
    }
    return [
      line(pick("L’action marche", "The action works"), named(.works)),
      line(
        pick(
          "À confirmer (l’écart dépasse le hasard à lui seul, plus une fois tous les segments comptés)",
          "To be confirmed (beyond chance by itself, no longer once all segments are counted)"),
        promising),
      line(pick("Elle semble nuire", "It seems to harm"), named(.seemsToHarm)),
      line(pick("Pas de preuve d’un effet", "No proof of an effect"), named(.noProof)),
      line(
        pick("Trop peu de clients pour trancher", "Too few clients to tell"), named(.tooFewToTell)),
    ].compactMap { $0 }
  }

  /// Whether only the number of segments looked at keeps an effect from being called one.
  private func isPromising(_ segment: PilotGroupEffect) -> Bool {
    segment.conclusion == .noProof && (segment.effect?.pValue ?? 1) <= evaluation.plan.alpha
  }

  private func line(_ heading: String, _ names: [String]) -> String? {
    names.isEmpty
      ? nil : heading + pick(" : ", ": ") + names.joined(separator: pick(" ; ", "; ")) + "."
  }

  /// Why an effect may differ from the two columns before it; `nil` without strata.
  public var weighing: String? {
    guard hasStrata else { return nil }
    return pick(
      "L’écart compare dans chaque strate du tirage ce qui est comparable : ce n’est pas toujours la "
        + "différence des deux colonnes.",
      "The difference compares like with like in each stratum of the draw: it is not always that of the "
        + "two columns.")
  }

  /// What "adjusted" means; `nil` where there is nothing to adjust.
  public var multiplicity: String? {
    let count = evaluation.segments.count { $0.effect != nil }
    guard count > 1 else { return nil }
    return pick(
      "À regarder \(count) segments, le hasard a \(count) occasions de tromper : « p ajusté » (Holm) en "
        + "tient compte, et c’est lui qui décide de « marche ».",
      "Looking at \(count) segments gives chance \(count) occasions to mislead: 'adjusted p' (Holm) "
        + "allows for it, and decides on 'works'.")
  }

  // MARK: Between segments

  public var heterogeneity: String? {
    evaluation.heterogeneity.map { found in
      found.pValue <= evaluation.plan.alpha
        ? pick(
          "L’effet n’est pas le même d’un segment à l’autre (\(figures(found))).",
          "The effect is not the same from one segment to the next (\(figures(found))).")
        : pick(
          "Rien ne montre que l’effet change d’un segment à l’autre (\(figures(found))).",
          "Nothing shows that the effect changes from one segment to the next (\(figures(found))).")
    }
  }

  func figures(_ found: EffectHeterogeneity) -> String {
    let q = words.decimal(found.statistic, 1)
    let freedom = numbers.count(
      found.degreesOfFreedom, pick("degré de liberté", "degree of freedom"),
      pick("degrés de liberté", "degrees of freedom"))
    return pick(
      "Q = \(q) pour \(freedom), \(words.equalsP(found.pValue)), "
        + "I² = \(words.percent(found.inconsistency))",
      "Q = \(q) on \(freedom), \(words.equalsP(found.pValue)), "
        + "I² = \(words.percent(found.inconsistency))")
  }

  /// The firm's rules beside the segments.
  public var rules: [String] {
    guard let rules = evaluation.rules else { return [] }
    let figures =
      rules.heterogeneity.map {
        pick(" (règles : \(self.figures($0)))", " (rules: \(self.figures($0)))")
      }
      ?? ""
    let meaning =
      switch rules.separation {
      case .both:
        pick(
          "L’effet change d’un segment à l’autre, par vos règles (\(rules.name)) comme par les segments",
          "The effect changes from segment to segment, by your rules (\(rules.name)) as by the segments"
        )
      case .segments:
        pick(
          "Les segments distinguent ceux chez qui l’action marche ; pour vos règles (\(rules.name)), rien ne "
            + "le montre",
          "The segments tell apart those with whom the action works; for your rules (\(rules.name)) nothing "
            + "shows it"
        )
      case .rules:
        pick(
          "Vos règles (\(rules.name)) distinguent ceux chez qui l’action marche ; pour les segments, rien "
            + "ne le montre",
          "Your rules (\(rules.name)) tell apart those with whom the action works; for the segments "
            + "nothing shows it"
        )
      case .neither:
        pick(
          "Rien ne montre que les segments ou vos règles (\(rules.name)) distinguent chez qui l’action marche "
            + "mieux",
          "Nothing shows that the segments or your rules (\(rules.name)) tell with whom the action works "
            + "better"
        )
      }
    guard rules.withoutSegment > 0 else { return [meaning + figures + "."] }
    let clients = numbers.count(rules.withoutSegment, "client", "clients")
    return [
      meaning + figures + ".",
      pick(
        "Sans segment par vos règles, donc non comptés de ce côté : \(clients).",
        "Without a segment by your rules, hence not counted on that side: \(clients)."),
    ]
  }

  // MARK: Missing outcomes

  /// Who has no result, and whether that may mislead.
  public var missing: [String] {
    let overall = evaluation.overall
    let (test, control) = (overall.test, overall.control)
    guard test.missing + control.missing > 0 else {
      return [
        pick("Tous les clients tirés ont un résultat.", "All clients drawn have a result.")
      ]
    }
    func share(_ arm: PilotArm) -> String {
      "\(words.integer(arm.missing)) / \(words.integer(arm.drawn)) ("
        + words.percent(Double(arm.missing) / Double(max(1, arm.drawn))) + ")"
    }
    var sentences = [
      pick(
        "Sans résultat : \(share(test)) des testés, \(share(control)) des témoins",
        "Without a result: \(share(test)) of those tested, \(share(control)) of the controls")
        + missingMeaning
    ]
    if let effect = overall.effectIfMissingAreNo {
      sentences.append(
        pick(
          "En comptant pour « non » ceux qui n’ont pas de résultat : \(words.effect(effect.difference)), "
            + "\(words.interval(effect)).",
          "Counting those without a result as 'no': \(words.effect(effect.difference)), "
            + "\(words.interval(effect))."))
    }
    return sentences
  }

  private var missingMeaning: String {
    guard let found = evaluation.overall.missingDifference else { return "." }
    return found.pValue <= evaluation.plan.alpha
      ? pick(
        ". Ces parts diffèrent plus que le hasard ne le fait (\(words.equalsP(found.pValue))) : l’effet est "
          + "à prendre avec prudence.",
        ". These shares differ more than chance makes them (\(words.equalsP(found.pValue))): take the "
          + "effect with caution.")
      : pick(
        ", sans différence qui dépasse le hasard (\(words.equalsP(found.pValue))).",
        ", no difference beyond chance (\(words.equalsP(found.pValue))).")
  }
}
