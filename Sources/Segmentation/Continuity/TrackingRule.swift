/// The thresholds of what is advised from quarter to quarter.
///
/// Chosen on made portfolios, and to be changed in the configuration by whoever knows better.
public struct TrackingRule: Sendable, Codable, Equatable {
  /// A refit is advised where the share of clients that fit no earlier segment has grown by as much.
  public var fit: Double = 0.05
  /// A refit is advised where the new segments agree less with the earlier model (adjusted Rand)…
  public var agreement: Double = 0.4
  /// …and explain so much more of the clients' inertia.
  public var gain: Double = 0.05
  /// Clients are to be placed anew where as many of them, as a share, now belong to another segment.
  public var moved: Double = 0.05
  /// A column is called shifted from this population stability index on.
  public var psi: Double = 0.25

  public init() {}
}
