import Statistics

/// Which observations have no part in making the clusters.
///
///     let split = HeldOutSplit.stratified(
///       fraction: 0.25, identifiers: table.identifiers, strata: offices)
///     split.training, split.heldOut          // rows, increasing
///
///     for split in HeldOutDesign.groups(offices, minimumSize: 30).splits { … }
public struct HeldOutSplit: Sendable, Codable, Equatable {
  /// The group held out, the pooled small groups included; `nil` for a random fraction.
  public let group: HeldOutGroup?
  /// Rows, increasing.
  public let training: [Int]
  public let heldOut: [Int]

  init(group: HeldOutGroup? = nil, heldOut: [Int], count: Int) {
    let isHeldOut = Set(heldOut)
    self.group = group
    self.heldOut = heldOut.sorted()
    training = (0..<count).filter { !isHeldOut.contains($0) }
  }
}

/// A value of the column that makes the groups, several rare ones put together, or one of the random
/// parts of a division in folds.
public enum HeldOutGroup: Sendable, Codable, Equatable {
  case value(String)
  case pooled([String])
  /// Both counted from 1.
  case fold(Int, round: Int)
}

extension HeldOutSplit {
  /// A random fraction, the same in every stratum.
  ///
  /// Each observation draws a number from its identifier and the seed alone; in each stratum, those
  /// with the smallest numbers are held out. So the order of the rows does not matter, nor does
  /// what else the table holds. The total is round(`fraction` · *n*), shared between the strata by
  /// the largest remainders (ties to the stratum first in alphabetical order, no stratum first).
  ///
  /// Observations of one identifier stay together, or what is learnt from one would be tried on its
  /// copy: they are of the stratum of the first of them, and are held out whole; those that are more
  /// than what is left of the stratum's part are passed over. Only then may the total be smaller.
  ///
  /// - Parameters:
  ///   - fraction: 0 < fraction < 1.
  ///   - identifiers: one for each row; row numbers where there is none.
  ///   - strata: a category for each row; `nil` entries form a stratum of their own.
  public static func stratified(
    fraction: Double, identifiers: [String], strata: [String?]? = nil, seed: UInt64 = 2026
  ) -> HeldOutSplit {
    precondition(fraction > 0 && fraction < 1, "a fraction between 0 and 1")
    precondition(strata.map { $0.count == identifiers.count } ?? true, "one stratum for each row")
    let orders = drawnClients(identifiers, strata: strata, round: 1, seed: seed)
    let quotas = shares(
      of: fraction, sizes: orders.map { clients in clients.reduce(0) { $0 + $1.count } })
    var heldOut: [Int] = []
    for (clients, quota) in zip(orders, quotas) {
      var left = quota
      for rows in clients where rows.count <= left {
        heldOut.append(contentsOf: rows)
        left -= rows.count
      }
    }
    return HeldOutSplit(heldOut: heldOut, count: identifiers.count)
  }

  /// For each stratum, the rows of each of its clients in the order of their draws; strata in
  /// alphabetical order and no stratum first. A client is of the stratum of its first row.
  static func drawnClients(
    _ identifiers: [String], strata: [String?]?, round: Int, seed: UInt64
  ) -> [[[Int]]] {
    let draws = identifiers.map { draw(for: $0, round: round, seed: seed) }
    var rowsOfIdentifier: [String: [Int]] = [:]
    for row in identifiers.indices { rowsOfIdentifier[identifiers[row], default: []].append(row) }
    var firstRowsOf: [String?: [Int]] = [:]
    for row in identifiers.indices where rowsOfIdentifier[identifiers[row]]?.first == row {
      firstRowsOf[strata?[row], default: []].append(row)
    }
    let names = firstRowsOf.keys.sorted { a, b in
      guard let b else { return false }
      guard let a else { return true }
      return a < b
    }
    return names.map { name in
      firstRowsOf[name, default: []].sorted { a, b in
        draws[a] != draws[b] ? draws[a] < draws[b] : identifiers[a] < identifiers[b]
      }.map { rowsOfIdentifier[identifiers[$0], default: []] }
    }
  }

  private static func shares(of fraction: Double, sizes: [Int]) -> [Int] {
    let exact = sizes.map { fraction * Double($0) }
    var quotas = exact.map { Int($0) }
    let total = Int((fraction * Double(sizes.reduce(0, +))).rounded())
    let byRemainder = exact.indices.sorted { a, b in
      let (left, right) = (exact[a] - Double(quotas[a]), exact[b] - Double(quotas[b]))
      return left != right ? left > right : a < b
    }
    for index in byRemainder.prefix(max(0, total - quotas.reduce(0, +))) { quotas[index] += 1 }
    return quotas
  }

