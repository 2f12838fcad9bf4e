/// Why a pilot cannot be drawn.
public enum PilotError: Error, Sendable, Equatable {
  /// No column names the clients, and a list by rank would change with the order of the rows.
  case noIdentifier
  /// The identifier stands on too many rows to name clients.
  case severalRowsPerClient(repeated: Int, rows: Int)
  /// The file has no column of segments that goes by a usual name.
  case noSegmentColumn(known: [String])
  /// The portfolio given for further columns holds none of the clients.
  case otherPortfolio(file: String)
  /// No segment has enough clients who may be drawn.
  case nobodyToDraw(clients: Int, excluded: Int, withoutSegment: Int)
}

/// Why results are not those of a pilot. Lines are those of the file; no case carries a client's data.
public enum PilotResultsError: Error, Sendable, Equatable {
  /// Several columns may hold the results, or none.
  case noOutcomeColumn(known: [String])
  /// The results name nobody: no column of identifiers.
  case noResultIdentifier(expected: String, known: [String])
  case resultsWithoutIdentifier(FileLines)
  /// The same client has two results; `first` is where the first of them stands.
  case repeatedResults(FileLines, first: Int)
  /// Clients who are not in the pilot, of `clients` in the file.
  case unknownClients(FileLines, clients: Int)
  /// No client of the results is in the pilot.
  case resultsOfAnotherPilot(clients: Int)
  case unreadableOutcome(UnreadableOutcome)
  /// What counts as a success stands nowhere in the column.
  case successNeverOccurs(column: String)
  /// The design judges numbers, which are no success or failure.
  case successOfNumbers
  /// No client of the pilot has a result.
  case noOutcome(column: String)
}

/// Lines of a file, the first ones named.
public struct FileLines: Sendable, Equatable {
  /// Increasing; at most ``limit``.
  public let first: [Int]
  public let count: Int

  public static let limit = 8
}

/// Cells that are not what the design says that results are.
public struct UnreadableOutcome: Sendable, Equatable {
  public let column: String
  /// 1-based position of the column in the file.
  public let position: Int
  public let firstLine: Int
  public let count: Int
  public let isShare: Bool
}
