import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

@Suite struct HeldOutSplitTests {
  private let identifiers = (0..<200).map { "client-\($0)" }

  @Test func everyStratumGivesItsShare() {
    let strata: [String?] = (0..<200).map { $0 < 100 ? "A" : $0 < 180 ? "B" : nil }
    let split = HeldOutSplit.stratified(fraction: 0.25, identifiers: identifiers, strata: strata)
    #expect(split.heldOut.count == 50)
    #expect(split.training.count == 150)
    #expect(Set(split.training).isDisjoint(with: split.heldOut))
    #expect(split.heldOut.filter { $0 < 100 }.count == 25)
    #expect(split.heldOut.filter { $0 >= 180 }.count == 5)
    #expect(split.heldOut == split.heldOut.sorted())
    #expect(split.training == split.training.sorted())
  }

  @Test func theOrderOfTheRowsDoesNotMatter() {
    var generator = TestGenerator(seed: 3)
    let order = Array(0..<200).shuffled(using: &generator)
    let split = HeldOutSplit.stratified(fraction: 0.3, identifiers: identifiers, seed: 9)
    let shuffled = HeldOutSplit.stratified(
      fraction: 0.3, identifiers: order.map { identifiers[$0] }, seed: 9)
    #expect(Set(shuffled.heldOut.map { order[$0] }) == Set(split.heldOut))
    let other = HeldOutSplit.stratified(fraction: 0.3, identifiers: identifiers, seed: 10)
    #expect(other.heldOut != split.heldOut)
  }

  /// What is learnt from one row must not be tried on its copy.
  @Test func rowsOfOneIdentifierStayTogether() {
    let repeated = (0..<300).map { "client-\($0 % 7 == 0 ? $0 % 100 : $0)" }
    let strata: [String?] = (0..<300).map { $0 % 3 == 0 ? "A" : "B" }
    let split = HeldOutSplit.stratified(fraction: 0.25, identifiers: repeated, strata: strata)
    #expect((70...75).contains(split.heldOut.count))
    #expect(split.training.count + split.heldOut.count == 300)
    #expect(
      Set(split.training.map { repeated[$0] }).isDisjoint(
        with: split.heldOut.map { repeated[$0] }))
    #expect(split.heldOut.contains { $0 % 7 == 0 })
    // One client with more rows than the part held out is never held out.
    let large = (0..<40).map { $0 < 30 ? "x" : "y\($0)" }
    let other = HeldOutSplit.stratified(fraction: 0.25, identifiers: large)
    #expect(other.heldOut == Array(30..<40))
  }

  /// 10 % of 7, 7 and 6: 0.7, 0.7, 0.6 of two clients go to the first two strata.
  @Test func largestRemainders() {
    let strata: [String?] = (0..<20).map { $0 < 7 ? "A" : $0 < 14 ? "B" : "C" }
    let split = HeldOutSplit.stratified(
      fraction: 0.1, identifiers: Array(identifiers.prefix(20)), strata: strata)
    #expect(split.heldOut.count == 2)
    #expect(split.heldOut[0] < 7)
    #expect((7..<14).contains(split.heldOut[1]))
  }

  @Test func groupsAreHeldOutInTurnAndRareOnesTogether() {
    var groups = [String?](repeating: "Lyon", count: 6)
    groups += [String?](repeating: "Brest", count: 5)
    groups += ["a", "b", "b", "c", nil] as [String?]
    let design = HeldOutDesign.groups(groups, minimumSize: 4)
    #expect(
      design.splits.map(\.group) == [.value("Brest"), .value("Lyon"), .pooled(["a", "b", "c"])])
    #expect(design.splits[0].heldOut == [6, 7, 8, 9, 10])
    #expect(design.splits[2].heldOut == [11, 12, 13, 14])
    #expect(design.splits.allSatisfy { $0.training.contains(15) })
    #expect(design.tooSmall.isEmpty)
    #expect(design.rowsWithoutGroup == 1)
    let strict = HeldOutDesign.groups(groups, minimumSize: 5)
    #expect(strict.splits.count == 2)
    #expect(strict.tooSmall == ["a", "b", "c"])
    // A single group leaves nothing to train on.
    #expect(HeldOutDesign.groups(["x", "x", "x"], minimumSize: 2).splits.isEmpty)
  }
}

