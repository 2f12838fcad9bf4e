import CKernels
import Clustering
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite struct GaussianMixturePropertyTests {
  typealias CovarianceShape = GaussianMixture.CovarianceShape
  /// Past a block of 64, a chunk of 256 and a block of rows of 4096.
  static let large = Matrix(rows: Shape.groups(4500, 3, centres: 3, seed: 83).rows)

  /// One iteration from given parameters, by the definition, with and without weights.
  @Test(arguments: [1, 2, 5, 8], [40, 300])
  func anIterationIsTheDefinition(columns: Int, count: Int) throws {
    let rows = Shape.groups(count, columns, centres: 3, seed: UInt64(columns)).rows
    let means = [rows[0], rows[1], rows[2]]
    let spread: [[Double]] = (0..<columns).map { (i: Int) -> [Double] in
      (0..<columns).map { (j: Int) -> Double in i == j ? 2 : 0.3 / Double(1 + abs(i - j)) }
    }
    let weights: [Double] = rows.indices.map { 0.5 + Double($0 % 4) }
    let ones = [Double](repeating: 1, count: rows.count)
    for w: [Double]? in [nil, weights] {
      var plain = PlainMixture(
        weights: [0.2, 0.3, 0.5], means: means, covariances: [spread, spread, spread])
      plain.expect(rows)
      var likelihood = 0.0
      for (density, weight) in zip(plain.logDensities, w ?? ones) { likelihood += weight * density }
      plain.maximise(rows, weights: w ?? ones, regularisation: 1e-3)
      let start = MixtureParameters(
        weights: [0.2, 0.3, 0.5], means: Matrix(rows: means),
        covariances: [Matrix](repeating: Matrix(rows: spread), count: 3))
      let model = try GaussianMixture(
        componentCount: 3, start: .parameters(start), maximumIterations: 1, regularisation: 1e-3
      ).fit(Matrix(rows: rows), weights: w)
      #expect(relativeDifference(model.logLikelihoods[0], likelihood) < 1e-12)
      plain.expect(rows)
      let labels = plain.responsibilities.map { $0.firstIndex(of: $0.max() ?? 0) ?? 0 }
      #expect(model.partition == Partition(canonicalising: labels))
      for c in 0..<3 {
        let label = model.parameters.means.rowCount == 3 ? closest(model, to: plain.means[c]) : 0
        #expect(abs(model.parameters.weights[label] - plain.weights[c]) < 1e-12)
        let theirs = Matrix(rows: plain.covariances[c])
        #expect(model.parameters.covariances[label].largestDifference(from: theirs) < 1e-11)
        for j in 0..<columns {
          #expect(abs(model.parameters.means[label, j] - plain.means[c][j]) < 1e-12)
        }
      }
    }
  }

  private func closest(_ model: GaussianMixtureModel, to mean: [Double]) -> Int {
    let distances = (0..<model.componentCount).map {
      PlainLloyd.squaredDistance(Array(model.parameters.means.row($0)), mean)
    }
    return distances.firstIndex(of: distances.min() ?? 0) ?? 0
  }

  /// G1, G2, G3.
  @Test(arguments: Shape.generic + Shape.adversarial, CovarianceShape.allCases)
  func likelihoodRisesAndSharesAddUp(shape: Shape, covariance: CovarianceShape) throws {
    let x = Matrix(rows: shape.rows)
    let largest = x.elements.map(abs).max() ?? 1
    // At least a millionth of the scale: else nothing is left of the regularisation.
    let regularisation = 1e-6 * max(1, largest * largest)
    let model = try GaussianMixture(
      componentCount: 2, shape: covariance, tolerance: 1e-9, maximumIterations: 30,
      regularisation: regularisation
    ).fit(x)
    // Adding to the diagonal is no maximisation: that much may be lost.
    for (before, after) in zip(model.logLikelihoods, model.logLikelihoods.dropFirst()) {
      #expect(after >= before - 1e-4 * Double(x.rowCount) - 1e-10 * abs(before))
    }
    let shares = try model.responsibilities(x)
    for i in 0..<x.rowCount { #expect(abs(shares.row(i).reduce(0, +) - 1) < 1e-12) }
    #expect(abs(model.parameters.weights.reduce(0, +) - 1) < 1e-12)
    for c in model.parameters.covariances {
      for j in 0..<x.columnCount { #expect(c[j, j] >= regularisation * (1 - 1e-9)) }
      // Positive definite, by at least the regularisation, to the rounding of the largest.
      let values = try SymmetricEigen(c).values
      let rounding = 1e-14 * Double(x.columnCount) * values[0]
      #expect((values.last ?? 0) >= regularisation * (1 - 1e-9) - rounding)
    }
    let assigned = try model.assign(x)
    #expect(assigned == model.partition.labels)
    let sum = try model.logDensities(x).reduce(0, +)
    #expect(relativeDifference(sum, model.logLikelihood) < 1e-10)
  }

  /// G1: without regularisation, where the likelihood may not fall at all.
  @Test(arguments: CovarianceShape.allCases)
  func likelihoodNeverFalls(covariance: CovarianceShape) throws {
    let model = try GaussianMixture(
      componentCount: 4, shape: covariance, tolerance: 0, maximumIterations: 40, regularisation: 0
    ).fit(Self.large)
    for (before, after) in zip(model.logLikelihoods, model.logLikelihoods.dropFirst()) {
      #expect(after >= before - 1e-10 * abs(before))
    }
    #expect(model.iterations == 40 && !model.converged)
  }

  /// G4: tiny equal variances make EM k-means.
  @Test func tinySpheresAreKMeans() throws {
    let x = Matrix(rows: Shape.groups(90, 2, centres: 3, seed: 84).rows.map { $0.map { $0 * 1e3 } })
    // Not the end of k-means: an iteration has something to do.
    let centroids = x.rows(at: [0, 1, 2])
    let step = try KMeans(clusterCount: 3, start: .centroids(centroids), maximumIterations: 1).fit(
      x)
    var sizes = [0, 0, 0]
    for i in 0..<90 {
      let squares = (0..<3).map { j in
        zip(x.row(i), centroids.row(j)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      sizes[squares.firstIndex(of: squares.min() ?? 0) ?? 0] += 1
    }
    let start = MixtureParameters(
      weights: [Double](repeating: 1.0 / 3, count: 3), means: centroids,
      covariances: [Matrix](repeating: Matrix(rows: [[1e-3, 0], [0, 1e-3]]), count: 3))
    let model = try GaussianMixture(
      componentCount: 3, shape: .spherical, start: .parameters(start), maximumIterations: 1
    ).fit(x)
    // Each mean that of the observations nearest to its start, as one iteration of k-means makes it.
    let sorted = { (m: Matrix) in (0..<3).map { Array(m.row($0)) }.sorted { $0[0] < $1[0] } }
    for (ours, theirs) in zip(sorted(model.parameters.means), sorted(step.centroids)) {
      #expect(zip(ours, theirs).allSatisfy { relativeDifference($0, $1) < 1e-12 })
    }
    let weights = model.parameters.weights.sorted().map { ($0 * 90).rounded() }
    #expect(weights == sizes.sorted().map(Double.init))
  }

  /// G6: an affine map of the data maps the fit.
  @Test func affineEquivariance() throws {
    let rows = Shape.groups(200, 2, centres: 3, seed: 85).rows
    let mapped = rows.map { [3 * $0[0] - $0[1] + 100, 0.5 * $0[0] + 2 * $0[1] - 7] }
    let shares = Matrix(
      rows: rows.indices.map { (i: Int) -> [Double] in (0..<3).map { $0 == i % 3 ? 0.8 : 0.1 } })
    let fit = GaussianMixture(
      componentCount: 3, start: .responsibilities(shares), tolerance: 0, maximumIterations: 25,
      regularisation: 0)
    let plain = try fit.fit(Matrix(rows: rows))
    let affine = try fit.fit(Matrix(rows: mapped))
    #expect(plain.partition == affine.partition)
    // det of the map is 6.5.
    let shift = 200 * 1.8718021769015913
    #expect(abs(plain.logLikelihood - shift - affine.logLikelihood) < 1e-7)
  }

  /// P4: a power of two scales everything exactly where nothing is added to the variances.
  @Test(arguments: CovarianceShape.allCases, [-100, -3, 40])
  func powerOfTwoScalesExactly(covariance: CovarianceShape, exponent: Int) throws {
    let rows = Shape.groups(200, 3, centres: 3, seed: 88).rows
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let fit = GaussianMixture(
      componentCount: 3, shape: covariance, tolerance: 0, maximumIterations: 10, regularisation: 0)
    let plain = try fit.fit(Matrix(rows: rows))
    let scaled = try fit.fit(Matrix(rows: rows.map { $0.map { $0 * scale } }))
    #expect(scaled.partition == plain.partition)
    for (a, b) in zip(plain.parameters.means.elements, scaled.parameters.means.elements) {
      #expect(relativeDifference(a * scale, b) < 1e-12)
    }
    let shift = 600 * Double(exponent) * 0.69314718055994530942
    #expect(relativeDifference(plain.logLikelihood - shift, scaled.logLikelihood) < 1e-12)
  }

  /// With the regularisation of the default: 1e-6 in any unit made one cluster of all small data.
  @Test(arguments: CovarianceShape.allCases, [-400, -60, -20])
  func tinyScalesKeepTheirClusters(covariance: CovarianceShape, exponent: Int) throws {
    let rows = Shape.groups(200, 3, centres: 3, seed: 88).rows.map { $0.map { $0 / 64 } }
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let fit = GaussianMixture(
      componentCount: 3, shape: covariance, tolerance: 0, maximumIterations: 10)
    let plain = try fit.fit(Matrix(rows: rows))
    let scaled = try fit.fit(Matrix(rows: rows.map { $0.map { $0 * scale } }))
    #expect(plain.partition.clusterCount == 3 && scaled.partition == plain.partition)
    for (a, b) in zip(plain.parameters.covariances, scaled.parameters.covariances) {
      let squared: Double = scale * scale
      let tolerance: Double = 1e-9 * a[0, 0] * squared
      for (c, d) in zip(a.elements, b.elements) {
        let difference: Double = c * squared - d
        #expect(abs(difference) <= tolerance)
      }
    }
  }

  /// A total beside its parts has no extent of its own: in euros it was refused, in thousands not.
  @Test(arguments: [1.0, 1e3, 1e6, 1e9])
  func totalsFitInAnyUnit(unit: Double) throws {
    let rows = Shape.groups(300, 2, centres: 3, seed: 89).rows.map { (row: [Double]) -> [Double] in
      [row[0] * unit, row[1] * unit, (row[0] + row[1]) * unit]
    }
    let model = try GaussianMixture(componentCount: 3).fit(Matrix(rows: rows))
    #expect(model.partition.clusterCount == 3)
  }

  /// A variance below the range of doubles is none, beside a column that has one; alone it is refused.
  @Test func variancesThatUnderflow() throws {
    let tiny = (0..<30).map { [Double($0 % 3), $0 == 4 ? 1e-170 : 0] }
    #expect(
      try GaussianMixture(componentCount: 3).fit(Matrix(rows: tiny)).partition.clusterCount == 3)
    let all = tiny.map { [$0[1], $0[1] / 2] }
    #expect(throws: ClusteringError.covarianceNotPositive(component: 0)) {
      try GaussianMixture(componentCount: 2).fit(Matrix(rows: all))
    }
  }

  /// A narrow column beside a wide one, and beside an observation far out.
  @Test func theDefaultRegularisationIsSmallBesideEachColumn() throws {
    let rows: [[Double]] = (0..<60).map { (i: Int) -> [Double] in
      let narrow: Double = Double(i % 3) * 1e-4 + Double(i % 7) * 1e-6
      return [narrow, Double(i) * 1e3]
    }
    let narrowAndFar: [[Double]] = rows.map { [$0[0] * 1e4] } + [[1e9]]
    let model = try GaussianMixture(componentCount: 4, shape: .diagonal).fit(
      Matrix(rows: narrowAndFar))
    #expect(model.partition.sizes.sorted() == [1, 20, 20, 20])
    let one = try GaussianMixture(componentCount: 1, shape: .diagonal).fit(Matrix(rows: rows))
    let covariance = one.parameters.covariances[0]
    for j in 0..<2 {
      let values: [Double] = rows.map { $0[j] }
      let mean: Double = values.reduce(0, +) / 60
      let deviations: [Double] = values.map { $0 - mean }
      let variance: Double = deviations.map { $0 * $0 }.reduce(0, +) / 60
      let added: Double = max(1e-12 * variance, 1e-6 * min(1, variance))
      #expect(relativeDifference(covariance[j, j], variance + added) < 1e-12)
    }
  }

  @Test(arguments: CovarianceShape.allCases)
  func threadsAndInstructionSetsChangeNothing(covariance: CovarianceShape) throws {
    let fit = GaussianMixture(componentCount: 3, shape: covariance, maximumIterations: 4)
    let one = try fit.fit(Self.large)
    for threads in [2, 3, 7] {
      #expect(try fit.fit(Self.large, parallelism: Parallelism(threads: threads)) == one)
    }
    let before = String(cString: ckSetInUse())
    defer { ckUseSet(before) }
    for index in 0..<ckSetCount() {
      ckUseSet(ckSetName(index))
      #expect(try fit.fit(Self.large) == one)
    }
  }

  /// P8: integer weights are repetitions.
  @Test func weightsAreRepetitions() throws {
    let rows = Shape.groups(60, 3, centres: 2, seed: 86).rows
    let weights = rows.indices.map { Double(1 + $0 % 3) }
    let repeated = rows.enumerated().flatMap { i, row in
      [[Double]](repeating: row, count: 1 + i % 3)
    }
    let start = MixtureParameters(
      weights: [0.5, 0.5], means: Matrix(rows: [rows[0], rows[1]]),
      covariances: [.identity(3), .identity(3)])
    let fit = GaussianMixture(componentCount: 2, start: .parameters(start))
    let weighted = try fit.fit(Matrix(rows: rows), weights: weights)
    let plain = try fit.fit(Matrix(rows: repeated))
    #expect(relativeDifference(weighted.logLikelihood, plain.logLikelihood) < 1e-11)
    #expect(weighted.iterations == plain.iterations && weighted.totalWeight == plain.totalWeight)
    #expect(
      weighted.parameters.means.largestDifference(from: plain.parameters.means) < 1e-10)
  }

  /// A common offset costs no digits: scikit-learn's moments about 0 lose eight here.
  @Test func offsetsCostNoDigits() throws {
    let rows = Shape.groups(120, 2, centres: 2, seed: 87).rows
    // Exact in double at either place.
    let near = rows.map { $0.map { ($0 * 1024).rounded() / 1024 } }
    let far = near.map { $0.map { $0 + 0x1p27 } }
    let a = try GaussianMixture(componentCount: 2, regularisation: 0).fit(Matrix(rows: near))
    let b = try GaussianMixture(componentCount: 2, regularisation: 0).fit(Matrix(rows: far))
    #expect(a.partition == b.partition)
    #expect(relativeDifference(a.logLikelihood, b.logLikelihood) < 1e-7)
  }

  @Test func exponentialsAndLogarithmsAreRight() {
    let points = (0...20_000).map { -700.0 + Double($0) * 0.035 }
    var found = [Double](repeating: 0, count: points.count)
    ckExponentials(points, points.count, &found)
    for (x, value) in zip(points, found) { #expect(relativeDifference(value, exp(x)) < 5e-16) }
    let positive = found.map { $0 * 1.2345 } + [1, 2, 0.5, 3.7, 1 + 0x1p-52]
    var logs = [Double](repeating: 0, count: positive.count)
    ckLogarithms(positive, positive.count, &logs)
    for (x, value) in zip(positive, logs) {
      #expect(abs(value - log(x)) <= 5e-16 * max(abs(log(x)), 0x1p-52))
    }
    var extremes = [Double](repeating: 1, count: 3)
    ckExponentials([-709, -1e300, 0], 3, &extremes)
    #expect(extremes == [0, 0, 1])
  }
}
