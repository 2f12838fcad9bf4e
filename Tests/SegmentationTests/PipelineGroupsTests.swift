import Clustering
import LinearAlgebra
import Preparation
import Segmentation
import Tables
import TestSupport
import Testing
import Validation

/// Each group is held out of a fit of its own, recomputed here step by step on a table that does not
/// hold the group at all.
@Suite struct PipelineGroupsTests {
  private let portfolio: SmallPortfolio
  private let study: Study
  private let reading: TableReading

  init() throws {
    portfolio = Studies.blurred(clients: 150, seed: 5)
    reading = try CSVReader().read(bytes: portfolio.bytes)
    let configuration = Studies.configuration {
      $0.heldOut = .groups(column: "bureau")
      $0.minimumSize = 5
    }
    study = try Pipeline(configuration)
      .run(Studies.source(reading), parallelism: Parallelism(threads: 2))
  }

  @Test func everyClientMakesTheFinalSegments() {
    #expect(study.training.rows == Array(0..<150) && study.heldOut == nil)
    #expect(study.validation.kind == .groups && study.validation.column == "bureau")
    #expect(study.validation.groups.count == 2 && study.validation.clientsWithoutGroup == 0)
    #expect(study.clients.allSatisfy { !$0.isHeldOut })
  }

  /// Each client stands in the profiles where the segments made without its office put it.
  @Test func profilesTellHeldOutClientsWhereTheOthersPutThem() {
    let counts = study.segments.indices.map { segment in
      study.validation.groups.reduce(0) { $0 + ($1.counts[segment] ?? 0) }
    }
    #expect(study.profile.segments.map(\.heldOutSize) == counts)
    let unmatched = study.validation.groups.reduce(0) { $0 + $1.unmatchedCount }
    #expect(counts.reduce(0, +) + unmatched == 150)
    #expect(
      study.profile.segments.contains { $0.numeric.contains { $0.heldOut?.vTest != nil } })
  }

  @Test(arguments: [0, 1])
  func groupIsTriedOnAFitWithoutIt(index: Int) throws {
    let office = ["Lyon", "Paris"][index]
    let group = portfolio.rows.indices.filter { portfolio.rows[$0][6] == office }
    let rest = portfolio.rows.indices.filter { portfolio.rows[$0][6] != office }
    let without = reading.table.taking(rest)
    let recipe = try Recipe.fit(without)
    let scores = try recipe.transform(without).scores
    let clusterer = Clusterer(method: .wardThenKMeans, seed: 2026)
    let prepared = try PreparedTraining(
      without, rows: Array(rest.indices), options: PreparationOptions())
    let choice = try ClusterCountStudy(
      seed: 2026, rule: ClusterCountRule(minimumSize: 5)
    ).run(
      scores, clusterer: clusterer, reference: prepared.reference(seed: 2026))
    // Asked for as many segments as all clients give.
    let finalCount = study.clustering.clusterCount
    let asked = try #require(choice.models.last { $0.clusterCount <= study.choice.choice })
    let small = asked.partition.sizes.indices.filter { asked.partition.sizes[$0] < 5 }
    let model = try asked.dissolving(Set(small), in: scores)
    let held = try recipe.transform(reading.table.taking(group)).scores
    let assigned = try model.assign(held)
    let count = model.clusterCount
    let own = try clusterer.fit(held, clusterCounts: [count])[0].partition.labels
    let agreement = PartitionComparison(own, assigned).adjustedRand

    let result = study.validation.groups[index]
    #expect(result.group == .value(office) && result.size == group.count)
    #expect(study.validation.clusterCounts[index] == count)
    #expect(study.validation.chosenCounts[index] == choice.choice)
    #expect(result.adjustedRand == agreement)
    #expect(agreement > 0.2)
    // Told in the final segments: a segment found without the group answers to the final one with
    // which it shares more than half of their union, among the clients who made both.
    let final = rest.map { study.clustering.partition.labels[$0] }
    func counterpart(of segment: Int, in model: ClusterModel) -> Int? {
      (0..<model.clusterCount).first { own in
        let both = rest.indices.count { model.partition.labels[$0] == own && final[$0] == segment }
        let either = rest.indices.count {
          model.partition.labels[$0] == own || final[$0] == segment
        }
        return 2 * both > either
      }
    }
    for segment in 0..<finalCount {
      let source = counterpart(of: segment, in: model)
      #expect(result.counts[segment] == source.map { own in assigned.count { $0 == own } })
      #expect(result.notFound.contains(segment) == (source == nil))
      if source == nil { #expect(result.jaccard[segment] == 0 && result.share[segment] == nil) }
    }
  }

  /// Weighted by hand, by the group's clients in each final segment.
  @Test func summaryIsTheWeightedMean() {
    let results = study.validation.groups
    let summary = study.validation.summary
    for segment in 0..<study.clustering.clusterCount {
      var sum = 0.0
      var weight = 0
      for (result, office) in zip(results, ["Lyon", "Paris"]) {
        let there = portfolio.rows.indices.count {
          portfolio.rows[$0][6] == office && study.clustering.partition.labels[$0] == segment
        }
        if let jaccard = result.jaccard[segment], there > 0 {
          sum += jaccard * Double(there)
          weight += there
        }
      }
      #expect(weight > 0)
      #expect(relativeDifference(summary.jaccard[segment] ?? .nan, sum / Double(weight)) < 1e-14)
      #expect(study.segments[segment].heldOutJaccard == summary.jaccard[segment])
      let found = results.filter { $0.counts[segment] != nil }
      let counted = found.reduce(0) { $0 + ($1.counts[segment] ?? 0) }
      let size = found.reduce(0) { $0 + $1.size }
      #expect(
        study.segments[segment].heldOutShare == (size > 0 ? Double(counted) / Double(size) : nil))
    }
  }

  @Test func groupsTooSmallToBeTriedAreSaid() throws {
    var many = portfolio
    for i in many.rows.indices {
      many.rows[i][6] = ["A", "B", "C", "D"][[0, 0, 0, 1, 1, 1, 2, 2, 2, 3][i % 10]]
    }
    for i in 0..<5 { many.rows[i][6] = "" }
    let study = try Pipeline(Studies.configuration { $0.heldOut = .groups(column: "bureau") })
      .run(Studies.source(many.text))
    #expect(study.validation.groups.map(\.group) == [.value("A"), .value("B"), .value("C")])
    #expect(study.validation.tooSmall == ["D"] && study.validation.clientsWithoutGroup == 5)
  }

  /// What can be done is done: random clients are held out where the groups asked for cannot be.
  @Test(arguments: [
    ("id_client", GroupsNotEvaluated.Reason.nearlyAllDiffer, Int?.some(150), 0),
    ("honoraires", .kind, nil, 0), ("vide", .empty, 0, 0), ("seul", .oneValue, 1, 0),
    ("rare", .tooSmall, 2, 1), ("petits", .tooSmall, 12, 0),
  ])
  func columnsThatMakeNoGroups(
    column: String, reason: GroupsNotEvaluated.Reason, groups: Int?, large: Int
  ) throws {
    var portfolio = portfolio
    portfolio.header += ["vide", "seul", "rare", "petits"]
    for i in portfolio.rows.indices {
      portfolio.rows[i] += [
        "", i % 3 == 0 ? "" : "Lyon", i < 20 ? "A" : "B", i < 60 ? "P\(i % 12)" : "",
      ]
    }
    let study = try Pipeline(Studies.configuration { $0.heldOut = .groups(column: column) })
      .run(Studies.source(portfolio.text), parallelism: Parallelism(threads: 2))
    let validation = study.validation
    #expect(
      validation.groupsNotEvaluated
        == GroupsNotEvaluated(
          column: column, reason: reason, groups: groups, largeGroups: large, minimumSize: 30))
    #expect(validation.kind == .holdOut && validation.column == nil && validation.groups.count == 1)
    #expect(validation.comparedCount == 1 && study.heldOut?.rows.count == 38)
    // The column makes no segment all the same.
    #expect(!study.model.recipe.activeKeys.contains(column))
  }

  @Test func aColumnThatIsNotThereIsRefused() {
    #expect(throws: StudyError.unknownColumn(name: "nope", known: portfolio.header)) {
      try Pipeline(Studies.configuration { $0.heldOut = .groups(column: "nope") })
        .run(Studies.source(reading))
    }
    #expect(throws: StudyError.unknownColumn(name: "nope", known: portfolio.header)) {
      try Pipeline(Studies.configuration { $0.preparation.roles = ["nope": .outcome] })
        .run(Studies.source(reading))
    }
  }

  /// Without Lyon nobody differs in anything: that group is said not to be compared, the other is.
  @Test func aGroupThatLeavesNothingToPrepare() throws {
    let rows = (0..<120).map { i in
      i < 80 ? "C\(i);Lyon;\(i % 2 * 50 + i % 7);\(i % 2 * 9 + i % 3)" : "C\(i);Paris;5;5"
    }
    let text = (["id_client;bureau;a;b"] + rows).joined(separator: "\n") + "\n"
    let study = try Pipeline(Studies.configuration { $0.heldOut = .groups(column: "bureau") })
      .run(Studies.source(text))
    let lyon = try #require(study.validation.groups.first { $0.group == .value("Lyon") })
    #expect(lyon.notCompared == .notFitted && lyon.size == 80 && lyon.adjustedRand == nil)
    #expect(study.validation.groups.count == 2)
  }

  /// Holm over the groups, with the p-value of each beside.
  @Test func sharesAreCorrectedForTheNumberOfGroups() throws {
    let plain = study.validation.groups.map { $0.shareTest?.pValue ?? .nan }
    #expect(plain.count == 2)
    let (low, high) = (min(plain[0], plain[1]), max(plain[0], plain[1]))
    let corrected = plain.map { $0 == low ? min(1, 2 * low) : max(min(1, 2 * low), high) }
    #expect(study.validation.summary.shareTestPValues == corrected)
  }
}
