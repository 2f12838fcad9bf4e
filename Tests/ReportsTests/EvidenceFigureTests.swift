import Reports
import Testing

@Suite struct EvidenceFigureTests {
  private let key = SegmentKey(number: 1, name: "Artisans")

  @Test func stabilityHasItsBarAndMarks() {
    let figure = StabilityFigure(
      rows: [.init(segment: key, bootstrap: 0.9, subset: 0.8, noise: 0.95)], good: 0.75,
      caution: 0.6)
    let svg = figure.panels(.french).map { $0.markup(label: "x") }.joined()
    for text in [
      "clients tirés à nouveau : 0,90", "la moitié des clients : 0,80",
      "chiffres un peu faussés : 0,95",
    ] {
      #expect(svg.contains("1. Artisans · \(text)"), "\(text)")
    }
    #expect(figure.summary(.french) == "Artisans : 0,90")
  }

  /// Bounds belong to the class above them.
  @Test func confidenceClassesByHand() {
    #expect(
      ConfidenceFigure.shares([1, 0.95, 0.94, 0.75, 0.5, 0.49, 0, 0.2]) == [
        0.25, 0.25, 0.125, 0.375,
      ])
    #expect(ConfidenceFigure.shares([]) == [0, 0, 0, 0])
    let figure = ConfidenceFigure(rows: [.init(segment: key, stays: [1, 1, 1, 0.2])])
    let svg = figure.panels(.english).map { $0.markup(label: "x") }.joined()
    #expect(svg.contains("95% of the time and more : 75%"))
    #expect(svg.contains("less than 50% : 25%"))
  }
}
