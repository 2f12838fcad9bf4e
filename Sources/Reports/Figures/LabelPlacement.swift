import Foundation

/// Puts labels near their anchors without overlaps, hiding as few dots as it can.
///
/// Greedy: each label takes the cheapest free place among its anchor and rings around it; the cost
/// is the distance plus a fee for each obstacle covered. When no place is free, the one with the
/// least overlap is taken. Ties go to the place tried first. O(places × (labels + obstacles)).
package struct LabelPlacement {
  let frame: Rectangle
  let obstacles: [Point]
  private(set) var taken: [Rectangle] = []

  package init(frame: Rectangle, obstacles: [Point]) {
    self.frame = frame
    self.obstacles = obstacles
  }

  package mutating func place(width: Double, height: Double, near anchor: Point) -> Rectangle {
    var best: Rectangle?
    var bestCost = Double.infinity
    for offset in Self.offsets {
      let box = clamped(
        Rectangle(
          x: anchor.x + offset.x - width / 2, y: anchor.y + offset.y - height / 2, width: width,
          height: height))
      let cost = cost(of: box, anchor: anchor)
      if cost < bestCost { (best, bestCost) = (box, cost) }
    }
    let chosen = best ?? Rectangle(x: anchor.x, y: anchor.y, width: width, height: height)
    taken.append(chosen)
    return chosen
  }

  private func cost(of box: Rectangle, anchor: Point) -> Double {
    let dx = box.x + box.width / 2 - anchor.x
    let dy = box.y + box.height / 2 - anchor.y
    let covered = obstacles.reduce(0) { $0 + (contains(box, $1) ? 1 : 0) }
    let clashes = taken.reduce(0) { $0 + (box.overlaps($1) ? 1 : 0) }
    return (dx * dx + dy * dy).squareRoot() + 2 * Double(covered) + 1e6 * Double(clashes)
  }

  private func contains(_ box: Rectangle, _ p: Point) -> Bool {
    p.x > box.x && p.x < box.x + box.width && p.y > box.y && p.y < box.y + box.height
  }

  private func clamped(_ box: Rectangle) -> Rectangle {
    var inside = box
    inside.x = min(max(box.x, frame.x), max(frame.x, frame.x + frame.width - box.width))
    inside.y = min(max(box.y, frame.y), max(frame.y, frame.y + frame.height - box.height))
    return inside
  }

  /// The anchor itself, then rings of sixteen places, wider than tall as labels are.
  private static let offsets: [Point] = {
    var list = [Point(0, 0)]
    for ring in 1...14 {
      for step in 0..<16 {
        let angle = Double(step) * .pi / 8
        list.append(Point(cos(angle) * Double(ring) * 20, sin(angle) * Double(ring) * 13))
      }
    }
    return list
  }()
}

func atan2Degrees(_ y: Double, _ x: Double) -> Double { atan2(y, x) * 180 / .pi }
