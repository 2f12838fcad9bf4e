import LinearAlgebra

/// The tree as R's `hclust` writes it: `merge` rows with −(i + 1) for observation i and m + 1 for
/// merge m, singletons first, then in ascending order; `order` counts observations from 1.
public struct HclustForm: Sendable, Codable, Equatable {
  public let merge: [[Int]]
  public let height: [Double]
  public let order: [Int]

  public init(merge: [[Int]], height: [Double], order: [Int]) {
    self.merge = merge
    self.height = height
    self.order = order
  }
}

extension Dendrogram {
  /// (*n* − 1) × 4, SciPy's linkage matrix: the two clusters, the height, the size.
  public var linkageMatrix: Matrix {
    Matrix(
      rowCount: merges.count, columnCount: 4,
      elements: merges.flatMap {
        [Double($0.first), Double($0.second), $0.height, Double($0.size)]
      })
  }

  /// - Throws: ``ClusteringError/invalidDendrogram(merge:)`` where a row is no merge of a tree. The two
  ///   clusters may stand in either order.
  public init(linkageMatrix z: Matrix) throws(ClusteringError) {
    guard z.columnCount == 4 else { throw .invalidDendrogram(merge: 0) }
    var merges: [Merge] = []
    for m in 0..<z.rowCount {
      guard let a = Int(exactly: z[m, 0]), let b = Int(exactly: z[m, 1]),
        let size = Int(exactly: z[m, 3])
      else { throw .invalidDendrogram(merge: m) }
      merges.append(Merge(first: min(a, b), second: max(a, b), height: z[m, 2], size: size))
    }
    try self.init(observationCount: z.rowCount + 1, merges: merges)
  }

  /// As R's `hclust` gives it; `order` is ours, not crossing branches, in which `hclust` may place
  /// the two halves of a cluster the other way round.
  public var hclustForm: HclustForm {
    let n = observationCount
    return HclustForm(
      merge: merges.map { merge in
        let names = [merge.first, merge.second].map { $0 < n ? -($0 + 1) : $0 - n + 1 }
        // R: a singleton before a cluster, two of a kind by first appearance.
        return names[0] < 0 && names[1] < 0 ? names : names.sorted()
      },
      height: merges.map(\.height), order: leafOrder.map { $0 + 1 })
  }

  /// - Throws: ``ClusteringError/invalidDendrogram(merge:)`` where a row is no merge of a tree. `order`
  ///   is not read.
  public init(hclustForm form: HclustForm) throws(ClusteringError) {
    let n = form.merge.count + 1
    guard form.height.count == form.merge.count else {
      throw .invalidDendrogram(merge: min(form.height.count, form.merge.count))
    }
    var size = [Int](repeating: 1, count: n)
    var merges: [Merge] = []
    for (m, row) in form.merge.enumerated() {
      guard row.count == 2, row.allSatisfy({ $0 != 0 && $0 >= -n && $0 <= m }) else {
        throw .invalidDendrogram(merge: m)
      }
      let pair = row.map { $0 < 0 ? -$0 - 1 : $0 + n - 1 }
      guard pair.allSatisfy({ $0 < size.count })
      else { throw .invalidDendrogram(merge: m) }
      size.append(size[pair[0]] + size[pair[1]])
      merges.append(
        Merge(
          first: min(pair[0], pair[1]), second: max(pair[0], pair[1]), height: form.height[m],
          size: size[n + m]))
    }
    try self.init(observationCount: n, merges: merges)
  }
}
