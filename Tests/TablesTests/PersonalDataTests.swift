import Tables
import Testing

private func kind(
  _ values: ColumnValues, key: String = "colonne", rows: [Int]? = nil
) -> PersonalDataKind? {
  Column(name: key, key: key, position: 1, kind: .text, values: values)
    .personalData(rows: rows ?? Array(0..<values.count))
}

@Test func `a header names personal data whatever the values`() {
  #expect(kind(.texts(["x"]), key: "prenom") == .personName)
  #expect(kind(.dates([1]), key: "date_naissance") == .birthDate)
  #expect(kind(.numbers([612_345_678]), key: "tel") == .phone)
  #expect(kind(.texts(["x"]), key: "telephonie") == nil)
}

@Test func `half of the observed values of the rows decide`() {
  let texts: [String?] = ["a@exemple.fr", nil, "non", "b@exemple.fr", "non", "non"]
  #expect(kind(.texts(texts)) == nil)
  #expect(kind(.texts(texts), rows: [0, 1, 2, 3]) == .email)
  #expect(kind(.texts(texts), rows: [1]) == nil)
  #expect(kind(.texts(texts), rows: []) == nil)
}

@Test func `levels count as often as they stand`() {
  let levels = ["06/12/34/56/78", "rien"]
  #expect(kind(.categories(codes: [0, 1, 1, 1, -1], levels: levels)) == nil)
  #expect(kind(.categories(codes: [0, 0, 0, 1, -1], levels: levels)) == .phone)
  #expect(kind(.categories(codes: [0, 0, 0, 1, -1], levels: levels), rows: [3, 4]) == nil)
}

@Test func `numbers of 13 or 15 digits are read as they are written`() {
  #expect(kind(.numbers([1_840_176_451_089, .nan])) == .socialSecurityNumber)
  // 97 − (2690549588157 mod 97) = 80.
  #expect(kind(.numbers([269_054_958_815_780])) == .socialSecurityNumber)
  #expect(kind(.numbers([269_054_958_815_781])) == nil)
  #expect(kind(.numbers([2e12, 1e300, -1, 0.5, .infinity, 73_282_932_000_074])) == nil)
}

@Test func `a header alone is told, and the column typed by its content`() throws {
  let column = try column("Date de naissance", ["12/03/1980", "25/11/1975", "31/01/1990"])
  #expect(column.kind == .date)
  #expect(column.personalData == .birthDate)
}
