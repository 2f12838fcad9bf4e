import LinearAlgebra

/// What each observed cell of a row adds to its coordinates: t = Σᵥ tᵥ(cell) and, of cells that are
/// missing, what they were rebuilt as.
///
///     let along = CoordinateShares(factors).along(direction)   // one for each variable
///     along[3].value(of: 1.5)                                  // t₃ · direction
///
/// Cells are those of ``CodedCells``.
package struct CoordinateShares: Sendable {
  private let tables: ProjectionTables
  private let levelCounts: [Int]

  package init(_ factors: MixedDataFactors) {
    tables = ProjectionTables(
      coding: factors.coding, axes: factors.axes, shrinkage: factors.shrinkage)
    levelCounts = factors.coding.variables.map(\.block.width)
  }

  /// A variable's share along a direction.
  package struct Along: Sendable, Equatable {
    /// Of a quantity what its coded value is multiplied by, of a category what each level adds.
    package let terms: [Double]
    package let isQuantity: Bool

    /// 0 where the cell is missing or stands at the average profile.
    package func value(of cell: Double) -> Double {
      if cell.isNaN || cell == CodedCells.averageLevel { return 0 }
      return isQuantity ? terms[0] * cell : terms[Int(cell)]
    }
  }

  /// - Parameter direction: one number for each axis.
  package func along(_ direction: [Double]) -> [Along] {
    precondition(direction.count == tables.axisCount, "one number for each axis")
    return zip(tables.variables, levelCounts).map { variable, width in
      let count = variable.isNumber ? 1 : width
      let terms = (0..<count).map { term in
        (0..<tables.axisCount).reduce(0.0) { sum, axis in
          sum + tables.contributions[variable.start + term * tables.axisCount + axis]
            * direction[axis]
        }
      }
      return Along(terms: terms, isQuantity: variable.isNumber)
    }
  }
}
