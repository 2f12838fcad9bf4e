import Clustering
import Interpretation
import LinearAlgebra
import Segmentation
import Tables
import TestSupport
import Testing
import Validation

/// What the held-out clients say of segments that are not everyone's.
@Suite struct HeldOutValidationTests {
  /// Three types of client at the head office, one alone in the two others.
  private func oneOffice() -> SmallPortfolio {
    var portfolio = SmallPortfolio(clients: 360, seed: 4)
    portfolio.rows = portfolio.rows.enumerated().compactMap { i, row in
      guard i < 120 || i % 3 == 0 else { return nil }
      var row = row
      row[6] = i < 120 ? "Siège" : i % 2 == 0 ? "Littoral" : "Vallée"
      return row
    }
    return portfolio
  }

  @Test func segmentsOfOneOfficeAreLostWithoutIt() throws {
    let study = try Pipeline(Studies.configuration { $0.heldOut = .groups(column: "bureau") })
      .run(Studies.source(oneOffice().text), parallelism: Parallelism(threads: 2))
    #expect(study.segments.count == 3)
    let validation = study.validation
    let names = validation.groups.map { $0.group?.text }
    let index = try #require(names.firstIndex(of: "Siège"))
    let office = validation.groups[index]
    // Left to themselves the others announce nothing; asked for three, they show none of these.
    #expect(office.chosenCount == 1 && office.clusterCount == 3 && office.size == 120)
    #expect(office.jaccard == [0, 0, 0] && office.adjustedRand != nil)
    #expect(office.counts == [nil, nil, nil] && office.unmatchedCount == 120)
    #expect(validation.summary.explainedInertia != nil)
    for segment in study.segments {
      #expect(validation.groupsLosing(segment.id - 1) == ["Siège"])
      #expect(segment.verdict.verdict != .use)
      #expect(segment.verdict.reasons.contains(.lostWithout(["Siège"])))
      // The two types that the office alone has are not found anywhere else.
      if segment.size == 40 {
        #expect(segment.heldOutJaccard == 0 && segment.verdict.verdict == .avoid)
      }
    }
    #expect(study.segments.count { $0.size == 40 } == 2)
  }

  /// With a number asked for, the rest is cut in as many, and no count study is made of it.
  @Test func aFixedNumberIsKeptWithoutEachGroup() throws {
    let portfolio = Studies.blurred(clients: 150, seed: 5)
    let study = try Pipeline(
      Studies.configuration {
        $0.heldOut = .groups(column: "bureau")
        $0.clusters = .fixed(4)
      }
    ).run(Studies.source(portfolio.text))
    #expect(study.validation.clusterCounts == [4, 4])
    #expect(study.validation.summary.explainedInertia != nil)
  }

  /// More segments than the others have clients: what can be made is made, and the rest is nil.
  @Test func moreSegmentsThanAGroupLeavesClients() throws {
    let portfolio = SmallPortfolio(clients: 120)
    let study = try Pipeline(
      Studies.configuration {
        $0.heldOut = .groups(column: "bureau")
        $0.clusters = .fixed(90)
      }
    ).run(Studies.source(portfolio.text))
    #expect(study.segments.count == 90)
    #expect(study.validation.clusterCounts.allSatisfy { $0 < 90 })
    #expect(study.validation.groups.allSatisfy { $0.notCompared != nil && $0.adjustedRand == nil })
    #expect(study.segments.allSatisfy { $0.heldOutJaccard == nil })
  }

