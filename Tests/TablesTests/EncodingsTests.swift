import Foundation
import Tables
import Testing

private let text = "nom;note;effectif\nCafé Œuvre;à voir;3\nL’Été;ça va;4\nHôtel à 5 €;où;5\n"

private func check(_ bytes: [UInt8], _ encoding: TextEncoding, mark: Bool = false) throws {
  let reading = try read(bytes: bytes)
  #expect(reading.report.encoding == encoding)
  #expect(reading.report.hasByteOrderMark == mark)
  #expect(reading.table["nom"]?.texts == ["Café Œuvre", "L’Été", "Hôtel à 5 €"])
  #expect(reading.table["effectif"]?.numbers == [3, 4, 5])
}

@Test func `UTF-8 with and without a mark`() throws {
  try check(Array(text.utf8), .utf8)
  try check([0xEF, 0xBB, 0xBF] + Array(text.utf8), .utf8, mark: true)
}

@Test func `UTF-16 of both orders, with and without a mark`() throws {
  let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  try check([0xFF, 0xFE] + little, .utf16LittleEndian, mark: true)
  try check([0xFE, 0xFF] + big, .utf16BigEndian, mark: true)
  try check(little, .utf16LittleEndian)
  try check(big, .utf16BigEndian)
}

@Test func `Windows-1252 by its signs`() throws {
  let bytes = try #require(text.data(using: .windowsCP1252))
  try check(Array(bytes), .windows1252)
}

@Test func `ISO-8859-15 by its euro or its ligature`() throws {
  // The apostrophe U+2019 is not in ISO-8859-15.
  let plain = text.replacingOccurrences(of: "’", with: "'")
  let table: [Unicode.Scalar: UInt8] = ["€": 0xA4, "Œ": 0xBC]
  let bytes = plain.unicodeScalars.map { table[$0] ?? UInt8($0.value) }
  let reading = try read(bytes: bytes)
  #expect(reading.report.encoding == .latin9)
  #expect(reading.table["nom"]?.texts == ["Café Œuvre", "L'Été", "Hôtel à 5 €"])
}

@Test func `a stray byte in UTF-8 is replaced and counted`() throws {
  var bytes = Array("nom;n\nÉté à l’île;1\nœuvre été;2\nNoël\u{E9}\u{E8};3\n".utf8)
  let place = try #require(bytes.firstIndex(of: UInt8(ascii: "N")))
  bytes.insert(0xFF, at: place)
  let reading = try read(bytes: bytes)
  #expect(reading.report.encoding == .utf8)
  #expect(reading.report.invalidSequencesReplaced == 1)
  #expect(reading.table["nom"]?.texts.last == "\u{FFFD}Noëléè")
}

@Test func `an imposed encoding is used`() throws {
  let reading = try read(bytes: [UInt8](Array("nom;n\n".utf8) + [0xE9, 0x3B, 0x31, 0x0A])) {
    $0.encoding = .latin9
  }
  #expect(reading.report.encoding == .latin9)
  #expect(reading.table["nom"]?.texts == ["é"])
}

/// Exports of several tools put one under the other.
@Test func `lines in two encodings are each read in their own`() throws {
  let modern = Array("région;n\nRhône;1\nIsère;2\nL’Hérault;3\n".utf8)
  let old = Array(
    try #require("Rhône;4\nIsère;5\nAude;6\nL’Hérault;7\n".data(using: .windowsCP1252)))
  let reading = try read(bytes: modern + old)
  let column = try #require(reading.table.columns.first)
  let half = ["Rhône", "Isère", "L’Hérault", "Rhône", "Isère", "Aude", "L’Hérault"]
  #expect(column.texts == half || column.labels == half)
  #expect(reading.report.encoding == .utf8)
  #expect(
    reading.report.otherEncoding
      == OtherEncoding(encoding: .windows1252, lineCount: 3, firstLine: 5))
  #expect(reading.report.invalidSequencesReplaced == 0)
  let marked = try read(bytes: [0xEF, 0xBB, 0xBF] + modern + old)
  #expect(marked.report.hasByteOrderMark && marked.report.otherEncoding?.lineCount == 3)
  #expect(marked.table == reading.table)
}

@Test func `the accents of DOS are recognised by where they stand`() throws {
  // é à ê ç ô è û in code page 850.
  let codes: [Unicode.Scalar: UInt8] = [
    "é": 0x82, "à": 0x85, "ê": 0x88, "ç": 0x87, "ô": 0x93, "è": 0x8A, "û": 0x96, "É": 0x90,
  ]
  let text = "région;n\nRhône-été;1\nLa Forêt;2\nBésançon à voir;3\nÉtablissement;4\n"
  let bytes = text.unicodeScalars.map { codes[$0] ?? UInt8($0.value) }
  let reading = try read(bytes: bytes)
  #expect(reading.report.encoding == .cp850)
  #expect(
    reading.table["region"]?.texts == ["Rhône-été", "La Forêt", "Bésançon à voir", "Établissement"])
  // Quotes, dashes and dots of Windows stand around words, not inside.
  let windows = "nom;n\n“été” – été…;1\nl’œuvre etc…;2\nça – là;3\n"
  let data = try #require(windows.data(using: .windowsCP1252))
  #expect(try read(bytes: Array(data)).report.encoding == .windows1252)
}
