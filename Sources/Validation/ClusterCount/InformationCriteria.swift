import Clustering
import LinearAlgebra

/// How many components a mixture pays for: its likelihood against the number of its parameters.
///
///     choice.evidence.information?.bic.chooses      // 4
///
/// Both are computed on all observations, for one component too, and take the smallest value, the
/// smaller number among equals (``Clustering/MixtureLikelihood``). BIC counts the components that a
/// density is made of: a cluster that is not normal takes several. ICL adds what it costs that
/// components overlap, and counts clusters rather.
public struct InformationCriteria: Sendable, Codable, Equatable {
  public let bic: Criterion
  public let icl: Criterion

  /// `nil` where a model is not a mixture.
  /// - Parameter models: the clustering in 1 first, then those of the candidates.
  package init?(_ x: Matrix, _ models: [ClusterModel], parallelism: Parallelism) throws {
    guard let first = models.first, case .mixture = first.rule else { return nil }
    let fits = try models.map { try $0.likelihood(of: x, parallelism: parallelism) }
    let counts = models.map(\.clusterCount)
    bic = InformationCriteria.criterion(fits.map { $0?.bic }, of: counts)
    icl = InformationCriteria.criterion(fits.map { $0?.icl }, of: counts)
  }

  /// - Parameter values: for one cluster first.
  package static func criterion(_ values: [Double?], of counts: [Int]) -> Criterion {
    let present = values.map { value in value.flatMap { $0.isFinite ? $0 : nil } }
    return Criterion(
      values: Array(present.dropFirst()), valueForOneCluster: present.first ?? nil,
      chooses: Criterion.best(present, of: counts) { $0 < $1 })
  }
}
