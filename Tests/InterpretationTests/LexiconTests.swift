import Foundation
import Interpretation
import Tables
import Testing

@Suite struct LexiconTests {
  let rules = NamingRules.accountingFirm

  @Test(arguments: Language.allCases)
  func everyRuleHasItsWords(_ language: Language) {
    let lexicon = Lexicon.standard(language)
    #expect(lexicon.language == language)
    for rule in rules.traits {
      #expect(lexicon.phrases[rule.phrase] != nil, "\(rule.phrase)")
    }
    for noun in rules.heads.map(\.noun) + ["clients", "tpe", "pme"] {
      #expect(lexicon.nouns[noun] != nil, "\(noun)")
    }
  }

  @Test(arguments: Language.allCases)
  func everyKnownColumnAndLevelHasItsWords(_ language: Language) {
    let lexicon = Lexicon.standard(language)
    for column in rules.columns.columns {
      let words = lexicon.variables[column.key]
      #expect(words != nil, "\(column.key)")
      // A code of activity is told raw; its levels only give the nouns of names.
      for level in column.levels where column.key != KnownColumn.activityCode.rawValue {
        #expect(words?.levels[level.key]?.clause != nil, "\(column.key) \(level.key)")
      }
    }
  }

  @Test func everyWordIsUsed() {
    for language in Language.allCases {
      let lexicon = Lexicon.standard(language)
      #expect(Set(lexicon.phrases.keys) == Set(rules.traits.map(\.phrase)))
      #expect(Set(lexicon.variables.keys) == Set(rules.columns.columns.map(\.key)))
    }
  }

  @Test func everyRuleIsAboutAKnownColumnAndLevel() {
    let conditions =
      rules.heads.flatMap(\.conditions)
      + rules.traits.compactMap { rule in
        guard case .levels(let levels) = rule.condition else { return nil }
        return LevelCondition(rule.variable, levels)
      }
    for condition in conditions {
      let column = rules.columns.columns.first { $0.key == condition.variable }
      for level in condition.levels {
        #expect(column?.levels.contains { $0.key == level } == true, "\(condition)")
      }
    }
    for rule in rules.traits {
      #expect(rules.columns.columns.contains { $0.key == rule.variable }, "\(rule.variable)")
    }
  }

  private func variable(_ key: String) -> ProfiledVariable {
    ProfiledVariable(key: key, name: key, kind: .category)
  }

  @Test func columnsAreFoundAsWhatTablesKnows() {
    #expect(rules.columns.column(variable("chiffre_d_affaires_ht"))?.key == "ca_annuel_ht")
    #expect(rules.columns.column(variable("grocery")) == nil)
    for column in rules.columns.columns {
      #expect(KnownColumn(rawValue: column.key) != nil, "\(column.key)")
    }
  }

  @Test func aFirmCanWordItsOwnColumns() {
    let own = WordedColumns(
      columns: [WordedColumn(key: "flotte", theme: "vehicles")] + rules.columns.columns)
    #expect(own.column(variable("flotte"))?.theme == "vehicles")
    #expect(own.column(variable("honoraires"))?.key == "honoraires_annuels_ht")
  }

  @Test(arguments: [
    ("secteur", "Commerce de détail", "commerce_detail"), ("secteur", "4321A", "btp"),
    ("secteur", "86.21Z", "sante"), ("secteur", "Services aux personnes", "services_personnes"),
    ("secteur", "services_entreprises", "services"), ("secteur", "hotellerie_restauration", "chr"),
    ("secteur", "professions_juridiques", "droit"), ("secteur", "associatif", "association"),
    ("secteur", "action_sociale", "association"),
    ("outil_facturation", "Word / Excel", "word_excel"), ("outil_facturation", "SaaS", "saas"),
    ("regime_tva", "RN-M", "rn_m"), ("regime_tva", "Exonéré", "exo"),
    ("forme_juridique", "5485", "selarl"), ("forme_juridique", "SCI", "sci"),
    ("forme_juridique", "Association", "association"),
  ])
  func levels(variable: String, text: String, level: String) {
    #expect(rules.columns.column(self.variable(variable))?.level(text)?.key == level)
  }

  @Test func wordsAndRulesCanBeStored() throws {
    let coder = JSONDecoder()
    for language in Language.allCases {
      let data = try JSONEncoder().encode(Lexicon.standard(language))
      #expect(try coder.decode(Lexicon.self, from: data) == Lexicon.standard(language))
    }
    let data = try JSONEncoder().encode(rules)
    #expect(try coder.decode(NamingRules.self, from: data) == rules)
  }
}
