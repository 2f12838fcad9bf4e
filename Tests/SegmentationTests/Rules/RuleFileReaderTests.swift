import Interpretation
import Segmentation
import Testing

@Suite struct RuleFileReaderTests {
  static let english = """
    version: 1
    default: AUTRE
    rules:
      - code: A
        label: {fr: Le A, en: The A}
        when: x > 1
        because: Les deux.
      - code: B
        when: >-
          x = 1
          AND y
    layers:
      abc: {measure: x, cumulated: [0.5, 0.8, 1.0]}
      colours:
        - {colour: vert, when: y}
      priority: 10 * x
    absent-columns: missing
    """

  static let french = """
    version: 1
    defaut: AUTRE
    regles:
      - code: A
        libelle: {fr: Le A, en: The A}
        si: x > 1
        parce_que: Les deux.
      - code: B
        si: >-
          x = 1
          AND y
    couches:
      classe_abc: {mesure: x, cumul: [0.5, 0.8, 1.0]}
      couleurs:
        - {couleur: vert, si: y}
      priorite: 10 * x
    colonnes_absentes: manquantes
    """

  @Test(arguments: [english, french]) func readsEveryKeyInBothLanguages(text: String) throws {
    let file = try RuleFileReader.read(text)
    #expect(file.rules.map(\.code) == ["A", "B"])
    #expect(file.rules[0].condition == "x > 1" && file.rules[1].condition == "x = 1 AND y")
    #expect(file.rules[0].label == BilingualText(french: "Le A", english: "The A"))
    #expect(file.rules[0].because?[.english] == "Les deux.")
    #expect(file.rules[1].label == nil && file.rules[1].because == nil)
    #expect(file.rules[0].place.line == 6 && file.rules[1].place.line == 9)
    #expect(file.fallback == SegmentFallback(code: "AUTRE"))
    #expect(file.layers.classes?.measure == "x" && file.layers.classes?.cumulated == [0.5, 0.8, 1])
    #expect(file.layers.colours.map(\.name) == ["vert"] && file.layers.colours[0].condition == "y")
    #expect(file.layers.priority?.expression == "10 * x" && file.absentColumnsAreMissing)
  }

  @Test func theDefaultMayBeARulesCodeOrSayMore() throws {
    let one = try RuleFileReader.read(
      "default: A\nrules: [{code: A, label: Le A, when: 'x'}]")
    #expect(one.fallback.label?[.french] == "Le A" && !one.absentColumnsAreMissing)
    let more = try RuleFileReader.read(
      "default: {code: Z, label: Le Z, because: {fr: Rien, en: None}}\nrules: [{code: A, when: 'x'}]"
    )
    #expect(more.fallback.code == "Z" && more.fallback.because?[.english] == "None")
  }

  private func failure(_ text: String) -> (any Error)? {
    do {
      _ = try RuleFileReader.read(text)
      return nil
    } catch { return error }
  }

  @Test func mistakesCarryTheirPlace() throws {
    let rule = "  - {code: A, when: x}\n"
    #expect(
      failure("default: A\nrules:\n\(rule)\(rule)") as? RuleError
        == .repeatedCode(Place(line: 4, column: 12, key: "A"), firstLine: 3))
    #expect(
      failure("default: A\nrules:\n  - {code: A}\n") as? RuleError
        == .missingKey(Place(line: 3, column: 5, key: "rules"), key: "when"))
    #expect(
      failure("rules:\n\(rule)") as? RuleError
        == .missingKey(Place(line: 1, column: 1, key: ""), key: "default"))
    #expect(
      failure("version: 2\ndefault: A\nrules:\n\(rule)") as? RuleError
        == .unknownVersion(Place(line: 1, column: 10, key: "version")))
    #expect(
      failure("default: A\nrules: [\n") as? ConfigurationError == .notYAML(line: 3, column: 1))
    #expect(
      failure("default: A\nrules:\n  - {code: A, wen: x}") as? ConfigurationError
        == .unknownKey(
          Place(line: 3, column: 15, key: "wen"),
          known: ["code", "segment", "label", "when", "because"]))
    #expect(
      failure("default: A\ndefaut: B\nrules:\n\(rule)") as? ConfigurationError
        == .repeatedKey(Place(line: 2, column: 1, key: "defaut")))
    #expect(
      failure("") as? RuleError
        == .missingKey(Place(line: 1, column: 1, key: ""), key: "rules"))
  }

  @Test(
    arguments: [
      ("- a", .mapping), ("default: A\nrules: x", .list), ("default: A\nrules: []", .list),
      ("default: A\nrules: [x]", .mapping), ("default: A\nrules: [{code: [a], when: x}]", .text),
      ("default: A\nrules: [{code: A, when: }]", .text),
      ("default: \nrules: [{code: A, when: x}]", .text),
      ("default: A\nrules: [{code: A, label: [x], when: x}]", .bilingualText),
      (base + "layers: {abc: {measure: x, cumulated: [0.8, 0.5, 1]}}", .cumulatedShares),
      (base + "layers: {abc: {measure: x, cumulated: [0.5, 0.9]}}", .cumulatedShares),
      (base + "layers: {abc: {measure: x, cumulated: [0, 1]}}", .cumulatedShares),
      (base + "layers: {abc: {measure: x, cumulated: [a, 1]}}", .cumulatedShares),
      (base + "layers: {abc: {measure: x, cumulated: 1}}", .cumulatedShares),
      (base + "layers: {colours: vert}", .list), (base + "layers: [x]", .mapping),
      (base + "absent-columns: maybe", .oneOf(["missing", "refuse"])),
    ] as [(String, RuleExpectation)])
  func wrongValuesAreRefused(text: String, expected: RuleExpectation) {
    guard case .wrongValue(_, expected) = failure(text) as? RuleError else {
      Issue.record("\(String(describing: failure(text)))")
      return
    }
  }

  static let base = "default: A\nrules: [{code: A, when: x}]\n"

  @Test func tooManyRulesAreRefused() {
    let rules = (0...500).map { "  - {code: R\($0), when: x}\n" }.joined()
    guard case .tooManyRules(_, 500) = failure("default: A\nrules:\n" + rules) as? RuleError else {
      Issue.record("accepted")
      return
    }
  }
}
