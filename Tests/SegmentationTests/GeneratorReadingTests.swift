import Segmentation
import Tables
import Testing

/// The made file is what the product's own reader meets first: it must recognise it.
@Suite struct GeneratorReadingTests {
  static let period = Quarter(year: 2026, number: 2)
  static let generator = PortfolioGenerator(clients: 800, seed: 2026, firstPeriod: period)
  let reading: TableReading
  let quarter = Self.generator.quarter(Self.period)

  init() throws {
    reading = try CSVReader().read(bytes: Self.generator.portfolioFile(Self.period))
  }

  @Test func dialectTotalAndDuplicatesAreRecognised() {
    let report = reading.report
    #expect(report.encoding == .utf8)
    #expect(report.hasByteOrderMark)
    #expect(report.separator == .semicolon)
    #expect(report.decimalMark == .comma)
    #expect(report.totalRowsDropped == [quarter.rows.count + 2])
    #expect(report.identifierColumn == "id_client")
    #expect(
      report.duplicatedIdentifierRows.count
        == quarter.truth.count { $0.errors.contains(.duplicated) })
    #expect(report.cellProblemCount == 0)
    #expect(reading.table.rowCount == quarter.rows.count)
  }

  @Test(arguments: [
    (PortfolioColumn.identifier, ColumnKind.identifier), (.siren, .identifier), (.name, .text),
    (.legalForm, .category), (.sector, .category), (.office, .category),
    (.collaborator, .category), (.entryDay, .date), (.relationYears, .numeric),
    (.turnover, .numeric), (.balanceSheet, .numeric), (.businessShare, .numeric),
    (.vatRegime, .category), (.tool, .category), (.bankConnected, .yesNo),
    (.maturityScore, .ordinal), (.organisationLevel, .ordinal), (.appetiteScore, .ordinal),
    (.fees, .numeric), (.hours, .numeric), (.requests, .numeric), (.missions, .set),
    (.mandate, .category), (.hasPlatform, .yesNo), (.mandateDay, .date),
  ])
  func kinds(column: PortfolioColumn, kind: ColumnKind) {
    #expect(reading.table[column.rawValue]?.kind == kind)
  }

  @Test(arguments: [
    PortfolioColumn.turnover, .headcount, .salesInvoices, .businessShare, .fees, .hours, .lateDays,
    .maturityScore,
  ])
  func numbersAreReadBack(column: PortfolioColumn) throws {
    guard case .numbers(let values) = try #require(reading.table[column.rawValue]).values else {
      Issue.record("not numbers")
      return
    }
    for (read, row) in zip(values, quarter.rows) {
      guard let made = row[column].number else {
        #expect(read.isNaN)
        continue
      }
      #expect(near(read, made, halfTheLastDigitWritten(column)))
    }
  }

  private func halfTheLastDigitWritten(_ column: PortfolioColumn) -> Double {
    switch column {
    case .turnover: 0.5001
    case .businessShare: 0.0005001
    case .fees: 0.005001
    default: 0.05001
    }
  }
}
