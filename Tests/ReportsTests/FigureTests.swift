import Interpretation
import Foundation
import Reports
import Testing

@Suite struct FigureTests {
  let keys = [SegmentKey(number: 1, name: "Artisans"), SegmentKey(number: 2, name: "Libéraux")]

  private func drawing(_ figure: some Figure) -> String {
    figure.panels(.french).map { $0.markup(label: "x") }.joined(separator: "\n")
  }

  @Test func clusterCountsAreAsStored() throws {
    let figure = ClusterCountFigure(
      clusterCounts: [2, 3, 4], choice: 3,
      criteria: [
        .init(
          name: "Force de prédiction", values: [0.95, 0.85, nil],
          standardErrors: [0.01, 0.02, nil],
          chooses: 3, threshold: 0.8)
      ])
    try expectStored(drawing(figure), "cluster-count.svg")
    #expect(figure.summary(.french) == "Force de prédiction retient 3")
  }

  @Test func referenceTestIsAsStored() throws {
    let figure = ReferenceTestFigure(
      observed: 6.2, references: [-0.3, 0.4, 0.9, 1.1, 1.2, 1.4, 2.1, 2.6])
    try expectStored(drawing(figure), "reference-test.svg")
    #expect(figure.summary(.french).hasPrefix("portefeuille 6,2, sans groupes"))
  }

  /// Every set is in a bar, also where the data stand far away or among them.
  @Test(arguments: [-3.0, 1, 400])
  func noSetIsLost(observed: Double) {
    let references = (0..<20).map { -1 + 0.2 * Double($0) }
    let svg = drawing(ReferenceTestFigure(observed: observed, references: references))
    let counted = svg.matches(of: /<title>(\d+)<\/title>/).compactMap { Int($0.1) }.reduce(0, +)
    #expect(counted == 20)
  }

  @Test func dendrogramIsAsStored() throws {
    let figure = DendrogramFigure(
      merges: [
        .init(first: 0, second: 1, height: 1, size: 2),
        .init(first: 2, second: 3, height: 1.5, size: 2),
        .init(first: 4, second: 5, height: 6, size: 4),
      ], cutCount: 2, segments: [1, 1, 2, 2], heightTitle: "hauteur")
    try expectStored(drawing(figure), "dendrogram.svg")
    #expect(figure.omission(.french) == nil)
  }

  /// Of three branches above the cut, the root says nothing.
  @Test func forksSayHowOftenTheyAreFoundAgain() throws {
    let figure = DendrogramFigure(
      merges: [
        .init(first: 0, second: 1, height: 1, size: 2),
        .init(first: 2, second: 4, height: 3, size: 3),
        .init(first: 3, second: 5, height: 6, size: 4),
      ], cutCount: 3, segments: [1, 1, 2, 3], heightTitle: "hauteur",
      supports: [1: .init(times: 46, draws: 50)])
    let svg = drawing(figure).replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ")
    #expect(svg.contains("branche retrouvée dans 46 tirages sur 50</title>92 %</text>"))
    #expect(occurrences(of: " %</text>", in: svg) == 1)
  }

