import Clustering
import LinearAlgebra
import Preparation
import Tables
import Validation

/// Rows made ready: the recipe learnt from them and their coordinates.
struct PreparedTraining: Sendable {
  let recipe: Recipe
  let rows: PreparedRows
}

/// A recipe and the segments found in its space.
struct SegmentationFit: Sendable {
  let recipe: Recipe
  let training: PreparedRows
  let choice: ClusterCountChoice
  let model: CentroidModel

  var withoutChoice: HeldOutFit { HeldOutFit(recipe: recipe, training: training, model: model) }
}

/// What is kept of the procedure run without a group: where it placed everyone.
struct HeldOutFit: Sendable {
  let recipe: Recipe
  let training: PreparedRows
  let model: CentroidModel
}

/// The whole procedure on some rows: used for the final segments and again without each group.
struct SegmentationFitter: Sendable {
  let configuration: StudyConfiguration
  let parallelism: Parallelism

  var clusterer: Clusterer {
    Clusterer(method: configuration.method.clusteringMethod, seed: configuration.seed)
  }

  func prepare(_ table: Table, rows: [Int]) throws -> PreparedTraining {
    let recipe = try Recipe.fit(
      table, rows: rows, options: configuration.preparation, parallelism: parallelism)
    return PreparedTraining(
      recipe: recipe, rows: try recipe.transform(table, rows: rows, parallelism: parallelism))
  }

  func fit(_ prepared: PreparedTraining) throws -> SegmentationFit {
    let scores = prepared.rows.scores
    let choice = try ClusterCountStudy(seed: configuration.seed)
      .run(scores, clusterer: clusterer, parallelism: parallelism)
    return SegmentationFit(
      recipe: prepared.recipe, training: prepared.rows, choice: choice,
      model: try model(of: choice, scores))
  }

  /// The procedure without a group. The number of segments is part of it where the evidence decides;
  /// where the user does, the rest of the study would be thrown away. Fewer segments where the group
  /// leaves fewer different clients than were asked for.
  func refit(_ prepared: PreparedTraining) throws -> HeldOutFit {
    guard case .fixed(let requested) = configuration.clusters else {
      return try fit(prepared).withoutChoice
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

  private func model(of choice: ClusterCountChoice, _ scores: Matrix) throws -> CentroidModel {
    let count: Int
    switch configuration.clusters {
    case .automatic: count = choice.choice
    case .fixed(let requested): count = requested
    }
    if let model = choice.models.first(where: { $0.clusterCount == count }) { return model }
    return try clusterer.fit(scores, clusterCounts: [count], parallelism: parallelism)[0]
  }
}

extension MethodRequest {
  public var clusteringMethod: ClusteringMethod {
    switch self {
    case .automatic: .wardThenKMeans
    case .ward: .ward
    case .kMeans: .kMeans
    }
  }
}
