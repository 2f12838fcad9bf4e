import LinearAlgebra
import Preparation
import TestSupport
import Testing

@Suite struct MixedDataFactorsTests {
  /// x = 1, 3 standardises to −1, 1; levels a, b of share ½ to ±√½. Every row differs by both, so
  /// the covariance has one axis: 1 (quantity) + 1 (category) = 2.
  @Test func twoGroupsByHand() throws {
    let data = MixedData([
      MixedVariable(name: "x", values: .numbers([1, 3, 1, 3])),
      MixedVariable(name: "k", values: .levels([0, 1, 0, 1], count: 2)),
    ])
    let factors = try MixedDataFactors.fit(data)
    #expect(abs(factors.eigenvalues[0] - 2) < 1e-14)
    #expect(abs(factors.eigenvalues[1]) < 1e-14)
    let scores = factors.project(data).scores.column(0)
    for (score, expected) in zip(scores, [-1, 1, -1, 1].map { $0 * 2.0.squareRoot() }) {
      #expect(abs(score - expected) < 1e-14)
    }
  }

  @Test(arguments: [1, 2, 3]) func agreesWithTheFullDecomposition(_ seed: UInt64) throws {
    var generator = TestGenerator(seed: seed)
    let n = [12, 40, 7][Int(seed) - 1]
    let numbers = (0..<3).map { _ in
      (0..<n).map { _ in Double.random(in: -5...9, using: &generator) }
    }
    let labels = (2...4).map { levels in
      (0..<n).map { i in "L\(i < levels ? i : Int.random(in: 0..<levels, using: &generator))" }
    }
    let definition = FactorDefinition(numbers: numbers, labels: labels)
    let data = MixedData(
      numbers.map { MixedVariable(name: "x", values: .numbers($0)) }
        + labels.enumerated().map { index, column in
          MixedVariable(
            name: "k\(index)",
            values: .levels(column.map { Int32($0.dropFirst()) ?? -1 }, count: index + 2))
        })
    let factors = try MixedDataFactors.fit(data)
    #expect(factors.eigenvalues.count == min(n - 1, 3 + 1 + 2 + 3))
    for (found, expected) in zip(factors.eigenvalues, definition.eigenvalues) {
      #expect(abs(found - expected) <= 1e-12)
    }
    let kept = factors.axisCount
    let expected = Matrix(rows: Array(definition.coordinates.prefix(kept))).transposed()
    #expect(largestDifferenceUpToSign(factors.project(data).scores, expected) <= 1e-10)
  }