  @Test func foldsAreTheSameForAnyNumberOfThreads() throws {
    let portfolio = Studies.blurred(clients: 160)
    func study(_ threads: Int) throws -> Study {
      try Pipeline(
        Studies.configuration {
          $0.heldOut = .folds(count: 4, rounds: 2)
          $0.preparation.roles = ["score": .outcome]
        }
      ).run(Studies.source(portfolio.text), parallelism: Parallelism(threads: threads))
    }
    let one = try study(1)
    #expect(one.validation.kind == .folds && one.validation.groups.count == 8)
    #expect(one.validation.groups.allSatisfy { $0.size == 40 })
    #expect(one.training.rows.count == 160)
    #expect(try study(3).validation == one.validation)
    // Rounds hold a client out as many times; an outcome counts it once.
    let counted = try #require(one.validation.outcomes.first?.heldOut).count
    let placed = one.validation.groups.prefix(4).reduce(0) { $0 + $1.size - $1.unmatchedCount }
    #expect(counted == placed)
  }

  @Test func foldsTooSmallToCompareAreNotMade() throws {
    let study = try Pipeline(Studies.configuration { $0.heldOut = .folds(count: 4, rounds: 1) })
      .run(Studies.source(SmallPortfolio(clients: 90).text))
    #expect(study.validation.groups.isEmpty && study.validation.notTried?.clients == 22)
    #expect(study.segments.allSatisfy { $0.verdict.verdict == .caution })
  }
}

@Suite struct OutcomeTests {
  /// Outcomes that follow the types, nothing, or no one.
  private func portfolio(clients: Int) -> SmallPortfolio {
    var portfolio = SmallPortfolio(clients: clients)
    var generator = TestGenerator(seed: 21)
    portfolio.header += ["marge", "parti", "alea", "vu_le"]
    for i in portfolio.rows.indices {
      let noise = Double.random(in: -1...1, using: &generator)
      let margin = Int(100 * (Double(i % 3) + noise))
      portfolio.rows[i] += [
        String(margin) + ",5", i % 3 == 0 && i % 7 != 0 ? "oui" : "non",
        String(Int.random(in: 0...999, using: &generator)) + ",25",
        "0\(1 + i % 9)/0\(1 + i % 7)/2025",
      ]
    }
    return portfolio
  }

  private let keys = ["marge", "parti", "alea", "vu_le"]

  private func study(clients: Int, threads: Int = 1) throws -> Study {
    try Pipeline(
      Studies.configuration { configuration in
        for key in keys { configuration.preparation.roles[key] = .outcome }
        configuration.ruleColumn = "bureau"
      }
    ).run(
      Studies.source(portfolio(clients: clients).text),
      parallelism: Parallelism(threads: threads))
  }

  @Test func outcomesAreExplainedOnHeldOutClients() throws {
    let study = try study(clients: 240)
    let outcomes = Dictionary(
      uniqueKeysWithValues: study.validation.outcomes.map { ($0.key, $0) })
    #expect(Set(outcomes.keys) == Set(keys))
    #expect(study.model.recipe.activeKeys.allSatisfy { !keys.contains($0) })
    let held = try #require(study.heldOut)
    let labels = held.rows.map { study.clients[$0].segment }
    guard case .numbers(let margins)? = study.table["marge"]?.values else {
      Issue.record("the margin is a quantity")
      return
    }
    let eta = try #require(Effects.etaSquared(held.rows.map { margins[$0] }, labels: labels))
    let margin = try #require(outcomes["marge"]?.heldOut)
    #expect(abs(margin.value - eta) < 1e-12 && margin.count == 60)
    #expect(margin.permutations == 999 && margin.pValue == 0.001)
    // By chance η² is (k − 1)/(n − 1) on average.
    #expect(abs(margin.byChance - 2.0 / 59) < 0.006)
    #expect(outcomes["parti"]?.measure == .cramersV)
    #expect(outcomes["parti"]?.heldOut?.value ?? 0 > 0.6)
    #expect(outcomes["alea"]?.heldOut?.pValue ?? 0 > 0.02)
    // The office says nothing of the margin.
    #expect(outcomes["marge"]?.rule?.value ?? 1 < margin.value / 2)
    #expect(outcomes["vu_le"]?.notEvaluated == .kind)
    let others = try self.study(clients: 240, threads: 3).validation.outcomes
    #expect(others == study.validation.outcomes)
  }

