/// What one unit of a prepared quantity is.
public enum ScalingMethod: String, Codable, Sendable, Equatable {
  /// The standard deviation (÷ N): each quantity has inertia 1, as in FactoMineR.
  case standard
  /// 1.4826 · the median absolute deviation; where it is 0, the interquartile range / 1.349, then
  /// the standard deviation. Inertia is then 1 for a normal quantity and more for a heavy-tailed one.
  case robust
}
