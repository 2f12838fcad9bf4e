import Clustering
import Foundation
import LinearAlgebra
import Preparation
import Tables
import Validation

/// The whole study of a portfolio's segments, from the table on: FAMD, Ward's tree, every criterion
/// for k = 2…10, the stability of the segments.
///
///     benchmarks study FILE AXES SEGMENTS THREADS REPEATS
///
/// FILE is a CSV file of quantities (`q…`) and levels (`c…`), complete. What is done is what
/// `peers/study.R` and `peers/study_scikit.py` do: gap B = 20, prediction strength M = 20, bootstrap
/// B = 50 at one number of segments, all silhouettes; and beyond it the least that a study of ours
/// makes of its other criteria.
enum StudyBenchmark {
  static func run(_ arguments: [String]) throws {
    let numbers = arguments.dropFirst().compactMap { Int($0) }
    guard arguments.count == 5, numbers.count == 4, numbers.allSatisfy({ $0 > 0 }) else {
      print("usage: benchmarks study FILE AXES SEGMENTS THREADS REPEATS")
      return
    }
    let data = try table(arguments[0])
    let parallelism = Parallelism(threads: numbers[2])
    let clusterer = Clusterer(method: .ward, seed: 1)
    let study = ClusterCountStudy(
      gapReplicates: 20, structureReplicates: 2, predictionStrengthSplits: 20,
      bootstrapReplicates: 1, silhouetteLimit: max(data.rowCount, 100))
    let stability = SegmentStability.Study(
      replicates: 50, observationLimit: max(data.rowCount, 100))
    var silhouettes: [Double] = []
    var jaccard: [Double] = []
    let runs = try Measurement.repeated(numbers[3]) {
      let factors = try MixedDataFactors.fit(
        data, axes: .fixed(numbers[0]), parallelism: parallelism)
      let x = factors.project(data, parallelism: parallelism).scores
      let choice = try study.run(x, clusterer: clusterer, parallelism: parallelism)
      silhouettes = choice.evidence.silhouette.values.compactMap { $0 }
      guard let model = choice.model(clusterCount: numbers[1]) else { return }
      jaccard = try stability.run(
        x, model.partition, clusterer: clusterer, parallelism: parallelism
      ).meanJaccard
    }
    let report = Report(
      seconds: Measurement.median(runs.map(\.seconds)),
      processorSeconds: Measurement.median(runs.map(\.processorSeconds)),
      megabytes: Measurement.peakMegabytes, silhouettes: silhouettes, jaccard: jaccard)
    print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
  }

  private struct Report: Encodable {
    let seconds: Double
    let processorSeconds: Double
    let megabytes: Double
    let silhouettes: [Double]
    let jaccard: [Double]
  }

  private static func table(_ path: String) throws -> MixedData {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    return MixedData(
      try CSVReader().read(bytes: Array(bytes)).table.columns.compactMap { column in
        switch column.values {
        case .numbers(let numbers): MixedVariable(name: column.name, values: .numbers(numbers))
        case .categories(let codes, let levels):
          MixedVariable(name: column.name, values: .levels(codes, count: levels.count))
        default: nil
        }
      })
  }
}
