import Interpretation
import Tables
import Testing

@Suite struct WordingTests {
  let french = Wording(language: .french)
  let english = Wording(language: .english)
  let turnover = ProfiledVariable(key: "ca_ht", name: "CA HT", kind: .numeric, unit: .euro)
  let tool = ProfiledVariable(key: "outil_facturation", name: "Outil", kind: .category)
  let unknown = ProfiledVariable(key: "detergents", name: "Detergents", kind: .numeric)

  @Test func labels() {
    #expect(french.label(turnover).text == "chiffre d’affaires annuel HT")
    #expect(french.label(turnover).ofDefinite == "du chiffre d’affaires annuel HT")
    #expect(french.label(tool).definite == "l’outil de facturation")
    #expect(english.label(turnover).text == "annual turnover excl. VAT")
    #expect(english.label(tool).definite == "the invoicing tool")
    #expect(french.label(unknown).text == "Detergents")
    #expect(!french.label(unknown).isKnown)
  }

  @Test func aColumnWithoutHeaderIsCalledByItsPlace() {
    let column = ProfiledVariable(key: "column_12", name: "column_12", kind: .numeric)
    #expect(french.label(column).text == "colonne 12")
    #expect(french.label(column).ofDefinite == "de la colonne 12")
    #expect(english.label(column).definite == "column 12")
    let header = ProfiledVariable(key: "column_12", name: "Column 12", kind: .numeric)
    #expect(french.label(header).text == "Column 12")
  }

  /// Two columns of one table are never told in the same words.
  @Test func aNamesakeIsToldByItsHeader() {
    let last = ProfiledVariable(
      key: "ca_n_1", name: "ca_n_1", kind: .numeric, unit: .euro, namesake: .turnover)
    let label = french.label(last)
    #expect(label.text == "chiffre d’affaires annuel HT (ca_n_1)" && !label.isKnown)
    #expect(label.definite == "le chiffre d’affaires annuel HT (ca_n_1)")
    #expect(english.label(last).definite == "the annual turnover excl. VAT (ca_n_1)")
    #expect(french.value(380_000, of: last) == "380\u{202F}k€")
    #expect(last.known == nil && french.columns.column(last) == nil)
  }

  @Test func levels() {
    #expect(french.level("saas", of: tool) == "logiciel en ligne (SaaS)")
    #expect(english.level("SaaS", of: tool) == "online software (SaaS)")
    #expect(french.level("pigeon", of: tool) == "pigeon")
    #expect(french.level("saas", of: unknown) == "saas")
  }

  /// Two levels that one word tells are one in what is told, and no other.
  @Test func levelsOfOneWordArePooled() {
    func column(_ key: String, _ levels: [String]) -> Column {
      Column(
        name: key, key: key, position: 1, kind: .category,
        values: .categories(codes: [0, 1, 2, 3, -1, 1], levels: levels))
    }
    let sector = column("secteur", ["action_sociale", "associatif", "btp", "pigeon"])
    let pooled = french.poolingLevels(of: sector)
    #expect(
      pooled.values
        == .categories(
          codes: [0, 0, 1, 2, -1, 0], levels: ["action_sociale + associatif", "btp", "pigeon"]))
    let variable = ProfiledVariable(pooled)
    #expect(
      french.level("action_sociale + associatif", of: variable)
        == french.level("associatif", of: variable))
    #expect(english.poolingLevels(of: sector).values == pooled.values)
    #expect(french.level("btp + pigeon", of: variable) == "btp + pigeon")
    // Levels without words stay as they are, were they alike.
    let plain = column("couleur", ["rouge", "vert", "bleu", "jaune"])
    #expect(french.poolingLevels(of: plain) == plain)
  }

  @Test func valuesCarryTheirUnits() {
    let appetite = ProfiledVariable(key: "appetence", name: "Appétence", kind: .ordinal)
    let delay = ProfiledVariable(key: "delai_transmission_jours", name: "Délai", kind: .numeric)
    let rate = ProfiledVariable(key: "taux_horaire", name: "Taux", kind: .numeric)
    let share = ProfiledVariable(key: "x", name: "X", kind: .numeric, unit: .percent)
    #expect(french.value(380_000, of: turnover) == "380\u{202F}k€")
    #expect(french.value(4.14, of: appetite) == "4,1\u{A0}sur\u{A0}5")
    #expect(english.value(4.14, of: appetite) == "4.1\u{A0}out\u{A0}of\u{A0}5")
    #expect(french.value(1, of: delay) == "1\u{A0}jour")
    #expect(french.value(31.2, of: delay) == "31\u{A0}jours")
    #expect(english.value(1.04, of: delay) == "1 day")
    #expect(french.value(64.6, of: rate) == "65\u{202F}€ par heure")
    #expect(french.value(0.375, of: share) == "38\u{202F}%")
  }
}
