import Foundation
import Tables
import TestSupport
import Testing

private let directory = RealData.folder

@Test(.enabled(if: directory != nil, Comment(rawValue: RealData.absence)))
func `the wholesale customers read with no configuration`() throws {
  let path = (directory ?? "") + "/wholesale-customers.csv"
  let reading = try CSVReader().read(path: path)
  #expect(reading.table.rowCount == 440)
  #expect(
    reading.table.columns.map(\.kind)
      == [.category, .ordinal] + Array(repeating: .numeric, count: 6)
  )
  #expect(reading.report.separator == .comma)
  #expect(reading.table["fresh"]?.numbers[..<3] == [12669, 7057, 6353])
}

@Test(.enabled(if: directory != nil, Comment(rawValue: RealData.absence)))
func `the retail customers read with no configuration`() throws {
  let path = (directory ?? "") + "/customer-personality.csv"
  let reading = try CSVReader().read(path: path)
  #expect(reading.table.rowCount == 2240)
  #expect(reading.report.hasByteOrderMark)
  #expect(reading.table["Income"]?.missingCount == 24)
  #expect(reading.table["Dt_Customer"]?.kind == .date)
  #expect(reading.table["Education"]?.kind == .category)
  #expect(reading.table["Response"]?.kind == .yesNo)
}
