import Interpretation
import Tables
import Testing

@Suite struct SplitConditionTests {
  private func condition(
    _ key: String, _ test: SplitCondition.Test, _ kind: ColumnKind = .numeric,
    _ unit: ColumnUnit = .none, name: String? = nil
  ) -> SplitCondition {
    SplitCondition(
      variable: ProfiledVariable(key: key, name: name ?? key, kind: kind, unit: unit), test: test)
  }

  @Test func sqlIsOverQuotedKeys() {
    #expect(condition("ca", .below(160_000)).sql == "\"ca\" < 160000")
    #expect(condition("part_b2b", .atLeast(0.41)).sql == "\"part_b2b\" >= 0.41")
    #expect(condition("o\"x", .isOne(of: ["l'autre"])).sql == "\"o\"\"x\" = 'l''autre'")
    #expect(condition("o", .isOne(of: ["a", "b"])).sql == "\"o\" IN ('a', 'b')")
    #expect(condition("b", .yes).sql == "\"b\" = 1" && condition("b", .no).sql == "\"b\" = 0")
    #expect(condition("b", .isKnown).sql == "\"b\" IS NOT NULL")
    #expect(
      condition("missions", .has("paie")).sql
        == "('+' || \"missions\" || '+') LIKE '%+paie+%'")
    #expect(
      condition("missions", .lacks("paie")).sql
        == "('+' || \"missions\" || '+') NOT LIKE '%+paie+%'")
    // _ and % would stand for anything.
    #expect(
      condition("m", .has("a_%'b")).sql == "instr('+' || \"m\" || '+', '+a_%''b+') > 0")
    #expect(condition("m", .lacks("a_b")).sql == "instr('+' || \"m\" || '+', '+a_b+') = 0")
  }

  @Test func wordsCarryUnitsAndEveryDigitOfAThreshold() {
    let conditions = [
      condition("ca_annuel_ht", .below(152_500), .numeric, .euro),
      condition("part_b2b", .atLeast(0.415), .numeric, .percent),
      condition("ca_annuel_ht", .atLeast(10_000), .numeric, .euro),
      condition("outil_facturation", .isOne(of: ["word_excel", "papier", "aucun"]), .category),
      condition("banque_connectee", .yes, .yesNo), condition("zz", .isKnown, name: "Zz"),
      condition("missions", .has("social"), .set), condition("missions", .lacks("tva"), .set),
    ]
    #expect(
      Wording(language: .french).text(conditions) == """
        chiffre d’affaires annuel HT\u{A0}: moins de 152\u{202F}500\u{202F}€ et au moins \
        10\u{202F}000\u{202F}€\u{A0}; part du chiffre d’affaires faite avec des entreprises\u{A0}: \
        au moins 41,5\u{202F}%\u{A0}; outil de facturation\u{A0}: Word ou Excel, papier ou aucun outil\u{A0}; \
        connexion bancaire\u{A0}: oui\u{A0}; Zz\u{A0}: une valeur\u{A0}; missions\u{A0}: avec social et \
        sans TVA
        """)
    #expect(
      Wording(language: .english).text(Array(conditions.prefix(3))) == """
        annual turnover excl. VAT: under €152,500 and at least €10,000; share of turnover made with businesses: \
        at least 41.5%
        """)
  }

  @Test func levelsOfOneWordAreSaidOnce() {
    let sector = condition("secteur", .isOne(of: ["action_sociale", "associatif"]), .category)
    #expect(
      Wording(language: .french).text([sector]) == "secteur d’activité\u{A0}: associatif")
  }
}