@Suite struct HeldOutEvaluationTests {
  private let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)

  /// Three groups at 0, 10 and 20 on a line, in a square of side 2.
  private func groups(of size: Int, seed: UInt64) -> Matrix {
    let noise = Matrix.random(rowCount: 3 * size, columnCount: 2, seed: seed)
    return Matrix(
      rows: (0..<(3 * size)).map { [noise[$0, 0] + 10 * Double($0 / size), noise[$0, 1]] })
  }

  private func reference(_ x: Matrix, clusterCount: Int) throws -> (ClusterModel, HeldOutReference)
  {
    let models = try clusterer.fit(x, clusterCounts: [clusterCount])
    let model = try #require(models.first)
    return (model, HeldOutReference(x, model.summary))
  }

  @Test func theSameGroupsAreFoundAgain() throws {
    let training = groups(of: 30, seed: 1)
    let heldOut = groups(of: 20, seed: 2)
    let (model, reference) = try reference(training, clusterCount: 3)
    let result = try HeldOutEvaluation().evaluate(
      heldOut, assigned: try model.assign(heldOut), reference: reference, clusterer: clusterer)
    #expect(result.size == 60)
    #expect(result.counts == [20, 20, 20])
    #expect(result.adjustedRand == 1)
    #expect(result.predictionStrength == 1)
    #expect(result.jaccard == [1, 1, 1])
    #expect(result.trainingShare == [Double](repeating: 1.0 / 3, count: 3))
    let explained = try #require(result.explainedInertia)
    #expect(explained > 0.98 && explained < 1)
    let ordinary = InternalIndex.explainedInertia(training, model.partition)
    #expect(abs(try #require(result.trainingExplainedInertia) - ordinary) < 1e-12)
  }

  @Test func explainedInertiaByHand() throws {
    let (model, reference) = try reference(Matrix(rows: [[0], [2], [10], [12]]), clusterCount: 2)
    // Centroids 1 and 11, mean 6. Held out: 3 and 9: residuals 4 + 4, totals 9 + 9.
    let heldOut = Matrix(rows: [[3], [9]])
    let result = try HeldOutEvaluation().evaluate(
      heldOut, assigned: try model.assign(heldOut), reference: reference, clusterer: clusterer)
    #expect(abs(try #require(result.explainedInertia) - (1 - 8.0 / 18)) < 1e-15)
    // 5 is nearer to the mean than to a centroid: worse than no segments.
    let between = try HeldOutEvaluation().evaluate(
      Matrix(rows: [[5]]), assigned: [0], reference: reference, clusterer: clusterer)
    #expect(between.explainedInertia == -15)
    #expect(between.adjustedRand == nil)
    #expect(between.predictionStrength == nil)
    #expect(between.jaccard == [nil, nil])
    #expect(between.notCompared == .tooFew(count: 1, needed: 30))
  }

  @Test func smallGroupsAndAbsentSegmentsAreNil() throws {
    let training = groups(of: 30, seed: 1)
    let (model, reference) = try reference(training, clusterCount: 3)
    let few = training.rows(at: Array(0..<29))
    let small = try HeldOutEvaluation().evaluate(
      few, assigned: try model.assign(few), reference: reference, clusterer: clusterer)
    #expect(small.adjustedRand == nil)
    #expect(small.share.contains(1))
    #expect(small.notCompared == .tooFew(count: 29, needed: 30))
    let two = training.rows(at: Array(0..<60))
    let absent = try HeldOutEvaluation().evaluate(
      two, assigned: try model.assign(two), reference: reference, group: .value("x"),
      clusterer: clusterer)
    #expect(absent.jaccard.filter { $0 == nil }.count == 1)
    #expect(absent.group == .value("x"))
    let none = try HeldOutEvaluation().evaluate(
      Matrix(repeating: 0, rowCount: 0, columnCount: 2), assigned: [], reference: reference,
      clusterer: clusterer)
    #expect(none.explainedInertia == nil)
    #expect(none.share == [0, 0, 0])
  }

  /// The definitions, from the two labellings.
  @Test func agreementsAreTheDefinitions() throws {
    let x = Matrix.random(rowCount: 90, columnCount: 2, seed: 6)
    let (model, reference) = try reference(
      Matrix.random(rowCount: 80, columnCount: 2, seed: 7), clusterCount: 4)
    let assigned = try model.assign(x)
    let result = try HeldOutEvaluation().evaluate(
      x, assigned: assigned, reference: reference, clusterer: clusterer)
    let own = try #require(try clusterer.fit(x, clusterCounts: [4]).first).partition.labels
    let rand = PartitionDefinitions.adjustedRand(own, assigned)
    #expect(abs(try #require(result.adjustedRand) - rand) < 1e-12)
    #expect(
      result.predictionStrength == ValidationDefinitions.predictionStrength(own, assigned))
    let jaccard = ValidationDefinitions.bestJaccard(
      assigned, drawn: Array(0..<90), labels: own, clusterCount: 4)
    #expect(result.jaccard == jaccard.map { $0 })
  }

  /// Nothing of the training side may move when the held-out values do.
  @Test func heldOutValuesDoNotLeak() throws {
    let identifiers = (0..<120).map { "c\($0)" }
    let x = groups(of: 40, seed: 3)
    let split = HeldOutSplit.stratified(fraction: 0.25, identifiers: identifiers)
    var wild = x
    for row in split.heldOut {
      wild[row, 0] = 1e6 * Double(row % 7) - 3e6
      wild[row, 1] = -1e5
    }
    func trainingSide(_ x: Matrix) throws -> (ClusterCountChoice, HeldOutReference) {
      let again = HeldOutSplit.stratified(fraction: 0.25, identifiers: identifiers)
      let training = x.rows(at: again.training)
      let choice = try ClusterCountStudy(
        candidates: 2...4, gapReplicates: 5, predictionStrengthSplits: 4, bootstrapReplicates: 3
      ).run(training, clusterer: clusterer)
      let model = try #require(choice.model(clusterCount: 3))
      let reference = HeldOutReference(training, model.summary)
      let heldOut = x.rows(at: again.heldOut)
      let result = try HeldOutEvaluation().evaluate(
        heldOut, assigned: try model.assign(heldOut), reference: reference, clusterer: clusterer)
      #expect(result.trainingExplainedInertia == reference.explained)
      return (choice, reference)
    }
    let (choice, reference) = try trainingSide(x)
    let (wildChoice, wildReference) = try trainingSide(wild)
    #expect(choice == wildChoice)
    #expect(reference == wildReference)
  }
}
