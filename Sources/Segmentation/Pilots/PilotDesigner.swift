import Statistics

/// Draws the groups of a pilot.
///
///     let design = try PilotDesigner(plan, seed: 2026).design(clients)
///     design.segments[0].strata[0].test          // identifiers
///
/// In each segment, both groups have the size that ``PilotSizing`` asks for, or as near as the clients
/// who may be drawn allow. Places are shared between strata in proportion to their clients, by the
/// largest remainders; within a stratum as many clients go to one group as to the other. Strata of fewer
/// than four clients are put together. Who is drawn depends on the identifiers and the seed alone:
/// neither the order of the rows nor other columns matter. Excluded clients are passed over before anything
/// is counted.
///
/// - Complexity: O(*n* log *n*).
public struct PilotDesigner: Sendable {
  public let plan: PilotPlan
  public let seed: UInt64

  public init(_ plan: PilotPlan, seed: UInt64 = 2026) {
    self.plan = plan
    self.seed = seed
  }

  /// Strata with fewer clients are put together.
  static let smallestStratum = 4

  /// - Throws: ``PilotError/nobodyToDraw(clients:excluded:withoutSegment:)``.
  public func design(_ portfolio: PilotClients) throws(PilotError) -> PilotDesign {
    let clients = portfolio.clients
    let partition = NamedPartition(
      column: portfolio.segmentColumn, texts: clients.compactMap(\.segment))
    var members = [[PilotClient]](repeating: [], count: partition.names.count)
    var next = 0
    for client in clients where client.segment != nil {
      members[partition.labels[next]].append(client)
      next += 1
    }
    let sizing = PilotSizing(plan, segmentCount: partition.names.count)
    let needed = sizing.needed
    let segments = zip(partition.names, members).map { name, members in
      segment(name, members, sizing, needed: needed)
    }
    let counts = PilotClientCounts(
      read: clients.count, excluded: clients.count(where: \.isExcluded),
      withoutSegment: clients.count { $0.segment == nil && !$0.isExcluded })
    guard segments.contains(where: { $0.groupSize > 0 }) else {
      throw .nobodyToDraw(
        clients: counts.read, excluded: counts.excluded, withoutSegment: counts.withoutSegment)
    }
    return PilotDesign(
      sources: portfolio.sources, seed: seed, identifierColumn: portfolio.identifierColumn,
      segmentColumn: portfolio.segmentColumn, strataColumns: portfolio.strataColumns, plan: plan,
      level: sizing.level, clients: counts, segments: segments)
  }

  private func segment(
    _ name: String, _ members: [PilotClient], _ sizing: PilotSizing, needed: Int
  ) -> PilotSegment {
    let eligible = members.filter { !$0.isExcluded }
    let groups = strata(eligible)
    let room = groups.reduce(0) { $0 + $1.clients.count / 2 }
    let allowed = min(needed, plan.maximumGroupSize ?? needed)
    var size = min(allowed, room)
    if size < PilotSizing.smallestGroup { size = 0 }
    let quotas = Self.quotas(size, sizes: groups.map(\.clients.count))
    let feasibility: PilotFeasibility =
      if size == 0 { .impossible } else if size >= needed { .asPlanned } else if size < allowed {
        .tooFewClients
      } else { .limitedSize }
    return PilotSegment(
      name: name, clients: members.count, excluded: members.count - eligible.count,
      needed: needed, groupSize: size, feasibility: feasibility,
      power: size > 0 ? sizing.power(size) : nil,
      detectableEffect: size > 0 ? sizing.detectable(size) : nil,
      strata: zip(groups, quotas).map { draw($0, quota: $1) })
  }

  private struct Stratum {
    let values: [String]
    let clients: [String]
  }

  /// In the order of their values; those put together last.
  private func strata(_ clients: [PilotClient]) -> [Stratum] {
    let groups = Dictionary(grouping: clients, by: \.stratum).mapValues { $0.map(\.identifier) }
    let keys = groups.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let large = keys.filter { groups[$0, default: []].count >= Self.smallestStratum }
    let rest = keys.filter { groups[$0, default: []].count < Self.smallestStratum }
      .flatMap { groups[$0, default: []] }
    return large.map { Stratum(values: $0, clients: groups[$0, default: []]) }
      + (rest.isEmpty ? [] : [Stratum(values: [], clients: rest)])
  }

  /// The first of the clients in the order of their first draws; the order of their second ones parts
  /// them in two.
  private func draw(_ stratum: Stratum, quota: Int) -> PilotStratum {
    let drawn = stratum.clients.map { identifier in
      var stream = RandomStream(seed: seed, purpose: .pilotGroups, identifier: identifier)
      return Drawn(identifier: identifier, place: stream.next(), side: stream.next())
    }
    let chosen = drawn.sorted { ($0.place, $0.identifier) < ($1.place, $1.identifier) }
      .prefix(2 * quota)
      .sorted { ($0.side, $0.identifier) < ($1.side, $1.identifier) }.map(\.identifier)
    return PilotStratum(
      values: stratum.values, eligible: stratum.clients.count,
      test: Self.ordered(chosen.prefix(quota)), control: Self.ordered(chosen.dropFirst(quota)))
  }

  private struct Drawn {
    let identifier: String
    let place: UInt64
    let side: UInt64
  }

  private static func ordered(_ identifiers: some Sequence<String>) -> [String] {
    identifiers.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// `total` places in proportion to the sizes, at most half a size each; ties to the first.
  package static func quotas(_ total: Int, sizes: [Int]) -> [Int] {
    let limits = sizes.map { $0 / 2 }
    let all = Double(max(1, sizes.reduce(0, +)))
    let exact = sizes.map { Double(total) * Double($0) / all }
    var quotas = zip(exact, limits).map { min(Int($0), $1) }
    var left = min(total, limits.reduce(0, +)) - quotas.reduce(0, +)
    let order = exact.indices.sorted { a, b in
      let (x, y) = (exact[a] - Double(quotas[a]), exact[b] - Double(quotas[b]))
      return x != y ? x > y : a < b
    }
    while left > 0 {
      for index in order where left > 0 && quotas[index] < limits[index] {
        quotas[index] += 1
        left -= 1
      }
    }
    return quotas
  }
}
