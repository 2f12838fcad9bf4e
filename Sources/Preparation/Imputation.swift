import LinearAlgebra

/// How missing cells are filled while the axes are learnt.
public struct ImputationRule: Codable, Sendable, Equatable {
  /// Axes that rebuild missing cells; `nil` takes those kept or, when all are kept, those above the
  /// threshold of ``AxisCount``. Never more than are kept, and fewer than the data have.
  public var axisCount: Int?
  /// Shrinks the axes by the noise; without it (EM) the imputation over-fits.
  public var isRegularised = true
  /// Stops when the covariance of the completed data moves by less, in relative Frobenius norm.
  /// missMDA's 1e-6 is on the residual sum of squares, which moves as the square of this: 1e-4 here is
  /// later.
  public var tolerance = 1e-4
  public var maximumIterations = 200

  public init() {}
}

/// What the imputation did on the training rows.
public struct ImputationSummary: Codable, Sendable, Equatable {
  public let missingCellCount: Int
  public let axisCount: Int
  /// σ²: the mean of the eigenvalues left out.
  public let noiseVariance: Double
  /// Turns on all the rows.
  public let iterations: Int
  public let converged: Bool
}

/// Regularised iterative FAMD: axes and missing cells of mixed data, each from the other.
///
/// Repeats until the completed data no longer move:
/// 1. means, standard deviations and level shares of the completed data give the coding;
/// 2. the covariance of the coded data gives λ and V; σ² = mean of λₛ for s above S, over the axes
///    that can have inertia (1 a quantity, K − 1 a category, at most n − 1);
/// 3. each missing block is rebuilt from the S first axes, shrunken by (λₛ − σ²)/λₛ; a category is
///    rebuilt as fractions of its levels, which add up to 1.
///
/// Step 3 goes at once to its fixed point on the axes of the moment (``ProjectionTables``): the same
/// limit in fewer turns. A row is rebuilt by the same formula when it is scored later, so the axes
/// are at rest with the imputation that `transform` makes. On many rows the first turns are made on a
/// part of them, which changes where the last ones begin and not where they end.
///
/// Audigier, Husson & Josse 2016, doi:10.1007/s11634-014-0195-1. missMDA's `imputeFAMD` differs in
/// two points: it divides σ² by all the columns left out, those of no inertia included, and rescales
/// each category by its first singular value at every turn.
///
/// - Complexity: a turn costs O(n·(v·S + S³ + p²) + p³); rows without missing cells are summed once.
struct IterativeFactors: Sendable {
  let cells: CodedCells
  /// The coding of the observed values, under which the cells stand.
  let base: BlockCoding
  let scaling: ScalingMethod
  let rule: ImputationRule
  let parallelism: Parallelism

  struct Result {
    let coding: BlockCoding
    let eigen: SymmetricEigen
    /// (λₛ − σ²)/λₛ of the axes that rebuild.
    let shrinkage: [Double]
    let noiseVariance: Double
    let axisChoice: AxisChoice
    let iterations: Int
    let converged: Bool
  }

  /// - Parameters:
  ///   - rank: the axes that can have inertia.
  ///   - axes: the axes kept, given the covariance of the data whose missing cells are at the
  ///     average.
  func run(rank: Int, axes: (Matrix) throws -> AxisChoice) throws -> Result {
    let moments = CompletedMoments(cells: cells, base: base, parallelism: parallelism)
    let observed = CompletedSummary(moments.completed(by: nil), base, scaling)
    let choice = try axes(observed.covariance)
    let wanted = rule.axisCount ?? (choice.rule == .all ? max(choice.significant, 2) : choice.count)
    let rebuilding = min(wanted, choice.count, rank - 1)
    var start = observed
    let step = cells.rowCount / Self.sampleRows
    if step > 1, !moments.isComplete {
      let sample = CompletedMoments(
        cells: cells, rows: Array(stride(from: 0, to: cells.rowCount, by: step)), base: base,
        parallelism: parallelism)
      start = try settle(sample, from: observed, rank: rank, rebuilding: rebuilding).summary
    }
    let end = try settle(moments, from: start, rank: rank, rebuilding: rebuilding)
    return Result(
      coding: base.corrected(by: end.summary.correction), eigen: end.eigen,
      shrinkage: end.shrinkage, noiseVariance: end.noiseVariance, axisChoice: choice,
      iterations: end.iterations, converged: end.converged)
  }

