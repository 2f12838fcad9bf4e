import Clustering
import LinearAlgebra

/// The agreement that data without groups reach under the same held-out procedure.
///
///     let baseline = try HeldOutBaseline.Study().run(
///       scores, clusterCount: 5, heldOutCount: 200, observed: 0.76, clusterer: clusterer)
///     baseline?.mean         // 0.55: what a reader sets 0.76 beside
///     baseline?.pValue       // 0.05
///
/// Each draw is as many structure-free observations as the real split has, of the data's own margins
/// and spectrum (``StructureFreeSource``); the training part is clustered into *k*, the rest is
/// assigned, clustered on its own, and both labellings are compared by the adjusted Rand index.
/// Two divisions of one cloud by one procedure agree by the shape of the cloud, so this mean is well
/// above 0: only what exceeds it speaks for groups.
///
/// `pValue` = (1 + #{draws ≥ observed}) / (B + 1). The recipe is not learnt again for each draw, and
/// above `observationLimit` the draws are smaller than the data, in the same proportions.
public struct HeldOutBaseline: Sendable, Codable, Equatable {
  public let replicates: Int
  public let mean: Double
  public let highest: Double
  /// Draws that agree at least as well as the data.
  public let asGood: Int
  public let pValue: Double
  /// Observations of a draw: those clustered, and those held out.
  public let trainingCount: Int
  public let heldOutCount: Int

  /// - Parameter values: one adjusted Rand index a draw, at least one.
  package init(values: [Double], observed: Double, trainingCount: Int, heldOutCount: Int) {
    replicates = values.count
    mean = values.reduce(0, +) / Double(values.count)
    highest = values.max() ?? 0
    asGood = values.count { $0 >= observed }
    pValue = Double(1 + asGood) / Double(values.count + 1)
    self.trainingCount = trainingCount
    self.heldOutCount = heldOutCount
  }
}

extension HeldOutBaseline {
  public struct Study: Sendable, Codable, Equatable {
    public let replicates: Int
    /// Of the clustered part of a draw.
    public let observationLimit: Int
    public let seed: UInt64

    public init(replicates: Int = 19, observationLimit: Int = 1_500, seed: UInt64 = 2026) {
      precondition(replicates >= 1 && observationLimit >= 100, "something to draw")
      self.replicates = replicates
      self.observationLimit = observationLimit
      self.seed = seed
    }

    /// - Parameters:
    ///   - x: the training observations as they were clustered.
    ///   - heldOutCount: how many are held out beside them; as many as `x` has, at most.
    ///   - observed: the adjusted Rand index of the data.
    ///   - reference: where observations without groups come from; `nil`: from `x` itself.
    /// - Returns: `nil` where no draw could be compared.
    public func run(
      _ x: Matrix, clusterCount: Int, heldOutCount: Int, observed: Double, clusterer: Clusterer,
      evaluation: HeldOutEvaluation = HeldOutEvaluation(),
      reference: StructureFreeSource? = nil, parallelism: Parallelism = .serial
    ) throws -> HeldOutBaseline? {
      guard clusterCount >= 2, x.rowCount >= 2, heldOutCount >= 1 else { return nil }
      let scale = min(1, Double(observationLimit) / Double(x.rowCount))
      let trainingCount = min(x.rowCount, observationLimit)
      let wanted = min(heldOutCount, x.rowCount)
      // Never scaled below what is compared at all.
      let floor = min(wanted, evaluation.needed(clusterCount: clusterCount))
      let held = max(Int((Double(wanted) * scale).rounded()), floor)
      let source = try reference ?? StructureFreeSource(copulaOf: x, seed: seed)
      let spectrum = try MatchedSpectrum(x)
      let values = try parallelism.mapSteps(count: replicates) { replicate -> Double? in
        let drawn = spectrum.matched(
          try source.draw(Self.firstReplicate + replicate, trainingCount + held))
        let training = drawn.rows(at: Array(0..<trainingCount))
        guard
          let fitted = try clusterer.feasibleFits(
            training, clusterCounts: [clusterCount], parallelism: parallelism.inner
          ).first,
          let model = fitted
        else { return nil }
        let others = drawn.rows(at: Array(trainingCount..<drawn.rowCount))
        return try evaluation.evaluate(
          others, assigned: try model.assign(others),
          reference: HeldOutReference(training, model.summary),
          clusterer: clusterer, parallelism: parallelism.inner
        ).adjustedRand
      }.compactMap { $0 }
      guard !values.isEmpty else { return nil }
      return HeldOutBaseline(
        values: values, observed: observed, trainingCount: trainingCount, heldOutCount: held)
    }

    /// The structure test and the gap draw from the replicates below.
    private static let firstReplicate = 1 << 20
  }
}
