import Tables

/// What the reform asks of one client, from when, and what it can cost; with what is not known.
public struct ClientObligations: Sendable, Codable, Equatable {
  public let size: SizeAssessment
  /// The levels that what is known leaves possible, in the order of ``ObligationLevel``.
  public let possibleLevels: [ObligationLevel]
  /// Columns whose absence a presumption filled: a regime taken from the activity.
  public let presumed: [KnownColumn]
  /// `nil` where the client may be out of scope.
  public let reception: Deadline?
  /// Of issuing and reporting, which begin on one day; `nil` where the client may have neither duty.
  public let issuing: Deadline?
  /// Transmissions of transaction data, a year; `nil` where it reports none, or nobody knows.
  public let transmissionsPerYear: Int?
  /// `nil` where the level is not known.
  public let exposure: PenaltyExposure?
  /// The day that counts: of a duty in default, the first; else of those ahead, the first, the earliest
  /// where it depends on an unknown size. `nil` where all is met, or nothing says so.
  public let nextDay: CalendarDay?
  /// Columns that would settle what is open above, the most telling first.
  public let missing: [KnownColumn]
  /// Of the four questions that settle a case, those without an answer.
  public let unanswered: [ObligationQuestion]
  /// How many of ``SegmentationCriterion`` are known, of seven.
  public let knownCriteria: Int
  /// Days from the day of reference to `nextDay`: negative in default.
  public let daysLeft: Int?

  /// `nil` where it depends on what is missing.
  public var level: ObligationLevel? { possibleLevels.count == 1 ? possibleLevels.first : nil }

  /// Whether a day is past for which the client is known not to be ready.
  public var isInDefault: Bool { [reception, issuing].contains { $0?.state == .overdue } }
}

/// The questions that the administration asks to tell a business its obligations.
public enum ObligationQuestion: String, Sendable, Codable, CaseIterable {
  case size, clientele, activity
  case vatRegime = "vat-regime"
}
