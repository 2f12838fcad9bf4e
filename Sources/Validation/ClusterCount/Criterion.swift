/// What one criterion says of every candidate number of clusters, and which one it would take.
///
/// `values` and `standardErrors` stand in the order of ``ClusterCountChoice/clusterCounts``; a
/// value is `nil` where the criterion is undefined.
public struct Criterion: Sendable, Codable, Equatable {
  public let values: [Double?]
  /// The uncertainty of each value where the criterion rests on random replicates.
  public let standardErrors: [Double?]?
  /// The value for a single cluster, where the criterion has one (gap, prediction strength).
  public let valueForOneCluster: Double?
  /// The number of clusters this criterion takes by its own rule; `nil` where no value is defined.
  public let chooses: Int?

  public init(
    values: [Double?], standardErrors: [Double?]? = nil, valueForOneCluster: Double? = nil,
    chooses: Int?
  ) {
    self.values = values
    self.standardErrors = standardErrors
    self.valueForOneCluster = valueForOneCluster
    self.chooses = chooses
  }

  /// Takes the largest value, the smaller number of clusters among equals.
  static func maximum(_ values: [Double?], of clusterCounts: [Int]) -> Criterion {
    Criterion(values: values, chooses: best(values, of: clusterCounts) { $0 > $1 })
  }

  /// Takes the smallest value, the smaller number of clusters among equals.
  static func minimum(_ values: [Double?], of clusterCounts: [Int]) -> Criterion {
    Criterion(values: values, chooses: best(values, of: clusterCounts) { $0 < $1 })
  }

  static func best(
    _ values: [Double?], of clusterCounts: [Int], isBetter: (Double, Double) -> Bool
  ) -> Int? {
    var best: Int?
    var bestValue: Double?
    for (value, count) in zip(values, clusterCounts) {
      guard let value else { continue }
      if bestValue.map({ isBetter(value, $0) }) ?? true { (best, bestValue) = (count, value) }
    }
    return best
  }
}

/// The mean of some replicates and its standard error, sd / √m with the sd dividing by m − 1.
struct ReplicateMean {
  let mean: Double?
  let standardError: Double?

  init(_ replicates: [Double?]) {
    let values = replicates.compactMap { $0 }
    guard !values.isEmpty else {
      (mean, standardError) = (nil, nil)
      return
    }
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    guard values.count > 1 else {
      standardError = nil
      return
    }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    standardError = (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
  }
}
