import ArgumentParser
import Segmentation

/// The effect that a pilot is to show, and with which risks.
struct PilotPlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Résultat par oui ou non : part de oui attendue sans l'action.",
        "Outcome by yes or no: share of yes expected without the action."),
      valueName: say("part", "share")))
  var baseline: Quantity?

  @Option(
    help: ArgumentHelp(
      say(
        "Résultat en nombre : son écart-type d'un client à l'autre.",
        "Outcome in numbers: its standard deviation from client to client."),
      valueName: say("écart-type", "sd")))
  var sd: Quantity?

  @Option(
    help: ArgumentHelp(
      say(
        "Écart à voir entre testés et témoins ; --effect=-5% où moins vaut mieux.",
        "Difference to see between tested and controls; --effect=-5% where less is better."),
      valueName: say("écart", "effect")))
  var effect: Quantity

  @Option(
    help: ArgumentHelp(
      say(
        "Risque de voir un effet qui n'est pas là (par défaut : 5%).",
        "Risk of seeing an effect that is not there (default: 5%)."),
      valueName: say("part", "share")))
  var alpha: Quantity?

  @Option(
    help: ArgumentHelp(
      say(
        "Chances de voir l'effet s'il est là (par défaut : 80%).",
        "Chance of seeing the effect if it is there (default: 80%)."),
      valueName: say("part", "share")))
  var power: Quantity?

  @Option(
    help: ArgumentHelp(
      say(
        "Part des clients dont on n'aura pas le résultat (par défaut : 0).",
        "Share of the clients whose result will not be known (default: 0)."),
      valueName: say("part", "share")))
  var expectedLoss: Quantity?

  @Option(
    help: ArgumentHelp(
      say(
        "Taille maximale d'un groupe dans un segment.", "Largest size of a group in a segment."),
      valueName: "n"))
  var maxPerGroup: Int?

  @Flag(
    help: ArgumentHelp(
      say(
        "Agrandir les groupes pour que regarder plusieurs segments ne coûte rien.",
        "Enlarge the groups so that looking at several segments costs nothing.")))
  var corrected = false

  func validate() throws {
    if (baseline == nil) == (sd == nil) {
      throw ValidationError(
        say(
          "donner --baseline (résultat par oui ou non) ou --sd (résultat en nombre), l'un des deux.",
          "give --baseline (outcome by yes or no) or --sd (outcome in numbers), one of the two."))
    }
    if let baseline, !(baseline.value > 0 && baseline.value < 1) {
      throw ValidationError(
        say(
          "--baseline demande une part entre 0 et 1, comme 30%.",
          "--baseline takes a share between 0 and 1, such as 30%."))
    }
    if let sd, sd.value <= 0 {
      throw ValidationError(
        say("--sd demande un nombre positif.", "--sd takes a positive number."))
    }
    if effect.value == 0 {
      throw ValidationError(
        say("--effect demande un écart qui n'est pas nul.", "--effect takes a difference, not 0."))
    }
    if let baseline, !(0...1).contains(baseline.value + effect.value) {
      throw ValidationError(
        say(
          "--baseline et --effect ensemble sortent de 0 à 100 %.",
          "--baseline and --effect together leave 0 to 100%."))
    }
    try check(alpha, "--alpha", "0,01 %", "50 %") { $0 >= 0.0001 && $0 < 0.5 }
    try check(power, "--power", "50 %", "100 %") { $0 >= 0.5 && $0 < 1 }
    try check(expectedLoss, "--expected-loss", "0 %", "100 %") { $0 >= 0 && $0 < 1 }
    if let maxPerGroup, maxPerGroup < PilotSizing.smallestGroup {
      throw ValidationError(
        say(
          "--max-per-group demande un nombre à partir de 2.",
          "--max-per-group takes a number from 2."))
    }
  }

  private func check(
    _ quantity: Quantity?, _ option: String, _ low: String, _ high: String,
    _ isUsable: (Double) -> Bool
  ) throws {
    guard let quantity, !isUsable(quantity.value) else { return }
    throw ValidationError(
      say(
        "\(option) demande une part entre \(low) et \(high).",
        "\(option) takes a share between \(low) and \(high)."))
  }

  var plan: PilotPlan {
    PilotPlan(
      outcome: baseline.map { .share(baseline: $0.value) }
        ?? .mean(standardDeviation: sd?.value ?? 1),
      effect: effect.value, alpha: alpha?.value ?? 0.05, power: power?.value ?? 0.8,
      expectedLoss: expectedLoss?.value ?? 0, isCorrected: corrected,
      maximumGroupSize: maxPerGroup)
  }
}
