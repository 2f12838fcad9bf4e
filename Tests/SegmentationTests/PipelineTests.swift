import Clustering
import LinearAlgebra
import Segmentation
import Tables
import TestSupport
import Testing
import Validation

/// The whole study, by its definitions.
@Suite struct PipelineTests {
  private func study(
    _ portfolio: SmallPortfolio, threads: Int = 1,
    _ change: (inout StudyConfiguration) -> Void = { _ in }
  ) throws -> Study {
    try Pipeline(Studies.configuration(change))
      .run(Studies.source(portfolio.text), parallelism: Parallelism(threads: threads))
  }

  @Test func sameStudyForAnyNumberOfThreads() throws {
    let portfolio = Studies.blurred(clients: 200)
    let one = try study(portfolio)
    for threads in [2, 5] {
      let other = try study(portfolio, threads: threads)
      #expect(other.clients == one.clients && other.segments == one.segments)
      #expect(other.validation == one.validation && other.training == one.training)
      let same =
        try encoded(other.model) == encoded(one.model)
        && encoded(other.choice) == encoded(one.choice)
      #expect(same)
    }
  }

  /// 1 − d₁/d₂, the share at least as far, the next segment and Tukey's fence, with plain loops.
  @Test(arguments: [ClusteringMethod.wardThenKMeans, .ward, .kMeans])
  func placementsAreTheirDefinitions(method: ClusteringMethod) throws {
    let study = try study(Studies.blurred(clients: 160)) {
      $0.method = method
      $0.clusters = .fixed(4)
    }
    let parts = [study.training, try #require(study.heldOut)]
    var distances = [[Double]](repeating: [], count: 160)
    for part in parts {
      for (position, row) in part.rows.enumerated() {
        distances[row] = (0..<4).map { segment in
          var sum = 0.0
          for axis in 0..<part.scores.columnCount {
            let step = part.scores[position, axis] - study.clustering.centroids[segment, axis]
            sum += step * step
          }
          return sum.squareRoot()
        }
      }
    }
    var outlying = 0
    for (row, client) in study.clients.enumerated() {
      #expect(client.row == row)
      let d = distances[row]
      let own = d[client.segment]
      if client.isHeldOut || method != .ward { #expect(own == d.min() ?? -1) }
      let others = (0..<4).filter { $0 != client.segment }.sorted { d[$0] < d[$1] }
      #expect(client.nextSegment == others[0])
      let confidence = max(0, 1 - own / d[others[0]])
      #expect(abs((client.confidence ?? -1) - confidence) < 1e-9)
      let peers = zip(study.training.rows, study.clustering.partition.labels)
        .filter { $1 == client.segment }.map { distances[$0.0][client.segment] }
      let farther = peers.count { $0 >= own - 1e-12 * own }
      #expect(client.typicality == Double(farther) / Double(peers.count))
      let sorted = peers.sorted()
      func quantile(_ p: Double) -> Double {
        let h = p * Double(sorted.count - 1)
        let low = Int(h)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (h - Double(low)) * (sorted[high] - sorted[low])
      }
      let fence = quantile(0.75) + 1.5 * (quantile(0.75) - quantile(0.25))
      #expect(client.flags.contains(.outlying) == (own > fence))
      outlying += own > fence ? 1 : 0
      #expect((client.silhouette == nil) == client.isHeldOut)
      #expect((0...1).contains(client.stays ?? -1))
    }
    #expect(outlying > 0)
  }

  @Test func segmentsCountTheirClients() throws {
    let study = try study(Studies.blurred(clients: 160))
    for segment in study.segments {
      let members = study.clients.filter { $0.segment == segment.id - 1 }
      #expect(segment.size == members.count)
      #expect(segment.trainingSize == members.count { !$0.isHeldOut })
      #expect(segment.share == Double(members.count) / 160)
      let held = members.count { $0.isHeldOut }
      #expect(segment.heldOutShare == Double(held) / 40)
      let silhouettes = members.compactMap(\.silhouette)
      let mean = silhouettes.reduce(0, +) / Double(silhouettes.count)
      #expect(abs((segment.silhouette ?? .nan) - mean) < 1e-12)
    }
    #expect(study.segments.map(\.trainingSize) == study.segments.map(\.trainingSize).sorted(by: >))
    #expect(Set(study.segments.map(\.name.text)).count == study.segments.count)
  }

  @Test func heldOutResultIsTheEvaluationOfTheModel() throws {
    let study = try study(Studies.blurred(clients: 200))
    let held = try #require(study.heldOut)
    let assigned = study.clustering.assign(held.scores)
    let own = try Clusterer(method: .wardThenKMeans, seed: 2026)
      .fit(held.scores, clusterCounts: [study.clustering.clusterCount])[0].partition.labels
    let result = try #require(study.validation.groups.first)
    #expect(study.validation.groups.count == 1 && result.group == nil)
    #expect(result.adjustedRand == PartitionComparison(own, assigned).adjustedRand)
    #expect(held.rows.map { study.clients[$0].segment } == assigned)
    #expect(study.validation.summary.adjustedRand == result.adjustedRand)
    #expect(study.validation.clusterCounts == [study.clustering.clusterCount])
  }

  @Test func forcedNumberOfSegments() throws {
    let portfolio = SmallPortfolio(clients: 120)
    for count in [1, 2, 6, 12] {
      let study = try study(portfolio) { $0.clusters = .fixed(count) }
      #expect(study.segments.count == count && study.choice.choice == 3)
      #expect(study.clients.allSatisfy { ($0.nextSegment == nil) == (count == 1) })
    }
    // 30 of the 120 are held out.
    #expect(
      throws: StudyError.moreSegmentsThanClients(requested: 91, training: 90, heldOut: 30)
    ) { try study(portfolio) { $0.clusters = .fixed(91) } }
  }

  @Test func tooFewClientsToHoldAnyOut() throws {
    for (clients, heldOut) in [(80, 0), (117, 0), (118, 30), (120, 30)] {
      let study = try study(SmallPortfolio(clients: clients))
      #expect((study.heldOut?.rows.count ?? 0) == heldOut, "\(clients)")
      #expect(study.training.rows.count == clients - heldOut)
      #expect(study.validation.groups.count == (heldOut > 0 ? 1 : 0))
      // Whoever is held out is compared: no segment pays for nothing.
      #expect(study.validation.comparedCount == (heldOut > 0 ? 1 : 0))
      if heldOut == 0 {
        let few = Int((0.25 * Double(clients)).rounded())
        #expect(
          study.validation.notTried?.clients == few && study.validation.notTried?.needed == 30)
        #expect(study.segments.allSatisfy { $0.heldOutShare == nil && $0.heldOutJaccard == nil })
      }
    }
  }

