import LinearAlgebra
import Preparation
import Validation

extension StructureFreeSource {
  /// Tables without groups in the image of a prepared one (``Validation/GaussianCopula``), through
  /// the recipe as it was learnt: same logarithms, imputation and axes.
  ///
  /// Levels stand in the order of their mean coordinate on the axis that their variable makes most
  /// of, so that bands cut from a quantity come in its order again.
  ///
  /// - Parameters:
  ///   - values: of the rows that made the recipe.
  ///   - scores: of the same rows.
  init(
    _ recipe: Recipe, _ values: MixedData, scores: Matrix, seed: UInt64,
    parallelism: Parallelism = .serial
  ) throws {
    let layout = LatentLayout(values, scores: scores)
    let copula = try GaussianCopula(layout.columns, parallelism: parallelism)
    self.init { replicate, rowCount in
      recipe.factors.project(
        layout.data(copula.sample(replicate: replicate, rowCount: rowCount, seed: seed))
      ).scores
    }
  }
}

/// How mixed variables become the ordered columns of a copula, and back.
private struct LatentLayout: Sendable {
  let columns: [CopulaColumn]
  private let variables: [Variable]

  private struct Variable: Sendable {
    let name: String
    /// Level codes in their latent order; `nil` for a quantity.
    let order: [Int32]?
  }

  init(_ data: MixedData, scores: Matrix) {
    variables = data.variables.map { variable in
      guard case .levels(let codes, let count) = variable.values else {
        return Variable(name: variable.name, order: nil)
      }
      return Variable(
        name: variable.name, order: LatentLayout.order(codes, count: count, scores: scores))
    }
    columns = zip(data.variables, variables).map { source, variable in
      switch source.values {
      case .numbers(let numbers): return CopulaColumn(values: numbers, isQuantity: true)
      case .levels(let codes, let count):
        var place = [Double](repeating: .nan, count: count)
        for (position, code) in (variable.order ?? []).enumerated() {
          place[Int(code)] = Double(position)
        }
        return CopulaColumn(
          values: codes.map { $0 < 0 ? .nan : place[Int($0)] }, isQuantity: false)
      }
    }
  }

  func data(_ columns: [[Double]]) -> MixedData {
    MixedData(
      zip(variables, columns).map { variable, values in
        guard let order = variable.order else {
          return MixedVariable(name: variable.name, values: .numbers(values))
        }
        let codes = values.map { $0.isNaN ? MixedValues.missing : order[Int($0)] }
        return MixedVariable(name: variable.name, values: .levels(codes, count: order.count))
      })
  }

  private static func order(_ codes: [Int32], count: Int, scores: Matrix) -> [Int32] {
    var sizes = [Double](repeating: 0, count: count)
    var sums = Matrix(repeating: 0, rowCount: count, columnCount: scores.columnCount)
    for (i, code) in codes.enumerated() where code >= 0 {
      sizes[Int(code)] += 1
      for axis in 0..<scores.columnCount { sums[Int(code), axis] += scores[i, axis] }
    }
    // Between-level inertia of each axis, whose mean is 0.
    let inertias = (0..<scores.columnCount).map { axis in
      sizes.indices.reduce(0) {
        $0 + (sizes[$1] > 0 ? sums[$1, axis] * sums[$1, axis] / sizes[$1] : 0)
      }
    }
    let axis = inertias.indices.max { (inertias[$0], $1) < (inertias[$1], $0) } ?? 0
    let means = sizes.indices.map { sizes[$0] > 0 ? sums[$0, axis] / sizes[$0] : 0 }
    return means.indices.sorted { (means[$0], $0) < (means[$1], $1) }.map { Int32($0) }
  }
}
