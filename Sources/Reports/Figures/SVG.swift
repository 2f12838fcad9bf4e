/// A drawing under construction: shapes in the order they are painted, sizes in CSS pixels.
///
///     var svg = SVG(width: 240, height: 160)
///     svg.line(from: Point(10, 10), to: Point(230, 10), class: "axis")
///     svg.text("k", at: Point(120, 150), class: "tick", anchor: .middle)
///     svg.markup(label: "Silhouette")
///
/// Shapes carry classes, never colours: one style sheet serves light, dark and print. Coordinates
/// are rounded to a tenth of a pixel, so equal input gives equal bytes. All text is escaped.
public struct SVG: Sendable, Equatable {
  public let width: Double
  public let height: Double
  /// Below this width a page scrolls the drawing instead of shrinking its letters.
  var minimumWidth: Double
  private(set) var body = ""

  init(width: Double, height: Double, minimumWidth: Double? = nil) {
    self.width = width
    self.height = height
    self.minimumWidth = minimumWidth ?? width * 0.75
  }

  enum Anchor: String { case start, middle, end }

  /// The element to put into a page that holds the style sheet.
  public func markup(label: String) -> String {
    let (w, h) = (SVG.coordinate(width), SVG.coordinate(height))
    let bounds = "max-width:\(w)px;min-width:\(SVG.coordinate(minimumWidth))px"
    return """
      <svg viewBox="0 0 \(w) \(h)" role="img" aria-label="\(label.escapedForMarkup)" style="\(bounds)">
      \(body)</svg>
      """
  }

  /// A file of its own, on white.
  public func standalone(label: String) -> String {
    let (w, h) = (SVG.coordinate(width), SVG.coordinate(height))
    let size = "viewBox=\"0 0 \(w) \(h)\" width=\"\(w)\" height=\"\(h)\""
    return """
      <svg xmlns="http://www.w3.org/2000/svg" \(size) role="img">
      <title>\(label.escapedForMarkup)</title>
      <style>\(FigureStyle.standalone)</style>
      <rect width="100%" height="100%" class="paper"/>
      \(body)</svg>

      """
  }

  /// Drawings set in rows, for formats that take one image only.
  package static func side(by panels: [SVG], columns: Int) -> SVG {
    guard panels.count > 1 else { return panels.first ?? SVG(width: 10, height: 10) }
    let cellWidth = panels.map(\.width).max() ?? 0
    let cellHeight = panels.map(\.height).max() ?? 0
    let across = min(columns, panels.count)
    let down = (panels.count + columns - 1) / columns
    var sheet = SVG(width: cellWidth * Double(across), height: cellHeight * Double(down))
    for (i, panel) in panels.enumerated() {
      let x = Double(i % columns) * cellWidth
      let y = Double(i / columns) * cellHeight
      sheet.group(transform: "translate(\(coordinate(x)) \(coordinate(y)))") {
        $0.body += panel.body
      }
    }
    return sheet
  }
}

/// A place in a drawing; y grows downwards.
package struct Point: Sendable, Equatable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

package struct Rectangle: Sendable, Equatable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package func overlaps(_ other: Rectangle) -> Bool {
    x < other.x + other.width && other.x < x + width && y < other.y + other.height
      && other.y < y + height
  }
}

extension SVG {
  mutating func line(from a: Point, to b: Point, class name: String) {
    body += "<line x1=\"\(SVG.coordinate(a.x))\" y1=\"\(SVG.coordinate(a.y))\""
    body += " x2=\"\(SVG.coordinate(b.x))\" y2=\"\(SVG.coordinate(b.y))\" class=\"\(name)\"/>\n"
  }

  mutating func rectangle(
    _ r: Rectangle, class name: String, radius: Double = 0, title: String? = nil
  ) {
    body += "<rect x=\"\(SVG.coordinate(r.x))\" y=\"\(SVG.coordinate(r.y))\""
    body += " width=\"\(SVG.coordinate(r.width))\" height=\"\(SVG.coordinate(r.height))\""
    if radius > 0 { body += " rx=\"\(SVG.coordinate(radius))\"" }
    close("rect", class: name, title: title)
  }

  mutating func circle(_ center: Point, radius: Double, class name: String, title: String? = nil) {
    body += "<circle cx=\"\(SVG.coordinate(center.x))\" cy=\"\(SVG.coordinate(center.y))\""
    body += " r=\"\(SVG.coordinate(radius))\""
    close("circle", class: name, title: title)
  }

  /// An ellipse whose first axis makes an angle with the horizontal, in degrees.
  mutating func ellipse(
    _ center: Point, _ a: Double, _ b: Double, angle: Double, class name: String
  ) {
    let (x, y) = (SVG.coordinate(center.x), SVG.coordinate(center.y))
    body += "<ellipse cx=\"\(x)\" cy=\"\(y)\" rx=\"\(SVG.coordinate(a))\""
    body += " ry=\"\(SVG.coordinate(b))\""
    body += " transform=\"rotate(\(SVG.coordinate(angle)) \(x) \(y))\" class=\"\(name)\"/>\n"
  }

  mutating func path(_ data: String, class name: String, title: String? = nil) {
    body += "<path d=\"\(data)\""
    close("path", class: name, title: title)
  }

  mutating func polyline(_ points: [Point], class name: String) {
    guard let first = points.first else { return }
    var data = "M\(SVG.coordinate(first.x)) \(SVG.coordinate(first.y))"
    for point in points.dropFirst() {
      data += "L\(SVG.coordinate(point.x)) \(SVG.coordinate(point.y))"
    }
    path(data, class: name)
  }

  mutating func text(
    _ string: String, at point: Point, class name: String, anchor: Anchor = .start,
    title: String? = nil
  ) {
    body += "<text x=\"\(SVG.coordinate(point.x))\" y=\"\(SVG.coordinate(point.y))\""
    if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
    body += " class=\"\(name)\">"
    if let title { body += "<title>\(title.escapedForMarkup)</title>" }
    body += "\(string.escapedForMarkup)</text>\n"
  }

  mutating func group(
    class name: String? = nil, transform: String? = nil, _ draw: (inout SVG) -> Void
  ) {
    body += "<g"
    if let name { body += " class=\"\(name)\"" }
    if let transform { body += " transform=\"\(transform)\"" }
    body += ">\n"
    draw(&self)
    body += "</g>\n"
  }

  private mutating func close(_ element: String, class name: String, title: String?) {
    if !name.isEmpty { body += " class=\"\(name)\"" }
    if let title {
      body += "><title>\(title.escapedForMarkup)</title></\(element)>\n"
    } else {
      body += "/>\n"
    }
  }

  /// A coordinate to a tenth, without a trailing zero: "12.3", "12", "-0.5".
  package static func coordinate(_ value: Double) -> String {
    precondition(value.isFinite && abs(value) < 1e9, "a drawable coordinate")
    let tenths = Int((value * 10).rounded())
    let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
    let sign = tenths < 0 ? "-" : ""
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }
}
