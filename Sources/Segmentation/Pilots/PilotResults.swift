/// What was noted of the clients of a pilot when it ended.
public struct PilotResults: Sendable, Equatable {
  /// The file's name and fingerprint.
  public let source: PilotSource
  public let outcomeColumn: String
  /// Finite; 1 and 0 for yes and no. Clients without a result are not there.
  public let values: [String: Double]
  /// Clients of the file who are not in the pilot, passed over because they were said to be there.
  public let passedOver: Int

  public init(
    source: PilotSource = PilotSource(name: "", sha256: ""), outcomeColumn: String = "outcome",
    values: [String: Double], passedOver: Int = 0
  ) {
    self.source = source
    self.outcomeColumn = outcomeColumn
    self.values = values
    self.passedOver = passedOver
  }
}
