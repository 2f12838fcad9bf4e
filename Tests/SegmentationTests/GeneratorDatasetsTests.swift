import Foundation
import Segmentation
import Testing

/// The committed portfolio is what `clientele generate --clients 800 --seed 2026 --period 2026-T1
/// --quarters 3` writes.
@Suite struct GeneratorDatasetsTests {
  static let generator = PortfolioGenerator(
    clients: 800, seed: 2026, firstPeriod: Quarter(year: 2026, number: 1), quarters: 3)

  @Test(arguments: generator.periods)
  func committedFilesAreThoseOfTheGenerator(period: Quarter) throws {
    // Compared outside `#expect`, which would print every byte.
    let samePortfolio =
      try bytes(PortfolioGenerator.portfolioFileName(period))
      == Self.generator.portfolioFile(period)
    let sameTruth =
      try bytes(PortfolioGenerator.truthFileName(period)) == Self.generator.truthFile(period)
    #expect(samePortfolio)
    #expect(sameTruth)
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return Array(try Data(contentsOf: root.appending(path: "datasets").appending(path: name)))
  }
}
