/// How far apart two rows of numbers are.
public enum DistanceMetric: String, Codable, Sendable, CaseIterable {
  /// The root of ((x₀−y₀)² + (x₁−y₁)²) + …, columns in order.
  case euclidean
  /// (|x₀−y₀| + |x₁−y₁|) + …, columns in order.
  case manhattan

  /// What the kernels call it.
  var kernelFlag: Int32 { self == .manhattan ? 1 : 0 }
}