  /// Segments against the office, which says nothing; the outcome that nothing explains tells no
  /// difference, and the measures are those freed from chance.
  @Test func segmentsAreSetAgainstRules() throws {
    let study = try study(clients: 240)
    let outcomes = Dictionary(
      uniqueKeysWithValues: study.validation.outcomes.map { ($0.key, $0) })
    let margin = try #require(outcomes["marge"])
    let found = try #require(margin.comparison)
    #expect(found.conclusion == .segments && found.count == 60)
    // Three outcomes are compared: 95 % for all of them together.
    #expect(abs(found.level - (1 - 0.05 / 3)) < 1e-15 && found.replicates == 3 * 999)
    #expect(found.lower < found.difference && found.difference < found.upper)
    let (segments, rules) = (
      try #require(margin.heldOut?.value), try #require(margin.rule?.value)
    )
    #expect(abs(found.segments - (1 - (1 - segments) * 59 / 57)) < 1e-12)
    #expect(abs(found.rules - (1 - (1 - rules) * 59 / 58)) < 1e-12)
    #expect(abs(found.difference - (found.segments - found.rules)) < 1e-15)
    #expect(outcomes["alea"]?.comparison?.conclusion == .noDifference)
    #expect(outcomes["parti"]?.comparison?.conclusion == .segments)
    #expect(outcomes["vu_le"]?.comparison == nil && outcomes["vu_le"]?.notCompared == .kind)
    let reversed = try Pipeline(
      Studies.configuration { configuration in
        configuration.preparation.roles = [
          "marge": .outcome, "honoraires": .ignored, "heures": .ignored, "score": .ignored,
          "parti": .ignored, "alea": .active,
        ]
        configuration.ruleColumn = "outil"
        configuration.clusters = .fixed(3)
      }
    ).run(Studies.source(portfolio(clients: 240).text))
    #expect(reversed.validation.outcomes.first?.comparison?.conclusion == .rules)
  }

  /// Holm's correction by hand over the three that are tested: the fourth has no measure.
  @Test func severalOutcomesAreCorrectedForTheirNumber() throws {
    let outcomes = Dictionary(
      uniqueKeysWithValues: try study(clients: 240).validation.outcomes.map { ($0.key, $0) })
    let effects = try ["marge", "parti", "alea"].map { try #require(outcomes[$0]?.heldOut) }
    #expect(effects[0].pValue == 0.001 && effects[1].pValue == 0.001)
    #expect(effects[0].correctedPValue == 0.003 && effects[1].correctedPValue == 0.003)
    #expect(effects[2].correctedPValue == effects[2].pValue)
    let rules = try ["marge", "parti", "alea"].map { try #require(outcomes[$0]?.rule) }
    let smallest = try #require(rules.min { $0.pValue < $1.pValue })
    #expect(abs(smallest.correctedPValue - min(1, 3 * smallest.pValue)) < 1e-15)
  }

  /// Without rules nothing is compared, and nothing is missing.
  @Test func withoutRulesThereIsNoComparison() throws {
    let study = try Pipeline(
      Studies.configuration { $0.preparation.roles = ["marge": .outcome] }
    ).run(Studies.source(portfolio(clients: 240).text))
    let outcome = try #require(study.validation.outcomes.first)
    #expect(outcome.heldOut != nil && outcome.comparison == nil && outcome.notCompared == nil)
    #expect(outcome.heldOut.map { $0.correctedPValue == $0.pValue } == true)
  }

  @Test func withoutHeldOutClientsNothingIsTold() throws {
    let outcomes = try study(clients: 60).validation.outcomes
    let margin = try #require(outcomes.first { $0.key == "marge" })
    #expect(margin.heldOut == nil && margin.notEvaluated == .nobodyHeldOut)
    #expect(margin.training?.value ?? 0 > 0.3)
  }
}
