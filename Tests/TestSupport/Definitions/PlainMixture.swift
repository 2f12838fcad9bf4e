import Foundation

/// EM for a Gaussian mixture, each step as its definition says, responsibilities stored.
public struct PlainMixture {
  public private(set) var weights: [Double]
  public private(set) var means: [[Double]]
  public private(set) var covariances: [[[Double]]]
  public private(set) var responsibilities: [[Double]] = []
  public private(set) var logDensities: [Double] = []

  public init(weights: [Double], means: [[Double]], covariances: [[[Double]]]) {
    self.weights = weights
    self.means = means
    self.covariances = covariances
  }

  /// log N(x; μ, Σ) by Gaussian elimination.
  public static func logNormal(_ x: [Double], _ mean: [Double], _ covariance: [[Double]]) -> Double
  {
    let p = x.count
    var a = covariance
    var b = zip(x, mean).map { $0 - $1 }
    var (form, logDeterminant) = (0.0, 0.0)
    for i in 0..<p {
      logDeterminant += log(a[i][i])
      form += b[i] * b[i] / a[i][i]
      for r in (i + 1)..<max(p, i + 1) {
        let factor = a[r][i] / a[i][i]
        for c in i..<p { a[r][c] -= factor * a[i][c] }
        b[r] -= factor * b[i]
      }
    }
    return -0.5 * (Double(p) * log(2 * Double.pi) + logDeterminant + form)
  }

  public mutating func expect(_ x: [[Double]]) {
    responsibilities = []
    logDensities = []
    for row in x {
      let terms = weights.indices.map {
        log(weights[$0]) + Self.logNormal(row, means[$0], covariances[$0])
      }
      let largest = terms.max() ?? 0
      let total = largest + log(terms.reduce(0) { $0 + exp($1 - largest) })
      logDensities.append(total)
      responsibilities.append(terms.map { exp($0 - total) })
    }
  }

  /// Full covariances.
  public mutating func maximise(_ x: [[Double]], weights w: [Double], regularisation: Double) {
    let p = x[0].count
    let counts = weights.indices.map { c in
      x.indices.reduce(0) { $0 + w[$1] * responsibilities[$1][c] } + 10 * Double.ulpOfOne
    }
    for c in weights.indices {
      weights[c] = counts[c] / counts.reduce(0, +)
      means[c] = (0..<p).map { j in
        x.indices.reduce(0) { $0 + w[$1] * responsibilities[$1][c] * x[$1][j] } / counts[c]
      }
      for i in 0..<p {
        for j in 0..<p {
          let sum = x.indices.reduce(0.0) {
            $0 + w[$1] * responsibilities[$1][c] * (x[$1][i] - means[c][i])
              * (x[$1][j] - means[c][j])
          }
          covariances[c][i][j] = sum / counts[c] + (i == j ? regularisation : 0)
        }
      }
    }
  }
}
