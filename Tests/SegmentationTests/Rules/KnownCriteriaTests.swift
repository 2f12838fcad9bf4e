import Segmentation
import Tables
import Testing

@Suite struct KnownCriteriaTests {
  @Test func countsCriteriaNotColumns() {
    let table = Table(columns: [
      RuleTables.numbers("ca_annuel_ht", [1, nil, nil]),
      RuleTables.numbers("effectif", [2, 3, nil]),
      RuleTables.categories("outil_facturation", ["saas", nil, nil]),
      RuleTables.numbers("honoraires_2025", [10, 20, nil]),
      RuleTables.numbers("autre", [1, 1, 1]),
    ])
    let column = KnownCriteria.column(of: table)
    #expect(column.key == "nb_criteres_renseignes")
    #expect(column.values == .numbers([3, 2, 0]))
  }

  @Test func allSevenInAMadePortfolio() throws {
    let header =
      "id_client;ca_annuel_ht;score_maturite_technique;niveau_organisation;"
      + "appetence_changement;honoraires_annuels_ht;nb_sollicitations_trim;missions"
    let text = header + "\nA;1;2;3;4;5;6;tenue+fiscal\nB;;;;;;;\nC;8;1;2;3;4;5;tenue\n"
    let table = try CSVReader().read(bytes: Array(text.utf8)).table
    #expect(KnownCriteria.column(of: table).values == .numbers([7, 0, 7]))
  }
}
