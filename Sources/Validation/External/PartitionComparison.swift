/// Two partitions of the same observations, side by side: how many observations they share cluster
/// by cluster, and every usual measure of their agreement.
///
///     let agreement = PartitionComparison(truth, found)
///     agreement.adjustedRand                    // 0.83
///     agreement.contingency                     // rows: clusters of truth, columns: of found
///     agreement.matching()                      // which found cluster answers to which true one
///
/// Labels are any integers; rows and columns follow them in increasing order. With n_ab the counts
/// of the contingency table, a_a and b_b its margins, and the entropies in nats:
///
/// | measure | definition | degenerate |
/// |---|---|---|
/// | `rand` | share of the n(n − 1)/2 pairs on which both agree | n < 2: 1 |
/// | `adjustedRand` | (R − E R)/(1 − E R) over random tables of the same margins | both trivial: 1 |
/// | `adjustedMutualInformation` | (I − E I)/((H_l + H_r)/2 − E I) | equal partitions: 1 |
/// | `homogeneity` | 1 − H(l given r)/H_l | H_l = 0: 1 |
/// | `completeness` | 1 − H(r given l)/H_r | H_r = 0: 1 |
/// | `vMeasure` | their harmonic mean | both 0: 0 |
/// | `fowlkesMallows` | pairs together in both / √(together left · together right) | no pair: 0 |
/// | `variationOfInformation` | H_l + H_r − 2I, nats | |
///
/// The left partition is taken as the reference (`labels_true`) by homogeneity and completeness
/// alone; the other measures are symmetric. Agrees with scikit-learn; the variation of information
/// with R's `fpc::cluster.stats`.
///
/// - Sources: Hubert & Arabie 1985, doi:10.1007/BF01908075; Vinh, Epps & Bailey 2010, JMLR 11;
///   Rosenberg & Hirschberg 2007; Fowlkes & Mallows 1983, doi:10.1080/01621459.1983.10478008;
///   Meilă 2007, doi:10.1016/j.jmva.2006.11.013.
/// - Complexity: O(*n* log *n* + rows · columns), and O(rows · columns · *n*) at worst for the
///   expected mutual information.
public struct PartitionComparison: Sendable, Codable, Equatable {
  /// The distinct labels of each side, increasing.
  public let leftLabels: [Int]
  public let rightLabels: [Int]
  /// `contingency[a][b]`: observations with the a-th left and the b-th right label.
  public let contingency: [[Int]]

  public let rand: Double
  public let adjustedRand: Double
  public let adjustedMutualInformation: Double
  public let homogeneity: Double
  public let completeness: Double
  public let vMeasure: Double
  public let fowlkesMallows: Double
  public let variationOfInformation: Double

  public init(_ left: [Int], _ right: [Int]) {
    let table = ContingencyTable(left, right)
    leftLabels = table.rowLabels
    rightLabels = table.columnLabels
    contingency = table.counts
    let pairs = PairCounts(table)
    rand = pairs.rand
    adjustedRand = pairs.adjustedRand
    fowlkesMallows = pairs.fowlkesMallows
    let information = MutualInformation(table)
    adjustedMutualInformation = information.adjusted
    homogeneity = information.homogeneity
    completeness = information.completeness
    vMeasure = information.vMeasure
    variationOfInformation = information.variation
  }
}

extension PartitionComparison {
  /// Jaccard's coefficient n_ab / (a_a + b_b − n_ab) of each left cluster with each right one.
  public var jaccard: [[Double]] {
    let rowSums = contingency.map { $0.reduce(0, +) }
    let columnSums = rightLabels.indices.map { column in
      contingency.reduce(0) { $0 + $1[column] }
    }
    return contingency.indices.map { row in
      columnSums.indices.map { column in
        let shared = contingency[row][column]
        return Double(shared) / Double(rowSums[row] + columnSums[column] - shared)
      }
    }
  }

  /// For each left cluster, the Jaccard coefficient of its best match on the right; two left
  /// clusters may share a match.
  public var bestJaccard: [Double] { jaccard.map { $0.max() ?? 0 } }

  /// The one-to-one assignment of left to right clusters with the largest sum of Jaccard
  /// coefficients, as rows and columns of ``contingency``.
  public func matching() -> OptimalMatching { OptimalMatching(maximising: jaccard) }
}
