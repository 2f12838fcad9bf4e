import CKernels
import LinearAlgebra

extension Linkage {
  var kernelRule: Int32 {
    switch self {
    case .single: preconditionFailure("single linkage is a spanning tree")
    case .complete: Int32(CK_COMPLETE)
    case .average: Int32(CK_AVERAGE)
    case .mcquitty: Int32(CK_MCQUITTY)
    case .ward: Int32(CK_WARD)
    case .centroid: Int32(CK_CENTROID)
    case .median: Int32(CK_MEDIAN)
    }
  }
}

extension SquareAgglomeration {
  func kernelPair(_ pair: Pair) -> CKPair {
    CKPair(
      first: Int32(pair.first), second: Int32(pair.second),
      firstWeight: weights[pair.first], secondWeight: weights[pair.second], cost: pair.cost)
  }

  /// Notes merges and retires their second slots.
  mutating func record(_ pairs: [Pair]) {
    var isSecond = [Bool](repeating: false, count: slotCount)
    for pair in pairs {
      steps.append(
        AgglomerationStep(
          first: numbers[pair.first], second: numbers[pair.second], cost: pair.cost,
          height: heightsAreRoots ? max(0, pair.cost).squareRoot() : pair.cost))
      numbers[pair.first] = observationCount + steps.count - 1
      weights[pair.first] += weights[pair.second]
      penalties[pair.second] = .infinity
      isSecond[pair.second] = true
    }
    active.removeAll { isSecond[$0] }
  }

  /// Merges pairs one after the other, writing a row and a column for each.
  mutating func mergeInPlace(_ pairs: [Pair], parallelism: Parallelism) {
    let kernelPairs = pairs.map { kernelPair($0) }
    var isInPair = [Bool](repeating: false, count: slotCount)
    for pair in pairs { (isInPair[pair.first], isInPair[pair.second]) = (true, true) }
    let others = active.filter { !isInPair[$0] }
    let (rule, count) = (linkage.kernelRule, slotCount)
    var weights = weights
    square.withRows { rows in
      for (p, pair) in kernelPairs.enumerated() {
        withUnsafePointer(to: pair) {
          ckMergeRows(
            rule, $0, rows[pairs[p].first], rows[pairs[p].second], weights, count,
            rows[pairs[p].first])
        }
        let row = rows[pairs[p].first]
        row[pairs[p].first] = .infinity
        weights[pairs[p].first] += weights[pairs[p].second]
        for (q, other) in pairs.enumerated() where q != p {
          rows[other.first][pairs[p].first] = row[other.first]
          if q > p { rows[other.second][pairs[p].first] = row[other.second] }
        }
      }
      let columns = pairs.map(\.first)
      parallelism.forEach(count: (others.count + 1023) / 1024) { block in
        for slot in others[(block * 1024)..<min((block + 1) * 1024, others.count)] {
          let row = rows[slot]
          for column in columns { row[column] = rows[column][slot] }
        }
      }
    }
    record(pairs)
  }

  /// The costs of clusters merged, and of those whose neighbour merged, become lower bounds.
  mutating func mergeAndMark(_ pairs: [Pair], parallelism: Parallelism) {
    mergeInPlace(pairs, parallelism: parallelism)
    var isMerged = [Bool](repeating: false, count: slotCount)
    for pair in pairs { (isMerged[pair.first], isMerged[pair.second]) = (true, true) }
    for slot in active where isMerged[slot] || isMerged[Int(neighbours[slot])] {
      isStale[slot] = true
    }
  }
}
