import LinearAlgebra
import Statistics

/// Starting centroids by greedy k-means++: observations far from those already chosen.
///
/// The first is drawn by weight. For each next one, 2 + ⌊log k⌋ candidates are drawn with
/// probability proportional to wᵢ · min over chosen c of ‖xᵢ − c‖² (their *potential*), and the one
/// that leaves the lowest total potential is kept, ties to the first drawn. An observation equal to
/// a chosen one has probability 0.
///
/// Random numbers are those of (seed, restart, rank of the centroid). Source: Arthur &
/// Vassilvitskii 2007, "k-means++: the advantages of careful seeding", SODA; greedy trials as in
/// their code and scikit-learn's.
struct PlusPlusStart {
  let seed: UInt64
  let restart: Int

  /// *k* × *p*, row by row. O(*n·k·p*·log *k*).
  func centroids(_ clusterCount: Int, of lloyd: Lloyd, parallelism: Parallelism) -> [Double] {
    let sampler = Sampler(lloyd: lloyd, parallelism: parallelism)
    let trials = 2 + Self.naturalLogarithmFloor(clusterCount)
    var stream = stream(rank: 0)
    let mass = lloyd.observations.weights ?? [Double](repeating: 1, count: lloyd.observations.count)
    let first = sampler.draw(Potential(terms: mass), at: stream.uniform())
    var centroids = Array(lloyd.observations.x.row(first))
    var nearest = sampler.distances(to: first, limit: nil)
    for rank in 1..<max(clusterCount, 1) {
      let potential = sampler.potential(of: nearest)
      stream = self.stream(rank: rank)
      let candidates = (0..<trials).map { _ in sampler.draw(potential, at: stream.uniform()) }
      let chosen = sampler.best(of: candidates, limit: nearest)
      centroids.append(contentsOf: lloyd.observations.x.row(chosen))
      nearest = sampler.distances(to: chosen, limit: nearest)
    }
    return centroids
  }

  private func stream(rank: Int) -> RandomStream {
    RandomStream(seed: seed, purpose: .kMeansStart, replicate: restart, item: rank)
  }

  /// ⌊log k⌋ by comparing with powers of e.
  private static func naturalLogarithmFloor(_ k: Int) -> Int {
    var power = 2.718281828459045
    var floor = 0
    while Double(k) >= power {
      power *= 2.718281828459045
      floor += 1
    }
    return floor
  }
}

/// Non-negative terms to draw an index by, with their sums by block.
private struct Potential {
  let terms: [Double]
  let blockSums: [Double]
  let total: Double

  init(terms: [Double]) {
    self.terms = terms
    blockSums = (0..<RowBlocks.count(of: terms.count)).map { b in
      terms[RowBlocks.range(b, of: terms.count)].reduce(0, +)
    }
    total = blockSums.reduce(0, +)
  }
}

private struct Sampler {
  let lloyd: Lloyd
  let parallelism: Parallelism

  private var count: Int { lloyd.observations.count }

  /// The index where the running sum of the terms passes `position` · total: first the block, then
  /// the row. Where rounding overshoots, the last index of positive term.
  func draw(_ potential: Potential, at position: Double) -> Int {
    var target = position * potential.total
    let blocks = potential.blockSums.indices.filter { potential.blockSums[$0] > 0 }
    guard let last = blocks.last else { return Int(position * Double(count)) }
    var block = last
    for b in blocks where b != last {
      if target < potential.blockSums[b] {
        block = b
        break
      }
      target -= potential.blockSums[b]
    }
    var chosen = 0
    for i in RowBlocks.range(block, of: count) where potential.terms[i] > 0 {
      chosen = i
      if target < potential.terms[i] { break }
      target -= potential.terms[i]
    }
    return chosen
  }

  func potential(of nearest: [Double]) -> Potential {
    guard let weights = lloyd.observations.weights else { return Potential(terms: nearest) }
    return Potential(terms: zip(weights, nearest).map { $0 * $1 })
  }

  /// min(limit, ‖xᵢ − x_row‖²) for every i.
  func distances(to row: Int, limit: [Double]?) -> [Double] {
    let point = lloyd.observations.x.row(row)
    return parallelism.map(count: lloyd.blockCount) { b in
      let rows = RowBlocks.range(b, of: count)
      let found = lloyd.tiles.squaredDistances(to: rows, from: point).prefix(rows.count)
      guard let limit else { return Array(found) }
      return zip(found, limit[rows]).map { min($0, $1) }
    }.flatMap { $0 }
  }

  /// The candidate that leaves the lowest total potential.
  func best(of candidates: [Int], limit: [Double]) -> Int {
    let points = lloyd.observations.x.rows(at: candidates).elements
    let blocks = parallelism.map(count: lloyd.blockCount) { b in
      potentials(inBlock: b, of: points, limit: limit)
    }
    let totals = candidates.indices.map { c in blocks.reduce(0) { $0 + $1[c] } }
    let best = totals.indices.min { totals[$0] != totals[$1] ? totals[$0] < totals[$1] : $0 < $1 }
    return candidates[best ?? 0]
  }

  /// Σ wᵢ min(limitᵢ, ‖xᵢ − candidate‖²) over a block, for each candidate.
  private func potentials(inBlock block: Int, of points: [Double], limit: [Double]) -> [Double] {
    let rows = RowBlocks.range(block, of: count)
    let distances = lloyd.tiles.squaredDistances(to: rows, from: points[...])
    let stride = lloyd.tiles.stride(of: rows)
    return distances.withUnsafeBufferPointer { d in
      limit.withUnsafeBufferPointer { limit in
        Swift.stride(from: 0, to: d.count, by: stride).map { start in
          var sum = 0.0
          for (offset, i) in rows.enumerated() {
            let nearest = min(limit[i], d[start + offset])
            sum += lloyd.observations.weights.map { $0[i] * nearest } ?? nearest
          }
          return sum
        }
      }
    }
  }
}
