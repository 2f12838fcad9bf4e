import Statistics
import Tables

/// How one column differs between two quarters.
public struct FeatureDrift: Sendable, Equatable {
  public let key: String
  public let header: String
  /// ``PopulationStability``; `nil` where a quarter has no value.
  public let psi: Double?
  /// Of quantities and dates, the distance of Kolmogorov and Smirnov.
  public let ks: Double?
  /// Of categories, χ² for equal shares in both quarters, over its degrees of freedom.
  public let chiSquared: Double?
  public let degreesOfFreedom: Int?
  /// That the column's distribution is the same, by the test that goes with it.
  public let pValue: Double?
  /// Shares of the clients without a value.
  public let missingBefore: Double
  public let missingNow: Double
}

extension FeatureDrift {
  /// - Parameter previousCount: rows of the column that are those of the earlier quarter, the first.
  init(_ column: Column, previousCount: Int) {
    let rows = column.values.count
    let (before, now) = (0..<previousCount, previousCount..<rows)
    var (ks, chi): (KolmogorovSmirnov?, ChiSquaredHomogeneity?) = (nil, nil)
    switch column.values {
    case .numbers(let values):
      let (a, b) = (Array(values[before]), Array(values[now]))
      psi = PopulationStability.index(reference: a, sample: b)
      ks = KolmogorovSmirnov(a, b)
    case .dates(let days):
      func known(_ rows: Range<Int>) -> [Double] {
        days[rows].filter { $0 != .min }.map(Double.init)
      }
      psi = PopulationStability.index(reference: known(before), sample: known(now))
      ks = KolmogorovSmirnov(known(before), known(now))
    case .categories, .sets, .texts:
      let counts = LevelCounts(column.values, before: before, now: now)
      psi = PopulationStability.index(counts.before, counts.now)
      chi = ChiSquaredHomogeneity(counts.before, counts.now)
    }
    key = column.key
    header = column.name
    self.ks = ks?.distance
    chiSquared = chi?.statistic
    degreesOfFreedom = chi?.degreesOfFreedom
    pValue = ks?.pValue ?? chi?.pValue
    func missing(_ rows: Range<Int>) -> Double {
      rows.isEmpty
        ? 0 : Double(rows.count { column.values.isMissing($0) }) / Double(rows.count)
    }
    missingBefore = missing(before)
    missingNow = missing(now)
  }
}

/// How often each level occurs in two quarters; a set counts as one level for each combination.
private struct LevelCounts {
  private(set) var before: [Int] = []
  private(set) var now: [Int] = []

  init(_ values: ColumnValues, before: Range<Int>, now: Range<Int>) {
    var place: [String: Int] = [:]
    func level(_ row: Int) -> String? {
      switch values {
      case .categories(let codes, let levels): codes[row] < 0 ? nil : levels[Int(codes[row])]
      case .sets(let members, let levels):
        members[row].map { $0.map { levels[Int($0)] }.sorted().joined(separator: "\u{1F}") }
      case .texts(let texts): texts[row]
      case .numbers, .dates: nil
      }
    }
    for (rows, isNow) in [(before, false), (now, true)] {
      for row in rows {
        guard let level = level(row) else { continue }
        let index: Int
        if let known = place[level] {
          index = known
        } else {
          index = self.before.count
          place[level] = index
          self.before.append(0)
          self.now.append(0)
        }
        if isNow { self.now[index] += 1 } else { self.before[index] += 1 }
      }
    }
  }
}
