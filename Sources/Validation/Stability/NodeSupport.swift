import Clustering

/// How often a branch of a tree is found again in the trees of redrawn observations.
///
/// A *branch* is a merge with all observations under it. Of those that a cut into *k* leaves above it,
/// the *k* − 2 below the root are judged: the root holds everyone, and is always found. In each sample
/// the branch, restricted to the observations drawn (each counted once), is compared with every branch
/// of the sample's own tree, single observations included, and takes the largest Jaccard coefficient.
///
/// `recovered` counts the samples where it is above ``SegmentStability/recoveredAbove``; over
/// `replicates` that is the bootstrap support of the branch. As with clusters, found again does not mean
/// true.
///
/// Source: Felsenstein 1985, doi:10.1111/j.1558-5646.1985.tb00420.x, for the idea; the match by Jaccard
/// is Hennig's, 2007.
public struct NodeSupport: Sendable, Codable, Equatable {
  /// Its place among the merges of the tree, from 0.
  public let merge: Int
  /// Observations under it.
  public let size: Int
  public let meanJaccard: Double
  public let recovered: Int
  public let replicates: Int

  /// `recovered` / `replicates`; `nil` without samples.
  public var share: Double? {
    replicates > 0 ? Double(recovered) / Double(replicates) : nil
  }
}

/// The branches above a cut, as sets of observations.
package struct TreeBranches: Sendable {
  package let merges: [Int]
  /// For each branch, whether it holds each observation.
  private let holds: [[Bool]]

  /// - Parameter tree: of all observations.
  package init(_ tree: ClusterTree, clusterCount: Int) {
    let leaves = tree.leafCount
    let all = tree.dendrogram.merges
    merges =
      clusterCount > 2 && clusterCount <= leaves
      ? Array((leaves - clusterCount)..<(leaves - 2)) : []
    holds = merges.map { merge in
      var isInside = [Bool](repeating: false, count: leaves)
      var pending = [leaves + merge]
      while let node = pending.popLast() {
        if node < leaves {
          isInside[node] = true
        } else {
          pending += [all[node - leaves].first, all[node - leaves].second]
        }
      }
      return tree.leafOfObservation.map { $0.map { isInside[$0] } } ?? isInside
    }
  }

  package var sizes: [Int] { holds.map { $0.count { $0 } } }

  /// The coefficient of each branch with its best match in the tree of a sample.
  ///
  /// - Parameter drawn: the observation of each leaf of `sample`, not decreasing; one drawn again counts
  ///   no more.
  /// - Complexity: O(leaves · branches).
  package func bestJaccard(in sample: Dendrogram, drawn: [Int]) -> [Double] {
    let counts = drawn.indices.map { $0 == 0 || drawn[$0 - 1] != drawn[$0] ? 1 : 0 }
    let sizes = sample.nodeSums(counts)
    return holds.map { inside in
      let shared = sample.nodeSums(drawn.indices.map { inside[drawn[$0]] ? counts[$0] : 0 })
      let own = shared.last ?? 0
      guard own > 0 else { return 0 }
      var best = 0.0
      for (common, size) in zip(shared, sizes) where common > 0 {
        best = max(best, Double(common) / Double(own + size - common))
      }
      return best
    }
  }
}

extension Dendrogram {
  /// The sum of some numbers of the leaves under each node, leaves first.
  fileprivate func nodeSums(_ leaves: [Int]) -> [Int] {
    var sums = leaves
    sums.reserveCapacity(leaves.count + merges.count)
    for merge in merges { sums.append(sums[merge.first] + sums[merge.second]) }
    return sums
  }
}

extension [NodeSupport] {
  /// - Parameter coefficients: one row a sample, one value a branch.
  init(_ branches: TreeBranches, coefficients: [[Double]]) {
    let sizes = branches.sizes
    self = branches.merges.indices.map { index in
      let own = coefficients.map { $0[index] }
      return NodeSupport(
        merge: branches.merges[index], size: sizes[index],
        meanJaccard: own.isEmpty ? 0 : own.reduce(0, +) / Double(own.count),
        recovered: own.count { $0 > SegmentStability.recoveredAbove }, replicates: own.count)
    }
  }
}
