import Clustering
import LinearAlgebra
import Preparation
import Tables
import Validation

/// Rows made ready: the recipe learnt from them and their coordinates.
///
///     let prepared = try PreparedTraining(table, rows: rows, options: options)
///     try study.run(prepared.rows.scores, clusterer: clusterer, reference: prepared.reference(seed: 7))
package struct PreparedTraining: Sendable {
  package let recipe: Recipe
  package let rows: PreparedRows
  /// The same rows before projection.
  private let values: MixedData

  package init(
    _ table: Table, rows: [Int], options: PreparationOptions, parallelism: Parallelism = .serial
  ) throws {
    recipe = try Recipe.fit(table, rows: rows, options: options, parallelism: parallelism)
    self.rows = try recipe.transform(table, rows: rows, parallelism: parallelism)
    values = try recipe.values(table, rows: rows, parallelism: parallelism)
  }

  /// Tables without groups in the image of these rows, through the same recipe.
  package func reference(
    seed: UInt64, parallelism: Parallelism = .serial
  ) throws -> StructureFreeSource {
    try StructureFreeSource(
      recipe, values, scores: rows.scores, seed: seed, parallelism: parallelism)
  }
}

/// A recipe and the segments found in its space.
struct SegmentationFit: Sendable {
  let recipe: Recipe
  let training: PreparedRows
  let choice: ClusterCountChoice
  let model: ClusterModel
  /// How clusters too small to be segments were left to named cases; `nil` where none would be.
  let dissolution: Dissolution?
  /// Segments that are too small all the same; `nil` where none is.
  let belowMinimum: BelowMinimum?
  /// Portfolios without groups in the image of the training clients.
  let reference: StructureFreeSource

  /// Training clients, by position, of clusters that were dissolved: they are in the segment where they
  /// were placed, and not of it.
  var dissolved: Set<Int> {
    guard let dissolution,
      let cut = choice.model(clusterCount: dissolution.clusterCount)?.partition,
      cut.clusterCount > model.clusterCount
    else { return [] }
    let isKept = cut.sizes.map { $0 >= dissolution.minimumSize }
    return Set(cut.labels.indices.filter { !isKept[cut.labels[$0]] })
  }

  var withoutChoice: HeldOutFit { HeldOutFit(recipe: recipe, training: training, model: model) }
}

/// What is kept of the procedure run without a group: where it placed everyone.
struct HeldOutFit: Sendable {
  let recipe: Recipe
  let training: PreparedRows
  let model: ClusterModel
  /// The number that the procedure would have chosen; `nil` where it was not asked.
  var chosenCount: Int?
}

/// The whole procedure on some rows: used for the final segments and again without each group.
struct SegmentationFitter: Sendable {
  let configuration: StudyConfiguration
  let parallelism: Parallelism

  var clusterer: Clusterer { configuration.clusterer }

  func prepare(_ table: Table, rows: [Int]) throws -> PreparedTraining {
    try PreparedTraining(
      table, rows: rows, options: configuration.studiedPreparation, parallelism: parallelism)
  }

  func fit(_ prepared: PreparedTraining) throws -> SegmentationFit {
    let scores = prepared.rows.scores
    let reference = try prepared.reference(
      seed: configuration.seed, parallelism: parallelism.unreported)
    let choice = try ClusterCountStudy(
      seed: configuration.seed, rule: configuration.clusterCountRule
    ).run(scores, clusterer: clusterer, reference: reference, parallelism: parallelism)
    let model = try model(of: choice, scores)
    return SegmentationFit(
      recipe: prepared.recipe, training: prepared.rows, choice: choice, model: model,
      dissolution: dissolution(of: choice, observationCount: scores.rowCount),
      belowMinimum: belowMinimum(model), reference: reference)
  }

