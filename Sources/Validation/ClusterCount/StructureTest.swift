/// Whether clustering reduces the inertia more than it does on unimodal data of the same shape.
///
/// With R_k = log(W_k / W_1) on the data and R*_kb on the b-th of B unimodal reference sets,
///
///     z_k = (mean_b R*_kb − R_k) / sd_b(R*_kb),     T = max_k z_k,
///
/// and T*_b is the same for reference set b against the B − 1 others. `pValue` is the Monte-Carlo
/// (1 + #{b : T*_b ≥ T}) / (B + 1), never below 1 / (B + 1).
public struct StructureTest: Sendable, Codable, Equatable {
  /// z_k in the order of the candidates; `nil` where an inertia is 0.
  public let excess: [Double?]
  /// T; `nil` where no z_k is defined.
  public let statistic: Double?
  public let pValue: Double?
  public let replicates: Int

  /// - Parameters:
  ///   - logInertias: log W for k = 1, then the candidates.
  ///   - references: the same for each reference set.
  package init(logInertias: [Double?], references: [[Double?]]) {
    let observed = StructureTest.ratios(logInertias)
    let reference = references.map(StructureTest.ratios)
    replicates = references.count
    excess = StructureTest.excess(observed, reference)
    let statistic = excess.compactMap { $0 }.max()
    self.statistic = statistic
    guard let statistic, references.count > 2 else {
      pValue = nil
      return
    }
    let atLeast = reference.indices.filter { b in
      var others = reference
      let own = others.remove(at: b)
      return (StructureTest.excess(own, others).compactMap { $0 }.max() ?? 0) >= statistic
    }
    pValue = Double(1 + atLeast.count) / Double(references.count + 1)
  }

  private static func ratios(_ logInertias: [Double?]) -> [Double?] {
    guard let first = logInertias.first, let one = first else {
      return logInertias.dropFirst().map { _ in nil }
    }
    return logInertias.dropFirst().map { $0.map { $0 - one } }
  }

  private static func excess(_ observed: [Double?], _ reference: [[Double?]]) -> [Double?] {
    observed.indices.map { index in
      let ratios = reference.compactMap { $0[index] }
      guard let own = observed[index], ratios.count == reference.count, ratios.count > 1 else {
        return nil
      }
      let mean = ratios.reduce(0, +) / Double(ratios.count)
      let squares = ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(ratios.count - 1)).squareRoot()
      return deviation > 0 ? (mean - own) / deviation : nil
    }
  }
}
