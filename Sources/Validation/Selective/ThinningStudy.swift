import Clustering
import LinearAlgebra

/// How many clusters the independent half of the data pays for.
///
///     let study = try ThinningStudy.run(
///       x, clusterCounts: Array(1...8), thinning: DataThinning(), replicates: 10,
///       clusterer: clusterer)
///     study.chosenClusterCount      // 4
///
/// For each of R independent splits (``DataThinning``) the training part is clustered into each *k*, and
/// the test part gives the mean squared distance from the training centroids. The training loss falls
/// with every cluster; the test loss rises again where clusters follow the noise. The choice is the *k*
/// of lowest mean test loss, ties to the smallest. A split that cannot be clustered into *k* counts
/// for none.
public struct ThinningStudy: Sendable, Codable, Equatable {
  public let clusterCounts: [Int]
  /// Means over the splits, for each of `clusterCounts`; `nil` where a split had none.
  public let testLosses: [Double?]
  public let trainingLosses: [Double?]
  /// sd/√R of the test losses; 0 for one split.
  public let standardErrors: [Double?]
  public let replicates: Int

  /// - Parameter clusterCounts: increasing, from 1 or 2.
  public static func run(
    _ x: Matrix, clusterCounts: [Int], thinning: DataThinning, replicates: Int = 10,
    clusterer: Clusterer, parallelism: Parallelism = .serial
  ) throws -> ThinningStudy {
    precondition(replicates >= 1, "at least one split")
    let curves = try parallelism.map(count: replicates) { replicate -> [Losses?] in
      try parallelism.checkpoint()
      let parts = try thinning.split(x, replicate: replicate)
      return try clusterer.feasibleFits(parts.training, clusterCounts: clusterCounts).map { model in
        model.map {
          Losses(test: parts.testLoss(of: $0.summary), training: parts.trainingLoss(of: $0.summary))
        }
      }
    }
    return ThinningStudy(clusterCounts: clusterCounts, curves: curves)
  }

  struct Losses: Sendable {
    let test: Double
    let training: Double
  }

  private init(clusterCounts: [Int], curves: [[Losses?]]) {
    self.clusterCounts = clusterCounts
    replicates = curves.count
    let byCount = clusterCounts.indices.map { index -> [Losses]? in
      let losses = curves.compactMap { $0[index] }
      return losses.count == curves.count ? losses : nil
    }
    let count = Double(curves.count)
    let tests = byCount.map { $0.map { $0.reduce(0) { $0 + $1.test } / count } }
    testLosses = tests
    trainingLosses = byCount.map { $0.map { $0.reduce(0) { $0 + $1.training } / count } }
    standardErrors = zip(byCount, tests).map { losses, mean in
      guard let losses, let mean else { return nil }
      if losses.count == 1 { return 0 }
      let squares = losses.reduce(0) { $0 + ($1.test - mean) * ($1.test - mean) }
      return (squares / (count - 1) / count).squareRoot()
    }
  }

  /// `nil` where no number of clusters could be judged.
  public var chosenClusterCount: Int? {
    var best: (count: Int, loss: Double)?
    for (count, loss) in zip(clusterCounts, testLosses) {
      guard let loss else { continue }
      if let known = best, known.loss <= loss { continue }
      best = (count, loss)
    }
    return best?.count
  }
}
