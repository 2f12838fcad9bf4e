/// A client as a pilot looks at it.
public struct PilotClient: Sendable, Equatable {
  /// Unique among the clients of a portfolio.
  public let identifier: String
  /// `nil` without a segment: such a client is not drawn.
  public let segment: String?
  /// Its value of each column that makes strata.
  public let stratum: [String]
  public let isExcluded: Bool

  public init(
    identifier: String, segment: String?, stratum: [String] = [], isExcluded: Bool = false
  ) {
    self.identifier = identifier
    self.segment = segment
    self.stratum = stratum
    self.isExcluded = isExcluded
  }
}

/// The clients among whom a pilot draws, and where they come from.
public struct PilotClients: Sendable {
  public let clients: [PilotClient]
  /// The files read, the portfolio behind a run included.
  public let sources: [PilotSource]
  public let identifierColumn: String
  public let segmentColumn: String
  public let strataColumns: [String]

  public init(
    clients: [PilotClient], sources: [PilotSource] = [], identifierColumn: String = "id",
    segmentColumn: String = "segment", strataColumns: [String] = []
  ) {
    self.clients = clients
    self.sources = sources
    self.identifierColumn = identifierColumn
    self.segmentColumn = segmentColumn
    self.strataColumns = strataColumns
  }
}

/// A file that a pilot was drawn from.
public struct PilotSource: Sendable, Codable, Equatable {
  public let name: String
  /// SHA-256 of its bytes, in hexadecimal.
  public let sha256: String

  public init(name: String, sha256: String) {
    self.name = name
    self.sha256 = sha256
  }
}
