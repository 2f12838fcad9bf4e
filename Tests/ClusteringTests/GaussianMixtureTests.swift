import Clustering
import LinearAlgebra
import Synchronization
import TestSupport
import Testing

@Suite struct GaussianMixtureTests {
  /// G5: one component is the mean and the covariance, divided by n.
  @Test func oneComponentIsTheMomentsByHand() throws {
    let x = Matrix(rows: [[0, 0], [2, 0], [0, 4], [2, 4]])
    let model = try GaussianMixture(componentCount: 1, regularisation: 0).fit(x)
    #expect(model.parameters.means.largestDifference(from: Matrix(rows: [[1, 2]])) < 1e-15)
    let covariance = model.parameters.covariances[0]
    #expect(covariance.largestDifference(from: Matrix(rows: [[1, 0], [0, 4]])) < 1e-14)
    #expect(model.parameters.weights == [1] && model.converged)
    // Every point is one deviation away in both columns: 4 · (−log 2π − ½ log 4 − 1).
    let expected = 4 * (-1.8378770664093454836 - 0.69314718055994530942 - 1)
    #expect(abs(model.logLikelihood - expected) < 1e-13)
    #expect(model.logLikelihood == model.classificationLogLikelihood)
  }

  @Test func shapesByHand() throws {
    let x = Matrix(rows: [[0, 0], [2, 2], [0, 0], [2, 4]])
    func error(_ shape: GaussianMixture.CovarianceShape, _ expected: [[Double]]) throws -> Double {
      try GaussianMixture(componentCount: 1, shape: shape, regularisation: 0.5)
        .fit(x).parameters.covariances[0].largestDifference(from: Matrix(rows: expected))
    }
    // Variances 1 and 2.75, covariance 1.5.
    #expect(try error(.full, [[1.5, 1.5], [1.5, 3.25]]) < 1e-14)
    #expect(try error(.tied, [[1.5, 1.5], [1.5, 3.25]]) < 1e-14)
    #expect(try error(.diagonal, [[1.5, 0], [0, 3.25]]) < 1e-14)
    #expect(try error(.spherical, [[2.375, 0], [0, 2.375]]) < 1e-14)
  }

  /// G8, the table of 3 components in 4 variables.
  @Test func parametersAreCounted() throws {
    let x = Matrix(rows: Shape.groups(60, 4, centres: 3, seed: 80).rows)
    let expected: [(GaussianMixture.CovarianceShape, Int)] = [
      (.full, 2 + 12 + 30), (.diagonal, 2 + 12 + 12), (.spherical, 2 + 12 + 3),
      (.tied, 2 + 12 + 10),
    ]
    for (shape, count) in expected {
      let model = try GaussianMixture(componentCount: 3, shape: shape).fit(x)
      #expect(model.parameterCount == count)
      #expect(model.aic == -2 * model.logLikelihood + 2 * Double(count))
      let bic = -2 * model.logLikelihood + Double(count) * 4.0943445622221006848
      #expect(relativeDifference(model.bic, bic) < 1e-14)
      #expect(model.icl >= model.bic)
    }
  }

  /// G7: an observation at 1e100 has finite densities, hence responsibilities; sklearn's are NaN.
  @Test func farOutliersAreNoNaN() throws {
    let rows = Shape.groups(50, 2, centres: 2, seed: 81).rows
    let model = try GaussianMixture(componentCount: 2).fit(Matrix(rows: rows))
    let far = Matrix(rows: [[1e100, -1e100], [1e140, 0], [1e6, 1e6]])
    let shares = try model.responsibilities(far)
    #expect(shares.elements.allSatisfy { $0 >= 0 && $0 <= 1 })
    for i in 0..<3 { #expect(abs(shares.row(i).reduce(0, +) - 1) < 1e-12) }
    let densities = try model.logDensities(far)
    #expect(densities.count == 3 && densities.filter(\.isFinite).count == 3)
    let withOutlier = try GaussianMixture(componentCount: 2).fit(
      Matrix(rows: rows + [[1e9, -1e9]]))
    #expect(withOutlier.logLikelihood.isFinite)
    #expect(withOutlier.parameters.means.firstNonFinitePosition() == nil)
  }

  @Test func aComponentWithoutObservationsKeepsItsMean() throws {
    let x = Matrix(rows: (0..<40).map { [Double($0 % 4)] })
    let start = MixtureParameters(
      weights: [0.5, 0.5], means: Matrix(rows: [[1e6], [1]]),
      covariances: [Matrix(rows: [[1]]), Matrix(rows: [[1]])])
    let model = try GaussianMixture(componentCount: 2, start: .parameters(start)).fit(x)
    #expect(model.partition.clusterCount == 1 && model.componentCount == 2)
    #expect(model.parameters.means[1, 0] == 1e6)
    #expect(abs(model.parameters.means[0, 0] - 1.5) < 1e-12)
    #expect(model.parameters.weights[1] < 1e-15)
  }

  @Test func badRequestsAreRefused() throws {
    let x = Matrix(rows: [[0, 0], [0, 0], [1, 2]])
    func fit(_ k: Int, _ start: GaussianMixture.Start = .kMeans(restarts: 1)) throws {
      _ = try GaussianMixture(componentCount: k, start: start).fit(x)
    }
    #expect(throws: ClusteringError.clusterCountOutOfRange(requested: 3, distinct: 2)) {
      try fit(3)
    }
    #expect(throws: ClusteringError.notFinite(row: 0, column: 0)) {
      try GaussianMixture(componentCount: 1).fit(Matrix(rows: [[.nan]]))
    }
    #expect(throws: ClusteringError.weightOutOfRange(row: 1)) {
      try GaussianMixture(componentCount: 1).fit(x, weights: [1, 0, 1])
    }
    // Collinear data, and nothing added to the diagonal.
    #expect(throws: ClusteringError.covarianceNotPositive(component: 0)) {
      try GaussianMixture(componentCount: 1, regularisation: 0).fit(
        Matrix(rows: [[0, 0], [1, 1], [2, 2]]))
    }
    let one = Matrix(rows: [[1, 0], [0, 1]])
    let wrong: [MixtureParameters] = [
      .init(weights: [1], means: Matrix(rows: [[0, 0]]), covariances: []),
      .init(weights: [0.5], means: Matrix(rows: [[0, 0]]), covariances: [one]),
      .init(weights: [1], means: Matrix(rows: [[.nan, 0]]), covariances: [one]),
      .init(weights: [1], means: Matrix(rows: [[0]]), covariances: [Matrix(rows: [[1]])]),
    ]
    for parameters in wrong {
      #expect(throws: ClusteringError.startInvalid) { try fit(1, .parameters(parameters)) }
    }
    for shares in [[[1.0], [1]], [[1], [1], [0.5]], [[1], [1], [-1]]] {
      #expect(throws: ClusteringError.startInvalid) {
        try fit(1, .responsibilities(Matrix(rows: shares)))
      }
    }
  }

  @Test func canBeCalledOff() {
    let x = Matrix(rows: Shape.uniform(500, 3, seed: 82).rows)
    let told = Mutex<Monitor?>(nil)
    let monitor = Monitor { fraction in if fraction > 0.2 { told.withLock { $0?.cancel() } } }
    told.withLock { $0 = monitor }
    #expect(throws: CancellationError.self) {
      try GaussianMixture(componentCount: 3, tolerance: 0).fit(
        x, parallelism: Parallelism(threads: 2, monitor: monitor))
    }
  }
}