  /// A tree of cells: branches hold the cells' clients, and the colour is that of most of them.
  @Test func leavesMayStandForManyClients() {
    let figure = DendrogramFigure(
      merges: [
        .init(first: 0, second: 1, height: 1, size: 2),
        .init(first: 2, second: 3, height: 6, size: 3),
      ], cutCount: 2, segments: [2, 1, 1], leafSizes: [30, 7, 5], heightTitle: "h", leafLimit: 2)
    let svg = drawing(figure).replacing("\u{A0}", with: " ")
    for size in ["37", "5"] { #expect(svg.contains(">\(size)</text>")) }
    #expect(svg.contains("37 clients</title>") && !svg.contains(">2 clients</title>"))
    let omission = figure.omission(.french)?.replacing("\u{A0}", with: " ") ?? ""
    #expect(omission.contains("2 branches pour 42 clients"), "\(omission)")
    func strokes(_ segments: [Int]) -> [String] {
      let alone = DendrogramFigure(
        merges: figure.merges, cutCount: 1, segments: segments, leafSizes: [5, 2, 2],
        heightTitle: "h")
      return drawing(alone).matches(of: /class="branch (k\d+)"/).map { String($0.1) }
    }
    // Of nine clients five are of segment 2, of three leaves one.
    #expect(!strokes([2, 1, 1]).isEmpty && strokes([2, 1, 1]) == strokes([2, 2, 2]))
  }

  /// 100 observations joined one by one: 30 branches are drawn, the last of them 71 clients.
  @Test func longTreesAreCondensed() {
    let merges = (0..<99).map { i in
      DendrogramFigure.Step(
        first: i + 1, second: i == 0 ? 0 : 99 + i, height: Double(i + 1), size: i + 2)
    }
    let figure = DendrogramFigure(
      merges: merges, cutCount: 3, segments: Array(repeating: 1, count: 100), heightTitle: "h")
    let svg = drawing(figure)
    #expect(occurrences(of: "71\u{A0}clients", in: svg) == 1)
    #expect(occurrences(of: "<title>1\u{A0}client<", in: svg) == 29)
    #expect(figure.omission(.english)?.contains("30 branches for 100") == true)
  }

  @Test func everyClientIsADot() {
    let svg = drawing(sampleMap(keys))
    let titled = occurrences(of: "<title>C-", in: svg)
    #expect(titled == 6)
    #expect(occurrences(of: "class=\"hollow\"", in: svg) == 1)
    #expect(svg.contains("<title>C-5 · 2. Libéraux · mis de côté</title>"))
  }

  @Test func mapIsAsStored() throws { try expectStored(drawing(sampleMap(keys)), "map.svg") }

  /// Past the limit every third client of each segment is drawn, and the caption says so.
  @Test func crowdsAreThinnedEvenly() {
    let dots = (0..<300).map { i in
      FactorMapFigure.Dot(client: "\(i)", x: Double(i), y: 0, segment: i % 3 == 0 ? 2 : 1)
    }
    let axis = FactorMapFigure.Axis(number: 1, share: 0.5, low: "", high: "")
    let figure = FactorMapFigure(
      dots: dots, segments: keys, horizontal: axis, vertical: axis, dotLimit: 100)
    let drawn = figure.drawnDots()
    #expect(drawn.count == 100)
    #expect(abs(drawn.count { $0.segment == 2 } - 33) <= 1)
    #expect(Set(drawn.map(\.client)).count == 100)
    #expect(figure.omission(.french)?.hasPrefix("100\u{A0}clients sont dessinés sur 300") == true)
  }

  @Test func labelsDoNotOverlap() {
    let frame = Rectangle(x: 0, y: 0, width: 760, height: 400)
    var placement = LabelPlacement(frame: frame, obstacles: [])
    let boxes = (0..<12).map { i in
      placement.place(width: 200, height: 20, near: Point(380 + Double(i % 3) * 5, 200))
    }
    for i in boxes.indices {
      #expect(boxes[i].x >= 0 && boxes[i].x + 200 <= 760)
      for j in 0..<i { #expect(!boxes[i].overlaps(boxes[j])) }
    }
  }

  @Test func heatMapStepsAreThoseOfItsScale() {
    let figure = ProfileHeatMap(segments: keys, rows: [], threshold: 2, cap: 10)
    let values: [Double] = [0, 1.9, -1.9, 2, 3.9, 4, 8, 10, 99, -2, -10, -.infinity]
    #expect(values.map { figure.step($0) } == [4, 4, 4, 5, 5, 6, 8, 8, 8, 3, 0, 0])
  }

  @Test func heatMapIsAsStored() throws {
    let figure = ProfileHeatMap(
      segments: keys, rows: [.init(variable: "Délai", values: [7.24, nil])], cap: 10, digits: 1)
    try expectStored(drawing(figure), "heat-map.svg")
  }

  @Test func silhouettesAreCondensedToMeans() {
    #expect(SilhouetteFigure.condensed([0.1, 0.5, 0.3], steps: 5) == [0.5, 0.3, 0.1])
    #expect(SilhouetteFigure.condensed([1, 4, 2, 3], steps: 2) == [3.5, 1.5])
  }

  @Test func silhouetteSaysTheShareBelowZero() {
    let figure = SilhouetteFigure(
      groups: [.init(segment: keys[0], values: [0.5, 0.2, -0.1, 0.4])], mean: 0.25)
    let svg = drawing(figure)
    #expect(svg.contains(">0,25</text>") && svg.contains(">25\u{202F}% sous 0</text>"))
  }

  @Test func agreementShowsADashWhereThereIsNoNumber() {
    let figure = AgreementFigure(
      segments: keys,
      groups: [.init(name: "Lyon", clients: 12, adjustedRand: nil, jaccard: [0.75, nil])])
    let svg = drawing(figure)
    #expect(svg.contains("cell-good") && svg.contains(">0,75</text>"))
    #expect(occurrences(of: ">–</text>", in: svg) == 2)
    #expect(svg.contains("2. Libéraux : non calculable</title>"))
  }

  @Test func bandsCarryAllClients() {
    let figure = AlluvialFigure(left: ["A", "B"], right: keys, counts: [[3, 0], [1, 2]])
    let svg = drawing(figure)
    #expect(occurrences(of: "class=\"flow", in: svg) == 3)
    #expect(svg.contains(">A · 3</text>") && svg.contains(">Artisans · 4</text>"))
  }

  @Test func traitBarsGoTheRightWay() {
    let figure = TraitBarsFigure(
      segment: keys[0],
      traits: [Trait(label: "a", value: "", reference: "", effect: -2, heldOutEffect: 1)])
    let svg = drawing(figure)
    // The value column holds "()" and a gap: 2 × 0.4 × 11 + 6 = 14.8. Bars go from 179 to 430 − 14.8
    // − 14 = 401.2; zero stands at two thirds: 179 + 222.2 × 2/3 = 327.1.
    #expect(svg.contains("<rect x=\"179\" y=\"8\" width=\"148.1\""))
    #expect(svg.contains("M397.2 14"))  // 401.2 − 4
  }

  /// With a single effect of 0.2 the scale still spans 0.8: the bar takes a quarter of the room.
  @Test func smallDifferencesAreNotBlownUp() {
    let figure = TraitBarsFigure(
      segment: keys[0], traits: [Trait(label: "a", value: "", reference: "", effect: 0.2)])
    #expect(drawing(figure).contains("<rect x=\"179\" y=\"8\" width=\"55.6\""))  // 222.2 / 4
  }

  @Test func longTraitLabelsTakeTwoLinesAndAreWhole() {
    let figure = TraitBarsFigure(
      segment: keys[0],
      traits: [
        Trait(
          label: "réel simplifié · régime de TVA de l’entreprise", value: "9 %", reference: "3 %",
          effect: 1)
      ])
    #expect(!drawing(figure).contains("…"))
    #expect(occurrences(of: "class=\"label\"", in: drawing(figure)) == 2)
  }

  @Test func standaloneDrawingHoldsItsStyles() {
    let svg = sampleMap(keys).standaloneSVG(.french)
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(svg.contains("--s1:#") && occurrences(of: "<svg", in: svg) == 1)
  }

  @Test func panelsAreSetInRows() {
    let sheet = SVG.side(
      by: Array(repeating: sampleMap(keys).panels(.french)[0], count: 3), columns: 2)
    #expect(sheet.width == 1520)
    #expect(sheet.height == 2 * sampleMap(keys).panels(.french)[0].height)
  }

  @Test func coordinatesAreTenths() {
    #expect(
      [0, 1.25, -0.04, -0.06, 12, 3.999].map { SVG.coordinate($0) } == [
        "0", "1.3", "0", "-0.1", "12", "4",
      ])
  }

  @Test func ticksAreRound() {
    #expect(Ticks(within: 0...1, count: 4).values == [0, 0.25, 0.5, 0.75, 1])
    #expect(Ticks(within: 3...47, count: 5).values == [10, 20, 30, 40])
    #expect(Ticks(within: -5 ... -1, count: 4).values == [-5, -4, -3, -2, -1])
  }

  @Test func longLabelsAreCutOrWrapped() {
    let name = "Artisans au papier, prudents et lointains"
    #expect(TextWidth.fitted("court", size: 12, limit: 200) == "court")
    let cut = TextWidth.fitted(name, size: 12, limit: 120)
    #expect(cut.hasSuffix("…") && TextWidth.of(cut, size: 12) <= 120)
    let lines = TextWidth.lines(name, size: 12, limit: 160, maximum: 2)
    #expect(lines.count == 2 && lines.allSatisfy { TextWidth.of($0, size: 12) <= 160 })
  }
}
