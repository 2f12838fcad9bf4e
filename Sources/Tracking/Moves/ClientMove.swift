/// A client that is in another segment than a quarter ago, and what moved it.
public struct ClientMove: Sendable, Equatable {
  public let identifier: String
  /// Numbers of segments.
  public let from: Int
  public let to: Int
  /// Whether the earlier model puts the client's new data elsewhere than where it was.
  public let clientMoved: Bool
  /// Whether the new model puts the client's earlier data elsewhere than where it was.
  public let modelMoved: Bool
  /// The columns whose change brought the client over, the strongest first; none where the client's own
  /// data did not move it.
  public let features: [MovingFeature]

  /// Where neither change is enough by itself it took both.
  public var kind: Kind {
    clientMoved == modelMoved ? .both : clientMoved ? .client : .model
  }

  public enum Kind: String, Sendable, Codable, CaseIterable { case client, model, both }
}

/// A column whose change moved a client.
public struct MovingFeature: Sendable, Equatable {
  public let key: String
  /// As the new file calls it.
  public let header: String
  /// How much of the way from its earlier segment towards the other one would be undone by the earlier
  /// value alone, in the units of the prepared space.
  public let effect: Double
}

/// A client that is in one of the two quarters only.
public struct ClientInOneQuarter: Sendable, Equatable {
  public let identifier: String
  /// The number of its segment, where it is or where it was.
  public let segment: Int
}
