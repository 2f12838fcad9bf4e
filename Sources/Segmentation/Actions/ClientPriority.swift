/// What each part of the priority weighs; `Defaults/actions.yaml` has the values.
public struct PriorityWeights: Sendable, Codable, Equatable {
  public let urgency: Double
  public let exposure: Double
  public let value: Double
  public let maturity: Double
  public let horizonDays: Int
  public let valueA: Double
  public let valueB: Double
  public let valueC: Double
  public let cumulatedA: Double
  public let cumulatedB: Double

  func value(of feeClass: FeeClass) -> Double {
    switch feeClass {
    case .a: valueA
    case .b: valueB
    case .c: valueC
    }
  }
}

/// Whom to see first: *points* = Σ weight · term, from 0 to the sum of the weights (100). Each term is
/// in [0, 1]:
///
/// - *urgency* = 1 − days left / horizon, cut to [0, 1]: 1 from the deadline on, 0 a horizon before it
///   or where nothing is left to meet.
/// - *exposure* = penalties that the client is exposed to / the most that any can be.
/// - *value* = the class of its fees: A, B or C.
/// - *maturity gap* = the mean, over those known, of 1 − (score − 1)/4 for technical maturity (1…5) and
///   1 − (level − 1)/5 for organisation (1…6), each cut to [0, 1].
///
/// A term of which nothing is known counts ½: neither first nor last for want of data.
public struct ClientPriority: Sendable, Codable, Equatable {
  public let urgency: Double
  public let exposure: Double
  public let value: Double
  public let maturityGap: Double
  /// Terms of which nothing is known, which count ½.
  public let unknownTerms: Int
  public let points: Double

  /// - Parameters:
  ///   - mostExposure: the most that any client can be exposed to, in euros; ``Penalties/yearlyMost``.
  ///   - technical: 1…5.
  ///   - organisation: 1…6.
  public init(
    _ obligations: ClientObligations, feeClass: FeeClass?, technical: Double?,
    organisation: Double?, mostExposure: Double, weights: PriorityWeights
  ) {
    let terms: [Double?] = [
      Self.urgency(obligations, horizon: Double(weights.horizonDays)),
      obligations.exposure.map { mostExposure > 0 ? min(1, $0.total / mostExposure) : 0 },
      feeClass.map(weights.value(of:)), Self.gap(technical, organisation),
    ]
    let values = terms.map { $0 ?? 0.5 }
    (urgency, exposure, value, maturityGap) = (values[0], values[1], values[2], values[3])
    unknownTerms = terms.count { $0 == nil }
    points =
      weights.urgency * values[0] + weights.exposure * values[1] + weights.value * values[2]
      + weights.maturity * values[3]
  }

  private static func urgency(_ client: ClientObligations, horizon: Double) -> Double? {
    if let days = client.daysLeft { return min(1, max(0, 1 - Double(days) / horizon)) }
    if client.level == nil { return nil }
    let isOpen = [client.reception, client.issuing].contains { $0?.state == .unverified }
    return isOpen ? nil : 0
  }

  private static func gap(_ technical: Double?, _ organisation: Double?) -> Double? {
    let gaps = [technical.map { 1 - ($0 - 1) / 4 }, organisation.map { 1 - ($0 - 1) / 5 }]
      .compactMap { $0 }.filter(\.isFinite).map { min(1, max(0, $0)) }
    return gaps.isEmpty ? nil : gaps.reduce(0, +) / Double(gaps.count)
  }
}
