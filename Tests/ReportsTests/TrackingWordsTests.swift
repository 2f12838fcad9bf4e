import Interpretation
import Reports
import Testing
import Tracking

/// What a partner reads of a quarter, in both languages.
@Suite struct TrackingWordsTests {
  private func because(_ reason: TrackingDecision.Reason, _ language: Language) -> String {
    TrackingWords(language).because(TrackingDecision(advice: .keep, reasons: [reason]))
      .replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
  }

  @Test(arguments: [
    (
      TrackingDecision.Reason.quiet(movers: 0.02),
      "Les segments décrivent toujours les clients ; 2 % seulement relèveraient d’un autre.",
      "The segments still describe the clients; only 2% would belong to another one."
    ),
    (
      .movers(share: 0.13),
      "Les segments décrivent toujours les clients, mais 13 % d’entre eux ont changé au point de relever "
        + "d’un autre segment.",
      "The segments still describe the clients, but 13% of these have changed so much that they belong to "
        + "another one."
    ),
    (
      .fit(before: 0.01, now: 0.2),
      "20 % des clients n’entrent bien dans aucun segment, contre 1 % un trimestre plus tôt.",
      "20% of the clients fit no segment well, against 1% a quarter before."
    ),
    (
      .newGroup(segment: 7, clients: 1),
      "Un groupe est apparu : le segment 7 (1 client), dont la moitié au moins vient d’arriver ou n’entre "
        + "bien dans aucun segment d’avant.",
      "A group has come up: segment 7 (1 client), at least half of which has just arrived or fits no "
        + "earlier segment well."
    ),
    (
      .otherSegments(adjustedRand: 0.31, gain: 0.0625),
      "Les segments d’aujourd’hui ne sont plus ceux d’avant (Rand ajusté 0,31) et expliquent 6,2 points de "
        + "plus.",
      "The segments of today are others than before (adjusted Rand 0.31) and explain 6.2 points more."
    ),
  ])
  func reasonsAreSentences(_ reason: TrackingDecision.Reason, _ french: String, _ english: String) {
    #expect(because(reason, .french) == french)
    #expect(because(reason, .english) == english)
  }

  @Test func severalReasonsStandInTheirOrder() {
    let decision = TrackingDecision(
      advice: .refit, reasons: [.newGroup(segment: 4, clients: 40), .fit(before: 0, now: 0.1)])
    let words = TrackingWords(.english)
    let text = words.because(decision)
    #expect(text.hasPrefix("A group has come up") && text.hasSuffix("a quarter before."))
    #expect(words.advice(of: decision) == "make the segments anew")
    #expect(words.shortAdvice("refit") == "refit" && words.shortAdvice("other") == nil)
  }
}
