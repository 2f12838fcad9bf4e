/// Entropies and mutual information of a contingency table, in nats, and the measures made of them.
struct MutualInformation: Sendable {
  let leftEntropy: Double
  let rightEntropy: Double
  let information: Double
  private let table: ContingencyTable

  init(_ table: ContingencyTable) {
    self.table = table
    leftEntropy = entropy(table.rowSums, total: table.total)
    rightEntropy = entropy(table.columnSums, total: table.total)
    let total = Double(table.total)
    var information = 0.0
    for (row, rowSum) in zip(table.counts, table.rowSums) {
      for (count, columnSum) in zip(row, table.columnSums) where count > 0 {
        let ratio = total * Double(count) / (Double(rowSum) * Double(columnSum))
        information += Double(count) / total * naturalLogarithm(ratio)
      }
    }
    self.information = max(0, information)
  }

  var homogeneity: Double { leftEntropy > 0 ? min(1, information / leftEntropy) : 1 }
  var completeness: Double { rightEntropy > 0 ? min(1, information / rightEntropy) : 1 }

  var vMeasure: Double {
    let sum = homogeneity + completeness
    return sum > 0 ? 2 * homogeneity * completeness / sum : 0
  }

  var variation: Double {
    table.isBijection ? 0 : max(0, leftEntropy + rightEntropy - 2 * information)
  }

  var adjusted: Double {
    if table.isBijection || table.total == 0 { return 1 }
    let expected = expectedMutualInformation(table)
    let denominator = (leftEntropy + rightEntropy) / 2 - expected
    // Where no table of these margins can do better than chance, neither does this one.
    guard abs(denominator) > 1e-15 else { return 0 }
    return (information - expected) / denominator
  }
}

/// −Σ p log p, in nats.
func entropy(_ counts: [Int], total: Int) -> Double {
  let total = Double(total)
  var sum = 0.0
  for count in counts where count > 0 {
    sum -= Double(count) / total * naturalLogarithm(Double(count) / total)
  }
  return sum
}

/// E I over all tables with the margins of `table`, under the permutation model: for each cell,
/// the expectation of (m/n) log(n·m/(a·b)) where m is hypergeometric(n, a, b).
///
/// The hypergeometric probabilities come from log m! = log Γ(m + 1), exact for integers.
func expectedMutualInformation(_ table: ContingencyTable) -> Double {
  let n = table.total
  let logFactorial = logFactorials(upTo: n)
  // Cells with equal margins have equal terms.
  var termOfMargins: [MarginPair: Double] = [:]
  var sum = 0.0
  for a in table.rowSums {
    for b in table.columnSums {
      let margins = MarginPair(a: a, b: b)
      let term =
        termOfMargins[margins] ?? expectedCellInformation(a: a, b: b, n: n, logFactorial)
      termOfMargins[margins] = term
      sum += term
    }
  }
  return sum
}

private struct MarginPair: Hashable {
  let a: Int
  let b: Int
}

private func expectedCellInformation(a: Int, b: Int, n: Int, _ logFactorial: [Double]) -> Double {
  let constant =
    logFactorial[a] + logFactorial[b] + logFactorial[n - a] + logFactorial[n - b]
    - logFactorial[n]
  let total = Double(n)
  var sum = 0.0
  let lowest = max(1, a + b - n)
  let highest = min(a, b)
  guard lowest <= highest else { return 0 }
  for m in lowest...highest {
    let logProbability =
      constant - logFactorial[m] - logFactorial[a - m] - logFactorial[b - m]
      - logFactorial[n - a - b + m]
    let information =
      Double(m) / total
      * naturalLogarithm(total * Double(m) / (Double(a) * Double(b)))
    sum += information * exponential(logProbability)
  }
  return sum
}

/// log 0! … log n!, summed with Neumaier's compensation.
private func logFactorials(upTo n: Int) -> [Double] {
  var result = [0.0]
  result.reserveCapacity(n + 1)
  var (sum, compensation) = (0.0, 0.0)
  for m in stride(from: 1, through: n, by: 1) {
    let term = naturalLogarithm(Double(m))
    let next = sum + term
    compensation += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
    result.append(sum + compensation)
  }
  return result
}