  /// 64 random bits that depend on the identifier's bytes, the seed and the round alone.
  private static func draw(for identifier: String, round: Int, seed: UInt64) -> UInt64 {
    var stream = RandomStream(seed: seed, purpose: .holdOut, identifier: identifier)
    for _ in 1..<round { _ = stream.next() }
    return stream.next()
  }
}

/// The splits of one validation, and what stays outside it.
///
///     HeldOutDesign.groups(["Lyon", "Lyon", "Valence", nil], minimumSize: 1).splits.count    // 2
public struct HeldOutDesign: Sendable, Codable, Equatable {
  public let splits: [HeldOutSplit]
  /// Groups below the minimum and, even pooled, not enough: never held out.
  public let tooSmall: [String]
  /// Rows without a group: they stay in every training part.
  public let rowsWithoutGroup: Int

  /// One random fraction.
  public init(fraction split: HeldOutSplit) {
    splits = [split]
    tooSmall = []
    rowsWithoutGroup = 0
  }

  private init(splits: [HeldOutSplit], tooSmall: [String], rowsWithoutGroup: Int) {
    self.splits = splits
    self.tooSmall = tooSmall
    self.rowsWithoutGroup = rowsWithoutGroup
  }

  /// Random parts of about the same size, each held out in turn, everything being fitted on the
  /// others; the whole division as many times as there are rounds.
  ///
  /// As with a fraction, an observation's part depends on its identifier, the seed and the round
  /// alone, and the rows of one identifier stay together. Clients are dealt in turn, stratum after
  /// stratum: the parts differ by one client at most, in all and in each stratum.
  ///
  /// - Parameter count: from 2 to the number of observations.
  public static func folds(
    _ count: Int, rounds: Int = 1, identifiers: [String], strata: [String?]? = nil,
    seed: UInt64 = 2026
  ) -> HeldOutDesign {
    precondition(count >= 2 && count <= identifiers.count, "parts that are not empty")
    precondition(rounds >= 1, "at least one division")
    let splits = (1...rounds).flatMap { round -> [HeldOutSplit] in
      let clients = HeldOutSplit.drawnClients(
        identifiers, strata: strata, round: round, seed: seed
      ).flatMap { $0 }
      return (0..<count).map { fold in
        HeldOutSplit(
          group: .fold(fold + 1, round: round),
          heldOut: stride(from: fold, to: clients.count, by: count).flatMap { clients[$0] },
          count: identifiers.count)
      }
    }
    return HeldOutDesign(splits: splits, tooSmall: [], rowsWithoutGroup: 0)
  }

  /// Nobody is held out.
  public static let nobody = HeldOutDesign(splits: [], tooSmall: [], rowsWithoutGroup: 0)

  /// Each group of a column is held out in turn, in alphabetical order, everything being fitted on
  /// the others.
  ///
  /// Groups smaller than `minimumSize` are too small to be clustered on their own: they are held
  /// out together, last, when their union is large enough and counts at least two of them.
  ///
  /// - Parameter groups: the group of each row, `nil` where it is not known.
  public static func groups(_ groups: [String?], minimumSize: Int = 30) -> HeldOutDesign {
    precondition(minimumSize >= 1, "at least one observation")
    var rowsOf: [String: [Int]] = [:]
    for (row, group) in groups.enumerated() {
      if let group { rowsOf[group, default: []].append(row) }
    }
    let names = rowsOf.keys.sorted()
    let large = names.filter { rowsOf[$0, default: []].count >= minimumSize }
    let rare = names.filter { rowsOf[$0, default: []].count < minimumSize }
    var splits = large.map { name in
      HeldOutSplit(
        group: .value(name), heldOut: rowsOf[name, default: []], count: groups.count)
    }
    let pooled = rare.flatMap { rowsOf[$0, default: []] }
    let isPooled = rare.count >= 2 && pooled.count >= minimumSize
    if isPooled {
      splits.append(HeldOutSplit(group: .pooled(rare), heldOut: pooled, count: groups.count))
    }
    return HeldOutDesign(
      splits: splits.filter { !$0.training.isEmpty }, tooSmall: isPooled ? [] : rare,
      rowsWithoutGroup: groups.filter { $0 == nil }.count)
  }
}
