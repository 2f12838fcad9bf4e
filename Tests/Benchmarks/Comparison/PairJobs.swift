import Clustering
import LinearAlgebra
import Validation

/// A tree; its heights, and its cut in eight.
struct HierarchicalJob: Job {
  private let x: Matrix
  private let clustering: HierarchicalClustering
  private let parallelism: Parallelism
  private var tree: Dendrogram?

  init(_ work: Work) throws {
    x = try work.matrix()
    clustering = HierarchicalClustering(linkage: work.linkage ?? .ward)
    parallelism = work.parallelism
  }

  mutating func run() throws { tree = try clustering.fit(x, parallelism: parallelism) }

  var answer: Answer {
    guard let tree else { return Answer() }
    return Answer(
      integers: ["labels": tree.cut(clusterCount: min(8, x.rowCount)).labels],
      numbers: ["heights": tree.merges.map(\.height)])
  }
}

/// The mean silhouette of the groups the data were made of.
struct SilhouetteJob: Job {
  private let x: Matrix
  private let partition: Partition
  private let parallelism: Parallelism
  private var silhouette: Silhouette?

  init(_ work: Work) throws {
    x = try work.matrix()
    partition = Partition(canonicalising: (0..<x.rowCount).map { $0 % work.k })
    parallelism = work.parallelism
  }

  mutating func run() throws {
    silhouette = try Silhouette(x, partition, parallelism: parallelism)
  }

  var answer: Answer {
    Answer(
      values: ["mean": silhouette?.mean ?? .nan],
      numbers: ["silhouettes": silhouette?.values ?? []])
  }
}
