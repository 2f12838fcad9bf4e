/// One step of a hierarchy: two clusters become one.
///
/// SciPy's convention: observations are 0…n−1, the cluster made by merge *m* is n + m, and
/// `first` < `second`. `height` is a distance, in units of the data; `size` counts observations.
public struct Merge: Sendable, Codable, Equatable {
  public let first: Int
  public let second: Int
  public let height: Double
  public let size: Int

  public init(first: Int, second: Int, height: Double, size: Int) {
    self.first = first
    self.second = second
    self.height = height
    self.size = size
  }
}
