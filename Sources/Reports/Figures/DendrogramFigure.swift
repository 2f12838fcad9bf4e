import Interpretation

/// The top of a hierarchical tree, where it was cut, and the segments it gave.
public struct DendrogramFigure: Figure {
  /// A step of the tree: two nodes become one. SciPy's numbering: observations are 0…n−1, the node
  /// of step *i* is *n* + *i*.
  public struct Step: Sendable, Equatable {
    public var first: Int
    public var second: Int
    public var height: Double
    public var size: Int

    public init(first: Int, second: Int, height: Double, size: Int) {
      self.first = first
      self.second = second
      self.height = height
      self.size = size
    }
  }

  /// *n* − 1 of them, heights not decreasing.
  public var merges: [Step]
  public var cutCount: Int
  /// The segment number (1-based) of each observation; a branch takes the colour of most of its own.
  public var segments: [Int]
  /// How many clients each observation stands for; `nil`: one.
  public var leafSizes: [Int]?
  /// What the heights are.
  public var heightTitle: String
  public var leafLimit: Int
  /// How often the branch of a step is found again, by the step's place in `merges`.
  public var supports: [Int: Support]

  /// In so many of some draws.
  public struct Support: Sendable, Equatable {
    public var times: Int
    public var draws: Int

    public init(times: Int, draws: Int) {
      precondition(draws > 0 && (0...draws).contains(times), "a share of the draws")
      self.times = times
      self.draws = draws
    }

    var share: Double { Double(times) / Double(draws) }
  }

  public init(
    merges: [Step], cutCount: Int, segments: [Int], leafSizes: [Int]? = nil,
    heightTitle: String, leafLimit: Int = 30, supports: [Int: Support] = [:]
  ) {
    precondition(segments.count == merges.count + 1, "a segment for each observation")
    precondition(leafSizes.map { $0.count == segments.count } ?? true, "a size for each")
    precondition(1...max(segments.count, 1) ~= cutCount, "a cut within the tree")
    self.merges = merges
    self.cutCount = cutCount
    self.segments = segments
    self.leafSizes = leafSizes
    self.heightTitle = heightTitle
    self.leafLimit = max(leafLimit, cutCount)
    self.supports = supports
  }

  public func summary(_ language: Language) -> String {
    FigureWords(language: language).cut(cutCount)
  }

  public func omission(_ language: Language) -> String? {
    let leaves = shownLeafCount
    guard leaves < observationCount else { return nil }
    return FigureWords(language: language).condensed(leaves, of: nodeSizes.last ?? observationCount)
  }

  public func panels(_ language: Language) -> [SVG] {
    var svg = SVG(width: Self.width, height: Self.height, minimumWidth: 460)
    let top = merges.map(\.height).max() ?? 1
    let y = Scale(covering: [0, top], from: Self.floor, to: 18)
    drawAxis(y, on: &svg, language)
    var placed: [Int: Double] = [:]
    for (i, leaf) in shownLeaves().enumerated() { placed[leaf] = leafX(i) }
    drawBranches(y, placed: &placed, on: &svg, language)
    drawCut(y, on: &svg, language)
    drawSupports(y, placed: placed, on: &svg, language)
    drawSegmentMarks(placed, y: y, on: &svg, language)
    return [svg]
  }
}

extension DendrogramFigure {
  private static let width = 640.0
  private static let height = 330.0
  private static let floor = 272.0
  private static let left = 52.0

  private var observationCount: Int { segments.count }
  private var shownLeafCount: Int { min(leafLimit, observationCount) }
  private var root: Int { observationCount + merges.count - 1 }

  /// A node below which nothing is drawn: one of the clusters of the cut into `shownLeafCount`.
  private func isShownAsLeaf(_ node: Int) -> Bool {
    node < observationCount || node < 2 * observationCount - shownLeafCount
  }

  private func isBelowCut(_ node: Int) -> Bool { node < 2 * observationCount - cutCount }

  private func children(of node: Int) -> [Int] {
    let step = merges[node - observationCount]
    return [step.first, step.second]
  }

  private func shownLeaves() -> [Int] {
    var (stack, leaves) = ([root], [Int]())
    while let node = stack.popLast() {
      if isShownAsLeaf(node) {
        leaves.append(node)
      } else {
        stack += children(of: node).reversed()
      }
    }
    return leaves
  }

  private func leafX(_ position: Int) -> Double {
    let room = Self.width - Self.left - 12
    return Self.left + 8 + (Double(position) + 0.5) * room / Double(max(shownLeafCount, 1))
  }

  private func height(of node: Int) -> Double {
    node < observationCount ? 0 : merges[node - observationCount].height
  }

  /// How many clients are under each node.
  private var nodeSizes: [Int] {
    var sizes = leafSizes ?? [Int](repeating: 1, count: observationCount)
    sizes.reserveCapacity(2 * observationCount)
    for merge in merges { sizes.append(sizes[merge.first] + sizes[merge.second]) }
    return sizes
  }

  /// The segment of most clients under a node; ties to the lowest number.
  private func segment(of node: Int) -> Int {
    var (stack, counts) = ([node], [Int: Int]())
    while let next = stack.popLast() {
      if next < observationCount {
        counts[segments[next], default: 0] += leafSizes?[next] ?? 1
      } else {
        stack += children(of: next)
      }
    }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 1
  }

