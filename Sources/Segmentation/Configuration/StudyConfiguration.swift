import Clustering
import Interpretation
import Preparation
import Tables
import Validation

/// Everything that decides a study besides its input: the same configuration and the same input
/// give the same result.
///
///     var configuration = StudyConfiguration()
///     configuration.clusters = .fixed(6)
///     configuration.heldOut = .groups(column: "bureau")
public struct StudyConfiguration: Sendable, Codable, Equatable {
  public var clusters: ClusterRequest = .automatic
  public var method: ClusteringMethod = .wardThenKMeans
  /// The fewest clients a segment is worth having for; `nil`: 3 % of them, at least 10.
  public var minimumSize: Int?
  public var heldOut: HeldOutRequest = .fraction(HeldOutRequest.usualFraction)
  public var seed: UInt64 = 2026
  /// The quarter the portfolio describes, such as `2026-T3`; `nil` where nobody said.
  public var period: String?
  public var language: Language = .english
  public var preparation = PreparationOptions()
  /// What columns are, and the units in which they are written, by key or by header, where reading
  /// is not to find out by itself.
  public var types: [String: ColumnKind] = [:]
  public var units: [String: WrittenUnit] = [:]
  /// The thresholds of the verdicts.
  public var verdict = VerdictRule()
  /// The thresholds of what is advised from quarter to quarter.
  public var tracking = TrackingRule()
  /// A column that holds the firm's own segments: what the outcomes are explained by beside the
  /// segments found.
  public var ruleColumn: String?
  /// The rule file that made the firm's own segments, as it was named.
  public var rulesFile: String?

  public init() {}

  /// How the rows are prepared. The firm's own segments have no part in making those that they are
  /// compared with, nor the groups in making those that are tried on them, unless the configuration says
  /// so: of segments made by the office, none would be found in another.
  public var studiedPreparation: PreparationOptions {
    var options = preparation
    if let ruleColumn, options.roles[ruleColumn] == nil {
      options.roles[ruleColumn] = .illustrative
    }
    if case .groups(let column) = heldOut, options.roles[column] == nil {
      options.roles[column] = .group
    }
    return options
  }

  /// The clustering that the whole study repeats. A mixture's covariances are diagonal: its axes are
  /// uncorrelated over the portfolio, and a full matrix for each segment would take more parameters
  /// than many a portfolio has clients.
  public var clusterer: Clusterer {
    Clusterer(method: method, seed: seed, covariances: .diagonal)
  }

  /// The rule that chooses the number of segments.
  public var clusterCountRule: ClusterCountRule { ClusterCountRule(minimumSize: minimumSize) }
}

extension StudyConfiguration {
  /// What reading needs to know of it. A column that is ignored may hold anything.
  public var reading: CSVOptions {
    var options = CSVOptions()
    options.kinds = types
    options.units = units
    options.unusedColumns = Set(preparation.roles.filter { $0.value == .ignored }.keys)
    return options
  }
}

/// How many segments: decided by the evidence, or said by the user.
public enum ClusterRequest: Sendable, Codable, Equatable {
  case automatic
  case fixed(Int)
}

/// Stored as the configuration file writes it: `"auto"`, or a number.
extension ClusterRequest {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .automatic: try container.encode("auto")
    case .fixed(let count): try container.encode(count)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let count = try? container.decode(Int.self) {
      self = .fixed(count)
    } else if try container.decode(String.self) == "auto" {
      self = .automatic
    } else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "neither auto nor a number")
    }
  }
}

/// Which clients have no part in making the segments, so that the segments can be tried on them.
public enum HeldOutRequest: Sendable, Codable, Equatable {
  /// A share of the clients, drawn at random within strata: above 0, at most 0.5.
  case fraction(Double)
  /// Each of so many random parts in turn, the whole division as many times as there are rounds.
  case folds(count: Int, rounds: Int)
  /// Each group of a column in turn: an office, a manager, a sector.
  case groups(column: String)

  /// Held out where nobody said otherwise, or where the groups asked for cannot be.
  public static let usualFraction = 0.25
}

/// Stored under the name of its flag: `{"holdOut": 0.25}`, `{"folds": 5, "rounds": 3}`,
/// `{"testGroups": "bureau"}`.
extension HeldOutRequest {
  private enum CodingKeys: String, CodingKey { case holdOut, folds, rounds, testGroups }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .fraction(let fraction): try container.encode(fraction, forKey: .holdOut)
    case .folds(let count, let rounds):
      try container.encode(count, forKey: .folds)
      try container.encode(rounds, forKey: .rounds)
    case .groups(let column): try container.encode(column, forKey: .testGroups)
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let column = try container.decodeIfPresent(String.self, forKey: .testGroups) {
      self = .groups(column: column)
    } else if let count = try container.decodeIfPresent(Int.self, forKey: .folds) {
      self = .folds(count: count, rounds: try container.decode(Int.self, forKey: .rounds))
    } else {
      self = .fraction(try container.decode(Double.self, forKey: .holdOut))
    }
  }
}
