import Clustering
import LinearAlgebra
import Validation

/// A fit of one to five seconds that can be called off.
struct CancellationJob {
  let name: String
  /// Makes the data, and gives what is run on them.
  let prepare: () throws -> (Parallelism) throws -> Void

  static var all: [CancellationJob] {
    kMeans + fromPoints + fromDissimilarities + medoids + mixtures + indices + placements + studies
  }
}

extension CancellationJob {
  /// - Parameter fit: of the rows made.
  private init(
    _ name: String, _ rows: Int, _ columns: Int,
    _ fit: @escaping (Matrix, Parallelism) throws -> Void
  ) {
    self.init(name: name) {
      let x = MadeData.matrix(rows: rows, columns: columns, groups: 8)
      return { try fit(x, $0) }
    }
  }

  private static var kMeans: [CancellationJob] {
    [
      CancellationJob("k-means to convergence", 1_000_000, 16) { x, parallelism in
        let start = MadeData.start(count: 32, columns: x.columnCount)
        _ = try KMeans(clusterCount: 32, start: .centroids(start))
          .fit(x, parallelism: parallelism)
      },
      CancellationJob("k-means, wide rows", 100_000, 256) { x, parallelism in
        let start = MadeData.start(count: 64, columns: x.columnCount)
        _ = try KMeans(clusterCount: 64, start: .centroids(start))
          .fit(x, parallelism: parallelism)
      },
      CancellationJob("k-means++ start", 1_000_000, 32) { x, parallelism in
        _ = try KMeans(clusterCount: 64).startingCentroids(of: x, parallelism: parallelism)
      },
      CancellationJob("k-means, restarts", 100_000, 16) { x, parallelism in
        _ = try KMeans(clusterCount: 24).fit(x, parallelism: parallelism)
      },
      CancellationJob("k-means by batches", 1_000_000, 16) { x, parallelism in
        _ = try MiniBatchKMeans(clusterCount: 32, batchSize: 8192, batchCount: 1000)
          .fit(x, parallelism: parallelism)
      },
      CancellationJob("Ward, then k-means", 50_000, 16) { x, parallelism in
        let tree = try HierarchicalClustering(linkage: .ward).fit(x, parallelism: parallelism)
        _ = try Consolidation().fit(
          x, from: tree.cut(clusterCount: 8), parallelism: parallelism)
      },
      CancellationJob("micro-clusters", 500_000, 16) { x, parallelism in
        _ = try MicroClusters().fit(x, parallelism: parallelism)
      },
    ]
  }

  private static var fromPoints: [CancellationJob] {
    Linkage.allCases.map { linkage in
      let rows =
        switch linkage {
        case .ward: 100_000
        case .single: 40_000
        case .complete, .average, .mcquitty: 20_000
        case .centroid, .median: 12_000
        }
      return CancellationJob("\(linkage), points", rows, 16) { x, parallelism in
        _ = try HierarchicalClustering(linkage: linkage).fit(x, parallelism: parallelism)
      }
    }
  }

  private static var fromDissimilarities: [CancellationJob] {
    let trees = Linkage.allCases.map { linkage in
      CancellationJob(name: "\(linkage), dissimilarities") {
        let x = MadeData.matrix(rows: 12_000, columns: 16, groups: 8)
        let d = try Dissimilarities(x, parallelism: Parallelism(threads: 2))
        return {
          _ = try HierarchicalClustering(linkage: linkage).fit(dissimilarities: d, parallelism: $0)
        }
      }
    }
    return trees + [
      CancellationJob("dissimilarities", 15_000, 128) { x, parallelism in
        _ = try Dissimilarities(x, metric: .manhattan, parallelism: parallelism)
      },
      CancellationJob("Gower", 12_000, 12) { x, parallelism in
        let columns = gowerColumns(x)
        _ = try Gower(fitting: columns).dissimilarities(among: columns, parallelism: parallelism)
      },
    ]
  }

