import Tables

/// What to do for each client, when, by whom, and what fits into the hours there are.
public struct ActionPlan: Sendable, Codable, Equatable {
  /// The day of reference.
  public let asOf: CalendarDay
  /// One for each client, in their order.
  public let clients: [ClientPlan]
  /// By collaborator and quarter, collaborators by name, those without one last.
  public let loads: [CollaboratorLoad]
  /// In the order of ``ActionPlanner``'s groups by decreasing hours, then by name; clients without a
  /// segment last.
  public let segments: [SegmentLoad]
  /// Profiles of clients that have no plan of their own, sorted: they get the default plan.
  public let profilesWithoutPlan: [String]
}

public struct ClientPlan: Sendable, Codable, Equatable {
  public let profile: String?
  public let segment: String?
  /// The collaborator in charge; `nil` where nobody is.
  public let owner: String?
  public let feeClass: FeeClass?
  public let priority: ClientPriority
  /// By due day, those without one last, ties in the order of the profile's plan.
  public internal(set) var actions: [PlannedAction]
  /// Actions of the profile that the portfolio says are done, in the order of its plan.
  public let done: [String]

  package init(
    profile: String?, segment: String?, owner: String?, feeClass: FeeClass?,
    priority: ClientPriority, actions: [PlannedAction], done: [String]
  ) {
    self.profile = profile
    self.segment = segment
    self.owner = owner
    self.feeClass = feeClass
    self.priority = priority
    self.actions = actions
    self.done = done
  }
}

public struct PlannedAction: Sendable, Codable, Equatable {
  public let code: String
  /// `nil` where the client has no deadline to count from, or the action has no day.
  public let due: CalendarDay?
  public let hours: Double
  /// Whether the day is past: it stays the day it is.
  public let isOverdue: Bool
  /// Whether even the deadline that the day is counted from is past.
  public let isPastDeadline: Bool
  /// The quarter whose hours it takes: that of its day, the first one for what is overdue or has none.
  public let quarter: Quarter
  /// Whether it fits into its owner's hours of that quarter; `nil` where nobody owns it.
  public internal(set) var fits: Bool?

  package init(
    code: String, due: CalendarDay?, hours: Double, isOverdue: Bool, isPastDeadline: Bool = false,
    quarter: Quarter
  ) {
    self.code = code
    self.due = due
    self.hours = hours
    self.isOverdue = isOverdue
    self.isPastDeadline = isPastDeadline
    self.quarter = quarter
  }
}

/// What comes first of what is left to do. Ahead of a deadline, by day; once it is past, what it was
/// about (the day nearest to it) before what should have prepared it.
struct ActionOrder: Comparable {
  private let isAhead: Bool
  private let rank: Int

  init(due: CalendarDay?, isPastDeadline: Bool) {
    isAhead = !isPastDeadline
    let day = due.map { Int($0.number) } ?? Int(Int32.max)
    rank = isPastDeadline ? -day : day
  }

  static func < (a: ActionOrder, b: ActionOrder) -> Bool {
    a.isAhead == b.isAhead ? a.rank < b.rank : b.isAhead
  }
}

/// Hours asked of a collaborator in a quarter, and hours there are.
public struct CollaboratorLoad: Sendable, Codable, Equatable {
  /// `nil` for clients without one: no hours are known.
  public let owner: String?
  public let quarter: Quarter
  public let hours: Double
  /// Of those, of actions whose day is past.
  public let overdueHours: Double
  public let capacity: Double?
  /// Hours of the actions that fit, the highest priorities first; `nil` where no hours are known.
  public let fittingHours: Double?
  public let actions: Int
  /// Actions that do not fit.
  public let postponed: Int
}

/// What a segment asks, whoever does it.
public struct SegmentLoad: Sendable, Codable, Equatable {
  public let segment: String?
  public let clients: Int
  public let actions: Int
  public let hours: Double
  public let overdueHours: Double
  /// Hours of the actions that fit into their owners' quarters.
  public let fittingHours: Double
  /// Clients and hours by action, in the order of the catalogue.
  public let byAction: [ActionLoad]
}

public struct ActionLoad: Sendable, Codable, Equatable {
  public let code: String
  public let clients: Int
  public let hours: Double
}
