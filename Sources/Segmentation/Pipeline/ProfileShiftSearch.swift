import Preparation
import Statistics
import Validation

/// On which quantity the held-out clients of a segment differ most from those that made it.
///
/// Quantities are judged as they were prepared, after their logarithm and limits: one amount in raw
/// euros, or in cents by mistake, would move a mean and its error alike and hide what else moves.
///
/// For each segment and quantity, d = (mean of the segment's held-out clients − mean of its training
/// clients) / s, s being the standard deviation of all training clients (÷ N); observed values only.
/// Its score t is Welch's, with the variances ÷ (n − 1) within, its p-value the two-sided one of
/// Student's distribution with Welch and Satterthwaite's degrees of freedom, times the number of
/// comparisons made (Bonferroni): segments × quantities that have `minimumCount` held-out values and
/// training ones, × the parts that are held out in all. A shift is *clear* as
/// ``Validation/ProfileShift/isClear`` says; of the clear ones, else of all, the one of the largest
/// |d| is kept: nothing clear is hidden by something larger that is not.
///
/// Where neither side varies, t is not defined and the quantity is left out.
package struct ProfileShiftSearch: Sendable {
  static let minimumCount = 5

  private let variables: [Variable]
  private let inTraining: [[RunningMoments]]
  private let trialCount: Int

  private struct Variable: Sendable {
    /// Among the recipe's.
    let position: Int
    let key: String
    let spread: Double
  }

  /// - Parameters:
  ///   - training: the values of the training clients, of `recipe`'s variables.
  ///   - trialCount: how many parts are held out in all.
  package init(_ recipe: Recipe, training: MixedData, trainingLabels: [Int], trialCount: Int) {
    self.trialCount = trialCount
    let count = (trainingLabels.max() ?? -1) + 1
    variables = recipe.variables.enumerated().compactMap { position, variable in
      guard case .quantity = variable.encoding,
        case .numbers(let values) = training.variables[position].values
      else { return nil }
      let all = values.reduce(into: RunningMoments()) { if $1.isFinite { $0.add($1) } }
      return Variable(position: position, key: variable.key, spread: all.deviation)
    }
    inTraining = variables.map { variable in
      Self.groups(training, variable.position, trainingLabels, count: count)
    }
  }

  /// - Parameter heldOut: the values of the held-out clients, one for each label.
  /// - Returns: one for each segment; `nil` where no quantity has enough values.
  package func largest(_ heldOut: MixedData, labels: [Int], segmentCount: Int) -> [ProfileShift?] {
    let held = variables.map {
      Self.groups(heldOut, $0.position, labels, count: segmentCount)
    }
    let comparisons = (0..<segmentCount).map { segment in
      variables.indices.compactMap { index in
        Comparison(
          variables[index].key, spread: variables[index].spread, held[index][segment],
          inTraining[index][segment])
      }
    }
    let made = comparisons.reduce(0) { $0 + $1.count } * trialCount
    return comparisons.map { ofSegment in
      let shifts = ofSegment.map { $0.shift(amongComparisons: made) }
      let clear = shifts.filter(\.isClear)
      return (clear.isEmpty ? shifts : clear).max { abs($0.difference) < abs($1.difference) }
    }
  }

  private struct Comparison {
    let key: String
    let difference: Double
    let score: Double
    let pValue: Double
    let count: Int

    init?(_ key: String, spread: Double, _ heldOut: RunningMoments, _ training: RunningMoments) {
      guard min(heldOut.count, training.count) >= ProfileShiftSearch.minimumCount, spread > 0
      else { return nil }
      // Squared errors of both means.
      let errors = [heldOut, training].map { group in
        group.squares / Double(group.count - 1) / Double(group.count)
      }
      let error = errors[0] + errors[1]
      guard error > 0 else { return nil }
      let freedom =
        error * error
        / (errors[0] * errors[0] / Double(heldOut.count - 1)
          + errors[1] * errors[1] / Double(training.count - 1))
      self.key = key
      difference = (heldOut.mean - training.mean) / spread
      score = (heldOut.mean - training.mean) / error.squareRoot()
      pValue = 2 * StudentDistribution(degreesOfFreedom: freedom).survival(abs(score))
      count = heldOut.count
    }

    func shift(amongComparisons made: Int) -> ProfileShift {
      ProfileShift(
        key: key, difference: difference, score: score, pValue: min(1, pValue * Double(made)),
        count: count)
    }
  }

  private static func groups(
    _ data: MixedData, _ position: Int, _ labels: [Int], count: Int
  ) -> [RunningMoments] {
    var groups = [RunningMoments](repeating: RunningMoments(), count: count)
    guard case .numbers(let values) = data.variables[position].values else { return groups }
    for (value, label) in zip(values, labels) where value.isFinite { groups[label].add(value) }
    return groups
  }
}
