extension VerdictRule {
  /// The same rule, where a segment is to be used from so many observations on, or from more where it
  /// asked for more already.
  public func askingForSize(_ count: Int) -> VerdictRule {
    VerdictRule(
      size: Thresholds(use: max(size.use, Double(count)), caution: size.caution),
      stability: stability, heldOut: heldOut, silhouette: silhouette,
      withoutGroups: withoutGroups, valley: valley)
  }
}
