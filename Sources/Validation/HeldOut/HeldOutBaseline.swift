import Clustering
import LinearAlgebra
import Statistics

/// The agreement that data without groups reach under the same held-out procedure.
///
///     let baseline = try HeldOutBaseline.Study().run(
///       scores, clusterCount: 5, trial: HeldOutTrial(heldOut: 200, beside: 600), observed: 0.76,
///       clusterer: clusterer)
///     baseline?.mean         // 0.55: what a reader sets 0.76 beside
///     baseline?.pValue       // 0.05
///
/// Each draw is as many structure-free observations as the real trial has, of the data's own margins
/// and spectrum (``StructureFreeSource``), and goes through the whole of it: each part in turn, of the
/// real sizes, is held out; the rest is clustered into *k*, the part is assigned, clustered on its
/// own, and both labellings are compared by the adjusted Rand index. A draw's value is the mean over
/// its parts, weighted by their sizes, as the data's own is (``HeldOutSummary``): one value is set
/// beside one value, each a mean over as many splits. Two divisions of one cloud by one procedure
/// agree by the shape of the cloud, so the mean of the draws is well above 0: only what exceeds it
/// speaks for groups.
///
/// `pValue` = (1 + #{draws at least as good}) / (B + 1): about uniform where there are no groups. An
/// agreement of 1 is reached by many clouds cut in two, and nothing exceeds it: equal agreements are
/// ordered by the inertia that the segments explain among the held-out observations. Three things are not repeated: the recipe is not learnt again for each part, nor is *k*, which stays
/// that of the data; and the groups of a column are made of random observations, of the groups' sizes.
/// Above `observationLimit` the draws are smaller than the data, in the same proportions; so, then, is
/// the sample of the data whose agreement is set beside theirs, for larger parts agree better.
///
/// - Complexity: B draws of *S* splits make B·*S* fits of at most `observationLimit` observations,
///   and as many of the parts.
public struct HeldOutBaseline: Sendable, Codable, Equatable {
  public let replicates: Int
  public let mean: Double
  public let highest: Double
  /// Draws that do at least as well as the data.
  public let asGood: Int
  /// Draws that agree as well, but explain less.
  public let tiesBelow: Int
  public let pValue: Double
  /// Parts held out of one draw, one after the other.
  public let splits: Int
  /// What the draws are compared with: the agreement of the data, or of a sample of them that is as
  /// small as the draws are.
  public let observed: HeldOutAgreement
  public let isSampled: Bool
  /// Observations of a split of a draw, on average: those clustered, and those held out.
  public let trainingCount: Int
  public let heldOutCount: Int

  /// - Parameter values: one for each draw, at least one.
  package init(
    values: [HeldOutAgreement], observed: HeldOutAgreement, trial: HeldOutTrial,
    isSampled: Bool = false
  ) {
    self.observed = observed
    self.isSampled = isSampled
    let indices = values.map(\.adjustedRand)
    replicates = values.count
    mean = indices.reduce(0, +) / Double(values.count)
    highest = indices.max() ?? 0
    asGood = values.count { $0.isAtLeast(observed) }
    tiesBelow = indices.count { $0 >= observed.adjustedRand } - asGood
    pValue = Double(1 + asGood) / Double(values.count + 1)
    splits = trial.splitCount
    let held = Double(trial.divisions.joined().reduce(0, +)) / Double(max(trial.splitCount, 1))
    heldOutCount = Int(held.rounded())
    trainingCount = trial.count - heldOutCount
  }
}

/// How well held-out observations agree with the segments: means over the parts held out.
public struct HeldOutAgreement: Sendable, Codable, Equatable {
  public let adjustedRand: Double
  /// The inertia explained among them; `nil` where it is not known.
  public let explained: Double?

  public init(adjustedRand: Double, explained: Double? = nil) {
    self.adjustedRand = adjustedRand
    self.explained = explained
  }

  /// Equal where nothing tells them apart.
  package func isAtLeast(_ other: HeldOutAgreement) -> Bool {
    guard adjustedRand == other.adjustedRand, let explained, let others = other.explained else {
      return adjustedRand >= other.adjustedRand
    }
    return explained >= others
  }
}

extension HeldOutBaseline {
  public struct Study: Sendable, Codable, Equatable {
    public let replicates: Int
    /// Of the clustered part of a draw.
    public let observationLimit: Int
    public let seed: UInt64

    public init(replicates: Int = 39, observationLimit: Int = 1_500, seed: UInt64 = 2026) {
      precondition(replicates >= 1 && observationLimit >= 100, "something to draw")
      self.replicates = replicates
      self.observationLimit = observationLimit
      self.seed = seed
    }

