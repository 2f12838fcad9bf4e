import Preparation
import Tables

/// Between the values of a variable and its coded cells.
struct VariableScale: Sendable {
  struct Candidate {
    let cell: Double
    let value: ClientReason.Change.Value
    let distance: Double
  }

  private enum Kind: Sendable {
    case quantity(Quantity)
    /// The words of the ranks 1…L, coded.
    case ranks([String], cells: [Double])
    case levels([String?], proportions: [Double])
    case member(String, proportions: [Double])
  }

  private struct Quantity: Sendable {
    let transform: NumericTransform
    let limits: WinsorLimits?
    let mean: Double
    let scale: Double
    /// Of the training clients.
    let lowest: Double
    let highest: Double
    let isWhole: Bool

    func cell(_ value: Double) -> Double {
      let transformed = transform(value)
      return ((limits.map { $0(transformed) } ?? transformed) - mean) / scale
    }
  }

  private let kind: Kind?

  init(_ variable: ActiveVariable, _ block: FactorBlock, column: Column?, rows: [Int]) {
    switch (variable.encoding, block) {
    case (.quantity(let transform, let limits), .number(let mean, let scale)):
      guard case .numbers(let values)? = column?.values else {
        kind = nil
        return
      }
      let observed = rows.map { values[$0] }.filter(\.isFinite)
      kind = .quantity(
        Quantity(
          transform: transform, limits: limits, mean: mean, scale: scale,
          lowest: observed.min() ?? 0, highest: observed.max() ?? 0,
          isWhole: observed.allSatisfy { $0 == $0.rounded() }))
    case (.ranks(let levels), .number(let mean, let scale)):
      kind = .ranks(levels, cells: levels.indices.map { (Double($0 + 1) - mean) / scale })
    case (.levels(let grouping), .levels(let proportions)):
      let names = proportions.indices.map { $0 < grouping.kept.count ? grouping.kept[$0] : nil }
      kind = .levels(names, proportions: proportions)
    case (.member(let member, _), .levels(let proportions)):
      kind = .member(member, proportions: proportions)
    default: kind = nil
    }
  }

  var isQuantity: Bool {
    switch kind {
    case .quantity?, .ranks?: true
    case .levels?, .member?, nil: false
    }
  }

  /// Whether the client's value is there, to be changed.
  func knows(_ cell: Double) -> Bool {
    kind != nil && !cell.isNaN && cell != CodedCells.averageLevel
  }

  /// The first value at or beyond a coded one, seen from another; `nil` where no training client has one
  /// so far.
  func value(beyond threshold: Double, from cell: Double) -> Candidate? {
    let rises = threshold > cell
    switch kind {
    case .quantity(let quantity)?:
      let exact = quantity.transform.inverse(quantity.mean + quantity.scale * threshold)
      guard exact.isFinite, exact >= quantity.lowest, exact <= quantity.highest else { return nil }
      let value = quantity.isWhole ? exact.whole(up: rises) : exact.shortened(up: rises)
      let kept = min(max(value, quantity.lowest), quantity.highest)
      let found = quantity.cell(kept)
      return Candidate(cell: found, value: .quantity(kept), distance: abs(found - cell))
    case .ranks(let levels, let cells)?:
      let beyond = cells.indices.filter { rises ? cells[$0] > threshold : cells[$0] < threshold }
      guard let rank = rises ? beyond.first : beyond.last else { return nil }
      return Candidate(
        cell: cells[rank], value: .level(levels[rank]), distance: abs(cells[rank] - cell))
    case .levels?, .member?, nil: return nil
    }
  }

  /// Every other level that has a name of its own.
  func otherLevels(than cell: Double) -> [Candidate] {
    let current = Int(cell)
    switch kind {
    case .levels(let names, let proportions)?:
      return names.enumerated().compactMap { code, name in
        guard code != current, let name else { return nil }
        return Candidate(
          cell: Double(code), value: .level(name),
          distance: Self.distance(proportions, current, code))
      }
    case .member(let member, let proportions)?:
      return [
        Candidate(
          cell: Double(1 - current), value: .member(member, isIn: current == 0),
          distance: Self.distance(proportions, 0, 1))
      ]
    case .quantity?, .ranks?, nil: return []
    }
  }

  private static func distance(_ proportions: [Double], _ a: Int, _ b: Int) -> Double {
    (1 / proportions[a] + 1 / proportions[b]).squareRoot()
  }
}

extension Double {
  /// The next whole number strictly beyond, so that the border is crossed.
  fileprivate func whole(up: Bool) -> Double {
    up ? self.rounded(.down) + 1 : self.rounded(.up) - 1
  }

  /// The next number of three figures strictly beyond.
  fileprivate func shortened(up: Bool) -> Double {
    guard self != 0 else { return up ? .leastNormalMagnitude : -.leastNormalMagnitude }
    var step = 1.0
    while abs(self) / step >= 1000 { step *= 10 }
    while abs(self) / step < 100, step > 1e-12 { step /= 10 }
    return (self / step).whole(up: up) * step
  }
}
