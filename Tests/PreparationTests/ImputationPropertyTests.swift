import LinearAlgebra
import Preparation
import TestSupport
import Testing

@Suite struct ImputationPropertyTests {
  private func lowRank(rows: Int, columns: Int, noise: Double, seed: UInt64) -> Matrix {
    let left = Matrix.random(rowCount: rows, columnCount: 2, seed: seed)
    let right = Matrix.random(rowCount: 2, columnCount: columns, seed: seed + 1)
    let error = Matrix.random(rowCount: rows, columnCount: columns, seed: seed + 2)
    return Matrix(
      rowCount: rows, columnCount: columns,
      elements: zip(left.product(right).elements, error.elements).map { $0 + noise * $1 })
  }

  private func withGaps(_ x: Matrix, share: Double, seed: UInt64) -> MixedData {
    var generator = TestGenerator(seed: seed)
    return MixedData(
      (0..<x.columnCount).map { j in
        MixedVariable(
          name: "x\(j)",
          values: .numbers(
            x.column(j).map { Double.random(in: 0..<1, using: &generator) < share ? .nan : $0 }))
      })
  }

  /// The cells as the model rebuilds them: mean + scale · Σₛ Vⱼₛ dₛ tₛ.
  private func rebuilt(_ factors: MixedDataFactors, _ data: MixedData) -> Matrix {
    let scores = factors.project(data).scores
    var result = Matrix(
      repeating: 0, rowCount: data.rowCount, columnCount: data.variables.count)
    for (j, variable) in factors.coding.variables.enumerated() {
      guard case .number(let mean, let scale) = variable.block else {
        Issue.record("\(variable.name) is a quantity")
        continue
      }
      for i in 0..<data.rowCount {
        var coded = 0.0
        for (s, shrinkage) in factors.shrinkage.enumerated() {
          coded += factors.axes[j, s] * shrinkage * scores[i, s]
        }
        result[i, j] = mean + scale * coded
      }
    }
    return result
  }

  @Test(arguments: [1, 2, 3, 4]) func recoversLowRankDataBetterThanMeans(_ seed: UInt64) throws {
    let x = lowRank(rows: 120, columns: 8, noise: 0.1, seed: 10 * seed)
    let data = withGaps(x, share: 0.2, seed: seed)
    let factors = try MixedDataFactors.fit(data, axes: .fixed(2))
    #expect(factors.imputation.converged)
    let filled = rebuilt(factors, data)
    var (byModel, byMean) = (0.0, 0.0)
    for j in 0..<8 {
      guard case .numbers(let values) = data.variables[j].values else {
        Issue.record("variable \(j) is a quantity")
        continue
      }
      let observed = values.filter { !$0.isNaN }
      let mean = observed.reduce(0, +) / Double(observed.count)
      for i in values.indices where values[i].isNaN {
        byModel += (filled[i, j] - x[i, j]) * (filled[i, j] - x[i, j])
        byMean += (mean - x[i, j]) * (mean - x[i, j])
      }
    }
    // Noise 0.1 · uniform against a signal some five times as wide.
    #expect(byModel < 0.2 * byMean)
  }

  /// On heavy noise the regularisation does not over-fit where the bare iteration does.
  @Test func shrinkageHelpsOnNoise() throws {
    let x = lowRank(rows: 60, columns: 8, noise: 1, seed: 91)
    let data = withGaps(x, share: 0.3, seed: 5)
    var bare = ImputationRule()
    bare.isRegularised = false
    let errors = try [ImputationRule(), bare].map { rule in
      let factors = try MixedDataFactors.fit(data, axes: .fixed(3), imputation: rule)
      let filled = rebuilt(factors, data)
      return zip(filled.elements, x.elements).enumerated().reduce(0.0) { sum, cell in
        guard case .numbers(let values) = data.variables[cell.offset % 8].values,
          values[cell.offset / 8].isNaN
        else { return sum }
        let difference = cell.element.0 - cell.element.1
        return sum + difference * difference
      }
    }
    #expect(errors[0] < errors[1])
  }

  /// The closed form is where repeated projection and rebuilding end.
  @Test func projectionIsTheFixedPoint() throws {
    let x = lowRank(rows: 50, columns: 6, noise: 0.4, seed: 33)
    let factors = try MixedDataFactors.fit(withGaps(x, share: 0.15, seed: 6), axes: .fixed(2))
    var row: [Double] = [0.7, .nan, -0.4, .nan, .nan, 0.2]
    let data = MixedData(row.map { MixedVariable(name: "x", values: .numbers([$0])) })
    let found = factors.project(data)
    let missing = row.indices.filter { row[$0].isNaN }
    #expect(found.missingCounts == [3])
    for j in missing {
      if case .number(let mean, _) = factors.coding.variables[j].block { row[j] = mean }
    }
    for _ in 0..<5000 {
      let filled = MixedData(row.map { MixedVariable(name: "x", values: .numbers([$0])) })
      let values = rebuilt(factors, filled)
      for j in missing { row[j] = values[0, j] }
    }
    let settled = MixedData(row.map { MixedVariable(name: "x", values: .numbers([$0])) })
    #expect(
      found.scores.largestDifference(from: factors.project(settled).scores) < 1e-12)
  }

  @Test func aRowWithoutDataStandsAtTheAverage() throws {
    let x = lowRank(rows: 40, columns: 5, noise: 0.4, seed: 8)
    let factors = try MixedDataFactors.fit(withGaps(x, share: 0.1, seed: 2), axes: .fixed(2))
    let nothing = MixedData((0..<5).map { _ in MixedVariable(name: "x", values: .numbers([.nan])) })
    #expect(factors.project(nothing).scores.elements == [0, 0])
  }

  @Test func noiselessDataAreRebuiltExactly() throws {
    let x = lowRank(rows: 60, columns: 7, noise: 0, seed: 50)
    let data = withGaps(x, share: 0.1, seed: 3)
    var rule = ImputationRule()
    rule.tolerance = 1e-12
    rule.maximumIterations = 5000
    let factors = try MixedDataFactors.fit(data, axes: .fixed(2), imputation: rule)
    #expect(rebuilt(factors, data).largestDifference(from: x) < 1e-4)
  }

  @Test func iterationsAreBoundedAndTold() throws {
    let x = lowRank(rows: 60, columns: 7, noise: 0.5, seed: 50)
    var rule = ImputationRule()
    rule.maximumIterations = 1
    let factors = try MixedDataFactors.fit(
      withGaps(x, share: 0.3, seed: 3), axes: .fixed(2), imputation: rule)
    #expect(factors.imputation.iterations == 1)
    #expect(!factors.imputation.converged)
  }
}
