import Segmentation
import Testing

@Suite struct QuarterTests {
  @Test(arguments: ["2026-T3", "2026T3", "2026-Q3", "2026-t3"])
  func readsTheUsualSpellings(text: String) {
    #expect(Quarter(text) == Quarter(year: 2026, number: 3))
  }

  @Test(arguments: ["", "2026", "2026-3", "2026-T5", "2026-T0", "26-T1", "T3-2026", "2026-T3-1"])
  func refusesAnythingElse(text: String) {
    #expect(Quarter(text) == nil)
  }

  @Test func countsAcrossYears() {
    let autumn = Quarter(year: 2026, number: 4)
    #expect(autumn.advanced(by: 1) == Quarter(year: 2027, number: 1))
    #expect(autumn.advanced(by: -4) == Quarter(year: 2025, number: 4))
    #expect(autumn.quarters(until: Quarter(year: 2027, number: 3)) == 3)
    #expect(autumn < Quarter(year: 2027, number: 1))
    #expect(autumn.description == "2026-T4")
  }

  @Test func daysFollowTheCalendar() {
    #expect(DayCount(year: 1970, month: 1, day: 1).daysSince1970 == 0)
    #expect(DayCount(year: 2000, month: 3, day: 1).daysSince1970 == 11_017)
    #expect(DayCount(year: 2028, month: 2, day: 28).advanced(by: 1).french == "29/02/2028")
    #expect(DayCount(year: 2026, month: 2, day: 28).advanced(by: 1).french == "01/03/2026")
    #expect(DayCount(daysSince1970: -1).french == "31/12/1969")
  }
}
