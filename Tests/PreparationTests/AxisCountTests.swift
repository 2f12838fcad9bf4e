import LinearAlgebra
import Preparation
import Tables
import TestSupport
import Testing

@Suite struct AxisCountTests {
  /// Bounds and rules by hand: four axes above 1, three above the noise of 100 rows and 9 columns,
  /// seven with inertia.
  @Test func rulesAndBounds() {
    let eigenvalues = [3.0, 2.0, 1.8, 1.2, 0.6, 0.3, 0.1, 0, 0]
    func count(_ rule: AxisRule, rank: Int = 9) -> Int {
      AxisCount.choice(
        rule, eigenvalues: eigenvalues, observations: 100, dimension: 9, rank: rank
      ).count
    }
    #expect(count(.aboveAverage(minimum: 2, maximum: 10)) == 4)
    #expect(count(.leading(maximum: 10)) == 7)
    #expect(count(.leading(maximum: 3)) == 3)
    #expect(count(.aboveNoise(minimum: 2, maximum: 10)) == 3)
    #expect(count(.aboveAverage(minimum: 5, maximum: 10)) == 5)
    #expect(count(.aboveAverage(minimum: 1, maximum: 3)) == 3)
    #expect(count(.fixed(7)) == 7)
    #expect(count(.fixed(70)) == 9)
    #expect(count(.fixed(0)) == 1)
    #expect(count(.all) == 9)
    #expect(count(.aboveAverage(minimum: 2, maximum: 10), rank: 1) == 1)
  }

  /// Quantities linked to no other have axes of inertia 1 but for the sampling, above it or below.
  @Test func axesOfAverageInertiaAreNotLeftToChance() throws {
    let x = Matrix.random(rowCount: 300, columnCount: 4, seed: 5)
    let data = MixedData((0..<4).map { MixedVariable(name: "x", values: .numbers(x.column($0))) })
    let rule = AxisRule.aboveAverage(minimum: 1, maximum: 10)
    #expect(try MixedDataFactors.fit(data, axes: rule.decided(for: data)).axisCount == 4)
    #expect(try MixedDataFactors.fit(data, axes: rule).axisCount < 4)
  }

  /// Quantities alone are merely turned; a category's axes are chosen among.
  @Test func fewQuantitiesKeepEveryAxis() throws {
    var generator = TestGenerator(seed: 4)
    let common = (0..<200).map { _ in Double.random(in: -3...3, using: &generator) }
    var columns = (0..<4).map { j in
      quantity("x\(j)", common.map { $0 + Double.random(in: -1...1, using: &generator) })
    }
    #expect(try Recipe.fit(Table(columns: columns)).axisCount == 4)
    columns.append(
      quantity(
        "sum",
        common.indices.map { i in
          columns[0..<4].reduce(0.0) { sum, column in
            if case .numbers(let values) = column.values { sum + values[i] } else { sum }
          }
        }))
    #expect(try Recipe.fit(Table(columns: columns)).axisCount == 4)
    columns.append(category("c", common.map { $0 < 0 ? "a" : "b" }))
    #expect(try Recipe.fit(Table(columns: columns)).axisCount == 2)
  }

  /// The largest inertia of 200 tables of unrelated variables, half of whose columns are levels, as in
  /// a portfolio: its 95 % quantile is just below the threshold (7 % at 150 rows, by simulation).
  @Test func thresholdIsThe95PercentQuantileOfNoise() throws {
    var generator = TestGenerator(seed: 3)
    var largest: [Double] = []
    for _ in 0..<200 {
      let quantities = (0..<6).map { _ in
        MixedVariable(
          name: "x",
          values: .numbers((0..<150).map { _ in Double.random(in: 0..<1, using: &generator) }))
      }
      let categories = (0..<4).map { _ in
        MixedVariable(
          name: "k",
          values: .levels(
            (0..<150).map { $0 < 3 ? Int32($0) : Int32.random(in: 0..<3, using: &generator) },
            count: 3))
      }
      largest.append(try MixedDataFactors.fit(MixedData(quantities + categories)).eigenvalues[0])
    }
    let ratio = largest.sorted()[189] / AxisCount.threshold(observations: 150, dimension: 14)
    #expect(ratio > 0.90 && ratio <= 0.97)
  }

  /// Missing cells at the average lower every inertia; the rule gives it back before counting.
  @Test func missingCellsMakeNoAxis() throws {
    var generator = TestGenerator(seed: 12)
    var significant = 0
    for _ in 0..<20 {
      let data = MixedData(
        (0..<10).map { _ in
          MixedVariable(
            name: "x",
            values: .numbers(
              (0..<100).map { _ in
                Double.random(in: 0..<1, using: &generator) < 0.3
                  ? .nan : Double.random(in: 0..<1, using: &generator)
              }))
        })
      let factors = try MixedDataFactors.fit(data, axes: .aboveNoise(minimum: 1, maximum: 99))
      significant += factors.axisChoice.significant
    }
    #expect(significant <= 4)
  }

  @Test func plantedAxesAreFound() throws {
    let signal = Matrix.random(rowCount: 200, columnCount: 2, seed: 1)
      .product(Matrix.random(rowCount: 2, columnCount: 12, seed: 9))
    let noise = Matrix.random(rowCount: 200, columnCount: 12, seed: 3)
    let data = MixedData(
      (0..<12).map { j in
        MixedVariable(
          name: "x",
          values: .numbers((0..<200).map { signal[$0, j] + 0.5 * noise[$0, j] }))
      })
    let factors = try MixedDataFactors.fit(data, axes: .aboveNoise(minimum: 1, maximum: 99))
    #expect(factors.axisCount == 2)
  }
}
