import Interpretation
import Reports
import Segmentation
import Tables
import Testing

/// `reasons.csv` of two groups on a line: 0…9 and 100…109, of means 4.5 and 104.5, halfway 54.5 (54 to the user).
@Suite struct ReasonsFileTests {
  private func rows(_ language: Language) throws -> [String] {
    var text = "id,a,b\n"
    for i in 0..<20 { text += "C-\(i),\(i < 10 ? i : 90 + i),\(i % 2)\n" }
    let reader = try CSVReader().open(bytes: Array(text.utf8))
    var configuration = StudyConfiguration()
    configuration.language = language
    configuration.method = .kMeans
    configuration.clusters = .fixed(2)
    configuration.heldOut = .fraction(0.01)
    configuration.preparation.roles = ["b": .ignored]
    let reading = try reader.read()
    let source = StudySource(
      input: InputFacts(name: "in.csv", sha256: "", rowCount: 20, columnCount: 3),
      reading: reading, text: reader, readSeconds: 0)
    let study = try Pipeline(configuration).run(source)
    let reasons = try #require(try ClientReasoner(study)?.reasons())
    let file = String(decoding: ReasonsFile(study, reasons).bytes, as: UTF8.self)
    return file.split(separator: "\n").map(String.init)
  }

  @Test func whatPutsAClientThereAndWhatWouldMoveIt() throws {
    let french = try rows(.french)
    #expect(french.count == 21 && french[0] == ReasonsFile.header.joined(separator: ","))
    let third = french[4].replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    #expect(third.hasPrefix("C-3,1,"))
    #expect(third.contains("a 3 (médiane 54),a : 55 au lieu de 3,2"), "\(third)")
    let last = french[20].replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    #expect(last.hasPrefix("C-19,2,") && last.hasSuffix("a : 54 au lieu de 109,1"), "\(last)")
    let english = try rows(.english)[4]
    #expect(english.contains("a 3 (median 54),a: 55 instead of 3,2"), "\(english)")
  }
}
