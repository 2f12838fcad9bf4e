import Interpretation
import Preparation
import Segmentation
import Testing
import Validation

@Suite struct ConfigurationReaderTests {
  private func read(_ text: String) throws -> StudyConfiguration {
    var configuration = StudyConfiguration()
    try ConfigurationReader.read(text, into: &configuration)
    return configuration
  }

  @Test func readsEveryKeyOverWhatStands() throws {
    var configuration = StudyConfiguration()
    configuration.preparation.roles = ["a": .active, "b": .active]
    try ConfigurationReader.read(
      """
      clusters: 4
      method: kmeans
      seed: 18446744073709551615
      period: 2026q4
      language: fr
      hold-out: 0.5
      columns: {b: ignored, c d: group}
      types: {b: yesNo}
      units: {CA (k€): K€, part: "%"}
      """, into: &configuration)
    var expected = StudyConfiguration()
    expected.clusters = .fixed(4)
    expected.method = .kMeans
    expected.seed = .max
    expected.period = "2026-T4"
    expected.language = .french
    expected.heldOut = .fraction(0.5)
    expected.preparation.roles = ["a": .active, "b": .ignored, "c d": .group]
    expected.types = ["b": .yesNo]
    expected.units = ["CA (k€)": .kiloEuro, "part": .percent]
    #expect(configuration == expected)
    #expect(try read("test-groups: bureau").heldOut == .groups(column: "bureau"))
    #expect(try read("clusters: auto").clusters == .automatic)
  }

  @Test func nothingChangesNothing() throws {
    for text in ["", "\n", "# a comment\n", "---\n"] {
      #expect(try read(text) == StudyConfiguration())
    }
  }

  @Test func foldsOutcomesRulesAndThresholds() throws {
    #expect(try read("folds: 5").heldOut == .folds(count: 5, rounds: 1))
    #expect(try read("folds: 5x3").heldOut == .folds(count: 5, rounds: 3))
    let read = try read(
      """
      outcome: [a, b]
      rule-column: nos segments
      verdict:
        separation: {use: 0.1, caution: 0}
        size: {use: 40, caution: 30}
        without-groups: 0.1
        valley: 0.2
      """)
    #expect(read.preparation.roles == ["a": .outcome, "b": .outcome])
    #expect(read.ruleColumn == "nos segments")
    #expect(
      read.verdict
        == VerdictRule(
          size: Thresholds(use: 40, caution: 30), silhouette: Thresholds(use: 0.1, caution: 0),
          withoutGroups: 0.1, valley: 0.2))
    #expect(try self.read("outcome: marge").preparation.roles == ["marge": .outcome])
  }

  @Test(arguments: [
    "verdict: 3", "verdict: {without-groups: 1.5}", "verdict: {without-groups: {use: 0.1}}",
    "verdict: {valley: 2}", "verdict: {valley: x}",
    "verdict: {stability: 0.7}", "verdict: {stability: {use: 0.7}}",
    "verdict: {stability: {use: 0.5, caution: 0.7}}", "verdict: {size: {use: a, caution: 1}}",
    "verdict: {size: {use: .inf, caution: 1}}", "verdict: {sise: {use: 2, caution: 1}}",
    "folds: 1", "folds: 101", "folds: 5x", "folds: 5x0", "folds: 5x2x2", "folds: x",
    "outcome: []\nfolds: 1", "outcome: {a: b}", "outcome: [[a]]", "rule-column:",
    "folds: 5\nhold-out: 0.2",
  ])
  func badThresholdsFoldsAndOutcomes(text: String) {
    #expect(failure(text) != nil)
  }

  private func failure(_ text: String) -> ConfigurationError? {
    do {
      _ = try read(text)
      return nil
    } catch { return error as? ConfigurationError }
  }

  @Test func mistakesCarryTheirPlace() {
    guard case .unknownKey(let place, let known) = failure("seed: 1\n\n  \nsede: 2\n") else {
      Issue.record("no unknown key")
      return
    }
    #expect(place.line == 4 && place.column == 1 && place.key == "sede")
    #expect(known.contains("seed") && known.count == 16)
    guard case .wrongValue(let value, let expected) = failure("columns:\n  ca: activ\n") else {
      Issue.record("no wrong value")
      return
    }
    #expect(value.line == 2 && value.column == 7 && value.key == "ca")
    #expect(expected == .oneOf(VariableRole.allCases.map(\.rawValue)))
    #expect(failure("a: [") == .notYAML(line: 2, column: 1))
    guard case .repeatedKey(let repeated) = failure("seed: 1\nmethod: ward\nseed: 2\n") else {
      Issue.record("no repeated key")
      return
    }
    #expect(repeated.key == "seed")
    guard case .exclusiveKeys(let second, let other) = failure("test-groups: a\nhold-out: 0.2\n")
    else {
      Issue.record("no exclusive keys")
      return
    }
    #expect(second.key == "hold-out" && second.line == 2 && other == "test-groups")
  }

  @Test func columnsThatAreNamedHaveAPlace() throws {
    var configuration = StudyConfiguration()
    let named = try ConfigurationReader.read(
      "columns:\n  a: active\ntypes:\n  a: date\n  b c: text\n", into: &configuration)
    #expect(named.places.keys.sorted() == ["a", "b c"])
    #expect(named.places["a"]?.line == 2 && named.places["b c"]?.line == 5)
    #expect(named.places["b c"]?.column == 3)
  }

  @Test func onlyNumbersHaveAUnit() {
    guard
      case .wrongValue(let place, .numericType) = failure("types: {a: date}\nunits:\n  a: €\n")
    else {
      Issue.record("accepted")
      return
    }
    #expect(place.key == "a")
    #expect(failure("types: {a: numeric}\nunits: {a: €}\n") == nil)
  }

  /// What reading is told: kinds, units, and the columns that may hold anything.
  @Test func configurationTellsReading() throws {
    let reading = try read(
      "columns: {x: ignored, y: active}\ntypes: {a: date}\nunits: {b: h}\n"
    ).reading
    #expect(reading.kinds == ["a": .date] && reading.units == ["b": .hours])
    #expect(reading.unusedColumns == ["x"] && reading.refusesMisfits)
  }

  @Test(arguments: [
    "clusters: 0", "clusters: -1", "clusters: two", "hold-out: 0", "hold-out: 1",
    "hold-out: inf", "seed: 1.5", "seed: x", "method: [a]", "language: FR", "period: 2026",
    "period: [a]", "test-groups: {a: b}", "columns: 3", "columns: {a: 3}", "3", "[a]",
    "types: 3", "types: {a: number}", "types: {a: [set]}", "units: {a: livre}", "units: {a: }",
    "units: [a]",
    "clusters: {}",
  ])
  func wrongValuesAreRefused(text: String) {
    guard case .wrongValue = failure(text) else {
      Issue.record("accepted")
      return
    }
  }
}
