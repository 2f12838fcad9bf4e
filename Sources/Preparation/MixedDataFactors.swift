import LinearAlgebra

/// Factor analysis of mixed data (FAMD): the axes along which clients differ most, quantities and
/// categories together.
///
///     let factors = try MixedDataFactors.fit(data)
///     let scores = factors.project(data).scores
///
/// A quantity is coded (x − m)/s (s ÷ N) and has inertia 1; the indicator of a level of share p is
/// coded (1 − p)/√p, and a category of K levels has inertia K − 1. An unscaled PCA of both: λ and V
/// from the covariance (÷ N) of the coded columns, scores = coded row · V. The largest absolute
/// loading of an axis is positive. Quantities alone: standardised PCA; categories alone: the scores
/// are those of multiple correspondence analysis times √v.
///
/// Pagès 2004 (Revue de Statistique Appliquée 52-4); FactoMineR's `FAMD` gives the same eigenvalues
/// and coordinates up to sign. Missing cells: ``IterativeFactors``.
public struct MixedDataFactors: Codable, Sendable, Equatable {
  public let coding: BlockCoding
  public let scaling: ScalingMethod
  /// Inertia of every axis that can have some, decreasing.
  public let eigenvalues: [Double]
  /// Inertia of the coded data.
  public let totalInertia: Double
  /// p × q: the loadings of the coded columns on the axes kept; columns of unit length.
  public let axes: Matrix
  /// (λₛ − σ²)/λₛ of the first axes, which rebuild missing cells.
  public let shrinkage: [Double]
  public let axisChoice: AxisChoice
  public let imputation: ImputationSummary
  public let observationCount: Int

  public var axisCount: Int { axes.columnCount }
}

extension MixedDataFactors {
  /// The most coded columns that a covariance is decomposed for.
  static let columnLimit = 4000

  /// - Throws: ``PreparationError/tooFewRows(found:required:)`` below 3 rows,
  ///   ``PreparationError/noActiveColumn(candidates:)`` without variables,
  ///   ``PreparationError/noFiniteVariance(variable:because:)``,
  ///   ``PreparationError/tooManyCodedColumns(found:limit:)``.
  /// - Complexity: O(n·p² + p³), times the turns of the imputation where cells are missing.
  public static func fit(
    _ data: MixedData, axes rule: AxisRule = .all, scaling: ScalingMethod = .standard,
    imputation imputationRule: ImputationRule = ImputationRule(), parallelism: Parallelism = .serial
  ) throws -> MixedDataFactors {
    guard !data.variables.isEmpty else { throw PreparationError.noActiveColumn(candidates: 0) }
    guard data.rowCount >= 3 else {
      throw PreparationError.tooFewRows(found: data.rowCount, required: 3)
    }
    let base = try BlockCoding(observing: data, scaling: scaling, parallelism: parallelism)
    guard base.columnCount <= columnLimit else {
      throw PreparationError.tooManyCodedColumns(found: base.columnCount, limit: columnLimit)
    }
    let cells = CodedCells(data, base)
    let rank = min(data.rowCount - 1, base.dimension)
    let result = try IterativeFactors(
      cells: cells, base: base, scaling: scaling, rule: imputationRule, parallelism: parallelism
    ).run(rank: rank) { covariance in
      try axisChoice(rule, covariance, base, observations: data.rowCount, rank: rank)
    }
    let choice = result.axisChoice
    return MixedDataFactors(
      coding: result.coding, scaling: scaling,
      eigenvalues: result.eigen.values.prefix(rank).map { max($0, 0) },
      totalInertia: result.eigen.values.reduce(0) { $0 + max($1, 0) },
      axes: result.eigen.vectors.columns(at: Array(0..<choice.count)),
      shrinkage: result.shrinkage, axisChoice: choice,
      imputation: ImputationSummary(
        missingCellCount: cells.missingCounts().reduce(0, +), axisCount: result.shrinkage.count,
        noiseVariance: result.noiseVariance, iterations: result.iterations,
        converged: result.converged),
      observationCount: data.rowCount)
  }

  /// Each variable is brought back to its inertia (1 a quantity, K − 1 a category), which missing
  /// cells at the average and a robust scale take away.
  private static func axisChoice(
    _ rule: AxisRule, _ covariance: Matrix, _ coding: BlockCoding, observations: Int, rank: Int
  ) throws -> AxisChoice {
    var restored = covariance
    var factors: [Double] = []
    for (variable, first) in zip(coding.variables, coding.firstColumns) {
      let columns = first..<(first + variable.block.width)
      let inertia = columns.reduce(0) { $0 + covariance[$1, $1] }
      let factor = (Double(variable.block.dimension) / inertia).squareRoot()
      factors += columns.map { _ in factor }
    }
    for i in factors.indices {
      for j in factors.indices { restored[i, j] *= factors[i] * factors[j] }
    }
    return AxisCount.choice(
      rule, eigenvalues: try SymmetricEigen(restored).values, observations: observations,
      dimension: coding.dimension, rank: rank)
  }
}

// MARK: - Rows on the axes

/// Rows of mixed data on the axes kept.
public struct MixedDataScores: Sendable, Equatable {
  /// n × q.
  public let scores: Matrix
  /// Missing variables of each row, which were rebuilt.
  public let missingCounts: [Int]
}

extension MixedDataFactors {
  /// The scores of rows, seen or not. A complete row is its plain projection; missing cells are
  /// rebuilt on the fixed axes (``ProjectionTables``). One row's scores do not depend on the others.
  ///
  /// - Complexity: O(n·v·q), and O(q³) more for a row with missing cells.
  public func project(_ data: MixedData, parallelism: Parallelism = .serial) -> MixedDataScores {
    let cells = CodedCells(data, coding)
    let tables = ProjectionTables(coding: coding, axes: axes, shrinkage: shrinkage)
    let blockRows = 1024
    let blockCount = (cells.rowCount + blockRows - 1) / blockRows
    let blocks = parallelism.map(count: blockCount) { block -> [Double] in
      let rows = (block * blockRows)..<min((block + 1) * blockRows, cells.rowCount)
      return tables.project(rows, of: cells).scores
    }
    return MixedDataScores(
      scores: Matrix(
        rowCount: cells.rowCount, columnCount: axisCount, elements: Array(blocks.joined())),
      missingCounts: cells.missingCounts())
  }
}

// MARK: - What the axes are made of

extension MixedDataFactors {
  /// Share of the total inertia on each axis that can have some.
  public var explained: [Double] { eigenvalues.map { $0 / totalInertia } }

  /// v × q: the share of each axis's inertia that comes from each variable; columns add up to 1.
  /// FactoMineR's `var$contrib` / 100.
  public var contributions: Matrix {
    var result = Matrix(repeating: 0, rowCount: coding.variables.count, columnCount: axisCount)
    for (row, (variable, first)) in zip(coding.variables, coding.firstColumns).enumerated() {
      for column in first..<(first + variable.block.width) {
        for axis in 0..<axisCount { result[row, axis] += axes[column, axis] * axes[column, axis] }
      }
    }
    return result
  }
}
