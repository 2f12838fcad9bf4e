/// How hard the made portfolio is, beside its size and seed. The defaults are the documented portfolio.
public struct GeneratorOptions: Sendable, Codable, Equatable {
  /// How far each type stands from the average client: 0 makes all types alike, 1 is as documented,
  /// 0.5 and 1.5 are a harder and an easier portfolio.
  public var separation: Double
  /// Multiplies every missing rate (capped at 0.95): 0 leaves no cell missing.
  public var missingness: Double
  /// Types weigh share^imbalance: 0 makes eight equal types, 1 is as documented.
  public var imbalance: Double
  /// Standard deviation of a collaborator's generosity when rating clients, in latent units.
  public var raterBias: Double
  /// Whether the file has the manager's age, a personal datum a firm may choose not to keep.
  public var includesManagerAge: Bool
  /// Whether the file has keying errors, duplicates, invalid SIREN and nearly empty rows.
  public var includesErrors: Bool

  public init(
    separation: Double = 1, missingness: Double = 1, imbalance: Double = 1, raterBias: Double = 0.4,
    includesManagerAge: Bool = true, includesErrors: Bool = true
  ) {
    precondition(separation >= 0 && missingness >= 0 && imbalance >= 0 && raterBias >= 0)
    self.separation = separation
    self.missingness = missingness
    self.imbalance = imbalance
    self.raterBias = raterBias
    self.includesManagerAge = includesManagerAge
    self.includesErrors = includesErrors
  }
}
