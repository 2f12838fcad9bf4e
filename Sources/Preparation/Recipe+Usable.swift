import LinearAlgebra

extension Recipe {
  /// Whether a recipe that was read, not fitted, holds together: whatever ``transform(_:rows:parallelism:)``
  /// relies on.
  package var isUsable: Bool {
    version == Recipe.currentVersion && !variables.isEmpty
      && variables.count == factors.coding.variables.count
      && zip(variables, factors.coding.variables).allSatisfy { $0.encoding.fits($1.block) }
      && factors.isUsable
  }
}

extension VariableEncoding {
  /// Whether the values it makes are those that a block codes.
  fileprivate func fits(_ block: FactorBlock) -> Bool {
    switch (self, block) {
    case (.quantity(let transform, let limits), .number(let mean, let scale)):
      transform.isUsable && limits.map { $0.lower <= $0.upper } ?? true && mean.isFinite
        && scale.isFinite && scale > 0
    case (.ranks(let levels), .number(let mean, let scale)):
      !levels.isEmpty && mean.isFinite && scale.isFinite && scale > 0
    case (.levels(let grouping), .levels(let shares)):
      shares.count == grouping.levelCount && shares.areShares
    case (.member, .levels(let shares)): shares.count == 2 && shares.areShares
    case (.quantity, .levels), (.ranks, .levels), (.levels, .number), (.member, .number): false
    }
  }
}

extension [Double] {
  /// All above 0, of sum 1.
  fileprivate var areShares: Bool {
    allSatisfy { $0 > 0 } && abs(reduce(0, +) - 1) < 1e-6
  }
}

extension NumericTransform {
  fileprivate var isUsable: Bool {
    switch self {
    case .identity: true
    case .logarithm(let unit), .signedLogarithm(let unit): unit.isFinite && unit > 0
    }
  }
}

extension MixedDataFactors {
  /// Axes of unit length at right angles: what rebuilding missing cells has a solution for.
  fileprivate var isUsable: Bool {
    guard axes.columnCount > 0, axes.rowCount == coding.columnCount,
      axes.elements.allSatisfy({ abs($0) <= 1 + 1e-6 }), shrinkage.count <= axes.columnCount,
      shrinkage.allSatisfy({ (0..<1).contains($0) })
    else { return false }
    let gram = axes.gram()
    return (0..<gram.rowCount).allSatisfy { i in
      (0..<gram.columnCount).allSatisfy { j in abs(gram[i, j] - (i == j ? 1 : 0)) < 1e-6 }
    }
  }
}
