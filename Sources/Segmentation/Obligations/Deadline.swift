import Tables

/// A day from which a client must be ready.
public struct Deadline: Sendable, Codable, Equatable {
  public enum State: String, Sendable, Codable {
    /// The portfolio says that the client is ready.
    case met
    /// The day is not past: on the day itself none is left, and it still is ahead.
    case ahead
    /// The day is past, and the client has no platform.
    case overdue
    /// The day is past, or may be, and nothing says whether the client is ready.
    case unverified
  }

  /// The first day on which the duty may apply.
  public let earliest: CalendarDay
  /// The last one: another where the size that decides is not known.
  public let latest: CalendarDay
  public let state: State

  /// `nil` where the size that decides is not known.
  public var day: CalendarDay? { earliest == latest ? earliest : nil }

  /// The duty to receive: met by having a platform.
  static func reception(from day: CalendarDay, hasPlatform: Bool?, asOf: CalendarDay) -> Deadline {
    let state = hasPlatform == true ? .met : self.state(day, day, hasPlatform, asOf)
    return Deadline(earliest: day, latest: day, state: state)
  }

  /// The duty to issue or report: a platform does not say that invoices go through it, but nothing
  /// goes without one.
  static func issuing(
    earliest: CalendarDay, latest: CalendarDay, hasPlatform: Bool?, asOf: CalendarDay
  ) -> Deadline {
    Deadline(
      earliest: earliest, latest: latest, state: state(earliest, latest, hasPlatform, asOf))
  }

  private static func state(
    _ earliest: CalendarDay, _ latest: CalendarDay, _ hasPlatform: Bool?, _ asOf: CalendarDay
  ) -> State {
    if asOf <= earliest { return .ahead }
    return asOf > latest && hasPlatform == false ? .overdue : .unverified
  }
}
