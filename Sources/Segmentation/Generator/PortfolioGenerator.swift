import Statistics

/// Makes an accounting firm's client portfolio, quarter after quarter, with the truth behind it.
///
///     let generator = PortfolioGenerator(clients: 800, seed: 2026, firstPeriod: period, quarters: 3)
///     for period in generator.periods {
///       let files = generator.files(period)
///       save(files.portfolio, as: PortfolioGenerator.portfolioFileName(period))
///       save(files.truth, as: PortfolioGenerator.truthFileName(period))
///     }
///
/// Every client belongs to one of eight latent types (``ClientType``) and has four correlated latents
/// (size, digital, organisation, appetite), from which its columns are drawn. Then the firm looks:
/// collaborators rate with their own generosity, cells are missing at random or not, some are mistyped.
/// From quarter to quarter clients leave and arrive, sign mandates, take up tools, and a few change
/// type: the truth says who.
///
/// The companies, their names and their numbers are invented. Shares, hazards and profiles are design
/// assumptions, loosely anchored in published surveys of small French companies.
///
/// *Determinism*: the bytes depend on the arguments alone. Numbers are keyed by (seed, client,
/// quarter), so a portfolio of more clients or more quarters begins with the smaller one.
///
/// - Complexity: O(clients · quarters since the first period), some 20 µs a client.
public struct PortfolioGenerator: Sendable {
  public let clients: Int
  public let seed: UInt64
  public let firstPeriod: Quarter
  public let quarterCount: Int
  public let options: GeneratorOptions
  private let streams: GeneratorStreams
  private let drawer: ProfileDrawer
  private let rowDrawer: PortfolioRowDrawer

  /// - Parameters:
  ///   - clients: in the first quarter, at least 1; later quarters gain about 1 % each.
  ///   - firstPeriod: 2020-T1 or later.
  ///   - quarters: how many, at least 1.
  public init(
    clients: Int, seed: UInt64 = 2026, firstPeriod: Quarter, quarters: Int = 1,
    options: GeneratorOptions = GeneratorOptions()
  ) {
    precondition(clients >= 1 && quarters >= 1, "at least one client and one quarter")
    self.clients = clients
    self.seed = seed
    self.firstPeriod = firstPeriod
    self.quarterCount = quarters
    self.options = options
    streams = GeneratorStreams(seed: seed)
    drawer = ProfileDrawer(
      streams: streams, table: TypeTable(options: options), factors: LatentFactors(),
      firm: AccountingFirm(streams: streams, options: options))
    rowDrawer = PortfolioRowDrawer(streams: streams, options: options)
  }

  public var periods: [Quarter] { (0..<quarterCount).map(firstPeriod.advanced(by:)) }

  public func quarters() -> [PortfolioQuarter] { periods.map(quarter) }

  /// - Parameter period: one of `periods`.
  public func quarter(_ period: Quarter) -> PortfolioQuarter {
    var rows: [PortfolioRow] = []
    var truth: [ClientTruth] = []
    forEachClient(in: period) { client in
      rows += client.rows
      truth.append(client.truth)
    }
    return PortfolioQuarter(period: period, rows: rows, truth: truth)
  }

  /// Visits the clients of a quarter one at a time, in the order of the file.
  package func forEachClient(in period: Quarter, _ body: (PortfolioClient) -> Void) {
    precondition(periods.contains(period), "a period of this generator")
    for slot in 0..<clients {
      if let client = client(ClientKey(slot: slot, arrival: nil), in: period) { body(client) }
    }
    for arrival in periods.dropFirst() where arrival <= period {
      for slot in 0..<clients {
        let key = ClientKey(slot: slot, arrival: arrival)
        var stream = streams.stream(.newcomer, of: key)
        guard stream.uniform() < ReformCalendar.arrivalRate else { continue }
        if let client = client(key, in: period) { body(client) }
      }
    }
  }

  private func client(_ key: ClientKey, in period: Quarter) -> PortfolioClient? {
    let entry = key.arrival ?? firstPeriod
    let profile = drawer.draw(key, enteringIn: entry)
    let history = ClientHistory(
      profile: profile, entry: entry, streams: streams, table: drawer.table,
      factors: drawer.factors)
    guard let state = history.state(in: period) else { return nil }
    let facts = history.facts(of: state, in: period)
    let errors = rowDrawer.errors(of: profile)
    let truth = ClientTruth(
      identifier: key.identifier, type: state.type, latents: facts.latents,
      previousType: state.previousType, arrived: key.arrival == period, leaves: state.leaves,
      atypical: profile.atypical, errors: errors)
    return PortfolioClient(
      facts: facts, rows: rowDrawer.rows(profile, facts, errors: errors, in: period), truth: truth)
  }
}

/// One quarter of a made portfolio.
public struct PortfolioQuarter: Sendable, Equatable {
  public let period: Quarter
  /// One row a client, two for those that stand twice.
  public let rows: [PortfolioRow]
  /// One entry a client, in the order of `rows`.
  public let truth: [ClientTruth]
}

/// A client of a quarter: what is so, what the firm's file says of it, and the truth file's entry.
package struct PortfolioClient: Sendable {
  package let facts: ClientFacts
  package let rows: [PortfolioRow]
  package let truth: ClientTruth
}
