import Interpretation
import Segmentation
import Tables
import TestSupport
import Testing
import Yams

@Suite struct DistilledRuleFileTests {
  private struct File: Decodable {
    struct Rule: Decodable {
      let code: String
      let segment: String
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
    #expect(file.rules.map(\.segment) == found.list.rules.map { names[$0.segment] })
    #expect(file.rules.map(\.code) == file.rules.indices.map { "R\($0 + 1)" })
    #expect(file.rules.allSatisfy { $0.label == ["fr": $0.segment, "en": $0.segment] })
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

  /// `rules apply` reads the file back, and gives each client what the list gave it: on a portfolio with
  /// missing values, in conditions on quantities, levels and members.
  @Test(arguments: ["mode_collecte", "secteur", "regime_tva"])
  func appliedRulesAreTheList(column: String) throws {
    let clients = try DistillationSupport.read(
      String(
        decoding: FileContents.read(
          path: Repository.path("datasets/portefeuille-2026-T1.csv")), as: UTF8.self))
    let found = try RuleDistillation(
      clients, segment: column, maximumRuleCount: 12, StudyConfiguration())
    let file = try RuleFileReader.read(DistilledRuleFile(found, language: .french).text)
    let codes = try RuleSegmentation(file).apply(to: clients.table).codes
    let names = found.partition.names
    func fidelity(_ part: LabelledRows) -> Double {
      let right = zip(part.rows, part.labels).count { codes[$0] == names[$1] }
      return Double(right) / Double(part.rows.count)
    }
    #expect(fidelity(found.training) == found.list.fidelity.training)
    #expect(found.heldOut.map(fidelity) == found.list.fidelity.heldOut)
    #expect(found.list.rules.count >= 6)
    let given = Set(codes)
    #expect(given.isSubset(of: Set(names)) && given.count >= 3)
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
      #expect(Set(file.rules.map(\.segment) + [file.fallback]) == Set(found.partition.names))
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
    #expect(Set([file.rules[0].segment, file.fallback]) == Set(found.partition.names))
  }
}
