/// The style sheet that figures are drawn for: classes in the drawings, colours here.
///
/// Every colour is a variable with a value for light pages and one for dark pages; print uses the
/// light ones.
enum FigureStyle {
  static let lightVariables = variables(Palette.light)
  static let darkVariables = variables(Palette.dark)

  /// For a drawing outside a page: light, on paper.
  static let standalone = "svg{\(lightVariables);font-family:system-ui,\(sans)}\(rules)"

  static let sans =
    "-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\",Arial,sans-serif"

  private static func variables(_ scheme: Palette.Scheme) -> String {
    var list = [
      ("bg", scheme.background), ("ink", scheme.ink), ("ink2", scheme.secondInk),
      ("ink3", scheme.thirdInk), ("rule", scheme.rule), ("accent", scheme.accent),
    ].map { "--\($0.0):\($0.1.hexadecimal)" }
    for (i, colour) in scheme.segments.enumerated() {
      list.append("--s\(i + 1):\(colour.hexadecimal)")
      list.append("--n\(i + 1):\(scheme.ink(on: colour).hexadecimal)")
    }
    for (i, colour) in scheme.diverging.enumerated() {
      list.append("--q\(i):\(colour.hexadecimal)")
      list.append("--r\(i):\(scheme.ink(on: colour).hexadecimal)")
    }
    for (tone, colour) in zip(Tone.allCases, scheme.tones) {
      list.append("--\(tone.rawValue):\(colour.hexadecimal)")
    }
    return list.joined(separator: ";")
  }

  static let rules = [fixedRules, segmentRules, divergingRules, toneRules].joined()

  private static let fixedRules = """
    svg text{font-size:12px;fill:var(--ink);font-variant-numeric:tabular-nums}
    svg .small{font-size:11px;fill:var(--ink2)}
    svg .head{font-size:12.5px;font-weight:600}
    svg .strong{font-weight:600}
    svg .faint{fill:var(--ink2)}
    svg .note{font-size:11px;fill:var(--accent)}
    svg .halo{paint-order:stroke;stroke:var(--bg);stroke-width:4.5px;stroke-linejoin:round}
    svg .digit{font-size:11px;font-weight:700;text-anchor:middle}
    svg .paper{fill:var(--bg)}
    svg .axis{stroke:var(--rule);stroke-width:1}
    svg .grid{stroke:var(--rule);stroke-width:1;stroke-dasharray:1 3}
    svg .curve{fill:none;stroke:var(--ink2);stroke-width:1.6}
    svg .error{stroke:var(--ink3);stroke-width:1.2}
    svg .dot{fill:var(--ink2)}
    svg .chosen{fill:var(--accent);stroke:var(--bg);stroke-width:1.5}
    svg .choice{fill:var(--accent);fill-opacity:.11}
    svg .limit{stroke:var(--accent);stroke-width:1.2;stroke-dasharray:5 3;fill:none}
    svg .branch{fill:none;stroke:var(--ink2);stroke-width:1.4}
    svg .bar{fill:var(--ink3);fill-opacity:.55}
    svg .plain{fill:none;stroke:var(--rule)}
    svg .leader{stroke:var(--ink3);stroke-width:1;fill:none}
    svg .dots{fill-opacity:.62}
    svg .hollow{fill:var(--bg);fill-opacity:.55;stroke-width:1.3}
    svg .ring{fill-opacity:.07;stroke-opacity:.75;stroke-width:1.2}
    svg .flow{fill-opacity:.38}
    svg .area{fill-opacity:.85}
    svg .trait{fill-opacity:.82}
    svg .check{fill:var(--bg);stroke:var(--ink);stroke-width:1.4}

    """

  private static let segmentRules = (1...Palette.segmentCount).map { i in
    "svg .f\(i){fill:var(--s\(i))}svg .k\(i){stroke:var(--s\(i))}svg .n\(i){fill:var(--n\(i))}"
  }.joined(separator: "\n")

  private static let divergingRules = (0..<Palette.divergingCount).map { i in
    "\nsvg .q\(i){fill:var(--q\(i))}svg .r\(i){fill:var(--r\(i))}"
  }.joined()

  private static let toneRules = Tone.allCases.map { tone in
    "\nsvg .cell-\(tone.rawValue){fill:var(--\(tone.rawValue))}"
  }.joined()
}

extension SVG {
  /// The class that fills with a segment's colour, by its 1-based number.
  static func fill(_ number: Int) -> String { "f\(Palette.index(ofSegment: number))" }
  static func stroke(_ number: Int) -> String { "k\(Palette.index(ofSegment: number))" }

  /// A segment's number in a disc of its colour: readable without colour.
  mutating func badge(_ number: Int, at center: Point, title: String? = nil) {
    circle(center, radius: 9, class: SVG.fill(number), title: title)
    text(
      "\(number)", at: Point(center.x, center.y + 4),
      class: "digit n\(Palette.index(ofSegment: number))")
  }

  /// A segment's badge and its name beside it, on two lines when it is long.
  mutating func rowLabel(_ segment: SegmentKey, middle: Double, limit: Double) {
    badge(segment.number, at: Point(11, middle))
    let lines = TextWidth.lines(segment.name, size: 12, limit: limit - 26, maximum: 2)
    let first = middle + 4 - 7 * Double(lines.count - 1)
    for (i, line) in lines.enumerated() {
      text(
        line, at: Point(26, first + 14 * Double(i)), class: "label",
        title: lines.joined(separator: " ") == segment.name ? nil : segment.name)
    }
  }
}
