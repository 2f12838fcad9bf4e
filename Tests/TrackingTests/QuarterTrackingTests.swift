import LinearAlgebra
import Segmentation
import Tables
import TestSupport
import Testing
import Tracking

/// Who moved, and why.
@Suite struct QuarterTrackingTests {
  private let portfolio = SmallPortfolio(clients: 150)

  private func tracking(
    _ after: SmallPortfolio, before: SmallPortfolio? = nil, clusters: Int = 3
  ) throws -> QuarterTracking {
    let earlier = try Quarters.run(before ?? portfolio, "2026-T1")
    let now = try Quarters.run(after, "2026-T2", following: earlier, clusters: clusters)
    return try QuarterTracking(from: earlier, to: now, parallelism: Parallelism(threads: 2))
  }

  @Test func theSameFileMovesNobody() throws {
    let found = try tracking(portfolio)
    #expect(found.moves.isEmpty && found.arrivals.isEmpty && found.departures.isEmpty)
    #expect(found.commonCount == 150 && found.columnChanges.isEmpty)
    #expect(found.matching.events.allSatisfy { $0.kind == .kept })
    #expect(found.drift.features.allSatisfy { $0.psi == 0 && ($0.pValue ?? 1) == 1 })
    #expect(found.drift.adjustedRand == 1 && found.drift.sharesPSI == 0)
    #expect(found.drift.fit.beyondNow == found.drift.fit.beyondBefore)
    #expect(found.decision.advice == .keep)
    #expect(Set(found.alternatives.map(\.movers)) == [0])
  }

  /// Clients whose data became another type's: they moved, the model did not, and the columns that say
  /// so are theirs.
  @Test func clientsThatChangeAreSeenToMove() throws {
    var after = portfolio
    for client in [0, 3, 6] { Quarters.turned(&after, client: client, into: 100) }
    after.rows.remove(at: 149)
    after.rows.append(["NEW"] + portfolio.rows[5].dropFirst())
    let found = try tracking(after)
    #expect(found.moves.map(\.identifier) == ["C10000", "C10003", "C10006"])
    #expect(found.moves.allSatisfy { $0.kind == .client && $0.clientMoved && !$0.modelMoved })
    #expect(found.arrivals.map(\.identifier) == ["NEW"])
    #expect(found.departures.map(\.identifier) == ["C10149"])
    let changed: Set = ["honoraires", "heures", "score", "outil"]
    for move in found.moves {
      #expect(!move.features.isEmpty && move.features.count <= QuarterTracking.featureCount)
      #expect(Set(move.features.map(\.key)).isSubset(of: changed))
      #expect(zip(move.features, move.features.dropFirst()).allSatisfy { $0.effect >= $1.effect })
    }
    let row = found.migrations.map { $0.reduce(0, +) }
    #expect(row.reduce(0, +) == 149)
  }

  /// The effect of a column by its definition: the margin with the new values, less the margin where that
  /// column alone is as it was.
  @Test func effectsAreThoseOfOneColumnPutBack() throws {
    var after = portfolio
    Quarters.turned(&after, client: 0, into: 100)
    let earlier = try Quarters.run(portfolio, "2026-T1")
    let now = try Quarters.run(after, "2026-T2", following: earlier)
    let move = try #require(try QuarterTracking(from: earlier, to: now).moves.first)
    let model = earlier.model
    func margin(_ row: [String]) throws -> Double {
      var file = portfolio
      file.rows[0] = row
      let table = try Quarters.source(file).reading.table
      let scores = try model.recipe.transform(table, rows: [0]).scores
      let distances = try model.placement.distances(scores)
      let index = { (number: Int) in model.numbers.firstIndex(of: number) ?? 0 }
      return distances[0, index(move.from)] - distances[0, index(move.to)]
    }
    let whole = try margin(after.rows[0])
    for feature in move.features {
      let column = try #require(portfolio.header.firstIndex(of: feature.header))
      var row = after.rows[0]
      row[column] = portfolio.rows[0][column]
      #expect(abs(feature.effect - (whole - (try margin(row)))) < 1e-9)
    }
  }

