import Tables
import Testing

@Test(
  arguments: [
    ("Chiffre d’affaires HT", KnownColumn.turnover), ("CA (k€)", .turnover),
    ("Effectif", .headcount),
    ("Nb factures ventes", .salesInvoices), ("Honoraires N", .fees), ("Code APE", .activityCode),
    ("Activité", .sector), ("N° SIREN", .siren), ("Périodicité TVA", .vatRegime),
    ("Délai de transmission (j)", .transmissionDelay), ("Ancienneté (ans)", .seniority),
    ("Chef de mission", .manager), ("Year_Birth", .ownerBirthYear),
    ("Année de naissance", .ownerBirthYear), ("birth_year", .ownerBirthYear),
    ("Heures passées", .hours), ("Grocery", nil), ("CA total groupe", nil), ("Age", nil), ("", nil),
    ("chiffre_d_affairement", nil), ("code_naf_2", nil), ("(k€)", nil),
  ] as [(String, KnownColumn?)])
func `a header names one known column or none`(_ header: String, _ column: KnownColumn?) {
  #expect(KnownColumn(header: header) == column)
}

@Test func `no key names two columns, and each is a key`() {
  var owners: [String: KnownColumn] = [:]
  for column in KnownColumn.allCases {
    for key in column.keys {
      let stem = key.hasSuffix("*") ? String(key.dropLast()) : key
      #expect(owners[stem] == nil, "\(stem): \(column), \(String(describing: owners[stem]))")
      owners[stem] = column
      #expect(HeaderKey.key(for: stem) == stem)
      #expect(KnownColumn(key: stem) == column)
      #expect(PersonalData.kind(forKey: stem) == nil, "\(stem)")
      if key.hasSuffix("*") { #expect(KnownColumn(key: stem + "_zz") == column, "\(key)") }
    }
  }
}

@Test func `the key goes before the header`() {
  #expect(KnownColumn(key: "outil_facturation", header: "CA") == .invoicingTool)
  #expect(KnownColumn(key: "ca_2", header: "CA") == .turnover)
  #expect(KnownColumn(key: "a", header: "b") == nil)
}
