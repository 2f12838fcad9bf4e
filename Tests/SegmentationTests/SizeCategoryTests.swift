import Segmentation
import Testing

@Suite struct SizeCategoryTests {
  private let rule: SizeRule

  init() throws { rule = try Reform.standard().size.rule }

  private func category(_ headcount: Double?, _ turnover: Double?, _ sheet: Double?)
    -> SizeCategory?
  {
    rule.assess(headcount: headcount, turnover: turnover, balanceSheet: sheet).category
  }

  /// Décret 2008-1354: headcount below, turnover or balance sheet at most.
  @Test func boundsAreThoseOfTheDecree() {
    #expect(category(9.99, 2e6, 9e9) == .micro && category(9.99, 9e9, 2e6) == .micro)
    #expect(category(10, 0, 0) == .pme && category(9, 2_000_001, 2_000_001) == .pme)
    #expect(category(249, 50e6, 9e9) == .pme && category(249, 9e9, 43e6) == .pme)
    #expect(category(250, 0, 0) == .eti && category(9, 50_000_001, 43_000_001) == .eti)
    #expect(category(4999, 1500e6, 9e9) == .eti && category(4999, 9e9, 2000e6) == .eti)
    #expect(category(5000, 0, 0) == .ge && category(0, 1501e6, 2001e6) == .ge)
  }

  @Test func twoOfThreeMayDecide() {
    let small = rule.assess(headcount: 4, turnover: 300_000, balanceSheet: nil)
    #expect(small.category == .micro && small.absent == [.balanceSheet] && small.needed.isEmpty)
    let open = rule.assess(headcount: 4, turnover: 3e6, balanceSheet: nil)
    #expect(open.category == nil && open.lowest == .micro && open.highest == .pme)
    #expect(open.needed == [.balanceSheet])
    let large = rule.assess(headcount: 6000, turnover: nil, balanceSheet: nil)
    #expect(large.category == .ge && large.absent.count == 2 && large.needed.isEmpty)
    let nobody = rule.assess(headcount: nil, turnover: 1e5, balanceSheet: 1e5)
    #expect(nobody.lowest == .micro && nobody.highest == .ge && nobody.needed == [.headcount])
  }

  @Test func absurdFiguresAreMissing() {
    let odd = rule.assess(headcount: -1, turnover: .nan, balanceSheet: .infinity)
    #expect(odd == rule.assess(headcount: nil, turnover: nil, balanceSheet: nil))
    #expect(odd.needed == SizeCriterion.allCases && odd.lowest == .micro && odd.highest == .ge)
    #expect(SizeAssessment(stated: .eti).category == .eti)
  }

  /// Every way of filling the gaps, over figures on both sides of every threshold.
  @Test func missingFiguresLeaveWhatTheirValuesWould() {
    let grid: [[Double]] = [
      [0, 9, 10, 249, 250, 4999, 5000], [0, 2e6, 2.1e6, 50e6, 51e6, 1500e6, 1501e6],
      [0, 2e6, 2.1e6, 43e6, 44e6, 2000e6, 2001e6],
    ]
    for pattern in 0..<512 where pattern % 8 != 7 || pattern < 64 {
      let given = (0..<3).map { (axis: Int) -> Double? in
        pattern >> (3 * axis) & 7 == 7 ? nil : grid[axis][pattern >> (3 * axis) & 7 % 7]
      }
      let found = rule.assess(headcount: given[0], turnover: given[1], balanceSheet: given[2])
      let fillings = Self.fillings(given, grid)
      let sizes = fillings.compactMap { category($0[0], $0[1], $0[2]) }
      #expect(found.lowest == sizes.min() && found.highest == sizes.max(), "\(given)")
      let needed = (0..<3).filter { axis in
        given[axis] == nil
          && fillings.contains { filling in
            Set(
              grid[axis].compactMap { value -> SizeCategory? in
                var other = filling
                other[axis] = value
                return category(other[0], other[1], other[2])
              }
            ).count > 1
          }
      }
      #expect(found.needed == needed.map { SizeCriterion.allCases[$0] }, "\(given)")
    }
  }

  private static func fillings(_ given: [Double?], _ grid: [[Double]]) -> [[Double]] {
    given.indices.reduce([[]]) { rows, axis in
      rows.flatMap { row in (given[axis].map { [$0] } ?? grid[axis]).map { row + [$0] } }
    }
  }
}
