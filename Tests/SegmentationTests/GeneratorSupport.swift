import Segmentation

/// A large draw at the documented settings, made once for the suites that read it.
enum LargePortfolio {
  static let period = Quarter(year: 2026, number: 2)
  static let clients: [PortfolioClient] = {
    let generator = PortfolioGenerator(clients: 20_000, seed: 7, firstPeriod: period)
    var clients: [PortfolioClient] = []
    generator.forEachClient(in: period) { clients.append($0) }
    return clients
  }()
  /// Those the documented figures speak of.
  static let typical = clients.filter { $0.facts.atypical == nil }
}

extension Sequence {
  /// Share of the elements that satisfy a condition.
  func share(_ condition: (Element) -> Bool) -> Double {
    var count = 0
    var total = 0
    for element in self {
      total += 1
      if condition(element) { count += 1 }
    }
    return Double(count) / Double(total)
  }
}

/// Pearson's correlation, by its definition.
func correlation(_ x: [Double], _ y: [Double]) -> Double {
  let n = Double(x.count)
  let meanX = x.reduce(0, +) / n
  let meanY = y.reduce(0, +) / n
  var xy = 0.0
  var xx = 0.0
  var yy = 0.0
  for (a, b) in zip(x, y) {
    xy += (a - meanX) * (b - meanY)
    xx += (a - meanX) * (a - meanX)
    yy += (b - meanY) * (b - meanY)
  }
  return xy / (xx * yy).squareRoot()
}

/// |a − b| ≤ tolerance.
func near(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool { abs(a - b) <= tolerance }
