import Foundation

/// The parameters of the eight types for given options.
///
/// *Separation s*: latent means stand at average + s · (documented − average), the average over the
/// documented shares; the other parameters likewise with √s, since what a type is moves less than how
/// it behaves. Medians and other positive scales move on the logarithm, probabilities and Beta means are
/// kept inside their range. *Imbalance i*: shares in proportion to shareⁱ.
struct TypeTable: Sendable {
  /// In the order of `ClientType.allCases`.
  let parameters: [ClientTypeParameters]
  let shares: [Double]
  /// Shares of the types among newcomers: 60 % office-suite, connected and wealth clients.
  let newcomerShares: [Double]

  init(options: GeneratorOptions) {
    let documented = ClientType.allCases.map(\.documented)
    let documentedShares = documented.map(\.share)
    parameters = documented.indices.map { own in
      if options.separation == 1 { return documented[own] }
      func coefficients(_ separation: Double) -> [Double] {
        documented.indices.map { type in
          documentedShares[type] * (1 - separation) + (type == own ? separation : 0)
        }
      }
      return .combination(
        latents: coefficients(options.separation),
        others: coefficients(options.separation.squareRoot()), of: documented, keepingShareOf: own)
    }
    let weights = documentedShares.map { pow($0, options.imbalance) }
    let total = weights.reduce(0, +)
    let shares = weights.map { $0 / total }
    self.shares = shares
    let frequent: Set<ClientType> = [.officeSuiteCompany, .connectedCompany, .wealthVehicle]
    let frequentShare = ClientType.allCases.filter(frequent.contains)
      .reduce(0) { $0 + shares[$1.index] }
    newcomerShares = ClientType.allCases.map { type in
      let isFrequent = frequent.contains(type)
      return shares[type.index]
        * (isFrequent ? 0.6 / frequentShare : 0.4 / max(1 - frequentShare, .leastNormalMagnitude))
    }
  }

  subscript(type: ClientType) -> ClientTypeParameters { parameters[type.index] }
}

extension ClientTypeParameters {
  /// Σₜ cₜ · parametersₜ, with Σ cₜ = 1; hazards of evolution and the share stay those of `own`.
  static func combination(
    latents: [Double], others coefficients: [Double], of types: [ClientTypeParameters],
    keepingShareOf own: Int
  ) -> ClientTypeParameters {
    let mix = ParameterMix(coefficients: coefficients, types: types)
    var result = types[own]
    result.latents = ParameterMix(coefficients: latents, types: types).latents()
    result.turnover = mix.logNormal(\.turnover)
    result.productivity = mix.productivity()
    result.balanceSheetFactor = mix.positive(\.balanceSheetFactor)
    result.salesInvoices = mix.positive(\.salesInvoices)
    result.salesZeroShare = mix.probability(\.salesZeroShare)
    result.purchaseInvoices = mix.positive(\.purchaseInvoices)
    result.businessShare = mix.beta(\.businessShare)
    result.internationalShare = mix.probability(\.internationalShare)
    result.fees = mix.logNormal(\.fees)
    result.managerAge = mix.linear { $0.managerAge }
    result.requests = mix.positive(\.requests)
    result.tools = .combination(coefficients, of: types.map(\.tools))
    result.collection = .combination(coefficients, of: types.map(\.collection))
    result.bankConnected = mix.probability(\.bankConnected)
    result.legalForms = .combination(coefficients, of: types.map(\.legalForms))
    result.sectors = .combination(coefficients, of: types.map(\.sectors))
    result.vatStatus = .combination(coefficients, of: types.map(\.vatStatus))
    result.vatOption = mix.probability(\.vatOption)
    result.missions = MissionProbabilities(
      values: Mission.allCases.indices.map { index in
        min(1, max(0, mix.linear { $0.missions.values[index] }))
      })
    return result
  }
}

private struct ParameterMix {
  let coefficients: [Double]
  let types: [ClientTypeParameters]

  func linear(_ value: (ClientTypeParameters) -> Double) -> Double {
    zip(coefficients, types).reduce(0) { $0 + $1.0 * value($1.1) }
  }

  func positive(_ path: KeyPath<ClientTypeParameters, Double>) -> Double {
    exp(linear { log($0[keyPath: path]) })
  }

  func probability(_ path: KeyPath<ClientTypeParameters, Double>) -> Double {
    min(1, max(0, linear { $0[keyPath: path] }))
  }

  func logNormal(
    _ path: KeyPath<ClientTypeParameters, LogNormalParameters>
  ) -> LogNormalParameters {
    LogNormalParameters(
      median: exp(linear { log($0[keyPath: path].median) }),
      sigma: max(0.1, linear { $0[keyPath: path].sigma }))
  }

  /// Mean and concentration α + β move apart; the mean stays within 0.03…0.97.
  func beta(_ path: KeyPath<ClientTypeParameters, BetaParameters>) -> BetaParameters {
    let mean = min(0.97, max(0.03, linear { $0[keyPath: path].mean }))
    let concentration = max(1, linear { $0[keyPath: path].concentration })
    return BetaParameters(alpha: mean * concentration, beta: (1 - mean) * concentration)
  }

  /// Employees per k€ are mixed, so that a type without employees counts as 0.
  func productivity() -> Double? {
    let employees = linear { $0.productivity.map { 1 / $0 } ?? 0 }
    return employees > 0 ? 1 / employees : nil
  }

  func latents() -> LatentVector {
    LatentVector((0..<4).map { index in linear { $0.latents.values[index] } })
  }
}
