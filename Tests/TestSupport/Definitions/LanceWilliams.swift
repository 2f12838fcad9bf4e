import Clustering

/// Any linkage one merge at a time, from the full matrix updated by Lance and Williams's general
/// formula: d(a ∪ b, c) = αₐ d(a,c) + α_b d(b,c) + β d(a,b) + γ |d(a,c) − d(b,c)|. It judges each step
/// of a tree.
public struct LanceWilliams {
  private let linkage: Linkage
  private var d: [[Double]]
  private var weight: [Double]
  private var isFree: [Bool]

  private var isOfSquares: Bool { [.ward, .centroid, .median].contains(linkage) }

  /// From points, Euclidean.
  public init(_ linkage: Linkage, points x: [[Double]], weights: [Double]? = nil) {
    self.init(
      linkage,
      dissimilarities: x.map { a in x.map { PlainLloyd.squaredDistance(a, $0).squareRoot() } },
      weights: weights)
  }

  public init(_ linkage: Linkage, dissimilarities: [[Double]], weights: [Double]? = nil) {
    self.linkage = linkage
    weight = weights ?? dissimilarities.map { _ in 1 }
    isFree = dissimilarities.map { _ in true }
    d = dissimilarities
    guard isOfSquares else { return }
    for i in d.indices {
      for j in d.indices {
        let share =
          linkage == .ward ? 2 * weight[i] * weight[j] / (weight[i] + weight[j]) : 1
        d[i][j] = share * d[i][j] * d[i][j]
      }
    }
  }

  public func height(_ a: Int, _ b: Int) -> Double {
    isOfSquares ? max(0, d[a][b]).squareRoot() : d[a][b]
  }

  /// The lowest height at which any two clusters can merge now.
  public var lowestHeight: Double {
    var lowest = Double.infinity
    for a in isFree.indices where isFree[a] {
      for b in 0..<a where isFree[b] { lowest = min(lowest, height(a, b)) }
    }
    return lowest
  }

  /// αₐ, α_b, β, γ, all to be divided by the last.
  private func coefficients(_ wa: Double, _ wb: Double, _ wc: Double) -> [Double] {
    let w = wa + wb
    switch linkage {
    case .single: return [0.5, 0.5, 0, -0.5, 1]
    case .complete: return [0.5, 0.5, 0, 0.5, 1]
    case .average: return [wa, wb, 0, 0, w]
    case .mcquitty: return [0.5, 0.5, 0, 0, 1]
    case .ward: return [wa + wc, wb + wc, -wc, 0, w + wc]
    case .centroid: return [wa, wb, -wa * wb / w, 0, w]
    case .median: return [0.5, 0.5, -0.25, 0, 1]
    }
  }

  /// Merges clusters `a` and `b` into the next new number.
  public mutating func merge(_ a: Int, _ b: Int) {
    let row = isFree.indices.map { c in
      let k = coefficients(weight[a], weight[b], weight[c])
      let sum = k[0] * d[a][c] + k[1] * d[b][c] + k[2] * d[a][b]
      return (sum + k[3] * abs(d[a][c] - d[b][c])) / k[4]
    }
    for c in d.indices { d[c].append(row[c]) }
    d.append(row + [0])
    weight.append(weight[a] + weight[b])
    isFree[a] = false
    isFree[b] = false
    isFree.append(true)
  }
}
