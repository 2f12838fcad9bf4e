import Interpretation

/// Clients on two factor axes, each a dot in the colour of its segment; clients left aside hollow.
///
/// Both axes have the same scale, so that distances are distances. Each segment has an ellipse that
/// holds about half of a normal cloud of the same covariance, and its name where it hides least.
public struct FactorMapFigure: Figure {
  public struct Dot: Sendable, Equatable {
    /// The client's identifier, shown when the pointer rests on the dot.
    public var client: String
    public var x: Double
    public var y: Double
    /// The segment's number, 1-based.
    public var segment: Int
    public var isHeldOut: Bool

    public init(client: String, x: Double, y: Double, segment: Int, isHeldOut: Bool = false) {
      self.client = client
      self.x = x
      self.y = y
      self.segment = segment
      self.isHeldOut = isHeldOut
    }
  }

  public struct Axis: Sendable, Equatable {
    public var number: Int
    /// Of the inertia, 0…1.
    public var share: Double
    /// What clients at the low end and at the high end have: the variables of the largest loadings.
    public var low: String
    public var high: String

    public init(number: Int, share: Double, low: String, high: String) {
      self.number = number
      self.share = share
      self.low = low
      self.high = high
    }
  }

  public var dots: [Dot]
  public var segments: [SegmentKey]
  public var horizontal: Axis
  public var vertical: Axis
  public var dotLimit: Int

  public init(
    dots: [Dot], segments: [SegmentKey], horizontal: Axis, vertical: Axis, dotLimit: Int = 2000
  ) {
    precondition(dots.allSatisfy { $0.x.isFinite && $0.y.isFinite }, "finite coordinates")
    self.dots = dots
    self.segments = segments
    self.horizontal = horizontal
    self.vertical = vertical
    self.dotLimit = dotLimit
  }

  public func summary(_ language: Language) -> String {
    let share = NumberText(language).percent(horizontal.share + vertical.share)
    let words = FigureWords(language: language)
    return "\(words.axis) \(horizontal.number) × \(words.axis) \(vertical.number) (\(share)), "
      + words.client(dots.count)
  }

  public func omission(_ language: Language) -> String? {
    let drawn = drawnDots().count
    guard drawn < dots.count else { return nil }
    return FigureWords(language: language).thinned(drawn, of: dots.count)
  }

  public func panels(_ language: Language) -> [SVG] {
    let plot = Plot(dots)
    var svg = SVG(width: Plot.width, height: plot.height, minimumWidth: 520)
    drawAxes(plot, on: &svg, language)
    let drawn = drawnDots()
    for segment in segments { drawEllipse(of: segment, plot, on: &svg) }
    for segment in segments {
      let own = drawn.filter { $0.segment == segment.number }
      drawDots(own, of: segment, plot, on: &svg, language)
    }
    drawLabels(plot, drawn, on: &svg)
    drawLegend(plot, on: &svg, language)
    return [svg]
  }
}

extension FactorMapFigure {
  /// At most `dotLimit` dots: every *m*-th client of the list ordered by segment.
  package func drawnDots() -> [Dot] {
    guard dots.count > dotLimit else { return dots }
    let order = dots.indices.sorted { (dots[$0].segment, $0) < (dots[$1].segment, $1) }
    let kept = (0..<dotLimit).map { order[$0 * dots.count / dotLimit] }
    return kept.sorted().map { dots[$0] }
  }

  /// The place of the map in the drawing.
  private struct Plot {
    static let width = 760.0
    let frame: Rectangle
    let height: Double
    private let center: Point
    private let unit: Double

    init(_ dots: [Dot]) {
      let xs = dots.map(\.x) + [0]
      let ys = dots.map(\.y) + [0]
      let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
      let (low, high) = (ys.min() ?? 0, ys.max() ?? 0)
      let spreadX = max(right - left, 1e-9) * 1.04
      let spreadY = max(high - low, 1e-9) * 1.06
      let room = Plot.width - 12
      let tall = min(max(room * spreadY / spreadX, 330), 560)
      unit = min(room / spreadX, tall / spreadY)
      center = Point((left + right) / 2, (low + high) / 2)
      frame = Rectangle(x: 6, y: 26, width: room, height: tall)
      height = tall + 26 + 60
    }

    func place(_ x: Double, _ y: Double) -> Point {
      Point(
        frame.x + frame.width / 2 + (x - center.x) * unit,
        frame.y + frame.height / 2 - (y - center.y) * unit)
    }

    func length(_ value: Double) -> Double { value * unit }
  }

  private func drawAxes(_ plot: Plot, on svg: inout SVG, _ language: Language) {
    let (frame, origin) = (plot.frame, plot.place(0, 0))
    let (right, bottom) = (frame.x + frame.width, frame.y + frame.height)
    svg.line(from: Point(frame.x, origin.y), to: Point(right, origin.y), class: "axis")
    svg.line(from: Point(origin.x, frame.y), to: Point(origin.x, bottom), class: "axis")
    let (first, second) = (title(horizontal, language), title(vertical, language))
    func end(_ text: String, x: Double, y: Double, room: Double, anchor: SVG.Anchor = .start) {
      let shown = TextWidth.fitted(text, size: 11, limit: room)
      svg.text(
        shown, at: Point(x, y), class: "small", anchor: anchor, title: shown == text ? nil : text)
    }
    end("↑ \(second) · \(vertical.high)", x: frame.x, y: 12, room: frame.width - 175)
    end("↓ \(vertical.low)", x: frame.x, y: bottom + 15, room: frame.width)
    end("← \(horizontal.low)", x: frame.x, y: bottom + 34, room: frame.width)
    end(
      "→ \(first) · \(horizontal.high)", x: right, y: bottom + 50, room: frame.width, anchor: .end)
  }

