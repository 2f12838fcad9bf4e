import Statistics

/// One column's distribution without its groups, as a table of quantiles.
///
/// Values that many observations share (levels, a mass at zero, a score from 1 to 5) keep their
/// shares: how a quantity was cut or counted says nothing of groups. The rest takes the closest
/// unimodal distribution (``UnimodalMargin``), since two humps of a quantity do.
struct CopulaMargin: Sendable {
  /// Quantiles at (g + ½)/``resolution``, increasing.
  private let table: [Double]

  static let resolution = 4096
  /// A value held by this share of the observations is kept with its share.
  static let atomShare = 0.05
  /// A column of so few distinct values is kept whole.
  static let fewValues = 12

  /// - Parameters:
  ///   - sorted: the observed values, increasing; empty where nothing was observed.
  ///   - isQuantity: false keeps every value.
  init(sorted: [Double], isQuantity: Bool) {
    let runs = TiedRuns(sorted)
    let keepsAll = !isQuantity || runs.count <= CopulaMargin.fewValues
    let least = keepsAll ? 1 : Int((CopulaMargin.atomShare * Double(sorted.count)).rounded(.up))
    var kept: [Double] = []
    var rest: [Double] = []
    for run in runs.ranges {
      if run.count >= max(least, 2) || keepsAll {
        kept += sorted[run]
      } else {
        rest += sorted[run]
      }
    }
    if rest.count > 2 {
      let margin = UnimodalMargin(rest)
      let count = rest.count
      rest = (0..<count).map { margin.quantile((Double($0) + 0.5) / Double(count)) }
    }
    let values = (kept + rest).sorted()
    table = (0..<CopulaMargin.resolution).map { cell in
      let position = (Double(cell) + 0.5) / Double(CopulaMargin.resolution) * Double(values.count)
      return CopulaMargin.value(values, at: position - 0.5, isQuantity: isQuantity)
    }
  }

  /// Between neighbours a quantity is interpolated, so that a table finer than the observations has
  /// no ties that they have not; a level is not.
  private static func value(_ values: [Double], at position: Double, isQuantity: Bool) -> Double {
    guard let last = values.indices.last else { return .nan }
    let below = min(max(Int(position.rounded(.down)), 0), last)
    let above = min(below + 1, last)
    let part = min(max(position - Double(below), 0), 1)
    guard isQuantity, values.count < resolution else { return values[part < 0.5 ? below : above] }
    return values[below] + part * (values[above] - values[below])
  }

  /// The quantile at Φ(z).
  func quantile(atNormal z: Double) -> Double { table[NormalCells.shared.cell(of: z)] }
}

/// Which of ``CopulaMargin/resolution`` equally likely cells of the normal distribution a number
/// falls in, found among their bounds instead of by Φ: a study asks for millions.
package struct NormalCells: Sendable {
  package static let shared = NormalCells()

  /// Lower bounds of the cells; the first is −∞.
  private let bounds: [Double]
  /// For each step of z from −``reach`` the cell of its beginning.
  private let guide: [Int]
  private static let reach = 4.0
  private static let stepsPerUnit = 512.0

  private init() {
    let normal = NormalDistribution()
    let count = CopulaMargin.resolution
    let bounds = [-.infinity] + (1..<count).map { normal.quantile(Double($0) / Double(count)) }
    var cell = 0
    guide = (0...Int(2 * NormalCells.reach * NormalCells.stepsPerUnit)).map { step in
      let z = Double(step) / NormalCells.stepsPerUnit - NormalCells.reach
      while cell + 1 < count, bounds[cell + 1] <= z { cell += 1 }
      return cell
    }
    self.bounds = bounds
  }

  package func cell(of z: Double) -> Int {
    let position = (z + NormalCells.reach) * NormalCells.stepsPerUnit
    guard position > 0 else { return 0 }
    var cell = guide[position < Double(guide.count - 1) ? Int(position) : guide.count - 1]
    while cell + 1 < bounds.count, bounds[cell + 1] <= z { cell += 1 }
    return cell
  }
}

/// The runs of equal values of a sorted list.
struct TiedRuns: Sendable {
  let ranges: [Range<Int>]

  var count: Int { ranges.count }

  init(_ sorted: [Double]) {
    var ranges: [Range<Int>] = []
    var start = 0
    for end in 1..<(sorted.count + 1) where end == sorted.count || sorted[end] != sorted[start] {
      ranges.append(start..<end)
      start = end
    }
    self.ranges = ranges
  }
}
