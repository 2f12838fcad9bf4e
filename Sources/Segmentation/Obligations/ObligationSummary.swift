import Tables

/// Obligations counted over groups of clients: segments, offices, collaborators.
///
///     let summary = ObligationSummary(portfolio.clients, groups: offices)
///     summary.groups[0].count(.receptionOnly)
public struct ObligationSummary: Sendable, Codable, Equatable {
  /// By decreasing size, then by name; those without a group last.
  public let groups: [ObligationGroup]
  public let everyone: ObligationGroup

  /// - Parameter groups: the group of each client; `nil` where it has none.
  public init(_ clients: [ClientObligations], groups: [String?]) {
    precondition(groups.count == clients.count, "a group for each client")
    var members: [String?: [Int]] = [:]
    for (client, group) in groups.enumerated() { members[group, default: []].append(client) }
    self.groups = members.map { group, rows in
      ObligationGroup(name: group, rows.map { clients[$0] })
    }.sorted { left, right in
      guard let name = left.name, let other = right.name else { return left.name != nil }
      return left.clients != right.clients ? left.clients > right.clients : name < other
    }
    everyone = ObligationGroup(name: nil, clients)
  }
}

public struct ObligationGroup: Sendable, Codable, Equatable {
  public struct LevelCount: Sendable, Codable, Equatable {
    public let level: ObligationLevel
    public let clients: Int
  }

  public struct DayCount: Sendable, Codable, Equatable {
    public let day: CalendarDay
    public let clients: Int
  }

  public let name: String?
  public let clients: Int
  /// One for each level, none left out.
  public let levels: [LevelCount]
  public let unknownLevel: Int
  /// Of the clients whose issuing day depends on the size, those whose size is not known.
  public let unknownIssuingDay: Int
  /// Clients by the day that counts for them, in order of days; past days are of clients in default.
  public let nextDays: [DayCount]
  public let inDefault: Int
  /// Clients whose days are past, or may be, and nothing says whether they are ready.
  public let unverified: Int
  /// Euros a year at most, over the clients whose exposure is known.
  public let exposure: Double
  public let unknownExposure: Int
  /// Clients for whom each question has no answer, in the order of ``ObligationQuestion``.
  public let unanswered: [Int]

  public func count(_ level: ObligationLevel) -> Int {
    levels.first { $0.level == level }?.clients ?? 0
  }

  init(name: String?, _ members: [ClientObligations]) {
    self.name = name
    clients = members.count
    levels = ObligationLevel.allCases.map { level in
      LevelCount(level: level, clients: members.count { $0.level == level })
    }
    unknownLevel = members.count { $0.level == nil }
    unknownIssuingDay = members.count { $0.issuing.map { $0.day == nil } ?? false }
    var days: [CalendarDay: Int] = [:]
    for day in members.compactMap(\.nextDay) { days[day, default: 0] += 1 }
    nextDays = days.sorted { $0.key < $1.key }.map { DayCount(day: $0.key, clients: $0.value) }
    inDefault = members.count(where: \.isInDefault)
    unverified = members.count { client in
      !client.isInDefault
        && [client.reception, client.issuing].contains { $0?.state == .unverified }
    }
    exposure = members.reduce(0) { $0 + ($1.exposure?.total ?? 0) }
    unknownExposure = members.count { $0.exposure == nil }
    unanswered = ObligationQuestion.allCases.map { question in
      members.count { $0.unanswered.contains(question) }
    }
  }
}
