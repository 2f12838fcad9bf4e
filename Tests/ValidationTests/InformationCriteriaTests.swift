import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

@Suite struct InformationCriteriaTests {
  private let x = Matrix(rows: Shape.groups(150, 2, centres: 3, seed: 7).rows)

  /// Those of the mixture as it was fitted, for one component too.
  @Test func valuesAreThoseOfTheMixtures() throws {
    let clusterer = Clusterer(
      method: .gaussianMixture, restarts: 3, seed: 4, covariances: .diagonal)
    let models = try clusterer.fit(x, clusterCounts: [1, 2, 3, 4])
    let criteria = try #require(try InformationCriteria(x, models, parallelism: .serial))
    let fits = try (1...4).map {
      try GaussianMixture(
        componentCount: $0, shape: .diagonal, start: .kMeans(restarts: 3), seed: 4
      ).fit(x)
    }
    func expectEqual(_ criterion: Criterion, _ values: [Double]) {
      let own = [criterion.valueForOneCluster] + criterion.values
      for (value, expected) in zip(own, values) {
        #expect(relativeDifference(value ?? 0, expected) < 1e-12)
      }
    }
    expectEqual(criteria.bic, fits.map(\.bic))
    expectEqual(criteria.icl, fits.map(\.icl))
    #expect(criteria.bic.chooses == 3)
    let lowest = fits.indices.min { fits[$0].icl < fits[$1].icl }
    #expect(criteria.icl.chooses == lowest.map { $0 + 1 })
    for (model, fit) in zip(models, fits) {
      #expect(try model.likelihood(of: x)?.parameterCount == fit.parameterCount)
    }
  }

  @Test func otherMethodsHaveNone() throws {
    let models = try Clusterer(method: .kMeans, seed: 4).fit(x, clusterCounts: [1, 2])
    #expect(try InformationCriteria(x, models, parallelism: .serial) == nil)
    #expect(try models[0].likelihood(of: x) == nil)
  }

  /// The lowest, one included; the smaller number among equals; what is not finite is not there.
  @Test func theLowestIsTaken() {
    func taken(_ values: [Double?]) -> Int? {
      InformationCriteria.criterion(values, of: Array(1...values.count)).chooses
    }
    #expect(taken([3, 4, 5]) == 1)
    #expect(taken([5, 3, 3]) == 2)
    #expect(taken([5, -.infinity, .nan, 4]) == 4)
    #expect(taken([nil, nil]) == nil)
    #expect(InformationCriteria.criterion([7, 8], of: [1, 2]).valueForOneCluster == 7)
  }

  @Test func theStudyCarriesThem() throws {
    let study = ClusterCountStudy(
      candidates: 2...4, gapReplicates: 2, structureReplicates: 2, predictionStrengthSplits: 2,
      bootstrapReplicates: 2)
    let mixture = try study.run(
      x,
      clusterer: Clusterer(method: .gaussianMixture, restarts: 2, seed: 4, covariances: .diagonal))
    #expect(mixture.evidence.information?.bic.values.count == mixture.clusterCounts.count)
    #expect(mixture.evidence.information?.bic.chooses == 3)
    let ward = try study.run(x, clusterer: Clusterer(method: .ward, seed: 4))
    #expect(ward.evidence.information == nil)
  }
}
