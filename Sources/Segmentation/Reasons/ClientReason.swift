/// Why a client is in its segment rather than in the next one, and what would move it.
public struct ClientReason: Sendable, Equatable {
  /// What one variable has to do with it.
  public struct Part: Sendable, Equatable {
    /// Its place in ``Preparation/Recipe/variables``.
    public let variable: Int
    /// How much it adds to the margin, beside the average client's.
    public let weight: Double
  }

  /// A value that would put the client elsewhere, all else equal.
  public struct Change: Sendable, Equatable {
    public enum Value: Sendable, Equatable {
      /// In the units of the column.
      case quantity(Double)
      case level(String)
      /// Of a set: whether this member is in it.
      case member(String, isIn: Bool)
    }

    public let variable: Int
    public let value: Value
    /// Where the client would then be, from 0.
    public let segment: Int
    /// How far the cell moves in the space before its axes: standard deviations of a quantity,
    /// √(1/p + 1/q) from a level of share p to one of share q.
    public let distance: Double
  }

  /// Row in the table, from 0.
  public let row: Int
  public let segment: Int
  public let nextSegment: Int
  /// ‖x − next centre‖² − ‖x − own centre‖²: below 0 where the next one is nearer.
  public let margin: Double
  /// Observed variables that speak for the segment, the strongest first.
  public let parts: [Part]
  /// The least change of one observed variable, within what the training clients show, that moves the
  /// client; `nil` where no single one does.
  public let change: Change?
}
