import Interpretation
import Reports
import Testing

@Suite struct EffectsFigureTests {
  private func row(_ name: String, _ value: Double, _ half: Double) -> EffectsFigure.Row {
    EffectsFigure.Row(
      name: name, effect: .init(value: value, lower: value - half, upper: value + half),
      conclusion: "marche", clients: 40)
  }

  private func drawing(_ figure: EffectsFigure) -> String {
    figure.panels(.french).map { $0.markup(label: "x") }.joined()
  }

  @Test func effectsAreAsStored() throws {
    let figure = EffectsFigure(
      rows: [
        row("A", 12, 5),
        .init(name: "B", effect: nil, conclusion: "aucun résultat chez les témoins", clients: 9),
      ], whole: row("tous", 10, 4), hopedFor: 15, unit: "points")
    try expectStored(drawing(figure), "effects.svg")
    #expect(figure.summary(.french).hasPrefix("A : +12,0 (de +7,0 à +17,0), B : aucun résultat"))
  }

  /// One interval a hundred times as wide leaves the others their room, and ends in arrows.
  @Test func aVeryWideIntervalIsCut() {
    let narrow = (1...5).map { row("\($0)", Double($0), 2) }
    let cut = drawing(EffectsFigure(rows: narrow + [row("w", 3, 400)], hopedFor: 4, unit: ""))
    let whole = drawing(EffectsFigure(rows: narrow, hopedFor: 4, unit: ""))
    #expect(cut.matches(of: #/<path d="M[^"Z]*" class="curve"/#).count == 2)
    #expect(whole.matches(of: #/<path d="M[^"Z]*" class="curve"/#).isEmpty)
    #expect(cut.contains("−397,0 à +403,0"))
  }

  @Test func nothingToShowIsDrawnAllTheSame() {
    let figure = EffectsFigure(
      rows: [.init(name: "A", effect: nil, conclusion: "–", clients: 0)], hopedFor: 1, unit: "")
    #expect(drawing(figure).contains("<svg"))
  }
}
