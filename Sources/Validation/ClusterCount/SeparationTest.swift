import Clustering
import LinearAlgebra
import Statistics

/// Whether a valley of density parts the clusters: what a cloud in one piece, however curved or uneven,
/// does not have.
///
/// Two clusters of a division are bridged where their observations, put on the line that joins their
/// centroids, show no valley: the p-value of their ``Statistics/DipStatistic`` says how sure that is
/// not. Clusters far from each other have a valley between them whatever lies there, so a division
/// shows groups only if no chain of bridges holds it together. With the clusters as nodes and p_ab on
/// the edges, the best chain is the maximum spanning tree and its weakest edge the evidence:
///
///     p_k = min over the edges of that tree of p_ab,     p = min(1, m · min_k p_k)
///
/// over the m numbers of clusters tried (Bonferroni). A false finding takes a false valley on every
/// edge across some cut of the clusters, so p is on the safe side; it is that of uniform data, the
/// hardest case.
///
/// Beside it ``StructureTest`` asks whether the clusters divide the data better than a cloud of the same
/// margins and links. Each is misled where the other is not: the first by atoms of density (levels,
/// counts), the second by clouds that are not the image of a normal one.
///
/// - Complexity: O(*n·p·Σk*), and sorting as many projections.
public struct SeparationTest: Sendable, Codable, Equatable {
  /// p_k, in the order of the candidates; `nil` where a number of clusters could not be made.
  public let pValues: [Double?]
  /// `nil` where none could.
  public let pValue: Double?

  /// min(1, m·p_k): each number of clusters as the overall p-value counts it, the smallest of them.
  public var correctedPValues: [Double?] {
    let count = Double(pValues.count { $0 != nil })
    return pValues.map { $0.map { min(1, count * $0) } }
  }

  package init(pValues: [Double?]) {
    self.pValues = pValues
    let present = pValues.compactMap { $0 }
    pValue = present.min().map { min(1, Double(present.count) * $0) }
  }

  /// - Parameter models: clusterings of `x`, of two clusters or more.
  package init(_ x: Matrix, _ models: [ClusterModel?], parallelism: Parallelism = .serial) {
    self.init(
      pValues: parallelism.map(count: models.count) { index in
        models[index].map { SeparationTest.weakestBridge(x, $0.summary) }
      })
  }

  /// p_k of one clustering; 1 with one cluster.
  static func weakestBridge(_ x: Matrix, _ model: CentroidModel) -> Double {
    let members = (0..<model.clusterCount).map(model.partition.members)
    var reached = [Double](repeating: -1, count: members.count)
    var isJoined = [Bool](repeating: false, count: members.count)
    var (newest, weakest) = (0, 1.0)
    for _ in members.indices.dropFirst() {
      isJoined[newest] = true
      for other in members.indices where !isJoined[other] {
        reached[other] = max(reached[other], bridge(x, model, members, newest, other))
      }
      let open = members.indices.filter { !isJoined[$0] }
      newest = open.max { (reached[$0], $1) < (reached[$1], $0) } ?? newest
      weakest = min(weakest, reached[newest])
    }
    return weakest
  }

  /// p_ab: near 0 where a valley lies between two clusters.
  private static func bridge(
    _ x: Matrix, _ model: CentroidModel, _ members: [[Int]], _ a: Int, _ b: Int
  ) -> Double {
    let direction = (0..<x.columnCount).map { model.centroids[b, $0] - model.centroids[a, $0] }
    let places = [members[a], members[b]].joined().map { row in
      direction.indices.reduce(0.0) { $0 + x[row, $1] * direction[$1] }
    }
    return DipStatistic(places).pValue
  }
}
