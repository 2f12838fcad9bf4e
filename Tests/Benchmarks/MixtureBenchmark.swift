import Clustering
import LinearAlgebra

/// Twenty iterations of EM from given parameters.
enum MixtureBenchmark {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 6, let columns = Int(arguments[1]), let threads = Int(arguments[2]),
      let repeats = Int(arguments[3]),
      let shape = GaussianMixture.CovarianceShape(rawValue: arguments[5])
    else {
      print("usage: benchmarks mixture X.f64 COLUMNS THREADS REPEATS MEANS.f64 SHAPE")
      return
    }
    let x = try BenchmarkData.matrix(arguments[0], columnCount: columns)
    let means = try BenchmarkData.matrix(arguments[4], columnCount: columns)
    let k = means.rowCount
    let start = MixtureParameters(
      weights: [Double](repeating: 1 / Double(k), count: k), means: means,
      covariances: [Matrix](repeating: .identity(columns), count: k))
    var model: GaussianMixtureModel?
    let seconds = try BenchmarkData.seconds(repeats: repeats) {
      model = try GaussianMixture(
        componentCount: k, shape: shape, start: .parameters(start), tolerance: 0,
        maximumIterations: 20
      ).fit(x, parallelism: Parallelism(threads: threads))
    }
    guard let model else { return }
    print(
      """
      {"seconds": \(seconds), "logLikelihood": \(model.logLikelihood), \
      "iterations": \(model.iterations), "bic": \(model.bic), \
      "lowerBound": \((model.logLikelihoods.last ?? 0) / Double(x.rowCount)), \
      "megabytes": \(Measurement.peakMegabytes)}
      """)
  }
}
