import Foundation

/// The tools a client works with, from its type's profile and its digital latent.
///
/// Levels stand from the least to the most digital; the client takes the one at quantile
/// Φ(ρ z + √(1 − ρ²) ε) of its type's profile, *z* its digital deviation from the type in standard
/// deviations, ε its own noise. Profiles are thus kept exactly while tools go with the latent.
struct ClientTooling: Sendable {
  let tool: InvoicingTool
  let collection: DocumentCollection
  let bankConnected: Bool

  /// ρ, the same for the three choices.
  private static let dependence = 0.7

  init(
    _ state: ClientState, _ profile: ClientProfile, _ table: TypeTable, _ factors: LatentFactors
  ) {
    let parameters = table[state.type]
    let digital = profile.residual.digital / factors.deviations.digital
    func quantile(_ noise: Double) -> Double {
      let rho = Self.dependence
      let value = rho * digital + (1 - rho * rho).squareRoot() * noise
      return erfc(-value / 2.0.squareRoot()) / 2
    }
    let behaviour = profile.behaviour
    let own = max(
      parameters.tools.level(atQuantile: quantile(behaviour.toolNoise)), state.leastTool)
    tool = state.adoptedTool.map { max($0, own) } ?? own
    let usual = max(
      parameters.collection.level(atQuantile: quantile(behaviour.collectionNoise)),
      state.leastCollection)
    let withTool = state.adoptedTool == nil ? usual : max(usual, .portal)
    collection = state.delegates ? .delegation : withTool
    bankConnected =
      state.hadBankConnection
      || quantile(behaviour.bankNoise) > 1 - parameters.bankConnected
  }
}
