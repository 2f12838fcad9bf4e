import Tables

/// What the reform asks of a study's clients, and what the firm is to do for them, by segment.
///
///     let reform = ReformPlan(plan, obligations: portfolio, reform: reform, catalogue: catalogue, segments: numbers)
///     reform.segments[0].firstAction?.code
public struct ReformPlan: Sendable {
  public let catalogue: ActionCatalogue
  /// Of the study's clients, in their order.
  public let plan: ActionPlan
  /// By the number of the segment, from 0.
  public let segments: [SegmentPlan]
  /// Of all clients.
  public let everyone: ObligationGroup
  /// The rule file that gives the profiles, where it is the firm's own.
  public let rulesName: String?
  /// When the texts of law were read.
  public let lawReadOn: CalendarDay

  /// - Parameters:
  ///   - segments: the segment of each client, from 0.
  ///   - segmentCount: how many there are; each has a plan, with clients or without.
  public init(
    _ plan: ActionPlan, obligations: PortfolioObligations, reform: Reform,
    catalogue: ActionCatalogue, segments: [Int], segmentCount: Int, rulesName: String? = nil
  ) {
    precondition(plan.clients.count == segments.count, "a segment for each client")
    precondition(obligations.clients.count == segments.count, "obligations of each client")
    self.plan = plan
    self.catalogue = catalogue
    self.rulesName = rulesName
    lawReadOn = reform.asOf
    everyone = ObligationGroup(name: nil, obligations.clients)
    var members = [[Int]](repeating: [], count: segmentCount)
    for (client, segment) in segments.enumerated() { members[segment].append(client) }
    self.segments = members.map { rows in
      SegmentPlan(
        rows.map { plan.clients[$0] }, rows.map { obligations.clients[$0] }, catalogue: catalogue)
    }
  }

  /// Clients by decreasing priority, ties in the order of the portfolio; of those only who have
  /// something to be done with.
  public var urgentClients: [Int] {
    plan.clients.indices.filter { !plan.clients[$0].actions.isEmpty }.sorted { left, right in
      let (a, b) = (plan.clients[left].priority.points, plan.clients[right].priority.points)
      return a != b ? a > b : left < right
    }
  }
}

/// What is to be done for one segment.
public struct SegmentPlan: Sendable, Codable, Equatable {
  /// A profile and how many clients have it.
  public struct Profile: Sendable, Codable, Equatable {
    /// `nil`: none of the rules says.
    public let code: String?
    public let clients: Int
  }

  /// An action and whom it is still for.
  public struct Action: Sendable, Codable, Equatable {
    public let code: String
    public let clients: Int
    public let hours: Double
    /// Clients whose day for it is past.
    public let overdue: Int
    /// Clients of whom even the deadline that the day is counted from is past.
    public let pastDeadline: Int
    /// The median of the clients' days, the earlier of two; `nil` where none has one.
    public let due: CalendarDay?
  }

  public let clients: Int
  /// By decreasing number of clients, then by code.
  public let profiles: [Profile]
  public let obligations: ObligationGroup
  /// In the order of the catalogue.
  public let actions: [Action]
  public let hours: Double
  public let overdueHours: Double
  /// Of actions that fit into their owners' hours.
  public let fittingHours: Double
  /// What to begin with: of the actions that half or more of the clients of the most common profile still
  /// need, the one to be done first (``ActionOrder``); where none is for that many, the one that most of them need. Ties
  /// in the order of the catalogue.
  public let firstAction: Action?

  init(_ plans: [ClientPlan], _ clients: [ClientObligations], catalogue: ActionCatalogue) {
    self.clients = plans.count
    var counts: [String?: Int] = [:]
    for plan in plans { counts[plan.profile, default: 0] += 1 }
    let profiles = counts.map { Profile(code: $0.key, clients: $0.value) }.sorted { a, b in
      a.clients != b.clients ? a.clients > b.clients : (a.code ?? "") < (b.code ?? "")
    }
    let all = plans.flatMap(\.actions)
    let byCode = Dictionary(grouping: all, by: \.code)
    let actions = catalogue.actions.compactMap { action in
      byCode[action.code].map { Action(action.code, $0) }
    }
    self.profiles = profiles
    self.actions = actions
    obligations = ObligationGroup(name: nil, clients)
    hours = Self.hours(all)
    overdueHours = Self.hours(all.filter(\.isOverdue))
    fittingHours = Self.hours(all.filter { $0.fits == true })
    let leading = plans.filter { $0.profile == profiles.first?.code }
    firstAction = Self.first(of: leading, catalogue: catalogue).flatMap { code in
      actions.first { $0.code == code }
    }
  }

  private static func first(of plans: [ClientPlan], catalogue: ActionCatalogue) -> String? {
    let byCode = Dictionary(grouping: plans.flatMap(\.actions), by: \.code)
    let actions = catalogue.actions.compactMap { action in
      byCode[action.code].map { Action(action.code, $0) }
    }
    let common = actions.filter { $0.clients * 2 >= plans.count }
    if common.isEmpty {
      return actions.indices.max {
        let (a, b) = (actions[$0].clients, actions[$1].clients)
        return a != b ? a < b : $0 > $1
      }.map { actions[$0].code }
    }
    let ranks = common.map {
      ActionOrder(due: $0.due, isPastDeadline: $0.pastDeadline * 2 > $0.clients)
    }
    return common.indices.min { (ranks[$0], $0) < (ranks[$1], $1) }.map { common[$0].code }
  }

  fileprivate static func hours(_ actions: [PlannedAction]) -> Double {
    Double(actions.reduce(0) { $0 + ActionScheduler.hundredths($1.hours) }) / 100
  }

  /// The profiles of at least a quarter of the clients, at most two; else the most common one.
  public var leadingProfiles: [Profile] {
    let leading = profiles.prefix(2).filter { $0.clients * 4 >= clients }
    return leading.isEmpty ? Array(profiles.prefix(1)) : Array(leading)
  }
}

extension SegmentPlan.Action {
  fileprivate init(_ code: String, _ planned: [PlannedAction]) {
    self.code = code
    clients = planned.count
    hours = SegmentPlan.hours(planned)
    overdue = planned.count(where: \.isOverdue)
    pastDeadline = planned.count(where: \.isPastDeadline)
    let days = planned.compactMap { $0.due?.number }.sorted()
    due = days.isEmpty ? nil : CalendarDay(number: days[(days.count - 1) / 2])
  }
}
