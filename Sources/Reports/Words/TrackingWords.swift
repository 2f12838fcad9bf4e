import Interpretation
import Tracking

/// What is advised from quarter to quarter, and why, in sentences.
package struct TrackingWords: Sendable {
  private let language: Language
  private let numbers: NumberStyle

  package init(_ language: Language) {
    self.language = language
    numbers = NumberStyle(language)
  }

  private func pick(_ french: @autoclosure () -> String, _ english: @autoclosure () -> String)
    -> String
  {
    language == .french ? french() : english()
  }

  package func advice(_ advice: TrackingDecision.Advice) -> String {
    switch advice {
    case .keep: pick("garder les segments tels quels", "keep the segments as they are")
    case .reassign:
      pick(
        "replacer les clients dans les segments actuels",
        "place the clients anew in the same segments")
    case .refit: pick("refaire la segmentation", "make the segments anew")
    }
  }

  package func advice(of decision: TrackingDecision) -> String { advice(decision.advice) }

  /// In one word, from the name that files keep it by; `nil` for no advice.
  package func shortAdvice(_ name: String) -> String? {
    switch TrackingDecision.Advice(rawValue: name) {
    case .keep: pick("garder", "keep")
    case .reassign: pick("replacer", "reassign")
    case .refit: pick("refaire", "refit")
    case nil: nil
    }
  }

  /// Every reason, the one that decided first.
  package func because(_ decision: TrackingDecision) -> String {
    decision.reasons.map(reason).joined(separator: " ")
  }

  private func reason(_ reason: TrackingDecision.Reason) -> String {
    switch reason {
    case .scale(let shifts):
      return shifts.map(scale).joined(separator: " ")
        + pick(
          " Corriger d’abord ces valeurs : rien d’autre ne se compare tant qu’elles sont dans deux unités.",
          " Mend these values first: nothing else compares as long as they are in two units.")
    case .fit(let before, let now):
      return pick(
        "\(percent(now)) des clients n’entrent bien dans aucun segment, contre \(percent(before)) un trimestre plus tôt.",
        "\(percent(now)) of the clients fit no segment well, against \(percent(before)) a quarter before."
      )
    case .newGroup(let segment, let clients):
      return pick(
        "Un groupe est apparu : le segment \(segment) (\(count(clients))), dont la moitié au moins vient d’arriver ou n’entre bien dans aucun segment d’avant.",
        "A group has come up: segment \(segment) (\(count(clients))), at least half of which has just arrived or fits no earlier segment well."
      )
    case .otherSegments(let rand, let gain):
      return pick(
        "Les segments d’aujourd’hui ne sont plus ceux d’avant (Rand ajusté \(numbers.decimal(rand, digits: 2))) et expliquent \(points(gain)) de plus.",
        "The segments of today are others than before (adjusted Rand \(numbers.decimal(rand, digits: 2))) and explain \(points(gain)) more."
      )
    case .universal(let level):
      return pick(
        "« \(level.level) » vaut maintenant pour \(percent(level.shareNow)) des clients (colonne « \(level.header) », \(percent(level.shareBefore)) avant) : la colonne ne les distingue plus guère.",
        "'\(level.level)' now holds for \(percent(level.shareNow)) of the clients (column '\(level.header)', \(percent(level.shareBefore)) before): the column hardly tells them apart any more."
      )
    case .movers(let share):
      return pick(
        "Les segments décrivent toujours les clients, mais \(percent(share)) d’entre eux ont changé au point de relever d’un autre segment.",
        "The segments still describe the clients, but \(percent(share)) of these have changed so much that they belong to another one."
      )
    case .quiet(let movers):
      return pick(
        "Les segments décrivent toujours les clients ; \(percent(movers)) seulement relèveraient d’un autre.",
        "The segments still describe the clients; only \(percent(movers)) would belong to another one."
      )
    }
  }

  private func scale(_ shift: ScaleShift) -> String {
    let factor = shift.factor > 1 ? "1000" : "1/1000"
    let place =
      shift.group.map { group in
        pick(
          " (tous ou presque dans « \(shift.groupHeader ?? "") » = \(group))",
          " (nearly all with '\(shift.groupHeader ?? "")' = \(group))")
      } ?? ""
    return pick(
      "La colonne « \(shift.header) » est multipliée par \(factor) pour \(count(shift.clients))\(place) : sans doute des euros pour des milliers d’euros, ou l’inverse.",
      "The column '\(shift.header)' is multiplied by \(factor) for \(count(shift.clients))\(place): probably euros for thousands of euros, or the other way round."
    )
  }

  private func percent(_ share: Double) -> String { numbers.percent(share) }
  private func count(_ clients: Int) -> String { numbers.count(clients, "client", "clients") }
  private func points(_ gain: Double) -> String {
    numbers.decimal(100 * gain, digits: 1) + "\u{A0}points"
  }
}
