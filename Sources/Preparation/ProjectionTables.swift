import LinearAlgebra

/// The projection of rows with missing cells on fixed axes, in closed form.
///
/// Regularised iterative FAMD imputes a row by repeating: project it, t = Vᵀz; rebuild its missing
/// cells from the shrunken scores, z_m = V_m D t with D = diag((λₛ − σ²)/λₛ). The fixed point solves
///
///     (I − V_mᵀV_m D) t = V_oᵀ z_o,      o observed, m missing,
///
/// one system of the order of the axes, made symmetric by D^½ (its eigenvalues are at least
/// 1 − max D > 0, so the fixed point is unique). A complete row has V_m empty: plain projection. A row
/// without any cell has t = 0: the average profile. What it costs does not depend on the number of
/// iterations, and one row's scores do not depend on the other rows.
///
/// A category contributes a vector that depends on its level alone: no indicator column is made.
struct ProjectionTables: Sendable {
  /// q: scores of a row.
  let axisCount: Int
  /// D^½, at most q of them: the axes that rebuild missing cells.
  let rootShrinkage: [Double]
  let variables: [Variable]
  /// The contributions of all variables, one after the other: q numbers for a quantity, to be
  /// multiplied by its value; q for each level of a category.
  let contributions: [Double]
  /// VᵥᵀVᵥ of each variable, q × q, one after the other.
  let blockGrams: [Double]

  struct Variable: Sendable {
    let isNumber: Bool
    /// Subtracted from a coded quantity.
    let shift: Double
    /// Where its contributions begin.
    let start: Int
  }

  /// Rows on the axes.
  struct Projection: Sendable {
    /// n × q, row by row.
    let scores: [Double]
    /// D t, n × S, row by row: the missing cell of column j is Vⱼ · D t.
    let rebuilding: [Double]
  }

  /// - Parameters:
  ///   - axes: p × q, orthonormal columns.
  ///   - shrinkage: D, between 0 and 1, at most q of them.
  ///   - correction: what the base coding's columns are moved and multiplied by, where the cells are
  ///     under a coding older than the axes.
  init(
    coding: BlockCoding, axes: Matrix, shrinkage: [Double], correction: ColumnCorrection? = nil
  ) {
    self.axisCount = axes.columnCount
    self.rootShrinkage = shrinkage.map { $0.squareRoot() }
    var variables: [Variable] = []
    var contributions: [Double] = []
    var grams: [Double] = []
    for (variable, first) in zip(coding.variables, coding.firstColumns) {
      let columns = first..<(first + variable.block.width)
      let start = contributions.count
      switch variable.block {
      case .number:
        let factor = correction?.factors[first] ?? 1
        variables.append(
          Variable(isNumber: true, shift: correction?.shifts[first] ?? 0, start: start))
        contributions += axes.row(first).map { $0 * factor }
      case .levels(let proportions):
        variables.append(Variable(isNumber: false, shift: 0, start: start))
        contributions += ProjectionTables.levelScores(
          proportions, axes: axes, columns: columns, correction: correction)
      }
      grams += axes.rows(at: Array(columns)).gram().elements
    }
    self.variables = variables
    self.contributions = contributions
    self.blockGrams = grams
  }

  private static func levelScores(
    _ proportions: [Double], axes: Matrix, columns: Range<Int>, correction: ColumnCorrection?
  ) -> [Double] {
    var scores: [Double] = []
    for level in proportions.indices {
      for axis in 0..<axes.columnCount {
        var sum = 0.0
        for (k, column) in columns.enumerated() {
          let indicator = k == level ? 1.0 : 0
          var coded = (indicator - proportions[k]) / proportions[k].squareRoot()
          if let correction {
            coded = (coded - correction.shifts[column]) * correction.factors[column]
          }
          sum += coded * axes[column, axis]
        }
        scores.append(sum)
      }
    }
    return scores
  }
}

/// From the columns of one coding to those of another: (z − shift) · factor.
struct ColumnCorrection: Sendable {
  let shifts: [Double]
  let factors: [Double]
}
