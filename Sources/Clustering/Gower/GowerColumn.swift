/// A variable as Gower's dissimilarity reads it, one value for each observation, `nil` where missing.
public enum GowerColumn: Sendable, Equatable {
  /// Compared by |x − y| / range.
  case numeric([Double?])
  /// The rank of each ordered level, compared by |r − r′| / range of the ranks.
  case ordinal([Int?])
  /// A code for each level: 0 where equal, else 1.
  case nominal([Int?])
  /// Present or absent: as nominal, but that two absences are no common observation.
  case asymmetricBinary([Bool?])

  public var count: Int {
    switch self {
    case .numeric(let values): values.count
    case .ordinal(let values), .nominal(let values): values.count
    case .asymmetricBinary(let values): values.count
    }
  }

  /// The values of some observations, in that order.
  func rows(at rows: [Int]) -> GowerColumn {
    switch self {
    case .numeric(let values): .numeric(rows.map { values[$0] })
    case .ordinal(let values): .ordinal(rows.map { values[$0] })
    case .nominal(let values): .nominal(rows.map { values[$0] })
    case .asymmetricBinary(let values): .asymmetricBinary(rows.map { values[$0] })
    }
  }

  /// Throws ``ClusteringError/clusterCountOutOfRange(requested:distinct:)`` unless 1 ≤ `clusterCount` ≤
  /// the number of distinct rows; two missing values are equal.
  package static func check(
    clusterCount: Int, among columns: [GowerColumn]
  ) throws(ClusteringError) {
    let numbers = columns.map(\.numbers)
    var seen: Set<[UInt64]> = []
    for row in 0..<(columns.first?.count ?? 0) {
      seen.insert(key(of: row, in: numbers))
      if clusterCount >= 1, seen.count >= clusterCount { return }
    }
    throw .clusterCountOutOfRange(requested: clusterCount, distinct: seen.count)
  }

  /// What tells an observation from others, of columns as ``numbers``: 0 and −0 are one number, two
  /// missing values are equal.
  static func key(of row: Int, in numbers: [[Double]]) -> [UInt64] {
    numbers.map { $0[row] == 0 ? 0 : $0[row].bitPattern }
  }

  enum Kind: String, Codable { case numeric, ordinal, nominal, asymmetricBinary }

  var kind: Kind {
    switch self {
    case .numeric: .numeric
    case .ordinal: .ordinal
    case .nominal: .nominal
    case .asymmetricBinary: .asymmetricBinary
    }
  }

  /// Missing values as NaN.
  var numbers: [Double] {
    switch self {
    case .numeric(let values): values.map { $0 ?? .nan }
    case .ordinal(let values), .nominal(let values): values.map { $0.map(Double.init) ?? .nan }
    case .asymmetricBinary(let values): values.map { $0.map { $0 ? 1 : 0 } ?? .nan }
    }
  }
}
