import Interpretation
import Segmentation
import Tables
import TestSupport
import Testing

/// The rules that ship with the product.
@Suite struct ReformRulesTests {
  static let header = [
    "id_client", "niveau_obligation", "nb_criteres_renseignes", "nb_factures_ventes_mois", "taille",
    "outil_facturation", "niveau_organisation", "score_maturite_technique", "appetence_changement",
    "part_b2b", "ca_annuel_ht", "honoraires_annuels_ht", "pa_choisie", "statut_mandat",
    "jours_avant_echeance", "exposition_amende_annuelle",
  ]
  /// One client for each rule in order, then one of whom little is known.
  static let clients = [
    "C1;hors_champ;7;0;MICRO;aucun;2;2;2;0;1000;900;non;envoye;400;0",
    "C2;emission;3;5;MICRO;saas;4;5;5;0,5;90000;1000;non;envoye;300;500",
    "C3;reception_seule;7;;MICRO;word_excel;3;3;3;0,1;50000;1100;oui;signe;300;500",
    "C4;emission;7;90;PME;erp;4;5;5;0,9;4000000;20000;oui;signe;-30;15000",
    "C5;emission;7;40;MICRO;saas;3;4;3;0,7;300000;4000;non;refuse;180;9000",
    "C6;ereporting_seul;7;10;MICRO;caisse;3;3;3;0,1;85000;3000;non;envoye;100;3000",
    "C7;emission;7;10;MICRO;papier;1;1;4;0,6;120000;2000;non;;300;3000",
    "C8;emission;7;10;MICRO;logiciel_local;3;3;2;0,6;120000;2100;non;;300;3000",
    "C9;emission;7;10;MICRO;word_excel;3;2;3;0,6;120000;2200;non;;300;3000",
    "C10;emission;7;10;MICRO;logiciel_local;3;3;3;0,6;120000;2300;non;;300;3000",
    "C11;;5;;;;;;;;;2400;;;;",
  ]

  private func result() throws -> RuleResult {
    let text = ([Self.header.joined(separator: ";")] + Self.clients).joined(separator: "\n") + "\n"
    var options = CSVOptions()
    for key in ["niveau_organisation", "score_maturite_technique", "appetence_changement"] {
      options.kinds[key] = .numeric
    }
    options.kinds["pa_choisie"] = .yesNo
    options.kinds["statut_mandat"] = .category
    let table = try CSVReader(options: options).read(bytes: Array(text.utf8)).table
    return try RuleSegmentation(RuleFile.reform()).apply(to: table)
  }

  @Test func aClientForEachRule() throws {
    let result = try result()
    #expect(result.absentColumns == [])
    #expect(result.codes.dropLast() == result.segments.map(\.code)[...])
    #expect(result.codes.last == "A_ACCOMPAGNER")
    #expect(
      result.segments.map(\.code) == [
        "HORS_CHAMP", "A_QUALIFIER", "RECEPTION_SEULE", "STRUCTURE_ERP", "AUTONOME_CONNECTE",
        "FLUX_B2C", "DELEGATION_TOTALE", "RESISTANT", "A_EQUIPER", "A_ACCOMPAGNER",
      ])
    #expect(
      result.because(ofRow: 0, language: .french)
        == "Non assujetti à la TVA, la réforme ne le concerne pas.")
    #expect(result.because(ofRow: 10, language: .english).contains("HORS_CHAMP (missing: niveau_"))
  }

  @Test func layersByHand() throws {
    let clients = try result().clients
    #expect(
      clients.map(\.colour) == [
        "orange", "orange", "vert", "vert", "rouge", "orange", "orange", "orange", "orange",
        "orange", nil,
      ])
    // Fees: 41 000 in all, of which C4 has the first 20 000; before C5 20 000, under a half.
    #expect(clients[3].abc == "A" && clients[4].abc == "A" && clients[5].abc == "B")
    #expect(clients[0].abc == "C")
    // C4: 40 + 25 + 20 + 0.
    #expect(clients[3].priority == 85)
    let fifth = 40 * (1 - 180.0 / 365) + 25 * 0.6 + 20 + 15 * 0.25
    #expect(relativeDifference(try #require(clients[4].priority), fifth) < 1e-12)
    // C11: its class B alone is known.
    #expect(clients[10].abc == "B" && clients[10].priority == 12)
  }

  /// Every label and sentence is there in both languages, and a sentence is one.
  @Test func textsAreWhole() throws {
    let file = try RuleFile.reform()
    for rule in file.rules {
      for language in Language.allCases {
        let because = try #require(rule.because?[language])
        #expect(because.hasSuffix(".") && rule.label?[language].isEmpty == false, "\(rule.code)")
      }
      #expect(rule.because?.french != rule.because?.english)
    }
  }

  /// The file is usable on a portfolio that has next to nothing, given what is derived.
  @Test func aPoorPortfolioIsSegmented() throws {
    let table = Table(columns: [RuleTables.numbers("honoraires", [10, 20])])
    let extra = [
      RuleTables.categories("niveau_obligation", ["emission", nil]),
      RuleTables.categories("taille", ["MICRO", nil]),
      RuleTables.numbers("jours_avant_echeance", [10, nil]),
      RuleTables.numbers("exposition_amende_annuelle", [10, nil]),
      RuleTables.numbers("nb_criteres_renseignes", [1, 1]),
    ]
    let result = try RuleSegmentation(RuleFile.reform()).apply(to: table, extra: extra)
    #expect(result.codes == ["A_QUALIFIER", "A_QUALIFIER"])
    #expect(result.absentColumns.contains("outil_facturation"))
  }
}
