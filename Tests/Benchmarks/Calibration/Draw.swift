import Clustering
import LinearAlgebra
import Preparation
import Segmentation
import Statistics
import Tables
import Validation

/// One made data set, and the group of each row where there are groups.
struct Draw {
  enum Values {
    /// Clustered as it is.
    case matrix(Matrix)
    /// Prepared by the recipe of `clientele run`.
    case table(Table)
  }

  let values: Values
  let truth: [Int]?

  func study(seed: UInt64, parallelism: Parallelism) throws -> ClusterCountChoice {
    let clusterer = Clusterer(method: .wardThenKMeans, seed: seed)
    let study = ClusterCountStudy(seed: seed)
    switch values {
    case .matrix(let x): return try study.run(x, clusterer: clusterer, parallelism: parallelism)
    case .table(let table):
      let prepared = try PreparedTraining(
        table, rows: Array(0..<table.rowCount), options: PreparationOptions(),
        parallelism: parallelism)
      return try study.run(
        prepared.rows.scores, clusterer: clusterer, reference: prepared.reference(seed: seed),
        parallelism: parallelism)
    }
  }
}

extension Draw {
  /// Centres at random, no two of them nearer than `separation` and each at that distance from one.
  static func centres(
    _ groups: Int, _ width: Int, _ separation: Double, _ stream: inout RandomStream
  ) -> [[Double]] {
    var centres = [[Double](repeating: 0, count: width)]
    while centres.count < groups {
      let from = centres[stream.integer(below: centres.count)]
      let direction = (0..<width).map { _ in stream.normal() }
      let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let candidate = zip(from, direction).map { $0 + separation * $1 / length }
      let isClear = centres.allSatisfy { centre in
        zip(centre, candidate).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
          >= (0.999 * separation) * (0.999 * separation)
      }
      if isClear { centres.append(candidate) }
    }
    return centres
  }
}

extension Matrix {
  func standardised() -> Matrix {
    var x = self
    for j in 0..<columnCount {
      let values = column(j)
      let mean = values.reduce(0, +) / Double(rowCount)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(rowCount)).squareRoot()
      for i in 0..<rowCount { x[i, j] = (values[i] - mean) / deviation }
    }
    return x
  }
}

extension Column {
  static func quantity(_ key: String, _ values: [Double]) -> Column {
    Column(name: key, key: key, position: 1, kind: .numeric, values: .numbers(values))
  }

  static func levels(_ key: String, _ codes: [Int?], count: Int) -> Column {
    Column(
      name: key, key: key, position: 1, kind: .category,
      values: .categories(
        codes: codes.map { Int32($0 ?? -1) }, levels: (0..<count).map { "niveau \($0)" }))
  }
}
