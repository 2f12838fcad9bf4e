extension PersonalData {
  /// The kind that a header's key names.
  package static func kind(forKey key: String) -> PersonalDataKind? { byKey[key] }

  private static let byKey: [String: PersonalDataKind] = {
    var table: [String: PersonalDataKind] = [:]
    for (kind, keys) in keys {
      for key in keys { table[key] = kind }
    }
    return table
  }()

  private static let keys: [PersonalDataKind: [String]] = [
    .socialSecurityNumber: [
      "nir", "numero_securite_sociale", "num_securite_sociale", "n_securite_sociale",
      "securite_sociale", "num_secu", "numero_secu", "n_secu", "ssn",
    ],
    .bankAccount: [
      "iban", "rib", "bic", "iban_client", "compte_bancaire", "coordonnees_bancaires",
    ],
    .email: [
      "email", "e_mail", "mail", "courriel", "adresse_mail", "adresse_email", "email_dirigeant",
      "mail_dirigeant", "email_contact",
    ],
    .phone: [
      "telephone", "tel", "n_telephone", "numero_telephone", "num_tel", "portable", "mobile",
      "telephone_dirigeant", "telephone_portable", "phone", "fax",
    ],
    .birthDate: [
      "date_naissance", "date_de_naissance", "date_naissance_dirigeant", "naissance_dirigeant",
      "birth_date", "birthdate", "date_of_birth", "dob",
    ],
    .personName: ["dirigeant", "nom_dirigeant", "prenom", "prenom_dirigeant", "contact", "gerant"],
  ]
}

extension PersonalDataKind {
  /// The kind that at least half of `total` values are; the first where two tie.
  static func majority(of counts: [PersonalDataKind: Int], total: Int) -> PersonalDataKind? {
    total > 0 ? allCases.first { 2 * counts[$0, default: 0] >= total } : nil
  }
}

extension Column {
  /// The personal data whose form at least half of the values of `rows` have, else those that the
  /// header names; the other rows are not looked at.
  ///
  /// A column of numbers can hold nothing but social security numbers: an account of company is no
  /// number, and a phone loses its zero. SIREN (9 digits) and SIRET (14) have another length.
  ///
  /// - Complexity: O(rows), each distinct level being read once.
  package func personalData(rows: [Int]) -> PersonalDataKind? {
    majority(rows: rows) ?? PersonalData.kind(forKey: key)
  }

  private func majority(rows: [Int]) -> PersonalDataKind? {
    var counts: [PersonalDataKind: Int] = [:]
    var total = 0
    func add(_ kind: PersonalDataKind?) {
      total += 1
      if let kind { counts[kind, default: 0] += 1 }
    }
    switch values {
    case .texts(let texts):
      for case let text? in rows.lazy.map({ texts[$0] }) { add(PersonalData.kind(of: text)) }
    case .categories(let codes, let levels):
      let kinds = levels.map { PersonalData.kind(of: $0) }
      for code in rows.lazy.map({ codes[$0] }) where code >= 0 { add(kinds[Int(code)]) }
    case .numbers(let numbers):
      for number in rows.lazy.map({ numbers[$0] }) where !number.isNaN {
        add(PersonalData.kind(of: number))
      }
    case .sets, .dates: return nil
    }
    return .majority(of: counts, total: total)
  }
}

extension PersonalData {
  fileprivate static func kind(of text: String) -> PersonalDataKind? {
    kind(of: Array(text.utf8).span)
  }

  /// Numbers of 13 to 15 digits only: writing all the others out would be long for nothing.
  fileprivate static func kind(of number: Double) -> PersonalDataKind? {
    guard number >= 1e12, number < 1e15, let integer = Int(exactly: number) else { return nil }
    return kind(of: String(integer))
  }
}
