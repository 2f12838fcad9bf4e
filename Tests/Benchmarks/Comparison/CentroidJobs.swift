import Clustering
import LinearAlgebra

/// k-means from given centroids.
struct KMeansJob: Job {
  private let x: Matrix
  private let kMeans: KMeans
  private let parallelism: Parallelism
  private var model: CentroidModel?

  init(_ work: Work) throws {
    x = try work.matrix()
    kMeans = KMeans(
      clusterCount: work.k, start: .centroids(try work.startingPoints()),
      maximumIterations: work.iterations)
    parallelism = work.parallelism
  }

  mutating func run() throws { model = try kMeans.fit(x, parallelism: parallelism) }

  var answer: Answer {
    guard let model else { return Answer() }
    return Answer(
      values: ["inertia": model.inertia, "iterations": Double(model.iterations)],
      integers: ["labels": model.partition.labels],
      numbers: ["centroids": model.centroids.elements])
  }
}

/// k-means++, each run from the next random numbers.
struct StartJob: Job {
  private let x: Matrix
  private let kMeans: KMeans
  private let parallelism: Parallelism
  private var runs = 0
  private var centroids: [Double] = []

  init(_ work: Work) throws {
    x = try work.matrix()
    kMeans = KMeans(clusterCount: work.k)
    parallelism = work.parallelism
  }

  mutating func run() throws {
    centroids += try kMeans.startingCentroids(of: x, restart: runs, parallelism: parallelism)
      .elements
    runs += 1
  }

  var answer: Answer { Answer(numbers: ["centroids": centroids]) }
}

/// FasterPAM from given medoids, on Euclidean distances, these included.
struct MedoidsJob: Job {
  private let x: Matrix
  private let kMedoids: KMedoids
  private let parallelism: Parallelism
  private var model: MedoidModel?

  init(_ work: Work) throws {
    x = try work.matrix()
    let start = (0..<work.k).map { $0 * (work.rows / work.k) }
    kMedoids = KMedoids(clusterCount: work.k, start: .medoids(start))
    parallelism = work.parallelism
  }

  mutating func run() throws { model = try kMedoids.fit(x, parallelism: parallelism) }

  var answer: Answer {
    guard let clusters = model?.clusters else { return Answer() }
    return Answer(
      values: ["loss": clusters.loss, "swaps": Double(clusters.swaps)],
      integers: ["labels": clusters.partition.labels, "medoids": clusters.medoids])
  }
}

/// EM from given means, equal weights and identities.
struct MixtureJob: Job {
  private let x: Matrix
  private let mixture: GaussianMixture
  private let parallelism: Parallelism
  private var model: GaussianMixtureModel?

  init(_ work: Work) throws {
    x = try work.matrix()
    let k = work.k
    let start = MixtureParameters(
      weights: [Double](repeating: 1 / Double(k), count: k), means: try work.startingPoints(),
      covariances: [Matrix](repeating: .identity(work.columns), count: k))
    mixture = GaussianMixture(
      componentCount: k, shape: .full, start: .parameters(start), tolerance: 0,
      maximumIterations: work.iterations, regularisation: 1e-6)
    parallelism = work.parallelism
  }

  mutating func run() throws { model = try mixture.fit(x, parallelism: parallelism) }

  var answer: Answer {
    guard let model, let last = model.logLikelihoods.last else { return Answer() }
    return Answer(
      values: [
        "logLikelihood": last / Double(x.rowCount), "iterations": Double(model.iterations),
      ],
      integers: ["labels": model.partition.labels],
      numbers: ["centroids": model.parameters.means.elements])
  }
}
