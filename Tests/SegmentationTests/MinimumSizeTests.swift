import LinearAlgebra
import Segmentation
import TestSupport
import Testing
import Validation

/// Minimum sizes that the segments of a portfolio do not reach.
@Suite struct MinimumSizeTests {
  private func study(_ change: (inout StudyConfiguration) -> Void) throws -> Study {
    try Pipeline(Studies.configuration(change))
      .run(Studies.source(SmallPortfolio(clients: 160).text), parallelism: Parallelism(threads: 2))
  }

  /// 120 training clients in three groups of about 40: of the numbers that hold, 2 and 3, neither has
  /// segments of 100, nor of 5 000.
  @Test(arguments: [100, 5_000])
  func segmentsThatAreAllTooSmallAreKeptAndSaid(minimum: Int) throws {
    let study = try study { $0.minimumSize = minimum }
    #expect(study.segments.count == 2 && study.choice.choice == 2)
    let below = try #require(study.belowMinimum)
    #expect(below.minimumSize == minimum && below.reaching == 0 && below.segments == [1, 2])
    #expect(study.segments.allSatisfy { $0.verdict.verdict == .caution })
    #expect(study.verdictRule.size.use == Double(minimum))
    // Groups of their size are no special cases.
    #expect(study.namedCases.isEmpty && study.namedCaseSize == 10)
  }

  @Test func aloneToReachTheMinimum() throws {
    let plain = try study { _ in }
    #expect(plain.segments.count == 3 && plain.belowMinimum == nil)
    #expect(plain.verdictRule == VerdictRule())
    let study = try study { $0.minimumSize = 60 }
    #expect(study.segments.map(\.trainingSize) == [82, 38])
    #expect(study.belowMinimum?.reaching == 1 && study.belowMinimum?.segments == [2])
    #expect(study.segments.last?.verdict.verdict == .caution && study.namedCases.isEmpty)
  }

  /// A minimum that was asked for is held against a number that was asked for too; the usual one is not.
  @Test func numbersThatWereAskedFor() throws {
    let asked = try study {
      $0.clusters = .fixed(3)
      $0.minimumSize = 100
    }
    #expect(asked.belowMinimum?.reaching == 0 && asked.segments.count == 3)
    let usual = try study { $0.clusters = .fixed(30) }
    #expect(usual.belowMinimum == nil && usual.segments.count == 30)
  }
}