  /// Beyond twice as many rows, the turns begin on about so many of them, at equal steps.
  private static let sampleRows = 4096

  private struct Settled {
    let summary: CompletedSummary
    let eigen: SymmetricEigen
    let shrinkage: [Double]
    let noiseVariance: Double
    let iterations: Int
    let converged: Bool
  }

  private func settle(
    _ moments: CompletedMoments, from start: CompletedSummary, rank: Int, rebuilding: Int
  ) throws -> Settled {
    var current = start
    var iterations = 0
    var converged = moments.isComplete
    while true {
      let eigen = try SymmetricEigen(current.covariance)
      let noise = noiseVariance(eigen.values, rank: rank, rebuilding: rebuilding)
      let shrinkage = eigen.values.prefix(rebuilding).map { value in
        value > 0 ? max(value - noise, 0) / value : 0
      }
      if converged || iterations == rule.maximumIterations {
        return Settled(
          summary: current, eigen: eigen, shrinkage: shrinkage, noiseVariance: noise,
          iterations: iterations, converged: converged)
      }
      let rebuilder = Rebuilder(
        axes: eigen.vectors.columns(at: Array(0..<rebuilding)), shrinkage: shrinkage,
        correction: current.correction)
      let next = CompletedSummary(moments.completed(by: rebuilder), base, scaling)
      iterations += 1
      converged = relativeChange(current.covariance, next.covariance) <= rule.tolerance
      current = next
    }
  }

  private func noiseVariance(_ eigenvalues: [Double], rank: Int, rebuilding: Int) -> Double {
    guard rule.isRegularised, rank > rebuilding else { return 0 }
    let left = eigenvalues[rebuilding..<rank].reduce(0) { $0 + max($1, 0) }
    return left / Double(rank - rebuilding)
  }

  private func relativeChange(_ old: Matrix, _ new: Matrix) -> Double {
    var difference = 0.0
    var size = 0.0
    for (a, b) in zip(old.elements, new.elements) {
      difference += (a - b) * (a - b)
      size += b * b
    }
    return size > 0 ? (difference / size).squareRoot() : 0
  }
}

/// Where the base coding must go for the completed data, and their covariance there.
struct CompletedSummary {
  let correction: ColumnCorrection
  let covariance: Matrix

  /// - Parameter sums: of products of the completed columns, the last of which is all ones.
  init(_ sums: Matrix, _ base: BlockCoding, _ scaling: ScalingMethod) {
    let p = base.columnCount
    let count = sums[p, p]
    let shifts = (0..<p).map { sums[$0, p] / count }
    var covariance = Matrix(repeating: 0, rowCount: p, columnCount: p)
    for i in 0..<p {
      for j in 0..<p { covariance[i, j] = sums[i, j] / count - shifts[i] * shifts[j] }
    }
    var factors = [Double](repeating: 1, count: p)
    for (variable, first) in zip(base.variables, base.firstColumns) {
      switch variable.block {
      case .number:
        if scaling == .standard { factors[first] = 1 / covariance[first, first].squareRoot() }
      case .levels(let proportions):
        for (k, old) in proportions.enumerated() {
          factors[first + k] = (old / BlockCoding.moved(old, by: shifts[first + k])).squareRoot()
        }
      }
    }
    for i in 0..<p {
      for j in 0..<p { covariance[i, j] *= factors[i] * factors[j] }
    }
    self.correction = ColumnCorrection(shifts: shifts, factors: factors)
    self.covariance = covariance
  }
}

extension BlockCoding {
  /// The share of a level whose coded column has moved by `shift`. Rebuilt fractions may lie outside
  /// 0…1; a share stays above a thousandth of the observed one, so that its root exists.
  static func moved(_ proportion: Double, by shift: Double) -> Double {
    max(proportion + proportion.squareRoot() * shift, proportion * 1e-3)
  }

  func corrected(by correction: ColumnCorrection) -> BlockCoding {
    BlockCoding(
      variables: zip(variables, firstColumns).map { variable, first in
        let block: FactorBlock
        switch variable.block {
        case .number(let mean, let scale):
          block = .number(
            mean: mean + scale * correction.shifts[first], scale: scale / correction.factors[first])
        case .levels(let proportions):
          block = .levels(
            proportions: proportions.enumerated().map { k, old in
              BlockCoding.moved(old, by: correction.shifts[first + k])
            })
        }
        return FactorVariable(name: variable.name, block: block)
      })
  }
}