  /// The procedure without a group, asked for as many segments as all clients give: whether the
  /// others show *these* segments is one question, how many they would show by themselves another,
  /// and fewer clients show fewer. Where the user gives the number the second is not asked. Fewer
  /// segments where the group leaves fewer different clients than that.
  ///
  /// - Parameter count: the number that all clients give.
  func refit(_ prepared: PreparedTraining, count: Int) throws -> HeldOutFit {
    guard case .fixed(let requested) = configuration.clusters else {
      let fit = try fit(prepared)
      guard let asked = fit.choice.models.last(where: { $0.clusterCount <= count }) else {
        return fit.withoutChoice
      }
      return HeldOutFit(
        recipe: fit.recipe, training: fit.training,
        model: try withoutNamedCases(asked, prepared.rows.scores),
        chosenCount: fit.choice.choice)
    }
    func fitted(_ count: Int) throws -> HeldOutFit {
      let model = try clusterer.fit(
        prepared.rows.scores, clusterCounts: [count], parallelism: parallelism)[0]
      return HeldOutFit(recipe: prepared.recipe, training: prepared.rows, model: model)
    }
    do {
      return try fitted(requested)
    } catch ClusteringError.clusterCountOutOfRange(_, let distinct) where distinct >= 1 {
      return try fitted(distinct)
    }
  }

  private func model(of choice: ClusterCountChoice, _ scores: Matrix) throws -> ClusterModel {
    let count: Int
    switch configuration.clusters {
    case .automatic: count = choice.choice
    case .fixed(let requested): count = requested
    }
    guard let model = choice.models.first(where: { $0.clusterCount == count }) else {
      return try clusterer.fit(scores, clusterCounts: [count], parallelism: parallelism)[0]
    }
    return configuration.clusters == .automatic ? try withoutNamedCases(model, scores) : model
  }

  /// Clusters too small to be segments are left to the report as named cases
  /// (``Validation/ClusterCountChoice/namedCases(minimumSize:)``); their clients go to the segment
  /// where the method's rule places them. A number that the user asked for is kept as it is, and so are
  /// small clusters without which there would be a single segment: ``BelowMinimum`` tells.
  private func withoutNamedCases(
    _ model: ClusterModel, _ scores: Matrix
  ) throws -> ClusterModel {
    try model.dissolvingClusters(
      smallerThan: configuration.clusterCountRule.minimumSize(observationCount: scores.rowCount),
      in: scores, parallelism: parallelism.unreported)
  }

  private func dissolution(of choice: ClusterCountChoice, observationCount: Int) -> Dissolution? {
    guard configuration.clusters == .automatic,
      let model = choice.model(clusterCount: choice.choice)
    else { return nil }
    return Dissolution(
      of: model.partition.sizes,
      smallerThan: configuration.clusterCountRule.minimumSize(observationCount: observationCount))
  }

  /// A minimum that nobody set is not held against a number that somebody did.
  private func belowMinimum(_ model: ClusterModel) -> BelowMinimum? {
    guard configuration.clusters == .automatic || configuration.minimumSize != nil else {
      return nil
    }
    return BelowMinimum(
      sizes: model.partition.sizes,
      minimumSize: configuration.clusterCountRule.minimumSize(
        observationCount: model.partition.observationCount))
  }
}

/// Segments smaller than a segment should be, kept because without them there would be no two, or because
/// their number was asked for.
public struct BelowMinimum: Sendable, Codable, Equatable {
  public let minimumSize: Int
  /// Segments that have as many training clients.
  public let reaching: Int
  /// The others, by number.
  public let segments: [Int]

  private init(minimumSize: Int, reaching: Int, segments: [Int]) {
    self.minimumSize = minimumSize
    self.reaching = reaching
    self.segments = segments
  }

  /// The same under the numbers that the segments have.
  func numbered(_ numbers: [Int]) -> BelowMinimum {
    BelowMinimum(
      minimumSize: minimumSize, reaching: reaching, segments: segments.map { numbers[$0 - 1] })
  }

  /// Segments numbered by their order; `nil` where each has as many, and for a single segment.
  init?(sizes: [Int], minimumSize: Int) {
    let small = sizes.indices.filter { sizes[$0] < minimumSize }
    guard sizes.count >= 2, !small.isEmpty else { return nil }
    self.minimumSize = minimumSize
    reaching = sizes.count - small.count
    segments = small.map { $0 + 1 }
  }
}
