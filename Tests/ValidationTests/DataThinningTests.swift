import Clustering
import LinearAlgebra
import Statistics
import TestSupport
import Testing
import Validation

@Suite struct DataThinningTests {
  private func normal(_ count: Int, _ columns: Int, centres: [Double] = [0], replicate: Int)
    -> Matrix
  {
    var stream = RandomStream(seed: 99, purpose: .example, replicate: replicate)
    return Matrix(
      rows: (0..<count).map { i in
        (0..<columns).map { _ in centres[i % centres.count] + 2 * stream.normal() }
      })
  }

  @Test(arguments: [0.2, 0.5, 0.8])
  func theWeightedMeanOfThePartsIsTheData(share: Double) throws {
    let x = normal(50, 3, replicate: 1)
    let parts = try DataThinning(
      noise: .known(standardDeviation: 2), trainingShare: share
    ).split(x)
    for index in x.elements.indices {
      let mean = share * parts.training.elements[index] + (1 - share) * parts.test.elements[index]
      #expect(abs(mean - x.elements[index]) < 1e-13)
    }
  }

  /// Variances σ²/ε and σ²/(1 − ε), no covariance, over 40 000 numbers.
  @Test func thePartsAreUncorrelatedWithTheirVariances() throws {
    let x = normal(20_000, 2, replicate: 2)
    let parts = try DataThinning(
      noise: .known(standardDeviation: 2), trainingShare: 0.25
    ).split(x)
    let count = Double(x.elements.count)
    func moment(_ a: Matrix, _ b: Matrix) -> Double {
      zip(a.elements, b.elements).reduce(0) { $0 + $1.0 * $1.1 } / count
    }
    // Standard errors: √2/200 of a variance, 1/200 of a correlation.
    #expect(abs(moment(parts.training, parts.training) / 16 - 1) < 4 * 0.0071)
    #expect(abs(moment(parts.test, parts.test) / (16.0 / 3) - 1) < 4 * 0.0071)
    let scale = (16 * 16.0 / 3).squareRoot()
    #expect(abs(moment(parts.training, parts.test)) / scale < 4 * 0.005)
  }

  @Test func aCovarianceIsDrawnWithItsCorrelation() throws {
    let zero = Matrix(repeating: 0, rowCount: 20_000, columnCount: 2)
    let sigma = Matrix(rows: [[4, 1.2], [1.2, 1]])
    let parts = try DataThinning(noise: .covariance(sigma)).split(zero)
    // ε = ½: training is Z itself.
    let z = parts.training
    for (a, b, expected) in [(0, 0, 4.0), (0, 1, 1.2), (1, 1, 1.0)] {
      let found = (0..<20_000).reduce(0.0) { $0 + z[$1, a] * z[$1, b] } / 20_000
      #expect(abs(found - expected) < 0.12, "\(a) \(b): \(found)")
    }
    // The p-value of a pair is one by Mahalanobis' distance.
    let partition = Partition(canonicalising: (0..<20_000).map { $0 % 2 })
    let d = SelectionByReclustering.difference(
      (0..<20_000).map { Array(parts.test.row($0)) }, partition.members(of: 0),
      partition.members(of: 1))
    let form = (1 * d[0] * d[0] - 2.4 * d[0] * d[1] + 4 * d[1] * d[1]) / (4 - 1.44)
    let chi = ChiSquaredDistribution(degreesOfFreedom: 2).survival(form * 10_000 / 4)
    let found = try #require(parts.pValue(of: partition, between: 0, and: 1))
    #expect(relativeDifference(found, chi) < 1e-10)
  }

  @Test func aRowOfNoiseDependsOnItsNumberAlone() throws {
    let x = normal(30, 2, replicate: 3)
    let thinning = DataThinning(noise: .known(standardDeviation: 1), seed: 8)
    let all = try thinning.split(x, replicate: 4)
    let some = try thinning.split(x.rows(at: [0, 1, 2]), replicate: 4)
    #expect(some.training == all.training.rows(at: [0, 1, 2]))
    #expect(try thinning.split(x, replicate: 4) == all)
    #expect(try thinning.split(x, replicate: 5) != all)
    let other = DataThinning(noise: .known(standardDeviation: 1), seed: 9)
    #expect(try other.split(x, replicate: 4) != all)
  }

  @Test func pValuesOfTheTestPartAreUniformWithoutClusters() throws {
    let values = try (0..<400).map { replicate in
      let x = normal(30, 2, replicate: 100 + replicate)
      let parts = try DataThinning(noise: .known(standardDeviation: 2)).split(
        x, replicate: replicate)
      let cut = try HierarchicalClustering(linkage: .ward).fit(parts.training).cut(clusterCount: 3)
      return try #require(parts.pValue(of: cut, between: 0, and: 1))
    }
    #expect(GoodnessOfFit.kolmogorov(values) { $0 } < 1.95)
  }

  @Test func lossesByHand() throws {
    let x = Matrix(rows: [[0], [2], [10]])
    let parts = try DataThinning(noise: .known(standardDeviation: 0)).split(x)
    #expect(parts.training == x && parts.test == x)
    let model = try KMeans(clusterCount: 2, start: .centroids(Matrix(rows: [[0], [9]]))).fit(x)
    #expect(parts.testLoss(of: model) == 2.0 / 3)
    #expect(parts.trainingLoss(of: model) == 2.0 / 3)
    #expect(parts.pValue(of: model.partition, between: 0, and: 1) == nil)
  }

  @Test func theTestLossTurnsUpWhereTheTrainingLossFalls() throws {
    let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)
    let counts = Array(1...7)
    for (centres, right) in [([0.0, 12, 24], 3), ([0.0], 1)] {
      let x = normal(120, 2, centres: centres, replicate: 50)
      let thinning = DataThinning(noise: .known(standardDeviation: 2), trainingShare: 0.7)
      let study = try ThinningStudy.run(
        x, clusterCounts: counts, thinning: thinning, replicates: 8, clusterer: clusterer)
      #expect(study.chosenClusterCount == right)
      let training = study.trainingLosses.compactMap { $0 }
      #expect(zip(training, training.dropFirst()).allSatisfy { $0 > $1 })
      let parallel = try ThinningStudy.run(
        x, clusterCounts: counts, thinning: thinning, replicates: 8, clusterer: clusterer,
        parallelism: Parallelism(threads: 3))
      #expect(parallel == study)
    }
  }

  @Test func aStudyWithoutEnoughDistinctRowsLeavesOut() throws {
    let x = Matrix(rows: [[0], [0], [5], [5]])
    let study = try ThinningStudy.run(
      x, clusterCounts: [1, 2, 3], thinning: DataThinning(noise: .known(standardDeviation: 0)),
      replicates: 2, clusterer: Clusterer(method: .ward, seed: 1))
    #expect(study.testLosses == [6.25, 0, nil])
    #expect(study.standardErrors == [0, 0, nil])
    #expect(study.chosenClusterCount == 2)
  }

  @Test func unusableDataAreRefused() {
    #expect(throws: ClusteringError.notFinite(row: 0, column: 1)) {
      try DataThinning().split(Matrix(rows: [[0, .infinity]]))
    }
    #expect(throws: LinearAlgebraError.self) {
      try DataThinning(noise: .covariance(Matrix(rows: [[0]]))).split(Matrix(rows: [[0]]))
    }
  }
}
