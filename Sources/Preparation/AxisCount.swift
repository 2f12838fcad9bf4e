#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How many axes of the factor space are kept.
public enum AxisRule: Codable, Sendable, Equatable {
  /// Those whose inertia exceeds what unrelated variables would give (``AxisCount``), at least
  /// `minimum` and at most `maximum` of them.
  case aboveNoise(minimum: Int, maximum: Int)
  /// Those that carry more than one variable's inertia, 1 (Kaiser 1960), between the same bounds.
  case aboveAverage(minimum: Int, maximum: Int)
  /// The first, all with inertia where there are fewer than `maximum`.
  case leading(maximum: Int)
  case fixed(Int)
  /// All those that can have inertia.
  case all
}

extension AxisRule {
  /// ``aboveAverage(minimum:maximum:)`` keeps as many axes as it may of quantities alone: a few quantities
  /// are merely turned, an axis of little inertia adds little distance, and along it groups may be parted
  /// that overlap on the others; a quantity linked to no other has an axis of inertia 1 but for the
  /// sampling, kept or dropped by chance. A category spreads over as many axes as it has levels but one,
  /// most of which tell rare levels apart: with those of 0.7 times the average too, the number of groups
  /// was right in 41 of 120 draws of the benchmark's mixed tables, 3 to 4 standard deviations apart, with
  /// those above it in 62.
  package func decided(for data: MixedData) -> AxisRule {
    let isQuantities = data.variables.allSatisfy { variable in
      if case .numbers = variable.values { true } else { false }
    }
    guard case .aboveAverage(_, let maximum) = self, isQuantities else { return self }
    return .leading(maximum: maximum)
  }
}

/// The number of axes and what it was decided on.
public struct AxisChoice: Codable, Sendable, Equatable {
  public let rule: AxisRule
  /// Axes whose inertia exceeds the threshold, before the rule's bounds.
  public let significant: Int
  public let count: Int
  /// 1 for ``AxisRule/aboveAverage(minimum:maximum:)``, the noise's largest inertia for the others.
  public let threshold: Double
}

/// Parallel analysis without simulation.
///
/// In a factor space of mixed data, unrelated variables have the covariance of a random matrix whose
/// columns are independent with variance 1: each axis that can have inertia has inertia 1 in the
/// limit. The largest eigenvalue of n rows and r such axes then follows the law of Johnstone 2001
/// (doi:10.1214/aos/1009210544),
///
///     n λ₁ ≈ μ + σ W,  μ = (√(n−1) + √r)²,  σ = (√(n−1) + √r)(1/√(n−1) + 1/√r)^{1/3},
///
/// W being Tracy–Widom of order 1, whose 95 % quantile is 0.9793. Axes are kept from the first while
/// λₛ exceeds it: Horn's rule (1965) with the first axis's reference for all. Columns brought to
/// variance 1 vary a little less than the law's: the threshold is cautious, by 7 % with 150 rows and
/// 3 % with 800. Missing cells are at the average and each variable is brought back to its inertia
/// beforehand, so that imputation cannot make axes.
public enum AxisCount {
  /// The 95 % quantile of the largest eigenvalue (of a covariance ÷ n) of r independent columns of
  /// unit variance.
  public static func threshold(observations n: Int, dimension r: Int) -> Double {
    guard n > 1, r > 0 else { return 1 }
    let (a, b) = (Double(n - 1).squareRoot(), Double(r).squareRoot())
    let spread = (a + b) * cbrt(1 / a + 1 / b)
    return ((a + b) * (a + b) + 0.9793 * spread) / Double(n)
  }

  /// - Parameters:
  ///   - eigenvalues: decreasing, of n rows.
  ///   - rank: axes that can have inertia, at least 1.
  ///   - dimension: columns less one for each category, at least `rank`.
  package static func choice(
    _ rule: AxisRule, eigenvalues: [Double], observations: Int, dimension: Int, rank: Int
  ) -> AxisChoice {
    let noise = threshold(observations: observations, dimension: dimension)
    let threshold = if case .aboveAverage = rule { 1.0 } else { noise }
    // An eigenvalue equal to 1 up to rounding is not above it.
    let significant = eigenvalues.prefix(rank).prefix { $0 > threshold + 1e-9 }.count
    let wanted =
      switch rule {
      case .all: rank
      case .fixed(let count): count
      case .aboveNoise(let minimum, let maximum), .aboveAverage(let minimum, let maximum):
        max(minimum, min(significant, maximum))
      case .leading(let maximum):
        // Columns that add up to another have axes of rounding errors.
        min(maximum, max(eigenvalues.count { $0 > 1e-9 }, 2))
      }
    return AxisChoice(
      rule: rule, significant: significant, count: max(1, min(wanted, rank)), threshold: threshold)
  }
}
