import Segmentation
import Testing

@Suite struct PortfolioFileTests {
  static let period = Quarter(year: 2026, number: 3)
  static let generator = PortfolioGenerator(clients: 200, seed: 5, firstPeriod: period)

  private var lines: [String] {
    String(decoding: Self.generator.portfolioFile(Self.period).dropFirst(3), as: UTF8.self)
      .split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func fileNames() {
    #expect(PortfolioGenerator.portfolioFileName(Self.period) == "portefeuille-2026-T3.csv")
    #expect(PortfolioGenerator.truthFileName(Self.period) == "verite-2026-T3.csv")
  }

  @Test func beginsWithAByteOrderMarkAndTheHeader() {
    #expect(Self.generator.portfolioFile(Self.period).prefix(3) == [0xEF, 0xBB, 0xBF])
    #expect(lines[0] == PortfolioColumn.allCases.map(\.rawValue).joined(separator: ";"))
    #expect(lines[0].hasPrefix("id_client;raison_sociale;siren;forme_juridique;code_naf;secteur;"))
  }

  @Test func everyLineHasEveryColumnAndTheLastIsTheTotal() {
    let rows = Self.generator.quarter(Self.period).rows
    #expect(lines.count == rows.count + 3)
    #expect(lines.last == "")
    let columns = PortfolioColumn.allCases.count
    #expect(
      lines.dropLast().allSatisfy {
        $0.split(separator: ";", omittingEmptySubsequences: false).count == columns
      })
    let total = lines[lines.count - 2]
    #expect(total.hasPrefix("TOTAL;;;"))
    let fees = rows.compactMap { $0[.fees].number }.reduce(0, +)
    let written = field(total, .fees).filter(\.isNumber)
    #expect(Int(written) == Int(fees.rounded()))
  }

  @Test func cellsAreWrittenTheFrenchWay() {
    #expect(PortfolioCell.integer(1234).frenchText == "1234")
    #expect(PortfolioCell.decimal(7.25, decimals: 1).frenchText == "7,3")
    #expect(PortfolioCell.decimal(0.04, decimals: 2).frenchText == "0,04")
    #expect(PortfolioCell.decimal(-0.004, decimals: 2).frenchText == "0,00")
    #expect(PortfolioCell.decimal(-1.5, decimals: 2).frenchText == "-1,50")
    #expect(
      PortfolioCell.amount(1_234_567.8, decimals: 2, space: .noBreak).frenchText
        == "1\u{A0}234\u{A0}567,80")
    #expect(
      PortfolioCell.amount(1_000_002, decimals: 0, space: .narrowNoBreak).frenchText
        == "1\u{202F}000\u{202F}002")
    #expect(PortfolioCell.amount(-999, decimals: 0, space: .noBreak).frenchText == "-999")
    #expect(PortfolioCell.share(0.625).frenchText == "62,5\u{A0}%")
    #expect(PortfolioCell.yesNo(true).frenchText == "oui")
    #expect(PortfolioCell.yesNo(false).frenchText == "non")
    #expect(PortfolioCell.missing("n.c.").frenchText == "n.c.")
  }

  @Test func datesAreDayMonthYear() {
    let days = lines.dropFirst().dropLast(2).map { field($0, .entryDay) }.filter { !$0.isEmpty }
    #expect(days.count > 150)
    #expect(days.allSatisfy { $0.wholeMatch(of: /[0-3]\d\/[01]\d\/(19|20)\d\d/) != nil })
  }

  @Test func theTruthHasOneLineAClient() {
    let text = String(decoding: Self.generator.truthFile(Self.period).dropFirst(3), as: UTF8.self)
    let lines = text.split(separator: "\r\n").map(String.init)
    #expect(
      lines[0]
        == "id_client;type;taille;digital;organisation;appetence;changement_type;type_precedent;"
        + "arrivee;depart;atypique;anomalies")
    #expect(lines.count == 201)
    #expect(
      lines[1].wholeMatch(
        of: /C000000001;T\d_[A-Z0-9_]+(;-?\d+,\d{4}){4};non;;non;(oui|non);[a-z_]*;[a-z_+]*/) != nil
    )
  }

  @Test func theManagersAgeMayBeLeftOut() {
    let generator = PortfolioGenerator(
      clients: 3, seed: 5, firstPeriod: Self.period,
      options: GeneratorOptions(includesManagerAge: false))
    let text = String(decoding: generator.portfolioFile(Self.period), as: UTF8.self)
    #expect(!text.contains("age_dirigeant"))
    let widths = text.split(separator: "\r\n").map { $0.count { $0 == ";" } }
    #expect(Set(widths) == [PortfolioColumn.allCases.count - 2])
  }

  private func field(_ line: String, _ column: PortfolioColumn) -> String {
    guard let index = PortfolioColumn.allCases.firstIndex(of: column) else { return "" }
    return String(line.split(separator: ";", omittingEmptySubsequences: false)[index])
  }
}
