import LinearAlgebra
import Tables

/// Learns a small tree that gives clients their segments from columns that people read.
///
///     let learnt = DecisionTreeLearner(leafCount: 12).fit(columns, training, segmentCount: 9)
///     learnt.tree.leafCount       // 12 at most
///     learnt.start                // .centres
///
/// Several trees are made: from each ``Start``, grown best first (the leaf whose split purifies most) to
/// the number of leaves, with and without refinement (``TreeRefinement``). A leaf that refinement frees,
/// or that repeats its sibling's segment, is grown again elsewhere. They are compared by their fidelity (the
/// share of clients that get their own segment) on clients left out in turn, over `foldCount` parts
/// dealt segment by segment in the order of the rows. The one kept is the first, in the order of
/// ``Start``, refined before not, that does not fall short of the best by more than a standard error: by
/// more than √m clients, m those that only one of the two gets right (the rule of Breiman et al.,
/// *Classification and Regression Trees*, 1984, on paired answers). It is then made of all training
/// clients.
///
/// Identifiers, texts and dates are passed over, and columns of more than 200 levels. Everything is
/// decided by the rows in their order: no number is drawn.
///
/// - Complexity: O(clients · columns · depth) for each tree and each pass of refinement. The parts are
///   taken among 10 000 clients at most, evenly spaced.
public struct DecisionTreeLearner: Sendable, Codable, Equatable {
  public enum Start: String, Sendable, Codable, CaseIterable {
    /// One leaf for each segment's centre (``CentreTree``), grown by entropy. Only where there are
    /// leaves enough.
    case centres
    case entropy
    case gini
  }

  public let leafCount: Int
  /// The fewest clients that a leaf is grown for; refinement may leave fewer. `nil`: one in fifty of those
  /// that the tree is made of, from 1 to 5.
  public let minimumLeafSize: Int?
  public let foldCount: Int
  /// The trees that compete.
  public let candidates: [TreeCandidate]

  public init(
    leafCount: Int, minimumLeafSize: Int? = nil, foldCount: Int = 5,
    candidates: [TreeCandidate] = TreeCandidate.all
  ) {
    precondition(leafCount >= 1 && minimumLeafSize ?? 1 >= 1, "leaves that hold someone")
    precondition(foldCount >= 2 && !candidates.isEmpty, "something to choose from")
    self.leafCount = leafCount
    self.minimumLeafSize = minimumLeafSize
    self.foldCount = foldCount
    self.candidates = candidates
  }

  private static let comparedClients = 10_000
}

/// One way of making a tree.
public struct TreeCandidate: Sendable, Codable, Equatable {
  public let start: DecisionTreeLearner.Start
  public let isRefined: Bool

  public init(start: DecisionTreeLearner.Start, isRefined: Bool) {
    self.start = start
    self.isRefined = isRefined
  }

  public static let all = DecisionTreeLearner.Start.allCases.flatMap { start in
    [true, false].map { TreeCandidate(start: start, isRefined: $0) }
  }
}

/// A tree, and how it was chosen.
public struct LearntTree: Sendable, Codable, Equatable {
  public struct Trial: Sendable, Codable, Equatable {
    public let candidate: TreeCandidate
    /// The fidelity on the clients left out in turn.
    public let fidelity: Double
    /// Whether it falls short of the best by no more than a standard error.
    public let isAsGoodAsTheBest: Bool
  }

  public let tree: DecisionTree
  public let candidate: TreeCandidate
  /// Empty where there was nothing to choose from.
  public let trials: [Trial]
}

extension DecisionTreeLearner {
  /// - Parameters:
  ///   - columns: what conditions may be about.
  ///   - training: rows and their segments; at least one.
  public func fit(
    _ columns: [Column], _ training: LabelledRows, segmentCount: Int,
    parallelism: Parallelism = .serial
  ) -> LearntTree {
    precondition(!training.rows.isEmpty, "clients to learn from")
    let features = parallelism.map(count: columns.count) { place in
      SplitFeature.features(of: columns[place], at: place, rows: training.rows)
    }.flatMap { $0 }
    let clients = CodedClients(
      features: features, labels: training.labels, segmentCount: segmentCount)
    let trials = compare(clients, parallelism)
    let candidate = trials.first { $0.isAsGoodAsTheBest }?.candidate ?? possible(clients)[0]
    let everyone = Array(training.rows.indices)
    return LearntTree(
      tree: DecisionTree(
        grown(candidate, clients, members: everyone), clients, columns: columns,
        rows: training.rows, members: everyone),
      candidate: candidate, trials: trials)
  }

  private func possible(_ clients: CodedClients) -> [TreeCandidate] {
    let found = candidates.filter { $0.start != .centres || leafCount >= clients.segmentCount }
    return found.isEmpty ? [TreeCandidate(start: .entropy, isRefined: true)] : found
  }

  private func compare(_ clients: CodedClients, _ parallelism: Parallelism) -> [LearntTree.Trial] {
    let candidates = possible(clients)
    guard candidates.count > 1, clients.count >= 2 * foldCount else { return [] }
    let step = max(1, (clients.count + Self.comparedClients - 1) / Self.comparedClients)
    let compared = Array(stride(from: 0, to: clients.count, by: step))
    let folds = dealt(compared, clients)
    let parts = parallelism.map(count: candidates.count * foldCount) { job -> [Bool] in
      let (candidate, fold) = (candidates[job / foldCount], job % foldCount)
      let members = zip(compared, folds).filter { $0.1 != fold }.map(\.0)
      let tree = grown(candidate, clients, members: members)
      return zip(compared, folds).filter { $0.1 == fold }.map { client, _ in
        tree.label(of: client, clients) == clients.labels[client]
      }
    }
    let right = candidates.indices.map { place in
      parts[(place * foldCount)..<((place + 1) * foldCount)].flatMap { $0 }
    }
    let hits = right.map { $0.count { $0 } }
    let best = hits.indices.reduce(0) { hits[$1] > hits[$0] ? $1 : $0 }
    return candidates.indices.map { place in
      let (short, apart) = (
        hits[best] - hits[place], zip(right[best], right[place]).count { $0 != $1 }
      )
      return LearntTree.Trial(
        candidate: candidates[place], fidelity: Double(hits[place]) / Double(compared.count),
        isAsGoodAsTheBest: short * short <= apart)
    }
  }

  /// The part of each client: those of a segment are dealt in turn, segment after segment.
  private func dealt(_ compared: [Int], _ clients: CodedClients) -> [Int] {
    var next = 0
    var folds = [Int](repeating: 0, count: compared.count)
    for segment in 0..<clients.segmentCount {
      for (position, client) in compared.enumerated() where clients.labels[client] == segment {
        folds[position] = next % foldCount
        next += 1
      }
    }
    return folds
  }

  package func grown(
    _ candidate: TreeCandidate, _ clients: CodedClients, members: [Int]
  ) -> GrowingTree {
    let search = SplitSearch(
      clients, measure: candidate.start == .gini ? .gini : .entropy,
      minimumLeafSize: minimumLeafSize ?? min(max(members.count / 50, 1), 5))
    var tree =
      candidate.start == .centres
      ? CentreTree(clients, members: members).tree(members) : GrowingTree()
    for round in 0..<Self.roundLimit {
      let before = tree
      tree.grow(to: leafCount, members: members, search: search, labelsMustDiffer: round > 0)
      if candidate.isRefined {
        tree = TreeRefinement(clients: clients).refined(tree, members: members)
      }
      tree = tree.collapsed(members, clients)
      if tree == before || tree.leafCount == leafCount { break }
    }
    return tree
  }

  private static let roundLimit = 5
}