  private func title(_ axis: Axis, _ language: Language) -> String {
    let word = FigureWords(language: language).axis
    return "\(word) \(axis.number) (\(NumberText(language).percent(axis.share)))"
  }

  private func drawDots(
    _ own: [Dot], of segment: SegmentKey, _ plot: Plot, on svg: inout SVG, _ language: Language
  ) {
    let words = FigureWords(language: language)
    let radius = dots.count > 1200 ? 2.2 : 3
    svg.group(class: "dots \(SVG.fill(segment.number))") { svg in
      for dot in own where !dot.isHeldOut {
        let title = "\(dot.client) · \(segment.number). \(segment.name)"
        svg.circle(plot.place(dot.x, dot.y), radius: radius, class: "", title: title)
      }
    }
    let heldOut = own.filter(\.isHeldOut)
    if heldOut.isEmpty { return }
    svg.group(class: SVG.stroke(segment.number)) { svg in
      for dot in heldOut {
        let title = "\(dot.client) · \(segment.number). \(segment.name) · \(words.heldOut)"
        svg.circle(plot.place(dot.x, dot.y), radius: radius, class: "hollow", title: title)
      }
    }
  }

  /// The ellipse of the points at Mahalanobis distance 1.177 (half of a normal cloud in the plane).
  private func drawEllipse(of segment: SegmentKey, _ plot: Plot, on svg: inout SVG) {
    let own = dots.filter { $0.segment == segment.number && !$0.isHeldOut }
    guard own.count >= 5 else { return }
    let n = Double(own.count)
    let mx = own.reduce(0) { $0 + $1.x } / n
    let my = own.reduce(0) { $0 + $1.y } / n
    let sxx = own.reduce(0) { $0 + ($1.x - mx) * ($1.x - mx) } / n
    let syy = own.reduce(0) { $0 + ($1.y - my) * ($1.y - my) } / n
    let sxy = own.reduce(0) { $0 + ($1.x - mx) * ($1.y - my) } / n
    let middle = (sxx + syy) / 2
    let gap = (((sxx - syy) / 2) * ((sxx - syy) / 2) + sxy * sxy).squareRoot()
    let first = max(middle + gap, 0).squareRoot()
    let second = max(middle - gap, 0).squareRoot()
    let angle = -0.5 * atan2Degrees(2 * sxy, sxx - syy)
    svg.ellipse(
      plot.place(mx, my), plot.length(1.177 * first), plot.length(1.177 * second), angle: angle,
      class: "ring \(SVG.fill(segment.number)) \(SVG.stroke(segment.number))")
  }

  private func drawLabels(_ plot: Plot, _ drawn: [Dot], on svg: inout SVG) {
    var placement = LabelPlacement(
      frame: plot.frame, obstacles: drawn.map { plot.place($0.x, $0.y) })
    let bySize = segments.sorted { a, b in
      let (na, nb) = (count(a.number), count(b.number))
      return na == nb ? a.number < b.number : na > nb
    }
    for segment in bySize {
      let own = dots.filter { $0.segment == segment.number }
      guard !own.isEmpty else { continue }
      let anchor = plot.place(middle(own.map(\.x)), middle(own.map(\.y)))
      let lines = TextWidth.lines(
        segment.name, size: 12.5, bold: true, limit: 210, maximum: 2)
      let width = (lines.map { TextWidth.of($0, size: 12.5, bold: true) }.max() ?? 0) + 26
      let height = 20 + 14 * Double(max(lines.count, 1) - 1)
      let box = placement.place(width: width, height: height, near: anchor)
      let middleOfBox = Point(box.x + box.width / 2, box.y + box.height / 2)
      if abs(middleOfBox.y - anchor.y) > 34 || abs(middleOfBox.x - anchor.x) > box.width * 0.75 {
        svg.line(from: anchor, to: middleOfBox, class: "leader")
      }
      svg.badge(segment.number, at: Point(box.x + 10, middleOfBox.y))
      let first = middleOfBox.y + 4.5 - 7 * Double(lines.count - 1)
      for (i, line) in lines.enumerated() {
        svg.text(line, at: Point(box.x + 23, first + 14 * Double(i)), class: "head halo")
      }
    }
  }

  private func count(_ number: Int) -> Int {
    dots.reduce(0) { $0 + ($1.segment == number ? 1 : 0) }
  }

  private func middle(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }

  private func drawLegend(_ plot: Plot, on svg: inout SVG, _ language: Language) {
    guard dots.contains(where: \.isHeldOut) else { return }
    let words = FigureWords(language: language)
    let y = 8.0
    let text = words.heldOutClients
    let x = plot.frame.x + plot.frame.width - TextWidth.of(text, size: 11)
    svg.circle(Point(x - 10, y), radius: 3.2, class: "hollow branch")
    svg.text(text, at: Point(x, y + 4), class: "small halo")
  }
}
