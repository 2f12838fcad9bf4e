import Preparation
import Tables
import Testing

@Suite struct RolesTests {
  private func role(_ column: Column) throws -> RoleAssignment {
    try Roles.assign(Table(columns: [column]))[0]
  }

  @Test(arguments: [
    ("siren", VariableRole.identifier), ("raison_sociale", .name), ("collaborateur", .group),
    ("typologie", .illustrative), ("pa_choisie", .illustrative), ("code_naf", .illustrative),
    ("trimestre", .ignored), ("age_dirigeant", .ignored), ("secteur", .active),
    ("forme_juridique", .active), ("Chef de mission", .group), ("date_mandat", .illustrative),
    ("ville", .illustrative), ("numero_tva", .identifier), ("regime_tva", .active),
    ("civilite", .ignored), ("prenom", .ignored),
  ])
  func knownKeysOfPortfolioExports(_ key: String, _ expected: VariableRole) throws {
    #expect(try role(category(key, ["a", "b", "a"])).role == expected)
  }

  @Test func kindsOfOtherColumns() throws {
    #expect(try role(quantity("ca", [1, 2])).role == .active)
    #expect(try role(sets("missions", [["a"], ["b"]])).role == .active)
    #expect(try role(texts("remarque", ["bon", "lent"])).role == .ignored)
    #expect(try role(texts("cle", ["a", "b"], kind: .identifier)).role == .identifier)
    let day = Column(name: "d", key: "d", position: 1, kind: .date, values: .dates([1, 2]))
    #expect(try role(day) == RoleAssignment(key: "d", role: .ignored, reason: .kind(.date)))
  }

  @Test(arguments: [
    ("jean.dupont@exemple.fr", PersonalDataKind.email),
    ("06 12 34 56 78", .phone), ("+33612345678", .phone),
    ("FR76 3000 6000 0112 3456 7890 189", .bankAccount),
    // 97 − (1841276451089 mod 97) = 46.
    ("1 84 12 76 451 089 46", .socialSecurityNumber), ("2840176451089", .socialSecurityNumber),
  ])
  func personalIdentifiersAreRefusedByTheirForm(_ value: String, _ kind: PersonalDataKind) throws {
    let column = category("colonne", [value, value, nil])
    #expect(try role(column).reason == .personalIdentifier(kind))
    #expect(try role(column).role == .ignored)
    #expect(throws: PreparationError.personalIdentifier(key: "colonne", kind: kind)) {
      try Roles.assign(Table(columns: [column]), configured: ["colonne": .active])
    }
  }

  @Test(arguments: [
    "732829320", "73282932000074", "4520A", "papier@boite", "0123", "75008", "250000", "mail_scan",
    "FRANCE", "3284017645108",
    // Of the right form, with a wrong check digit.
    "FR76 3000 6000 0112 3456 7890 188", "1 84 12 76 451 089 47",
  ])
  func ordinaryValuesAreNot(_ value: String) throws {
    #expect(try role(category("colonne", [value, value])).role == .active)
  }

  @Test func numbersThatAreSocialSecurityNumbers() throws {
    #expect(
      try role(quantity("n", [1_840_176_451_089, 2_840_176_451_089])).reason
        == .personalIdentifier(.socialSecurityNumber))
    #expect(try role(quantity("n", [1_840_176.5, 2e12])).role == .active)
  }

  @Test func theConfigurationWins() throws {
    let table = Table(columns: [
      quantity("age_dirigeant", [40, 50]), category("bureau", ["a", "b"]), quantity("CA", [1, 2]),
    ])
    let roles = try Roles.assign(
      table, configured: ["age_dirigeant": .active, "bureau": .active, "CA": .outcome])
    #expect(roles.map(\.role) == [.active, .active, .outcome])
    #expect(roles.allSatisfy { $0.reason == .configured })
    #expect(throws: PreparationError.unknownColumn(key: "absente")) {
      try Roles.assign(table, configured: ["absente": .active])
    }
  }
}
