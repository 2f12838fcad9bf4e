import Clustering

/// Hierarchical clustering by its definition: the full matrix of squared Euclidean distances, the
/// nearest pair merged (ties to the lowest numbers), Lance and Williams's update.
public struct HierarchyByMatrix {
  public enum Linkage: String, CaseIterable, Sendable {
    case single, complete, average, weighted, ward, centroid, median
  }

  /// Pairs in the order of merging, numbered as ``Merge``; the first n − 1.
  public private(set) var pairs: [[Int]] = []
  /// The squared dissimilarity of each.
  public private(set) var levels: [Double] = []
  private let count: Int

  /// - Parameter steps: how many merges to make; `nil` means all.
  public init(_ x: [[Double]], linkage: Linkage, steps: Int? = nil) {
    count = x.count
    var distance = x.map { a in x.map { PlainLloyd.squaredDistance(a, $0) } }
    var size = x.map { _ in 1.0 }
    var node = Array(x.indices)
    var alive = Array(x.indices)
    for step in 0..<(steps ?? x.count - 1) {
      var nearest = (a: -1, b: -1, distance: Double.infinity)
      for (place, a) in alive.enumerated() {
        for b in alive[(place + 1)...] where distance[a][b] < nearest.distance {
          nearest = (a, b, distance[a][b])
        }
      }
      let (a, b, d) = nearest
      pairs.append([min(node[a], node[b]), max(node[a], node[b])])
      levels.append(d)
      alive.removeAll { $0 == b }
      for c in alive where c != a {
        let updated = Self.update(
          linkage, distance[a][c], distance[b][c], d, size[a], size[b], size[c])
        distance[a][c] = updated
        distance[c][a] = updated
      }
      size[a] += size[b]
      node[a] = count + step
    }
  }

  private static func update(
    _ linkage: Linkage, _ ac: Double, _ bc: Double, _ ab: Double, _ na: Double, _ nb: Double,
    _ nc: Double
  ) -> Double {
    switch linkage {
    case .single: return min(ac, bc)
    case .complete: return max(ac, bc)
    case .average: return (na * ac + nb * bc) / (na + nb)
    case .weighted: return (ac + bc) / 2
    case .ward: return ((na + nc) * ac + (nb + nc) * bc - nc * ab) / (na + nb + nc)
    case .centroid:
      return (na * ac + nb * bc) / (na + nb) - na * nb * ab / ((na + nb) * (na + nb))
    case .median: return (ac + bc) / 2 - ab / 4
    }
  }

  /// The label of each observation after the first n − k merges: equal where together.
  public func labels(clusterCount: Int) -> [Int] {
    var node = Array(0..<count)
    for (step, pair) in pairs.prefix(count - clusterCount).enumerated() {
      node = node.map { pair.contains($0) ? count + step : $0 }
    }
    return node
  }

  /// The tree; inversions are raised to the height before, since only the order counts here.
  public func dendrogram() throws -> Dendrogram {
    var sizes = [Int](repeating: 1, count: count)
    var height = 0.0
    let merges = zip(pairs, levels).map { pair, level in
      height = max(height, max(level, 0).squareRoot())
      sizes.append(sizes[pair[0]] + sizes[pair[1]])
      return Merge(
        first: pair[0], second: pair[1], height: height, size: sizes[sizes.count - 1])
    }
    return try Dendrogram(observationCount: count, merges: merges)
  }
}
