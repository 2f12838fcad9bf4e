import Interpretation
import Segmentation
import Testing
import Yams

@Suite struct DistilledRuleFileTests {
  private struct File: Decodable {
    struct Rule: Decodable {
      let code: String
      let label: [String: String]
      let when: String
    }
    let version: Int
    let fallback: String
    let rules: [Rule]

    private enum CodingKeys: String, CodingKey {
      case version, rules
      case fallback = "default"
    }
  }

  private func read(_ found: RuleDistillation, _ language: Language = .french) throws -> File {
    try YAMLDecoder().decode(
      File.self, from: DistilledRuleFile(found, language: language).text)
  }

  @Test func isTheListAsYAML() throws {
    let found = try RuleDistillation(
      DistillationSupport.clients(), segment: "segment", maximumRuleCount: 3, StudyConfiguration())
    let file = try read(found)
    #expect(file.version == 1)
    #expect(file.rules.map(\.when) == found.list.rules.map(\.sql))
    let names = found.partition.names
    #expect(file.rules.map(\.code) == found.list.rules.map { names[$0.segment] })
    #expect(file.rules.allSatisfy { $0.label == ["fr": $0.code, "en": $0.code] })
    #expect(file.fallback == names[found.list.fallback.segment])
  }

  @Test func commentsSayWhatTheRulesAreWorth() throws {
    let found = try RuleDistillation(
      DistillationSupport.clients(), segment: "segment", maximumRuleCount: 2, StudyConfiguration())
    let french = DistilledRuleFile(found, language: .french).text
    #expect(
      french.contains(
        "# Fidélité : 66,7\u{202F}% des 45\u{A0}clients d'apprentissage, 66,7\u{202F}% "))
    #expect(french.contains("des 15\u{A0}clients mis de côté."))
    #expect(french.contains("# Aucune règle ne donne : "))
    #expect(french.contains("#   1\u{A0}: 66,7\u{202F}%, 66,7\u{202F}%\n"))
    let english = DistilledRuleFile(found, language: .english).text
    #expect(
      english.contains(
        "# Fidelity: 66.7% of the 45 training clients, 66.7% of the 15 held-out clients.\n"))
  }

  /// Names and levels that YAML or SQL would take for something else come back as they were.
  @Test(arguments: [
    "l'une", "\"citée\"", "# pas un commentaire", "- tiret", "a: b", "oui", "0123x", "é\u{301}🙂",
    "retour\u{2028}ligne", "[x]", "a\\nb", "%_", "=1+1",
  ])
  func hostileNamesComeBack(name: String) throws {
    let quoted = { (text: String) in "\"" + text.replacing("\"", with: "\"\"") + "\"" }
    let clients = try DistillationSupport.clients(
      segments: { quoted($0 % 3 == 0 ? name : "B") },
      tools: { quoted($0 % 3 == 0 ? name : "erp") })
    let found = try RuleDistillation(
      clients, segment: "segment", maximumRuleCount: 2, StudyConfiguration())
    for language in [Language.french, .english] {
      let file = try read(found, language)
      #expect(Set(file.rules.map(\.code) + [file.fallback]) == Set(found.partition.names))
      #expect(file.rules.map(\.when) == found.list.rules.map(\.sql))
    }
    #expect(found.list.fidelity.heldOut == 1)
  }

  @Test func textOverSeveralLinesStaysInItsComment() throws {
    let clients = try DistillationSupport.clients(
      segments: { $0 % 3 == 0 ? "\"A\nrules: []\"" : "B" },
      tools: { $0 % 3 == 0 ? "\"pa\npier\"" : "erp" })
    let found = try RuleDistillation(
      clients, segment: "segment", maximumRuleCount: 2, StudyConfiguration())
    let file = try read(found)
    #expect(file.rules.count == 1 && file.rules[0].when == found.list.rules[0].sql)
    #expect(Set([file.rules[0].code, file.fallback]) == Set(found.partition.names))
  }
}