  @Test func noStructureIsSaidAndNotInvented() throws {
    var generator = TestGenerator(seed: 11)
    func normal() -> Double {
      (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0...1, using: &generator) }
    }
    let rows = (0..<240).map { i in
      (["C\(i)"] + (0..<6).map { _ in String(normal()) }).joined(separator: ";")
    }
    let text = (["id;a;b;c;d;e;f"] + rows).joined(separator: "\n") + "\n"
    let study = try Pipeline(Studies.configuration()).run(Studies.source(text))
    #expect(!study.choice.hasStructure && study.choice.choice == 1)
    #expect(study.segments.count == 1 && study.segments[0].size == 240)
    #expect(study.segments[0].verdict.verdict != .use)
    #expect(study.clients.allSatisfy { $0.segment == 0 && $0.confidence == nil })
    #expect(study.silhouette == nil && study.stability == nil)
  }

  @Test func flagsOfClients() throws {
    var portfolio = SmallPortfolio(clients: 60)
    portfolio.rows[9][0] = portfolio.rows[4][0]
    for column in 2...4 { portfolio.rows[20][column] = "" }
    portfolio.rows[21][2] = ""
    let study = try study(portfolio)
    // Row 9 repeats row 4, and is left out; those below it move up.
    #expect(study.clients.count == 59)
    #expect(
      study.clients.filter { $0.flags.contains(.duplicatedIdentifier) }.map(\.row) == [4])
    #expect(study.clients.filter { $0.flags.contains(.fewData) }.map(\.row) == [19])
  }

  @Test func stagesAreToldInOrderAndTimed() throws {
    var stages: [StudyStage] = []
    let study = try Pipeline(Studies.configuration())
      .run(Studies.source(SmallPortfolio(clients: 30).text)) { stages.append($0) }
    #expect(stages == StudyStage.allCases)
    let seconds = study.seconds
    #expect(seconds.prepare > 0 && seconds.choose > 0 && seconds.describe > 0)
  }
}
