/// k-means by its definition, in literal loops: what `KMeans` must equal to the bit.
public struct PlainLloyd {
  public private(set) var labels: [Int]
  public private(set) var centroids: [[Double]]
  public private(set) var inertia: Double
  public private(set) var iterations: Int
  public private(set) var converged: Bool

  private let x: [[Double]]
  private let weights: [Double]
  private let origin: [Double]

  public init(
    _ x: [[Double]], weights: [Double]? = nil, start: [[Double]], maximumIterations: Int = 300
  ) {
    self.x = x
    self.weights = weights ?? x.map { _ in 1 }
    var deviation: [Double] = []
    for j in x[0].indices {
      deviation.append(Self.sumInBlocks(x.indices.map { x[$0][j] - x[0][j] }))
    }
    let means = x[0].indices.map { x[0][$0] + deviation[$0] / Double(x.count) }
    // Deviations are taken from the mean where that is exact, else from 0.
    origin = means.indices.map { j in
      let (a, b) = (means[j] / 2, means[j] * 2)
      return x.allSatisfy { $0[j] >= min(a, b) && $0[j] <= max(a, b) } ? means[j] : 0
    }
    centroids = start
    labels = []
    inertia = 0
    iterations = 0
    converged = false
    run(maximumIterations)
  }

  public static func squaredDistance(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for j in a.indices { sum += (a[j] - b[j]) * (a[j] - b[j]) }
    return sum
  }

  /// The order of the sums that are not exact: blocks of 4096 in row order, then their totals.
  public static func sumInBlocks(_ terms: [Double]) -> Double {
    var total = 0.0
    for start in stride(from: 0, to: terms.count, by: 4096) {
      var partial = 0.0
      for i in start..<min(start + 4096, terms.count) { partial += terms[i] }
      total += partial
    }
    return total
  }

  private mutating func run(_ maximumIterations: Int) {
    var relocatedBefore = false
    var labelsAreThoseOfTheCentroids = false
    while iterations < maximumIterations {
      iterations += 1
      let before = labels
      labels = x.map { nearest($0) }
      let changed = labels != before
      let relocated = fillEmptyClusters()
      if !changed && !relocated && !relocatedBefore {
        converged = true
        labelsAreThoseOfTheCentroids = true
        break
      }
      relocatedBefore = relocated
      let old = centroids
      for c in centroids.indices { updateCentroid(c) }
      if centroids == old {
        converged = true
        break
      }
    }
    if !labelsAreThoseOfTheCentroids {
      labels = x.map { nearest($0) }
      while let empty = centroids.indices.first(where: isEmpty), let i = farthest() {
        centroids[empty] = x[i]
        labels = x.map { nearest($0) }
      }
    }
    inertia = Self.sumInBlocks(
      x.indices.map { weights[$0] * Self.squaredDistance(x[$0], centroids[labels[$0]]) })
  }

  private func nearest(_ point: [Double]) -> Int {
    var best = 0
    for c in centroids.indices
    where Self.squaredDistance(point, centroids[c]) < Self.squaredDistance(point, centroids[best]) {
      best = c
    }
    return best
  }

  private func members(_ c: Int) -> [Int] {
    x.indices.filter { labels[$0] == c && weights[$0] > 0 }
  }

  private func isEmpty(_ c: Int) -> Bool { members(c).isEmpty }

  private mutating func fillEmptyClusters() -> Bool {
    var relocated = false
    var taken: Set<Int> = []
    for c in centroids.indices.filter(isEmpty) {
      guard let i = farthest(except: taken) else { break }
      labels[i] = c
      taken.insert(i)
      relocated = true
    }
    return relocated
  }

  /// The first observation farthest from its centroid that is not alone in its cluster.
  private func farthest(except taken: Set<Int> = []) -> Int? {
    var best: Int?
    var largest = 0.0
    for i in x.indices where weights[i] > 0 && !taken.contains(i) {
      let distance = Self.squaredDistance(x[i], centroids[labels[i]])
      if distance > largest && members(labels[i]).count > 1 {
        best = i
        largest = distance
      }
    }
    return best
  }

  private mutating func updateCentroid(_ c: Int) {
    if isEmpty(c) { return }
    let members = x.indices.filter { labels[$0] == c }
    let weight = exactSum(members.map { weights[$0] })
    for j in origin.indices {
      let sum = exactSum(members.map { weights[$0] * (x[$0][j] - origin[j]) })
      centroids[c][j] = origin[j] + sum / weight
    }
  }
}