  /// Numbers, ranks, levels and marks by turns, every eleventh value missing.
  private static func gowerColumns(_ x: Matrix) -> [GowerColumn] {
    (0..<x.columnCount).map { j in
      let values = (0..<x.rowCount).map { i in (i + j) % 11 == 0 ? nil : x[i, j] }
      return switch j % 4 {
      case 0: .numeric(values)
      case 1: .ordinal(values.map { $0.map { Int($0) } })
      case 2: .nominal(values.map { $0.map { Int(2 * $0) } })
      default: .asymmetricBinary(values.map { $0.map { $0 > 0 } })
      }
    }
  }

  private static var medoids: [CancellationJob] {
    [
      CancellationJob("FasterPAM, points", 20_000, 16) { x, parallelism in
        _ = try KMedoids(clusterCount: 16).fit(x, parallelism: parallelism)
      },
      CancellationJob(name: "FasterPAM, dissimilarities") {
        let x = MadeData.matrix(rows: 12_000, columns: 16, groups: 8)
        let d = try Dissimilarities(x, parallelism: Parallelism(threads: 2))
        return { _ = try KMedoids(clusterCount: 16).fit(d, parallelism: $0) }
      },
      CancellationJob("medoids of samples", 1_000_000, 16) { x, parallelism in
        _ = try LargeKMedoids(clusterCount: 16, sampleSize: 2000)
          .fit(x, parallelism: parallelism)
      },
    ]
  }

  private static var mixtures: [CancellationJob] {
    GaussianMixture.CovarianceShape.allCases.map { shape in
      CancellationJob("mixture, \(shape)", 200_000, 16) { x, parallelism in
        _ = try GaussianMixture(
          componentCount: 8, shape: shape, tolerance: 0, maximumIterations: 100
        ).fit(x, parallelism: parallelism)
      }
    }
  }

  /// Row *i* is of cluster *i* mod 8, as the data were made.
  private static func groups(_ x: Matrix) -> Partition {
    Partition(canonicalising: (0..<x.rowCount).map { $0 % 8 })
  }

  private static var indices: [CancellationJob] {
    [
      CancellationJob("silhouette", 60_000, 16) { x, parallelism in
        _ = try Silhouette(x, groups(x), parallelism: parallelism)
      },
      CancellationJob("Dunn", 60_000, 16) { x, parallelism in
        _ = try InternalIndex.dunn(x, groups(x), parallelism: parallelism)
      },
    ]
  }

  private static var placements: [CancellationJob] {
    [Linkage.single, .complete, .average].map { linkage in
      CancellationJob("placement, \(linkage)", linkage == .single ? 200_000 : 40_000, 8) {
        x, parallelism in
        let model = try HierarchicalModel(linkage, partition: groups(x), of: x)
        _ = try PlacementRule.members(model).memberDistances(x, parallelism: parallelism)
      }
    }
  }

  /// One kind of replicate each, the others as few as can be.
  private static var studies: [CancellationJob] {
    func study(
      _ name: String, gap: Int = 1, structure: Int = 2, splits: Int = 1, bootstrap: Int = 1,
      _ method: ClusteringMethod = .wardThenKMeans
    ) -> CancellationJob {
      CancellationJob("\(name), \(method.rawValue)", 20_000, 8) { x, parallelism in
        _ = try ClusterCountStudy(
          gapReplicates: gap, structureReplicates: structure, predictionStrengthSplits: splits,
          bootstrapReplicates: bootstrap
        ).run(x, clusterer: Clusterer(method: method, seed: 1), parallelism: parallelism)
      }
    }
    return [
      study("gap", gap: 20), study("structure test", structure: 20),
      study("prediction strength", splits: 40), study("bootstrap", bootstrap: 10),
      study("bootstrap", bootstrap: 2, .single), study("bootstrap", bootstrap: 1, .kMedoids),
      study("bootstrap", bootstrap: 1, .average), study("gap", gap: 1, .gaussianMixture),
      CancellationJob("stability of segments", 20_000, 8) { x, parallelism in
        _ = try SegmentStability.Study(replicates: 100).run(
          x, groups(x), clusterer: Clusterer(method: .wardThenKMeans, seed: 1),
          parallelism: parallelism)
      },
    ]
  }
}