  /// One segment more: clients move though nothing of theirs has changed.
  @Test func modelsThatChangeAreSeenToMove() throws {
    let found = try tracking(portfolio, clusters: 4)
    #expect(!found.moves.isEmpty)
    #expect(found.moves.allSatisfy { $0.kind == .model && !$0.clientMoved && $0.features.isEmpty })
    #expect(found.matching.events.contains { $0.kind == .split })
    let moved = Set(found.moves.map(\.to))
    #expect(moved == [4])
  }

  @Test func columnsMayComeGoAndBeRenamed() throws {
    var after = portfolio
    after.header[2] = "Honoraires annuels HT"
    after.header[3] = "zz"
    after.header.append("neuve")
    for i in after.rows.indices { after.rows[i].append(["a", "b"][i % 2]) }
    let found = try tracking(after)
    #expect(found.columnChanges.renamed.map(\.current) == ["Honoraires annuels HT"])
    #expect(found.columnChanges.removed == ["heures"])
    #expect(found.columnChanges.added == ["zz", "neuve"])
    #expect(found.moves.count < 15)
    var retyped = portfolio
    for i in retyped.rows.indices { retyped.rows[i][4] = ["bas", "haut"][i % 2] }
    #expect(try tracking(retyped).columnChanges.retyped == ["score"])
  }

  /// An office that writes thousands of euros for euros, by name.
  @Test func aChangeOfScaleIsCalledByName() throws {
    var before = portfolio
    before.header.append("ca")
    var after = before
    for i in before.rows.indices {
      before.rows[i].append("\(100_000 + 1000 * (i % 37))")
      let isLyon = before.rows[i][6] == "Lyon"
      after.rows[i].append(isLyon ? "\(100 + i % 37)" : "\(101_000 + 1000 * (i % 37))")
    }
    let found = try tracking(after, before: before)
    let shift = try #require(found.drift.scaleShifts.first)
    #expect(found.drift.scaleShifts.count == 1)
    #expect(shift.header == "ca" && shift.factor == 0.001 && shift.group == "Lyon")
    #expect(shift.groupHeader == "bureau")
    #expect(shift.clients == before.rows.count { $0[6] == "Lyon" } && shift.compared == 150)
    guard case .scale(let told) = found.decision.reasons.first else {
      Issue.record("the scale decides")
      return
    }
    #expect(told == found.drift.scaleShifts && found.decision.advice == .keep)
  }

  @Test func aToolThatEverybodyHas() throws {
    var after = portfolio
    for i in after.rows.indices { after.rows[i][5] = "saas" }
    let found = try tracking(after)
    #expect(found.drift.universalLevels.map(\.level) == ["saas"])
    #expect(found.decision.advice == .refit)
  }

  /// Newcomers like nobody before.
  @Test func aNewTypeIsSeen() throws {
    var after = portfolio
    for i in 0..<40 {
      after.rows.append([
        "N\(i)", "x", "30000,\(10 + i)", "200,\(10 + i)", "25,\(10 + i % 30)", "papier", "Lyon",
      ])
    }
    let found = try tracking(after, clusters: 4)
    let born = try #require(found.matching.events.first { $0.kind == .born })
    let number = found.segments[born.segments[0]].number
    #expect(number == 4 && found.arrivals.allSatisfy { $0.segment == 4 })
    #expect(found.decision.advice == .refit)
    #expect(
      found.decision.reasons.contains { reason in
        if case .newGroup(let segment, _) = reason { segment == 4 } else { false }
      })
  }

  @Test func threadsChangeNothing() throws {
    var after = portfolio
    for client in [0, 3, 6, 7, 11] { Quarters.turned(&after, client: client, into: 100) }
    let earlier = try Quarters.run(portfolio, "2026-T1")
    let now = try Quarters.run(after, "2026-T2", following: earlier)
    let one = try QuarterTracking(from: earlier, to: now)
    let two = try QuarterTracking(from: earlier, to: now, parallelism: Parallelism(threads: 2))
    #expect(one.moves == two.moves && one.drift == two.drift && one.decision == two.decision)
    #expect(one.alternatives == two.alternatives)
  }
}
