/// c + bψ + aψ²: what a squared distance is along the line of data of a ``Contrast``.
struct Quadratic: Sendable, Equatable {
  var constant = 0.0
  var linear = 0.0
  var square = 0.0

  var isConstant: Bool { linear == 0 && square == 0 }

  static func + (p: Quadratic, q: Quadratic) -> Quadratic {
    Quadratic(
      constant: p.constant + q.constant, linear: p.linear + q.linear, square: p.square + q.square)
  }

  static func * (factor: Double, p: Quadratic) -> Quadratic {
    Quadratic(
      constant: factor * p.constant, linear: factor * p.linear, square: factor * p.square)
  }
}
