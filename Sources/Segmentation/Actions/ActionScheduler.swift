/// Shares out the hours of each collaborator's quarters: clients by decreasing priority, ties by their
/// order, each client's actions in their own order; an action fits where enough hours of its quarter are
/// left. A small one may fit after a large one did not. Hours are counted in hundredths, so that no
/// rounding decides.
package struct ActionScheduler {
  let capacity: ActionCapacity

  package init(capacity: ActionCapacity) { self.capacity = capacity }

  private struct Slot: Hashable {
    let owner: String?
    let quarter: Quarter
  }

  private struct Tally {
    var hours = 0
    var overdue = 0
    var fitting = 0
    var actions = 0
    var postponed = 0
    let capacity: Int?
  }

  /// Says of each action whether it fits.
  package func schedule(_ clients: inout [ClientPlan]) -> [CollaboratorLoad] {
    let order = clients.indices.sorted { left, right in
      let (a, b) = (clients[left].priority.points, clients[right].priority.points)
      return a != b ? a > b : left < right
    }
    var tallies: [Slot: Tally] = [:]
    for client in order {
      let owner = clients[client].owner
      let actions = clients[client].actions.map { action in
        let slot = Slot(owner: owner, quarter: action.quarter)
        return place(
          action, in: &tallies[slot, default: Tally(capacity: owner.map(hundredths(of:)))])
      }
      clients[client].actions = actions
    }
    return tallies.map { load($0.key, $0.value) }.sorted(by: precedes)
  }

  private func hundredths(of owner: String) -> Int {
    Self.hundredths(capacity.hours(of: owner))
  }

  static func hundredths(_ hours: Double) -> Int { Int((hours * 100).rounded()) }

  private func place(_ action: PlannedAction, in tally: inout Tally) -> PlannedAction {
    let hours = Self.hundredths(action.hours)
    let fits = tally.capacity.map { tally.fitting + hours <= $0 }
    tally.hours += hours
    tally.actions += 1
    if action.isOverdue { tally.overdue += hours }
    if fits == true { tally.fitting += hours }
    if fits == false { tally.postponed += 1 }
    var placed = action
    placed.fits = fits
    return placed
  }

  private func load(_ slot: Slot, _ tally: Tally) -> CollaboratorLoad {
    CollaboratorLoad(
      owner: slot.owner, quarter: slot.quarter, hours: Double(tally.hours) / 100,
      overdueHours: Double(tally.overdue) / 100,
      capacity: tally.capacity.map { Double($0) / 100 },
      fittingHours: tally.capacity == nil ? nil : Double(tally.fitting) / 100,
      actions: tally.actions, postponed: tally.postponed)
  }

  private func precedes(_ left: CollaboratorLoad, _ right: CollaboratorLoad) -> Bool {
    if left.owner == right.owner { return left.quarter < right.quarter }
    guard let name = left.owner, let other = right.owner else { return left.owner != nil }
    return name < other
  }
}

/// Adds up what each segment asks.
struct SegmentLoads {
  private let codes: [String]

  init(_ catalogue: ActionCatalogue) { codes = catalogue.actions.map(\.code) }

  func loads(of clients: [ClientPlan]) -> [SegmentLoad] {
    var members: [String?: [Int]] = [:]
    for (index, client) in clients.enumerated() {
      members[client.segment, default: []].append(index)
    }
    return members.map { segment, rows in load(segment, rows.map { clients[$0] }) }
      .sorted { left, right in
        guard let name = left.segment, let other = right.segment else {
          return left.segment != nil
        }
        return left.hours != right.hours ? left.hours > right.hours : name < other
      }
  }

  private func load(_ segment: String?, _ clients: [ClientPlan]) -> SegmentLoad {
    let actions = clients.flatMap(\.actions)
    func hours(_ actions: some Sequence<PlannedAction>) -> Double {
      Double(actions.reduce(0) { $0 + ActionScheduler.hundredths($1.hours) }) / 100
    }
    let byCode = Dictionary(grouping: actions, by: \.code)
    return SegmentLoad(
      segment: segment, clients: clients.count, actions: actions.count, hours: hours(actions),
      overdueHours: hours(actions.lazy.filter(\.isOverdue)),
      fittingHours: hours(actions.lazy.filter { $0.fits == true }),
      byAction: codes.compactMap { code in
        byCode[code].map { ActionLoad(code: code, clients: $0.count, hours: hours($0)) }
      })
  }
}
