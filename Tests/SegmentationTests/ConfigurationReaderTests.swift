import Interpretation
import Preparation
import Segmentation
import Testing

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
      """, into: &configuration)
    var expected = StudyConfiguration()
    expected.clusters = .fixed(4)
    expected.method = .kMeans
    expected.seed = .max
    expected.period = "2026-T4"
    expected.language = .french
    expected.heldOut = .fraction(0.5)
    expected.preparation.roles = ["a": .active, "b": .ignored, "c d": .group]
    #expect(configuration == expected)
    #expect(try read("test-groups: bureau").heldOut == .groups(column: "bureau"))
    #expect(try read("clusters: auto").clusters == .automatic)
  }

  @Test func nothingChangesNothing() throws {
    for text in ["", "\n", "# a comment\n", "---\n"] {
      #expect(try read(text) == StudyConfiguration())
    }
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
    #expect(known.contains("seed") && known.count == 9)
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

  @Test(arguments: [
    "clusters: 0", "clusters: -1", "clusters: two", "hold-out: 0", "hold-out: 1",
    "hold-out: inf", "seed: 1.5", "seed: x", "method: [a]", "language: FR", "period: 2026",
    "period: [a]", "test-groups: {a: b}", "columns: 3", "columns: {a: 3}", "3", "[a]",
    "clusters: {}",
  ])
  func wrongValuesAreRefused(text: String) {
    guard case .wrongValue = failure(text) else {
      Issue.record("accepted")
      return
    }
  }
}
