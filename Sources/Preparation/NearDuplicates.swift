import LinearAlgebra
import Statistics

/// Candidate columns that say the same thing twice.
///
/// Two quantities are duplicates when |Pearson| of their prepared values or |Spearman| exceeds the
/// limit over the rows where both are observed, at least half of those of the sparser one and 10;
/// ranks are those of each column by itself. Beyond 2048 training rows, 2048 of them at equal steps
/// serve. Two categories are duplicates when their levels correspond one to one wherever both are
/// observed. Of two duplicates the one with fewer missing cells stays, the first when equal.
///
/// - Complexity: O(n·c²) through matrix products for c quantities; each pair of categories is left
///   at its first contradiction.
struct NearDuplicates {
  let correlationLimit: Double

  private static let largestSample = 2048

  /// The decisions, for columns in order; a column already out is no longer compared.
  func decisions(among candidates: [Screening.Candidate]) -> [ScreeningDecision] {
    guard correlationLimit < 1 else { return [] }
    return quantityDecisions(candidates) + levelDecisions(candidates)
  }

  private func quantityDecisions(_ candidates: [Screening.Candidate]) -> [ScreeningDecision] {
    var quantities: [Screening.Candidate] = []
    var columns: [[Double]] = []
    for candidate in candidates {
      guard case .numbers(let values) = candidate.encoded.first?.values else { continue }
      let step = max(1, (values.count + Self.largestSample - 1) / Self.largestSample)
      quantities.append(candidate)
      columns.append(stride(from: 0, to: values.count, by: step).map { values[$0] })
    }
    guard columns.count > 1 else { return [] }
    let pearson = PairwiseCorrelation(columns)
    let spearman = PairwiseCorrelation(columns.map(midranks))
    return eliminate(quantities) { i, j in
      let (linear, monotone) = (pearson[i, j], spearman[i, j])
      if abs(linear) > correlationLimit {
        return .nearDuplicate(
          of: quantities[i].column.key, measure: .pearson, correlation: linear)
      }
      if abs(monotone) > correlationLimit {
        return .nearDuplicate(
          of: quantities[i].column.key, measure: .spearman, correlation: monotone)
      }
      return nil
    }
  }

  private func levelDecisions(_ candidates: [Screening.Candidate]) -> [ScreeningDecision] {
    let categories = candidates.filter {
      if $0.variables.count == 1, case .levels = $0.variables[0].encoding { true } else { false }
    }
    let codes = categories.map { candidate -> [Int32] in
      if case .levels(let codes, _) = candidate.encoded[0].values { codes } else { [] }
    }
    return eliminate(categories) { i, j in
      correspond(codes[i], codes[j]) ? .sameLevels(as: categories[i].column.key) : nil
    }
  }

  /// Compares every pair of columns still in; `reason(i, j)` says why j duplicates i.
  private func eliminate(
    _ columns: [Screening.Candidate], _ reason: (Int, Int) -> ScreeningReason?
  ) -> [ScreeningDecision] {
    var decisions: [ScreeningDecision] = []
    var isOut = [Bool](repeating: false, count: columns.count)
    for j in columns.indices {
      for i in 0..<j where !isOut[i] && !isOut[j] {
        let firstStays = columns[i].missingCount <= columns[j].missingCount
        let (stays, leaves) = firstStays ? (i, j) : (j, i)
        guard let why = reason(stays, leaves) else { continue }
        isOut[leaves] = true
        decisions.append(ScreeningDecision(key: columns[leaves].column.key, reason: why))
      }
    }
    return decisions
  }

  private func correspond(_ a: [Int32], _ b: [Int32]) -> Bool {
    var partnerOfA: [Int32: Int32] = [:]
    var partnerOfB: [Int32: Int32] = [:]
    var both = 0
    var observed = (a: 0, b: 0)
    for (x, y) in zip(a, b) {
      if x >= 0 { observed.a += 1 }
      if y >= 0 { observed.b += 1 }
      guard x >= 0, y >= 0 else { continue }
      both += 1
      if partnerOfA[x, default: y] != y || partnerOfB[y, default: x] != x { return false }
      partnerOfA[x] = y
      partnerOfB[y] = x
    }
    return both >= 10 && 2 * both >= min(observed.a, observed.b) && partnerOfA.count > 1
  }

  /// Ranks from 1, ties at the middle of their ranks; NaN stays.
  private func midranks(_ values: [Double]) -> [Double] {
    let sample = SortedSample(values).values
    return values.map { value in
      if value.isNaN { return .nan }
      let first = sample.partitioningIndex { $0 >= value }
      let next = sample.partitioningIndex { $0 > value }
      return Double(first + next + 1) / 2
    }
  }
}

/// Pearson's correlation of each pair of columns over the rows where both are observed; NaN where
/// fewer than 10 rows, or fewer than half of the sparser column's, are.
struct PairwiseCorrelation {
  private let correlations: Matrix

  subscript(i: Int, j: Int) -> Double { correlations[i, j] }

  /// - Parameter columns: of one length, NaN missing.
  init(_ columns: [[Double]]) {
    let rowCount = columns[0].count
    var x = Matrix(repeating: 0, rowCount: rowCount, columnCount: columns.count)
    var observed = x
    for (j, column) in columns.enumerated() {
      // Centred and scaled first: the sums of squares below then cancel nothing.
      let moments = ObservedMoments(column)
      let scale = moments.standardDeviation > 0 ? moments.standardDeviation : 1
      for (i, value) in column.enumerated() where !value.isNaN {
        x[i, j] = (value - moments.mean) / scale
        observed[i, j] = 1
      }
    }
    let squares = Matrix(
      rowCount: rowCount, columnCount: columns.count, elements: x.elements.map { $0 * $0 })
    let counts = observed.gram()
    let products = x.gram()
    let sums = x.product(observed, transposingSelf: true)
    let squareSums = squares.product(observed, transposingSelf: true)
    var correlations = Matrix(
      repeating: .nan, rowCount: columns.count, columnCount: columns.count)
    for i in columns.indices {
      for j in columns.indices {
        let count = counts[i, j]
        guard count >= 10, 2 * count >= min(counts[i, i], counts[j, j]) else { continue }
        let covariance = products[i, j] - sums[i, j] * sums[j, i] / count
        let varianceI = squareSums[i, j] - sums[i, j] * sums[i, j] / count
        let varianceJ = squareSums[j, i] - sums[j, i] * sums[j, i] / count
        guard varianceI > 1e-12 * count, varianceJ > 1e-12 * count else { continue }
        correlations[i, j] = covariance / (varianceI * varianceJ).squareRoot()
      }
    }
    self.correlations = correlations
  }
}
