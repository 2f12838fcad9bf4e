import LinearAlgebra

/// The clients that stand for a segment, from distances to centroids in the clustered space.
///
/// - `paragons`: nearest their own centroid first (FactoMineR's `desc.ind$para`).
/// - `atypical`: farthest from their own centroid first.
/// - `distinctive`: farthest from the nearest other centroid first (`desc.ind$dist`).
///
/// Ties go to the lower row. With one segment `distinctive` is empty.
///
/// - Complexity: O(*n·k·p* + *n·count*).
public struct Representatives: Sendable, Equatable {
  /// Rows, per segment.
  public let paragons: [[Int]]
  public let atypical: [[Int]]
  public let distinctive: [[Int]]
  /// The segment whose centroid is nearest, per segment; ties to the lower label.
  public let neighbours: [Int?]

  /// - Parameters:
  ///   - labels: one per row of the scores.
  ///   - rows: what to call each row of the scores; its position when `nil`.
  public init(_ geometry: SegmentGeometry, labels: [Int], rows: [Int]? = nil, count: Int = 5) {
    let (scores, centroids) = (geometry.scores, geometry.centroids)
    precondition(labels.count == scores.rowCount, "one label per client")
    let segmentCount = centroids.rowCount
    var own = [Double](repeating: 0, count: labels.count)
    var other = [Double](repeating: .infinity, count: labels.count)
    for (i, label) in labels.enumerated() {
      for segment in 0..<segmentCount {
        let distance = squaredDistance(scores.row(i), centroids.row(segment))
        if segment == label { own[i] = distance } else { other[i] = min(other[i], distance) }
      }
    }
    var members = [[Int]](repeating: [], count: segmentCount)
    for (i, label) in labels.enumerated() { members[label].append(i) }
    let name = { (i: Int) in rows.map { $0[i] } ?? i }
    paragons = members.map { Self.first(count, of: $0, by: own, farthest: false).map(name) }
    atypical = members.map { Self.first(count, of: $0, by: own, farthest: true).map(name) }
    distinctive =
      segmentCount < 2
      ? members.map { _ in [] }
      : members.map { Self.first(count, of: $0, by: other, farthest: true).map(name) }
    neighbours = (0..<segmentCount).map { Self.nearest($0, in: centroids) }
  }

  private static func first(
    _ count: Int, of members: [Int], by distance: [Double], farthest: Bool
  ) -> [Int] {
    // Kept in order by insertion: one pass, since `count` is a handful.
    var kept: [Int] = []
    for i in members {
      let place = kept.firstIndex {
        farthest ? distance[i] > distance[$0] : distance[i] < distance[$0]
      }
      if let place { kept.insert(i, at: place) } else { kept.append(i) }
      if kept.count > count { kept.removeLast() }
    }
    return kept
  }

  private static func nearest(_ segment: Int, in centroids: Matrix) -> Int? {
    (0..<centroids.rowCount).filter { $0 != segment }
      .map { ($0, squaredDistance(centroids.row(segment), centroids.row($0))) }
      .min { $0.1 < $1.1 }?.0
  }
}
