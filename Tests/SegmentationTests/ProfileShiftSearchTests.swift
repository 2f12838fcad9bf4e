import Preparation
import Segmentation
import Statistics
import Tables
import TestSupport
import Testing
import Validation

@Suite struct ProfileShiftSearchTests {
  /// The clear differences, else all, and the largest of them, with plain loops.
  @Test func shiftsAreTheirDefinition() throws {
    let study = try Pipeline(Studies.configuration { $0.clusters = .fixed(3) })
      .run(Studies.source(Studies.blurred(clients: 200).text))
    let held = try #require(study.heldOut)
    let result = try #require(study.validation.groups.first)
    #expect(result.shifts.count == 3 && result.shifts.contains { $0 != nil })
    let recipe = study.model.recipe
    let values = try recipe.values(study.table, rows: Array(0..<study.table.rowCount))
    func moments(_ rows: [Int], _ values: [Double]) -> (mean: Double, variance: Double) {
      let mean = rows.reduce(0) { $0 + values[$1] } / Double(rows.count)
      let squares = rows.reduce(0) { $0 + (values[$1] - mean) * (values[$1] - mean) }
      return (mean, squares / Double(rows.count - 1))
    }
    var told: [[String: Double]] = []
    var scores: [String: Double] = [:]
    for segment in 0..<3 {
      var differences: [String: Double] = [:]
      let training = study.training.rows
      let here = held.rows.filter { study.clients[$0].segment == segment }
      let there = training.filter { study.clients[$0].segment == segment }
      for (variable, own) in zip(recipe.variables, values.variables) where here.count >= 5 {
        guard case .quantity = variable.encoding, case .numbers(let own) = own.values else {
          continue
        }
        let (all, a, b) = (moments(training, own), moments(here, own), moments(there, own))
        let n = Double(training.count)
        differences[variable.key] = (a.mean - b.mean) / (all.variance * (n - 1) / n).squareRoot()
        scores["\(segment) \(variable.key)"] =
          (a.mean - b.mean)
          / (a.variance / Double(here.count) + b.variance / Double(there.count)).squareRoot()
      }
      told.append(differences)
    }
    #expect(result.shifts.contains { $0 != nil })
    for (segment, shift) in result.shifts.enumerated() {
      guard let shift else { continue }
      let difference = try #require(told[segment][shift.key])
      #expect(abs(shift.difference - difference) < 1e-9)
      #expect(abs(shift.score - (scores["\(segment) \(shift.key)"] ?? 0)) < 1e-9)
      if !shift.isClear {
        #expect(told[segment].values.allSatisfy { abs($0) <= abs(difference) + 1e-9 })
      }
    }
  }

  /// One quantity moves by a whole deviation; another by more, in the mean, through one absurd amount.
  private func search(trialCount: Int = 1) throws -> ProfileShift? {
    var generator = TestGenerator(seed: 8)
    func noise() -> Double {
      (0..<4).reduce(0.0) { sum, _ in sum + Double.random(in: -1...1, using: &generator) }
    }
    let lines = (0..<120).map { i -> String in
      let isHeldOut = i >= 80
      let moved = noise() + (isHeldOut ? 1.2 : 0)
      let wild = i == 119 ? 400 : 10 + noise()
      return "C\(i);\(moved);\(wild)"
    }
    let text = (["id;moved;wild"] + lines).joined(separator: "\n")
    let table = try Studies.source(text).reading.table
    var options = PreparationOptions()
    options.winsorLimit = nil
    options.skewnessLimit = nil
    let recipe = try Recipe.fit(table, rows: Array(0..<80), options: options)
    let search = ProfileShiftSearch(
      recipe, training: try recipe.values(table, rows: Array(0..<80)),
      trainingLabels: [Int](repeating: 0, count: 80), trialCount: trialCount)
    return search.largest(
      try recipe.values(table, rows: Array(80..<120)), labels: [Int](repeating: 0, count: 40),
      segmentCount: 1)[0]
  }

  @Test func somethingLargerThatIsNotClearHidesNothing() throws {
    let shift = try #require(try search())
    #expect(shift.key == "moved" && shift.isClear)
  }

  @Test func comparisonsOfEveryPartCount() throws {
    let (one, many) = (try #require(try search()), try #require(try search(trialCount: 10)))
    #expect(abs(many.pValue / one.pValue - 10) < 1e-9)
  }
}
