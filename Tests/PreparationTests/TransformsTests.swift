import Foundation
import Preparation
import Tables
import TestSupport
import Testing

@Suite struct TransformsTests {
  private func transform(_ values: [Double], kind: ColumnKind = .numeric) throws -> NumericTransform
  {
    var options = PreparationOptions()
    options.duplicateCorrelation = .infinity
    let table = Table(columns: [
      quantity("x", values, kind: kind), quantity("repere", values.indices.map { Double($0 % 7) }),
    ])
    let recipe = try Recipe.fit(table, options: options)
    guard case .quantity(let transform, _)? = recipe.variables.first?.encoding else {
      Issue.record("a quantity")
      return .identity
    }
    return transform
  }

  @Test func aLogarithmAndItsInverse() {
    let log = NumericTransform.logarithm(unit: 2)
    #expect(log(0) == 0)
    #expect(abs(log(2) - 0.6931471805599453) < 1e-15)
    #expect(abs(log(-2) + 0.6931471805599453) < 1e-15)
    for transform in [log, .signedLogarithm(unit: 0.3), .identity] {
      for value in [-1e9, -3, -1e-12, 0, 1e-9, 0.5, 7, 1e12] {
        #expect(relativeDifference(transform.inverse(transform(value)), value) < 1e-12)
      }
    }
  }

  /// exp of evenly spaced numbers: skewness 2.7; the 5 % quantile of 1…101 steps is e^(5/10).
  @Test func skewedAmountsTakeTheLogarithm() throws {
    let amounts = (0...100).map { exp(Double($0) / 10) }
    guard case .logarithm(let unit) = try transform(amounts) else {
      Issue.record("a logarithm")
      return
    }
    #expect(abs(unit - exp(0.5)) < 1e-12)
  }

  @Test func euroOrThousandsGiveTheSameSpace() throws {
    let table = MadePortfolio(rowCount: 90).table()
    let thousands = Table(
      columns: table.columns.map { column in
        guard column.key == "ca", case .numbers(let values) = column.values else { return column }
        return quantity("ca", values.map { $0 / 1000 })
      })
    let euros = try Recipe.fit(table).transform(table).scores
    let scaled = try Recipe.fit(thousands).transform(thousands).scores
    #expect(euros.largestDifference(from: scaled) < 1e-9)
  }

  @Test func symmetricQuantitiesStay() throws {
    #expect(try transform((0..<60).map { Double($0) }) == .identity)
  }

  /// One wrong amount does not decide that a column is skewed.
  @Test func oneGrossErrorDoesNotMakeALogarithm() throws {
    var values = (0..<300).map { Double($0 % 50) + 20 }
    values[7] = 1e7
    #expect(try transform(values) == .identity)
  }

  /// Left skew grows under a logarithm: refused.
  @Test func aLogarithmMustReduceTheSkewness() throws {
    #expect(try transform((0...100).map { 30_000 - exp(Double($0) / 10) }) == .identity)
  }

  @Test func negativeAmountsTakeTheSignedLogarithm() throws {
    let results = (0...100).map { exp(Double($0) / 10) - 300 }
    guard case .signedLogarithm(let unit) = try transform(results) else {
      Issue.record("a signed logarithm")
      return
    }
    let sizes = results.map(abs).sorted()
    #expect(abs(unit - sizes[50]) < 1e-9)
  }

  /// A wrong sign among hundreds does not make a column signed.
  @Test func oneWrongSignDoesNotMakeItSigned() throws {
    var amounts = (0...400).map { exp(Double($0) / 40) }
    amounts[200] = -amounts[200]
    guard case .logarithm = try transform(amounts) else {
      Issue.record("a logarithm")
      return
    }
  }

  @Test func scoresAreNotTransformed() throws {
    let scores = (0..<100).map { [1.0, 1, 1, 1, 1, 1, 1, 2, 2, 5][$0 % 10] }
    #expect(try transform(scores, kind: .ordinal) == .identity)
    #expect(try transform(scores) != .identity)
  }
}
