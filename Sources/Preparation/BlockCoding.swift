import LinearAlgebra
import Statistics

/// How the values of mixed variables become the columns of one matrix: a quantity gives
/// (x − mean)/scale, a category of K levels gives K columns (1ₖ − pₖ)/√pₖ. Every number of the
/// factor space is counted in these columns.
public struct BlockCoding: Codable, Sendable, Equatable {
  public let variables: [FactorVariable]

  /// p: one column for a quantity, K for a category of K levels.
  public var columnCount: Int { variables.reduce(0) { $0 + $1.block.width } }

  /// The first column of each variable.
  public var firstColumns: [Int] {
    var next = 0
    return variables.map { variable in
      defer { next += variable.block.width }
      return next
    }
  }

  /// Axes that can have inertia: 1 for a quantity, K − 1 for a category.
  var dimension: Int { variables.reduce(0) { $0 + $1.block.dimension } }
}

public struct FactorVariable: Codable, Sendable, Equatable {
  public let name: String
  public let block: FactorBlock
}

public enum FactorBlock: Codable, Sendable, Equatable {
  case number(mean: Double, scale: Double)
  /// The share of each level, all above 0; they add up to 1.
  case levels(proportions: [Double])

  public var width: Int {
    switch self {
    case .number: 1
    case .levels(let proportions): proportions.count
    }
  }

  var dimension: Int {
    switch self {
    case .number: 1
    case .levels(let proportions): proportions.count - 1
    }
  }
}

extension BlockCoding {
  /// Means, scales and shares of the observed values.
  /// - Throws: ``PreparationError/noFiniteVariance(variable:because:)`` where a quantity is constant or
  ///   beyond what `Double` can square, or a category has not all its levels, or fewer than two.
  init(observing data: MixedData, scaling: ScalingMethod, parallelism: Parallelism) throws {
    self.variables = try parallelism.map(count: data.variables.count) { index in
      let variable = data.variables[index]
      switch variable.values {
      case .numbers(let values):
        let block = try BlockCoding.number(values, scaling, name: variable.name)
        return FactorVariable(name: variable.name, block: block)
      case .levels(let codes, let count):
        var counts = [Double](repeating: 0, count: count)
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
        let total = counts.reduce(0, +)
        guard count >= 2, counts.allSatisfy({ $0 > 0 }) else {
          throw PreparationError.noFiniteVariance(
            variable: variable.name, because: total > 0 ? .constant : .noValue)
        }
        return FactorVariable(
          name: variable.name, block: .levels(proportions: counts.map { $0 / total }))
      }
    }
  }

  private static func number(
    _ values: [Double], _ scaling: ScalingMethod, name: String
  ) throws -> FactorBlock {
    let moments = ObservedMoments(values)
    let scale =
      scaling == .standard ? moments.standardDeviation : SortedSample(values).robustScale
    func refusal(_ fault: VarianceFault) -> PreparationError {
      .noFiniteVariance(variable: name, because: fault)
    }
    guard values.contains(where: { !$0.isNaN }) else { throw refusal(.noValue) }
    guard !moments.isConstant else { throw refusal(.constant) }
    guard scale > 0, scale < 1e150, abs(moments.mean) < 1e150 else { throw refusal(.outOfRange) }
    return .number(mean: moments.mean, scale: scale)
  }
}

/// The values of some rows under a coding, one cell for a variable, row by row: the coded quantity,
/// or the level's code. NaN is missing; ``averageLevel`` is the average profile.
package struct CodedCells: Sendable {
  package let rowCount: Int
  let variableCount: Int
  let cells: [Double]

  package static let averageLevel = -2.0

  package init(_ data: MixedData, _ coding: BlockCoding) {
    self.rowCount = data.rowCount
    self.variableCount = data.variables.count
    var cells = [Double](repeating: .nan, count: data.rowCount * data.variables.count)
    for (j, variable) in data.variables.enumerated() {
      switch (variable.values, coding.variables[j].block) {
      case (.numbers(let values), .number(let mean, let scale)):
        for i in values.indices { cells[i * variableCount + j] = (values[i] - mean) / scale }
      case (.levels(let codes, _), .levels):
        for i in codes.indices where codes[i] != MixedValues.missing {
          cells[i * variableCount + j] = Double(codes[i])
        }
      case (.numbers, .levels), (.levels, .number):
        preconditionFailure("data have the variables of the coding")
      }
    }
    self.cells = cells
  }

  package func row(_ i: Int) -> ArraySlice<Double> {
    cells[(i * variableCount)..<((i + 1) * variableCount)]
  }

  /// Missing cells, variable by variable, of each row.
  func missingCounts() -> [Int] {
    (0..<rowCount).map { i in row(i).count { $0.isNaN } }
  }
}
