import LinearAlgebra
import Preparation
import TestSupport

/// `Tests/Oracles/famd.json` and `iterative-famd.json`.
struct FactorOracle: Decodable {
  struct Variable: Decodable {
    let name: String
    let numbers: [Double?]?
    let levels: [String]?
    let codes: [Int32]?

    var mixed: MixedVariable {
      if let numbers {
        return MixedVariable(name: name, values: .numbers(numbers.map { $0 ?? .nan }))
      }
      return MixedVariable(name: name, values: .levels(codes ?? [], count: levels?.count ?? 0))
    }
  }
  struct Case: Decodable {
    let name: String
    let variables: [Variable]
    let scaled: Bool?
    let eigenvalues: [Double]
    let explained: [Double]
    let coordinates: [[Double]]
    let contributions: [[Double]]
    let contributionNames: [String]?
    let loadings: [[Double]]?

    var data: MixedData { MixedData(variables.map(\.mixed)) }
  }
  let famd: [Case]
  let pca: [Case]
}

/// The largest difference between the columns of two matrices, each column up to its sign, relative
/// to the largest number of the oracle.
func largestDifferenceUpToSign(_ found: Matrix, _ oracle: Matrix) -> Double {
  precondition(found.rowCount == oracle.rowCount && found.columnCount == oracle.columnCount)
  let size = oracle.elements.reduce(0) { max($0, abs($1)) }
  var worst = 0.0
  for j in 0..<found.columnCount {
    let (a, b) = (found.column(j), oracle.column(j))
    let same = zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
    let opposite = zip(a, b).reduce(0) { max($0, abs($1.0 + $1.1)) }
    worst = max(worst, min(same, opposite))
  }
  return worst / size
}
