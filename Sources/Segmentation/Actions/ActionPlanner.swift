import Tables

/// Plans the actions of each client of a portfolio.
///
///     let plan = ActionPlanner(catalogue: try .standard(), obligations: obligations)
///       .plan(table, portfolio, profiles: rules, segments: names)
///     plan.clients[0].actions.first?.due
///
/// *profile*: the code under which the catalogue has a plan, a rule's code as a rule; a client without one,
/// or with one that has no plan, gets the default plan. *segment*: the group in which loads are told.
/// An action is left out where the portfolio says that it is done, or where it is for other classes of
/// fees. Days are counted from the client's own deadlines and never moved: what is late is told as late.
/// What is left stands in the order in which it is to be done (``ActionOrder``).
/// Hours are shared out by ``ActionScheduler``.
public struct ActionPlanner: Sendable {
  public let catalogue: ActionCatalogue
  public let obligations: Obligations

  public init(catalogue: ActionCatalogue, obligations: Obligations) {
    self.catalogue = catalogue
    self.obligations = obligations
  }

  /// - Parameters:
  ///   - portfolio: the obligations of the table's rows.
  ///   - profiles: one for each row.
  ///   - segments: one for each row; `nil`: the profiles.
  public func plan(
    _ table: Table, _ portfolio: PortfolioObligations, profiles: [String?],
    segments: [String?]? = nil
  ) -> ActionPlan {
    let count = table.rowCount
    precondition(portfolio.clients.count == count, "obligations of the table's rows")
    precondition(profiles.count == count && segments?.count ?? count == count, "one for each row")
    let rows = ClientRowsOfPlan(table, catalogue)
    let plans = PlansByProfile(catalogue)
    var clients = (0..<count).map { row in
      client(
        row, rows, portfolio.clients[row], plans.items(profiles[row]), profiles[row],
        (segments ?? profiles)[row])
    }
    let scheduler = ActionScheduler(capacity: catalogue.capacity)
    let loads = scheduler.schedule(&clients)
    return ActionPlan(
      asOf: obligations.asOf, clients: clients, loads: loads,
      segments: SegmentLoads(catalogue).loads(of: clients),
      profilesWithoutPlan: plans.unknown(among: profiles))
  }

  private func client(
    _ row: Int, _ rows: ClientRowsOfPlan, _ client: ClientObligations, _ items: [RankedItem],
    _ profile: String?, _ segment: String?
  ) -> ClientPlan {
    let feeClass = rows.classes[row]
    var (actions, done): ([PlannedAction], [String]) = ([], [])
    for item in items where item.isFor(feeClass) {
      if rows.done.contains(action: item.rank, of: row) {
        done.append(item.code)
      } else {
        actions.append(planned(catalogue.actions[item.rank], client))
      }
    }
    let ranks = actions.map {
      ActionOrder(due: $0.due, isPastDeadline: $0.isPastDeadline)
    }
    let order = actions.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    return ClientPlan(
      profile: profile, segment: segment, owner: rows.owners?[row], feeClass: feeClass,
      priority: ClientPriority(
        client, feeClass: feeClass, technical: rows.technical[row],
        organisation: rows.organisation[row],
        mostExposure: obligations.reform.penalties.yearlyMost, weights: catalogue.priority),
      actions: order.map { actions[$0] }, done: done)
  }

  private func planned(_ action: CatalogueAction, _ client: ClientObligations) -> PlannedAction {
    let asOf = obligations.asOf
    var deadline: CalendarDay?
    let due: CalendarDay?
    switch action.timing {
    case .before(let anchor, let months):
      deadline = client.day(anchor)
      due = deadline?.advanced(months: -months)
    case .every(let months): due = asOf.advanced(months: months)
    case .continuous: due = nil
    }
    let isOverdue = due.map { $0 < asOf } ?? false
    let first = asOf.advanced(days: 1)
    return PlannedAction(
      code: action.code, due: due, hours: action.hours, isOverdue: isOverdue,
      isPastDeadline: deadline.map { $0 < asOf } ?? false,
      quarter: Quarter(of: max(first, due ?? first)))
  }
}

extension ClientObligations {
  /// The day that an action is counted from; `nil` where the client has no such deadline.
  func day(_ anchor: AnchorDeadline) -> CalendarDay? {
    switch anchor {
    case .next: nextDay ?? reception?.earliest
    case .reception: reception?.earliest
    case .issuing: issuing?.earliest ?? day(.next)
    }
  }
}

extension Quarter {
  package init(of day: CalendarDay) { self.init(year: day.year, number: (day.month + 2) / 3) }

  /// The last day of the quarter: the day of reference of a portfolio of that period.
  public var lastCalendarDay: CalendarDay {
    let next = advanced(by: 1)
    return CalendarDay(year: next.year, month: next.number * 3 - 2, day: 1).advanced(days: -1)
  }
}

/// An item of a plan, with its action's rank in the catalogue.
struct RankedItem {
  let code: String
  let rank: Int
  let classes: [FeeClass]?

  func isFor(_ feeClass: FeeClass?) -> Bool {
    guard let classes else { return true }
    return feeClass.map(classes.contains) ?? false
  }
}

/// The catalogue's plans, ready to be looked up for many clients.
private struct PlansByProfile {
  private var plans: [String: [RankedItem]] = [:]
  private let standard: [RankedItem]

  init(_ catalogue: ActionCatalogue) {
    let ranks = Dictionary(
      uniqueKeysWithValues: catalogue.actions.enumerated().map { ($1.code, $0) })
    func ranked(_ items: [PlanItem]) -> [RankedItem] {
      items.compactMap { item in
        ranks[item.code].map { RankedItem(code: item.code, rank: $0, classes: item.classes) }
      }
    }
    standard = ranked(catalogue.defaultPlan)
    for plan in catalogue.profiles { plans[plan.profile] = ranked(plan.items) }
  }

  func items(_ profile: String?) -> [RankedItem] { profile.flatMap { plans[$0] } ?? standard }

  func unknown(among profiles: [String?]) -> [String] {
    Set(profiles.compactMap { $0 }).filter { plans[$0] == nil }.sorted()
  }
}

/// What the portfolio says of its clients that a plan depends on, one value a row.
private struct ClientRowsOfPlan {
  let owners: [String?]?
  let classes: [FeeClass?]
  let technical: [Double?]
  let organisation: [Double?]
  let done: DoneActions

  init(_ table: Table, _ catalogue: ActionCatalogue) {
    func numbers(_ known: KnownColumn) -> [Double?] {
      guard case .numbers(let values)? = table.column(known)?.values else {
        return [Double?](repeating: nil, count: table.rowCount)
      }
      return values.map { $0.isFinite ? $0 : nil }
    }
    owners = table.column(.manager)?.rowTexts
    let weights = catalogue.priority
    classes = FeeClass.classes(
      fees: numbers(.fees), cumulatedA: weights.cumulatedA, cumulatedB: weights.cumulatedB)
    technical = numbers(.technicalMaturity)
    organisation = numbers(.organisation)
    done = DoneActions(catalogue, in: table)
  }
}
