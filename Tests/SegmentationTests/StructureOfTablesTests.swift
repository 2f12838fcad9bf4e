import Segmentation
import Statistics
import TestSupport
import Testing
import Validation

/// Whether there are groups, asked of whole tables.
@Suite struct StructureOfTablesTests {
  /// Six quantities and four bands cut from one or two latent quantities: a continuum.
  private func continuum(latents: Int, seed: UInt64) -> String {
    var stream = RandomStream(seed: seed, purpose: .example)
    let names = (0..<6).map { "q\($0)" } + (0..<4).map { "tranche\($0)" }
    let header = (["id"] + names).joined(separator: ";")
    let rows = (0..<500).map { i -> String in
      let latent = (0..<latents).map { _ in stream.normal() }
      let values = (0..<10).map { latent[$0 % latents] + 0.4 * stream.normal() }
      let bands = values[6...].map { $0 < -0.6 ? "petite" : $0 < 0.7 ? "moyenne" : "grande" }
      return (["C\(i)"] + values[..<6].map { String($0) } + bands)
        .joined(separator: ";")
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  @Test(arguments: [(1, 1), (1, 2), (2, 3), (2, 4)] as [(Int, UInt64)])
  func bandsCutFromAContinuumAreNoSegments(latents: Int, seed: UInt64) throws {
    let study = try Pipeline(Studies.configuration())
      .run(Studies.source(continuum(latents: latents, seed: seed)))
    #expect(!study.choice.hasStructure, "p = \(study.choice.evidence.structure.pValue ?? -1)")
  }

  /// Three groups six deviations apart, told by two columns among others that have nothing to do with them
  /// or with anything: no axis is left to chance.
  @Test(arguments: [2, 4])
  func groupsAreFoundBesideColumnsThatHaveNothingToDoWithThem(others: Int) throws {
    var stream = RandomStream(seed: 11, purpose: .example, item: others)
    let names = ["x", "y"] + (0..<others).map { "n\($0)" }
    let rows = (0..<360).map { i -> String in
      let centre = [[0, 0], [6, 0], [3, 5.2]][i % 3]
      let values = names.indices.map { ($0 < 2 ? centre[$0] : 0) + stream.normal() }
      return (["C\(i)"] + values.map { String($0) }).joined(separator: ";")
    }
    let text = ([(["id"] + names).joined(separator: ";")] + rows).joined(separator: "\n") + "\n"
    let study = try Pipeline(Studies.configuration()).run(Studies.source(text))
    #expect(study.choice.choice == 3)
    #expect(study.model.recipe.axisCount == names.count)
    let truth = study.clients.map { $0.row % 3 }
    #expect(PartitionComparison(truth, study.clients.map(\.segment)).adjustedRand > 0.9)
  }

  /// Eight made types: on this seed the evidence is overwhelming and no single number is very sure.
  @Test func structureIsNotDeniedForWantOfASureNumber() throws {
    let period = Quarter(year: 2026, number: 2)
    let generator = PortfolioGenerator(clients: 800, seed: 116, firstPeriod: period)
    let reading = try Studies.source(
      String(decoding: generator.portfolioFile(period), as: UTF8.self))
    let study = try Pipeline(Studies.configuration { $0.period = "2026-T2" }).run(reading)
    #expect(study.choice.hasStructure)
    #expect((5...10).contains(study.choice.choice))
    #expect((study.choice.evidence.structure.explained.statistic ?? 0) > 5)
  }

  /// A group of six far away: its clients are named, and go to the nearest segment.
  @Test func tooSmallAGroupIsNoSegment() throws {
    var portfolio = SmallPortfolio(clients: 160)
    for i in 0..<6 {
      portfolio.rows[i][2] = "\(90_000 + 10 * i),25"
      portfolio.rows[i][3] = "\(900 + i),50"
    }
    let study = try Pipeline(Studies.configuration()).run(Studies.source(portfolio.text))
    #expect(study.segments.allSatisfy { $0.trainingSize >= 10 })
    let asked = try Pipeline(Studies.configuration { $0.minimumSize = 25 })
      .run(Studies.source(portfolio.text))
    #expect(asked.segments.allSatisfy { $0.trainingSize >= 25 })
  }

  /// Of three types, one is too small where thirty training clients are asked for: its clients are
  /// cases, named by their identifiers.
  @Test func smallGroupsAreNamedByTheirClients() throws {
    var portfolio = SmallPortfolio(clients: 180)
    portfolio.rows = portfolio.rows.enumerated().filter { $0.offset % 3 < 2 || $0.offset < 75 }.map(
      \.element)
    let study = try Pipeline(Studies.configuration { $0.minimumSize = 30 })
      .run(Studies.source(portfolio.text))
    let cases = study.namedCases
    #expect(study.segments.count == 2 && study.belowMinimum == nil)
    #expect(!cases.isEmpty && cases.allSatisfy { $0.count < 30 })
    let training = Set(study.training.rows.map { portfolio.rows[$0][0] })
    for group in cases {
      #expect(training.isSuperset(of: group))
      let types = Set(group.map { (Int($0.dropFirst()) ?? 0) % 3 })
      #expect(types.count == 1)
    }
  }
}
