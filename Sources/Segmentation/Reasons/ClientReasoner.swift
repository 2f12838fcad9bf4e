import Clustering
import LinearAlgebra
import Preparation
import Tables

/// Tells clients why they are where they are, by the rule that placed them.
///
///     let reasons = try ClientReasoner(study)?.reasons()
///
/// The rule is the nearest centre (centroid or medoid), and a client's coordinates are a sum over its
/// variables (``Preparation/CoordinateShares``); so is, then, its margin over another centre b,
/// ‖x − b‖² − ‖x − a‖² = 2(a − b)·x + ‖b‖² − ‖a‖²: nothing is approximated. Missing cells are left as
/// they were rebuilt.
public struct ClientReasoner: Sendable {
  private let study: Study
  private let centres: Matrix
  private let shares: CoordinateShares
  private let scales: [VariableScale]

  /// `nil` with one segment, and for methods that place by something else than the nearest centre.
  public init?(_ study: Study) {
    switch study.model.placement {
    case .centroids(let points), .medoids(let points): centres = points
    case .members, .mixture: return nil
    }
    guard centres.rowCount > 1 else { return nil }
    self.study = study
    let recipe = study.model.recipe
    shares = CoordinateShares(recipe.factors)
    scales = zip(recipe.variables, recipe.factors.coding.variables).map { variable, factor in
      VariableScale(
        variable, factor.block, column: study.table[variable.key], rows: study.training.rows)
    }
  }

  /// One for each client of the study, in its order.
  ///
  /// - Throws: ``PreparationError``, `CancellationError`.
  /// - Complexity: O(clients · segments · levels).
  public func reasons(parallelism: Parallelism = .serial) throws -> [ClientReason] {
    let rows = study.clients.map(\.row)
    let recipe = study.model.recipe
    let data = try recipe.values(study.table, rows: rows, parallelism: parallelism)
    let cells = CodedCells(data, recipe.factors.coding)
    let scores = scoresByRow
    let k = centres.rowCount
    // From each segment towards each other one.
    let along = (0..<k * k).map { pair -> [CoordinateShares.Along] in
      let (own, other) = pair.quotientAndRemainder(dividingBy: k)
      return own == other ? [] : shares.along(direction(own, other))
    }
    return parallelism.map(count: rows.count) { client in
      let placement = study.clients[client]
      let own = placement.segment
      let position = scores[placement.row] ?? []
      let place = ClientPlace(
        own: own, margins: (0..<k).map { margin(position, own, $0) },
        along: (0..<k).map { along[own * k + $0] }, cells: Array(cells.row(client)))
      return ClientReason(
        row: placement.row, segment: own, nextSegment: place.next,
        margin: place.margins[place.next], parts: place.parts, change: place.change(scales))
    }
  }

  private var scoresByRow: [Int: [Double]] {
    var scores: [Int: [Double]] = [:]
    for prepared in [study.training, study.heldOut].compactMap({ $0 }) {
      for (position, row) in prepared.rows.enumerated() {
        scores[row] = Array(prepared.scores.row(position))
      }
    }
    return scores
  }

  /// 2(a − b).
  private func direction(_ own: Int, _ other: Int) -> [Double] {
    zip(centres.row(own), centres.row(other)).map { 2 * ($0 - $1) }
  }

  private func margin(_ position: [Double], _ own: Int, _ other: Int) -> Double {
    var (near, far) = (0.0, 0.0)
    for (axis, x) in position.enumerated() {
      near += (x - centres[own, axis]) * (x - centres[own, axis])
      far += (x - centres[other, axis]) * (x - centres[other, axis])
    }
    return far - near
  }
}

/// One client among the centres.
private struct ClientPlace {
  let own: Int
  /// Over each segment; 0 over its own.
  let margins: [Double]
  /// By segment, then by variable; none for its own.
  let along: [[CoordinateShares.Along]]
  let cells: [Double]

  private var others: [Int] { margins.indices.filter { $0 != own } }

  var next: Int { others.min { (margins[$0], $0) < (margins[$1], $1) } ?? own }

  var parts: [ClientReason.Part] {
    zip(cells, along[next]).enumerated().compactMap { variable, pair in
      let weight = pair.1.value(of: pair.0)
      return weight > 0 ? ClientReason.Part(variable: variable, weight: weight) : nil
    }.sorted { ($0.weight, $1.variable) > ($1.weight, $0.variable) }
  }

  func change(_ scales: [VariableScale]) -> ClientReason.Change? {
    guard others.allSatisfy({ margins[$0] > 0 }) else { return nil }
    var best: ClientReason.Change?
    for (variable, scale) in scales.enumerated() where scale.knows(cells[variable]) {
      for candidate in candidates(variable, scale) {
        guard let segment = segment(variable, candidate.cell) else { continue }
        if let known = best, known.distance <= candidate.distance { continue }
        best = ClientReason.Change(
          variable: variable, value: candidate.value, segment: segment,
          distance: candidate.distance)
      }
    }
    return best
  }

  /// Values that would do, if they are found to.
  private func candidates(_ variable: Int, _ scale: VariableScale) -> [VariableScale.Candidate] {
    let cell = cells[variable]
    guard scale.isQuantity else { return scale.otherLevels(than: cell) }
    return others.compactMap { other in
      let slope = along[other][variable].terms[0]
      guard slope != 0 else { return nil }
      return scale.value(beyond: cell - margins[other] / slope, from: cell)
    }
  }

  /// Where the client is with another cell; `nil` where it stays.
  private func segment(_ variable: Int, _ cell: Double) -> Int? {
    let moved = others.map { other in
      let share = along[other][variable]
      return (other, margins[other] + share.value(of: cell) - share.value(of: cells[variable]))
    }
    guard let nearest = moved.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }), nearest.1 < 0 else {
      return nil
    }
    return nearest.0
  }
}