  @Test func totalInertiaIsVariablesAndLevels() throws {
    let data = MixedData([
      MixedVariable(name: "x", values: .numbers([1, 2, 4, 8, 16, 32])),
      MixedVariable(name: "y", values: .numbers([3, 1, 4, 1, 5, 9])),
      MixedVariable(name: "k", values: .levels([0, 1, 2, 0, 1, 2], count: 3)),
    ])
    let factors = try MixedDataFactors.fit(data)
    #expect(abs(factors.totalInertia - 4) < 1e-12)
    #expect(abs(factors.explained.reduce(0, +) - 1) < 1e-12)
    for axis in 0..<factors.axisCount {
      #expect(abs(factors.contributions.column(axis).reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test func quantitiesAloneAreStandardisedComponents() throws {
    let x = Matrix.random(rowCount: 30, columnCount: 5, seed: 4)
    let data = MixedData(
      (0..<5).map { MixedVariable(name: "x\($0)", values: .numbers(x.column($0))) })
    let factors = try MixedDataFactors.fit(data)
    let components = try PrincipalComponents.fit(x)
    #expect(
      zip(factors.eigenvalues, components.eigenvalues).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(
      factors.project(data).scores.largestDifference(from: components.scores(x)) < 1e-11)
  }

  /// Categories alone are a correspondence analysis of their Q indicator tables, whose inertias are
  /// Q times smaller: the eigenvalues of SᵀS, S = (z/nQ − rc)/√(rc), less none but the trivial ones.
  @Test func categoriesAloneAreMultipleCorrespondences() throws {
    let columns: [[Int32]] = [
      (0..<24).map { $0 % 3 }, (0..<24).map { ($0 * 5 / 3) % 4 }, (0..<24).map { $0 % 7 / 4 },
    ]
    let counts = [3, 4, 2]
    let factors = try MixedDataFactors.fit(
      MixedData(
        zip(columns, counts).enumerated().map { index, column in
          MixedVariable(name: "k\(index)", values: .levels(column.0, count: column.1))
        }))
    let rows = (0..<24).map { i in
      zip(columns, counts).flatMap { column, count in
        (0..<count).map { level -> Double in
          let mass = Double(column.count { $0 == Int32(level) }) / (24 * 3)
          let cell = (column[i] == Int32(level) ? 1.0 : 0) / (24 * 3)
          return (cell - mass / 24) / (mass / 24).squareRoot()
        }
      }
    }
    let inertias = try SymmetricEigen(Matrix(rows: rows).gram()).values
    #expect(factors.eigenvalues.count == 6)
    for (found, expected) in zip(factors.eigenvalues, inertias) {
      #expect(abs(found / 3 - expected) < 1e-13)
    }
    #expect(inertias.dropFirst(6).allSatisfy { abs($0) < 1e-13 })
  }

  /// A single category of K levels: K − 1 axes of inertia 1.
  @Test func oneCategory() throws {
    let data = MixedData([
      MixedVariable(name: "k", values: .levels([0, 0, 0, 1, 1, 2], count: 3))
    ])
    let factors = try MixedDataFactors.fit(data)
    #expect(factors.eigenvalues.count == 2)
    #expect(factors.eigenvalues.allSatisfy { abs($0 - 1) < 1e-14 })
    let scores = factors.project(data).scores
    // Squared distance 1/p + 1/q between levels of shares ½ and ⅓.
    let squared = zip(scores.row(0), scores.row(3)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    #expect(abs(squared - 5) < 1e-12)
  }

  @Test func unusableDataAreTold() {
    let constant = MixedData([MixedVariable(name: "x", values: .numbers([2, 2, 2]))])
    #expect(throws: PreparationError.noFiniteVariance(variable: "x", because: .constant)) {
      try MixedDataFactors.fit(constant)
    }
    let huge = MixedData([MixedVariable(name: "x", values: .numbers([1e308, -1e308, 1e307]))])
    #expect(throws: PreparationError.noFiniteVariance(variable: "x", because: .outOfRange)) {
      try MixedDataFactors.fit(huge)
    }
    let empty = MixedData([MixedVariable(name: "x", values: .numbers([.nan, .nan, .nan]))])
    #expect(throws: PreparationError.noFiniteVariance(variable: "x", because: .noValue)) {
      try MixedDataFactors.fit(empty)
    }
    let absent = MixedData([MixedVariable(name: "k", values: .levels([0, 0, 0], count: 2))])
    #expect(throws: PreparationError.noFiniteVariance(variable: "k", because: .constant)) {
      try MixedDataFactors.fit(absent)
    }
    let two = MixedData([MixedVariable(name: "x", values: .numbers([1, 2]))])
    #expect(throws: PreparationError.tooFewRows(found: 2, required: 3)) {
      try MixedDataFactors.fit(two)
    }
    #expect(throws: PreparationError.noActiveColumn(candidates: 0)) {
      try MixedDataFactors.fit(MixedData([]))
    }
    let wide = MixedData([
      MixedVariable(name: "k", values: .levels((0..<4001).map { Int32($0) }, count: 4001))
    ])
    #expect(throws: PreparationError.tooManyCodedColumns(found: 4001, limit: 4000)) {
      try MixedDataFactors.fit(wide)
    }
  }
}