    /// - Parameters:
    ///   - x: the observations as they were clustered: their margins and spectrum are the draws'.
    ///   - trial: the parts that were held out and compared.
    ///   - observed: the agreement of the data.
    ///   - dissolution: of the clusters too small to be kept, repeated in each draw.
    ///   - reference: where observations without groups come from; `nil`: from `x` itself.
    /// - Returns: `nil` where no draw could be compared.
    public func run(
      _ x: Matrix, clusterCount: Int, trial: HeldOutTrial, observed: HeldOutAgreement,
      clusterer: Clusterer,
      dissolution: Dissolution? = nil, evaluation: HeldOutEvaluation = HeldOutEvaluation(),
      reference: StructureFreeSource? = nil, parallelism: Parallelism = .serial
    ) throws -> HeldOutBaseline? {
      guard clusterCount >= 2, x.rowCount >= 2, trial.splitCount >= 1 else { return nil }
      let needed = evaluation.needed(clusterCount: clusterCount)
      let isSampled = trial.largestTraining > observationLimit
      // A sample of the data must hold the whole trial.
      let limit =
        isSampled ? min(observationLimit, trial.training(within: x.rowCount)) : observationLimit
      let trial = trial.scaled(trainingLimit: limit, needed: needed)
      var observed = observed
      if isSampled {
        let sample = Draw(x: sample(of: x, trial.count), replicate: Self.sampled, seed: seed)
        guard
          let own = try sample.agreement(
            trial, clusterCount: clusterCount, clusterer: clusterer, dissolution: dissolution,
            evaluation: evaluation,
            parallelism: parallelism.unreported)
        else { return nil }
        observed = own
      }
      let source = try reference ?? StructureFreeSource(copulaOf: x, seed: seed)
      let spectrum = try MatchedSpectrum(x)
      let values = try parallelism.mapSteps(count: replicates) { replicate -> HeldOutAgreement? in
        let draw = Draw(
          x: spectrum.matched(try source.draw(Self.firstReplicate + replicate, trial.count)),
          replicate: Self.firstReplicate + replicate, seed: seed)
        return try draw.agreement(
          trial, clusterCount: clusterCount, clusterer: clusterer, dissolution: dissolution,
          evaluation: evaluation,
          parallelism: parallelism.inner)
      }.compactMap { $0 }
      guard !values.isEmpty else { return nil }
      return HeldOutBaseline(
        values: values, observed: observed, trial: trial, isSampled: isSampled)
    }

    /// The structure test and the gap draw from the replicates below.
    private static let firstReplicate = 1 << 20
    /// Beyond those of any number of draws.
    private static let sampled = 1 << 21

    /// In random order, as draws come.
    private func sample(of x: Matrix, _ count: Int) -> Matrix {
      var stream = RandomStream(
        seed: seed, purpose: .heldOutDivision, replicate: Self.sampled, item: 0)
      return x.rows(at: Array(stream.permutation(of: x.rowCount).prefix(count)))
    }
  }

  /// Made observations that go through the trial.
  private struct Draw {
    let x: Matrix
    let replicate: Int
    let seed: UInt64

    func agreement(
      _ trial: HeldOutTrial, clusterCount: Int, clusterer: Clusterer, dissolution: Dissolution?,
      evaluation: HeldOutEvaluation, parallelism: Parallelism
    ) throws -> HeldOutAgreement? {
      var results: [HeldOutGroupResult] = []
      for (division, sizes) in trial.divisions.enumerated() {
        let order = order(ofDivision: division)
        var end = x.rowCount
        for size in sizes {
          let held = x.rows(at: Array(order[(end - size)..<end]))
          let training = x.rows(at: Array(order[..<(end - size)] + order[end...]))
          end -= size
          let model = try clusterer.segments(
            training, count: clusterCount, dissolution: dissolution, parallelism: parallelism)
          guard let model else { continue }
          results.append(
            try evaluation.evaluate(
              held, assigned: try model.assign(held),
              reference: HeldOutReference(training, model.summary),
              clusterer: clusterer, dissolution: dissolution, parallelism: parallelism))
        }
      }
      return HeldOutSummary.agreement(of: results.filter { $0.adjustedRand != nil })
    }

    /// Drawn independently, observations are in random order as they come: once.
    private func order(ofDivision division: Int) -> [Int] {
      guard division > 0 else { return Array(0..<x.rowCount) }
      var stream = RandomStream(
        seed: seed, purpose: .heldOutDivision, replicate: replicate, item: division)
      return stream.permutation(of: x.rowCount)
    }
  }
}
