/// Count, mean and sum of squared deviations of a stream (Welford 1962,
/// doi:10.1080/00401706.1962.10490022): equal values give squares of exactly 0.
///
///     let moments = values.reduce(into: RunningMoments()) { $0.add($1) }
package struct RunningMoments: Sendable {
  package private(set) var count = 0
  package private(set) var mean = 0.0
  package private(set) var squares = 0.0

  package init() {}

  package mutating func add(_ value: Double) {
    count += 1
    let difference = value - mean
    mean += difference / Double(count)
    squares += difference * (value - mean)
  }

  /// Dividing by n; 0 without values.
  package var variance: Double { count > 0 ? squares / Double(count) : 0 }
  package var deviation: Double { variance.squareRoot() }
}
