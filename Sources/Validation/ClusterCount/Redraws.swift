import Statistics

/// What the choice would rest on had other clients come: how much of the answer is luck.
///
/// Each bootstrap sample that was clustered for ``BootstrapStability`` gives its own log(W₁/W_k) and
/// smallest cluster. Its explained inertia is moved by a constant for each *k*, so that the samples'
/// mean is the data's value: observations drawn twice lower W_k, and it is the spread that is
/// wanted. Valleys are those of the data: observations drawn twice make modes. The prediction strength is the mean over splits drawn with replacement from those made. No
/// further clustering is needed.
struct Redraws {
  let evidence: ClusterCountEvidence
  let samples: [BootstrapStability.Sample]
  let splits: [PredictionStrength.Split]
  let seed: UInt64

  func figures() -> [[CandidateFigures]] {
    let own = evidence.figures
    let shifts = own.indices.map { k -> Double? in
      let gains = samples.compactMap { $0.explained[k] }
      guard let value = evidence.structure.explained.values[k], !gains.isEmpty else { return nil }
      return value - gains.reduce(0, +) / Double(gains.count)
    }
    return samples.indices.map { index in
      let strengths = strengths(index)
      return own.indices.map { k in
        var gain: Double?
        if let explained = samples[index].explained[k], let shift = shifts[k],
          let mean = evidence.structure.explained.means[k]
        {
          gain = explained + shift - mean
        }
        return CandidateFigures(
          clusterCount: own[k].clusterCount, gain: gain, gainDeviation: own[k].gainDeviation,
          predictionStrength: strengths[k], sizes: samples[index].sizes[k],
          borderPValue: own[k].borderPValue)
      }
    }
  }

  private func strengths(_ index: Int) -> [Double?] {
    var stream = RandomStream(seed: seed, purpose: .redraw, replicate: index)
    let drawn = splits.map { _ in splits[stream.integer(below: splits.count)] }
    return evidence.clusterCounts.indices.map { k in
      ReplicateMean(drawn.map { $0.strengths[k] }).mean
    }
  }
}