  /// The nodes that the cut makes clusters.
  private func cutNodes() -> [Int] {
    var (stack, nodes) = ([root], [Int]())
    while let node = stack.popLast() {
      if isBelowCut(node) { nodes.append(node) } else { stack += children(of: node).reversed() }
    }
    return nodes
  }

  private func drawAxis(_ y: Scale, on svg: inout SVG, _ language: Language) {
    let ticks = Ticks(within: y.domain, count: 5)
    for value in ticks.values {
      svg.line(
        from: Point(Self.left, y(value)), to: Point(Self.width - 4, y(value)), class: "grid")
      let label = NumberText(language).tick(value, step: ticks.step)
      svg.text(label, at: Point(Self.left - 6, y(value) + 4), class: "small", anchor: .end)
    }
    svg.text(heightTitle, at: Point(0, 10), class: "small")
  }

  /// Each drawn step as ⊓; nodes are placed from the leaves up, the middle of their two children.
  private func drawBranches(
    _ y: Scale, placed: inout [Int: Double], on svg: inout SVG, _ language: Language
  ) {
    var colours: [Int: Int] = [:]
    for node in cutNodes() { paint(node, segment(of: node), into: &colours) }
    for index in merges.indices {
      let node = observationCount + index
      guard !isShownAsLeaf(node) else { continue }
      let pair = children(of: node)
      guard let a = placed[pair[0]], let b = placed[pair[1]] else { continue }
      placed[node] = (a + b) / 2
      let level = y(merges[index].height)
      let arc = [
        Point(a, bottom(pair[0], y)), Point(a, level), Point(b, level),
        Point(b, bottom(pair[1], y)),
      ]
      svg.polyline(arc, class: "branch" + (colours[node].map { " \(SVG.stroke($0))" } ?? ""))
    }
    let sizes = nodeSizes
    for (node, x) in placed.sorted(by: { $0.value < $1.value }) where isShownAsLeaf(node) {
      let title = FigureWords(language: language).client(sizes[node])
      let stroke = colours[node].map { " \(SVG.stroke($0))" } ?? ""
      let stem =
        "M\(SVG.coordinate(x)) \(SVG.coordinate(bottom(node, y)))V\(SVG.coordinate(Self.floor))"
      svg.path(stem, class: "branch" + stroke, title: title)
    }
  }

  /// Where the branch to a node ends: at the node's own height.
  private func bottom(_ node: Int, _ y: Scale) -> Double { y(height(of: node)) }

  private func paint(_ node: Int, _ segment: Int, into colours: inout [Int: Int]) {
    var stack = [node]
    while let next = stack.popLast() {
      colours[next] = segment
      if !isShownAsLeaf(next) { stack += children(of: next) }
    }
  }

  /// Beside the stem of each branch, above its bar.
  private func drawSupports(
    _ y: Scale, placed: [Int: Double], on svg: inout SVG, _ language: Language
  ) {
    for (index, support) in supports.sorted(by: { $0.key < $1.key }) {
      guard let x = placed[observationCount + index] else { continue }
      svg.text(
        NumberText(language).percent(support.share),
        at: Point(x + 4, y(merges[index].height) - 4), class: "small strong halo",
        title: FigureWords(language: language).foundAgain(support.times, of: support.draws))
    }
  }

  private func drawCut(_ y: Scale, on svg: inout SVG, _ language: Language) {
    guard cutCount > 1, cutCount <= merges.count else { return }
    let above = merges[merges.count - cutCount + 1].height
    let below = merges[merges.count - cutCount].height
    let level = y((above + below) / 2)
    svg.line(from: Point(Self.left, level), to: Point(Self.width - 4, level), class: "limit")
    let label = FigureWords(language: language).cut(cutCount)
    let start = Self.width - 4 - TextWidth.of(label, size: 11)
    svg.line(from: Point(start - 26, 6), to: Point(start - 6, 6), class: "limit")
    svg.text(label, at: Point(Self.width - 4, 10), class: "note", anchor: .end)
  }

  /// Under each branch of the cut: the segment's number and how many clients the branch holds.
  private func drawSegmentMarks(
    _ placed: [Int: Double], y: Scale, on svg: inout SVG, _ language: Language
  ) {
    let sizes = nodeSizes
    for node in cutNodes() {
      let number = segment(of: node)
      let span = leavesUnder(node).compactMap { placed[$0] }
      guard let low = span.min(), let high = span.max() else { continue }
      let level = Self.floor + 6
      svg.path(
        "M\(SVG.coordinate(low - 4)) \(SVG.coordinate(level))H\(SVG.coordinate(high + 4))",
        class: "branch \(SVG.stroke(number))")
      svg.badge(number, at: Point((low + high) / 2, level + 16))
      svg.text(
        NumberText(language).integer(sizes[node]), at: Point((low + high) / 2, level + 40),
        class: "small", anchor: .middle)
    }
  }

  private func leavesUnder(_ node: Int) -> [Int] {
    var (stack, leaves) = ([node], [Int]())
    while let next = stack.popLast() {
      if isShownAsLeaf(next) { leaves.append(next) } else { stack += children(of: next) }
    }
    return leaves
  }
}
