import Foundation
import Tables
import Testing

@Suite struct CalendarDayTests {
  private func day(_ iso: String) throws -> CalendarDay { try #require(CalendarDay(iso: iso)) }

  @Test func readsDaysOfTheCalendarOnly() throws {
    #expect(CalendarDay(iso: "2026-09-01") == CalendarDay(year: 2026, month: 9, day: 1))
    #expect(try day("2024-02-29").iso == "2024-02-29")
    #expect(try day("2024-02-29").french == "29/02/2024")
    for text in [
      "2026-02-29", "2026-13-01", "2026-00-10", "2026-09-31", "2026-9-1", "01/09/2026", "",
      "2026-09-01 ", "+026-09-01", "2026-09-1a", "2026-09-01-01", "20260901",
    ] { #expect(CalendarDay(iso: text) == nil, "\(text)") }
  }

  @Test func monthsEndWhereTheMonthDoes() throws {
    #expect(try day("2026-09-01").advanced(months: -8).iso == "2026-01-01")
    #expect(try day("2026-09-01").advanced(months: -12).iso == "2025-09-01")
    #expect(try day("2026-08-31").advanced(months: -6).iso == "2026-02-28")
    #expect(try day("2026-12-31").advanced(months: 2).iso == "2027-02-28")
    #expect(try day("2023-11-30").advanced(months: 3).iso == "2024-02-29")
    #expect(try day("2026-05-15").advanced(months: 0).iso == "2026-05-15")
    #expect(try day("0001-02-28").advanced(months: -14).year == -1)
    #expect(try day("0001-02-28").advanced(months: -14).month == 12)
    #expect(try day("2026-05-15").advanced(days: -15).iso == "2026-04-30")
  }

  @Test func orderAndDistanceAgree() throws {
    let (early, late) = (try day("2026-08-31"), try day("2027-09-01"))
    #expect(early < late && !(late < early))
    #expect(early.days(until: late) == 366 && late.days(until: early) == -366)
    #expect(try day("2026-12-31") < day("2027-01-01"))
  }

  @Test func isStoredAsItsText() throws {
    let coded = try JSONEncoder().encode([try day("2026-09-01")])
    #expect(String(decoding: coded, as: UTF8.self) == #"["2026-09-01"]"#)
    #expect(try JSONDecoder().decode([CalendarDay].self, from: coded) == [day("2026-09-01")])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([CalendarDay].self, from: Data(#"["2026-02-30"]"#.utf8))
    }
  }
}
