import Segmentation
import Tables
import TestSupport
import Testing

@Suite struct ActionSchedulerTests {
  private let reform: Reform
  private let weights: PriorityWeights

  init() throws {
    reform = try .standard()
    weights = try ActionCatalogue.standard().priority
  }

  private static let second = Quarter(year: 2026, number: 2)

  /// A client whose priority rises with its technical gap.
  private func client(_ technical: Double, _ hours: [Double], owner: String? = "X") throws
    -> ClientPlan
  {
    let priority = ClientPriority(
      try MadeClient(reform, regime: "EXO").assessed(), feeClass: .c, technical: technical,
      organisation: nil, mostExposure: 1, weights: weights)
    return ClientPlan(
      profile: nil, segment: nil, owner: owner, feeClass: .c, priority: priority,
      actions: hours.map {
        PlannedAction(
          code: "A", due: nil, hours: $0, isOverdue: false, quarter: Self.second)
      }, done: [])
  }

  private func fits(_ clients: [ClientPlan], hours: Double) -> [[Bool?]] {
    var scheduled = clients
    _ = ActionScheduler(capacity: ActionCapacity(hoursPerQuarter: hours, collaborators: []))
      .schedule(&scheduled)
    return scheduled.map { $0.actions.map(\.fits) }
  }

  @Test func theHighestPrioritiesComeFirst() throws {
    let clients = [try client(5, [2, 1]), try client(1, [3]), try client(3, [2])]
    // 6 hours: 3 for the second, 2 for the third, 1 left: too little for 2, enough for 1.
    #expect(fits(clients, hours: 6) == [[false, true], [true], [true]])
    #expect(fits(clients, hours: 0) == [[false, false], [false], [false]])
    #expect(fits(clients, hours: 8) == [[true, true], [true], [true]])
  }

  @Test func tiesGoByOrder() throws {
    let clients = [try client(3, [2]), try client(3, [2]), try client(3, [2])]
    #expect(fits(clients, hours: 4) == [[true], [true], [false]])
  }

  /// Ten times 0.1 h is an hour, which binary fractions would miss.
  @Test func noRoundingDecides() throws {
    let clients = [try client(3, Array(repeating: 0.1, count: 10))]
    #expect(fits(clients, hours: 1)[0].allSatisfy { $0 == true })
    let three = [try client(3, [0.1, 0.2])]
    #expect(fits(three, hours: 0.3) == [[true, true]])
    #expect(fits([try client(3, [0.29])], hours: 0.28) == [[false]])
  }

  @Test func eachHasHoursOfTheirOwn() throws {
    var clients = [
      try client(1, [2]), try client(2, [2], owner: "Y"), try client(3, [2], owner: nil),
      try client(4, [2], owner: "Y"),
    ]
    let capacity = ActionCapacity(
      hoursPerQuarter: 2, collaborators: [CollaboratorHours(name: "X", hours: 1)])
    let loads = ActionScheduler(capacity: capacity).schedule(&clients)
    #expect(clients.map { $0.actions[0].fits } == [false, true, nil, false])
    #expect(loads.map(\.owner) == ["X", "Y", nil] && loads.map(\.hours) == [2, 4, 2])
    #expect(loads.map(\.fittingHours) == [0, 2, nil] && loads.map(\.postponed) == [1, 1, 0])
    #expect(loads.map(\.capacity) == [1, 2, nil])
  }

  /// The rule told client by client: nobody fits while somebody before would have fitted.
  @Test func equalsTheRule() throws {
    var generator = TestGenerator(seed: 4)
    var clients = try (0..<60).map { _ in
      try client(
        Double(Int.random(in: 1...5, using: &generator)),
        (0..<3).map { _ in Double(Int.random(in: 1...30, using: &generator)) / 10 })
    }
    _ = ActionScheduler(capacity: ActionCapacity(hoursPerQuarter: 50, collaborators: []))
      .schedule(&clients)
    let order = clients.indices.sorted {
      (-clients[$0].priority.points, $0) < (-clients[$1].priority.points, $1)
    }
    var tenths = 500
    for index in order {
      for action in clients[index].actions {
        let asked = Int((action.hours * 10).rounded())
        #expect(action.fits == (asked <= tenths))
        if asked <= tenths { tenths -= asked }
      }
    }
  }
}
